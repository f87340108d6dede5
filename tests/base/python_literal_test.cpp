#include "engine/base/python_literal.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

std::string literal(const std::string& json) {
  JsonError error;
  const std::optional<JsonValue> value = parse_json(json, &error);
  INFO(json << ": " << error.message);
  REQUIRE(value.has_value());
  return python_literal(*value);
}

}  // namespace

TEST_CASE("JSON values become Python literals") {
  CHECK(literal("true") == "True");
  CHECK(literal("false") == "False");
  CHECK(literal("null") == "None");
  CHECK(literal("-12") == "-12");
  CHECK(literal("2.50") == "2.50");
  CHECK(literal("1e5") == "1e5");
  CHECK(literal("[]") == "[]");
  CHECK(literal("[1, [true, \"a\"], {}]") == "[1, [True, 'a'], {}]");
  CHECK(literal("{\"a\": 1, \"b c\": [null]}") == "{'a': 1, 'b c': [None]}");
}

// Expected texts are what repr() gives under CPython 3.11.
TEST_CASE("strings are quoted as Python's repr quotes them") {
  CHECK(python_repr("r01") == "'r01'");
  CHECK(python_repr("") == "''");
  CHECK(python_repr("it's") == "\"it's\"");
  CHECK(python_repr("say \"it\"") == "'say \"it\"'");
  CHECK(python_repr("it's \"it\"") == "'it\\'s \"it\"'");
  CHECK(python_repr("a\\b") == "'a\\\\b'");
  CHECK(python_repr("a\n\t\r\x01\x7f") == "'a\\n\\t\\r\\x01\\x7f'");
  CHECK(python_repr("größe 漢 \xF0\x9F\x8C\xB3") == "'größe 漢 \xF0\x9F\x8C\xB3'");
  CHECK(python_repr("\xC2\xA0\xC2\xAD") == "'\\xa0\\xad'");
  CHECK(python_repr("\xE2\x80\xA8\xE3\x80\x80\xEF\xBB\xBF") == "'\\u2028\\u3000\\ufeff'");
  CHECK(python_repr("\xF3\xA0\x80\x81") == "'\\U000e0001'");
  CHECK(literal("\"\\ud800\"") == "'\\ud800'");
}

TEST_CASE("a literal that was made from JSON becomes that JSON again") {
  for (const char* json :
       {"true", "false", "null", "-12", "2.5", "1e5", "[]", "{}", "[1, [true, \"a\"], {}]",
        "{\"a\": 1, \"b\": [null]}", "\"it's\"", "\"it's \\\"it\\\"\"", "\"a\\\\b\\n\\t\\u0001\"",
        "\"\\ud800 \\u2028\"", "\"größe \xF0\x9F\x8C\xB3\""}) {
    INFO(json);
    const std::optional<std::string> back = json_of_python_literal(literal(json));
    REQUIRE(back.has_value());
    CHECK(literal(*back) == literal(json));
  }
}

TEST_CASE("a literal that JSON cannot say is refused") {
  for (const char* text : {"(1, 2)", "{1, 2}", "{1: 2}", "1_000", "0x10", "b'a'", "f'a'", "'a",
                           "[1", "[1,2]", "1 2", "", "truth", "'\\q'", "'\\x4'", "-", "[1] "}) {
    INFO(text);
    CHECK_FALSE(json_of_python_literal(text).has_value());
  }
}
