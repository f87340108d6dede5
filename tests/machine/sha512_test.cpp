#include "engine/machine/core/sha512.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

namespace grove {
namespace {

std::string start_of_digest(std::string_view text) {
  std::string hex;
  const auto digest = sha512(text);
  for (int i = 0; i < 8; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

// The examples of FIPS 180-4, and lengths around the ends of a block.
TEST_CASE("SHA-512 of texts of every length around a block is the standard's") {
  CHECK(start_of_digest("abc") == "ddaf35a193617aba");
  CHECK(start_of_digest("") == "cf83e1357eefb8bd");
  CHECK(start_of_digest(std::string(111, 'a')) == "fa9121c7b32b9e01");
  CHECK(start_of_digest(std::string(112, 'a')) == "c01d080efd492776");
  CHECK(start_of_digest(std::string(127, 'a')) == "828613968b501dc0");
  CHECK(start_of_digest(std::string(128, 'a')) == "b73d1929aa615934");
}

}  // namespace
}  // namespace grove
