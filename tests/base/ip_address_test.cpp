#include "engine/base/ip_address.h"

#include <catch2/catch.hpp>

using namespace grove;

namespace {

std::string normal(const char* text) {
  const std::optional<IpAddress> address = parse_ip(text);
  return address ? text_of(*address) : "none";
}

}  // namespace

TEST_CASE("an address has one normal form, as inet_ntop gives it") {
  CHECK(normal("192.0.2.1") == "192.0.2.1");
  CHECK(normal("0.0.0.0") == "0.0.0.0");
  CHECK(normal("2001:DB8:0:0::1") == "2001:db8::1");
  CHECK(normal("::") == "::");
  CHECK(normal("::1") == "::1");
  CHECK(normal("1::") == "1::");
  CHECK(normal("1:0:0:2:0:0:0:3") == "1:0:0:2::3");
  CHECK(normal("1:0:2:3:4:5:6:7") == "1:0:2:3:4:5:6:7");
  CHECK(normal("::ffff:192.0.2.1") == "::ffff:192.0.2.1");
}

TEST_CASE("what inet_pton does not take is no address") {
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "a", ":",
                           "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g",
                           "1:2:3:4:5:6:7::8", "fe80::1%eth0", "1.2.3.4::", "::1.2.3"}) {
    INFO(text);
    CHECK(normal(text) == "none");
  }
}

TEST_CASE("a port stands behind an address so that one can tell them apart") {
  CHECK(text_with_port(*parse_ip("192.0.2.1"), 80) == "192.0.2.1:80");
  CHECK(text_with_port(*parse_ip("2001:db8::1"), 80) == "[2001:db8::1]:80");
}
