#include "engine/base/json.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

using namespace grove;

namespace {

// "byte: message" of the fault, or "" for JSON.
std::string fault_of(std::string_view text) {
  JsonError error;
  if (parse_json(text, &error)) return "";
  return std::to_string(error.at) + ": " + error.message;
}

std::string hint_of(std::string_view text) {
  JsonError error;
  parse_json(text, &error);
  return error.hint;
}

// The tree, as the other library would have it.
nlohmann::json other(const JsonValue& value) {
  switch (value.type) {
    case JsonType::kNull:
      return nullptr;
    case JsonType::kBool:
      return value.boolean;
    case JsonType::kNumber: {
      int64_t integer = 0;
      if (json_int64(value.text, &integer)) return integer;
      return json_double(value.text);
    }
    case JsonType::kString:
      return value.text;
    case JsonType::kList: {
      nlohmann::json list = nlohmann::json::array();
      for (const JsonValue& element : value.elements) list.push_back(other(element));
      return list;
    }
    case JsonType::kObject: {
      nlohmann::json object = nlohmann::json::object();
      for (const JsonMember& member : value.members) object[member.key] = other(member.value);
      return object;
    }
  }
  return nullptr;
}

std::string random_json(std::mt19937_64& dice, int depth) {
  const char* const scalars[] = {"0",
                                 "-1",
                                 "12.5e-3",
                                 "1E+2",
                                 "null",
                                 "true",
                                 "false",
                                 "\"\"",
                                 "\"a\\n\"",
                                 "\"\\u00e9\"",
                                 "\"\\ud83c\\udf33\"",
                                 "\"ä漢\"",
                                 "9007199254740993",
                                 "-0.0",
                                 "1e300",
                                 "\"\\/\\\\\\\"\""};
  const auto pick = dice() % (depth > 3 ? 1 : 3);
  const std::string space = dice() % 4 == 0 ? " \n" : "";
  if (pick == 0) return space + scalars[dice() % std::size(scalars)] + space;
  std::string out = pick == 1 ? "[" : "{";
  for (auto i = dice() % 4; i > 0; --i) {
    if (out.size() > 1) out += ',';
    if (pick == 2) out += space + "\"k" + std::to_string(i) + "\"" + space + ":";
    out += random_json(dice, depth + 1);
  }
  return out + space + (pick == 1 ? "]" : "}");
}

}  // namespace

TEST_CASE("what is read from JSON is what another reader reads") {
  std::mt19937_64 dice(1);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_json(dice, 0);
    INFO(text);
    JsonError error;
    const std::optional<JsonValue> value = parse_json(text, &error);
    REQUIRE(value.has_value());
    REQUIRE(other(*value) == nlohmann::json::parse(text));
  }
}

TEST_CASE("a text is taken for JSON if and only if another reader takes it") {
  std::mt19937_64 dice(2);
  const std::string_view bytes = "{}[]\",:0123456789.eE+-truefalsn\\u \n\x01\x7f\xc3\xa9/";
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = random_json(dice, 0);
    for (auto n = dice() % 3; n > 0 && !text.empty(); --n) {
      const std::size_t at = dice() % text.size();
      const char byte = bytes[dice() % bytes.size()];
      if (dice() % 3 == 0) {
        text.erase(at, 1);
      } else if (dice() % 2 == 0) {
        text[at] = byte;
      } else {
        text.insert(at, 1, byte);
      }
    }
    JsonError error;
    const bool taken = parse_json(text, &error).has_value();
    refused += taken ? 0 : 1;
    INFO(text << "\n" << error.message);
    // The other one refuses lone surrogates and numbers beyond double; ours keeps both.
    const std::string why = [&text] {
      try {
        const nlohmann::json ignored = nlohmann::json::parse(text);
        return std::string();
      } catch (const nlohmann::json::exception& fault) {
        return std::string(fault.what());
      }
    }();
    const bool kept =
        why.find("surrogate") != std::string::npos || why.find("out_of_range") != std::string::npos;
    if (!kept) REQUIRE(taken == why.empty());
  }
  CHECK(refused > 5000);
}

TEST_CASE("each value of a tree knows where it stands in the text") {
  const std::string text = R"( {"a": [1, "zwölf"], "b" : null} )";
  JsonError error;
  const std::optional<JsonValue> root = parse_json(text, &error);
  REQUIRE(root);
  const auto slice = [&text](std::size_t begin, std::size_t end) {
    return text.substr(begin, end - begin);
  };
  CHECK(slice(root->begin, root->end) == R"({"a": [1, "zwölf"], "b" : null})");
  REQUIRE(root->members.size() == 2);
  CHECK(slice(root->members[1].key_begin, root->members[1].key_end) == R"("b")");
  const JsonValue& list = root->members[0].value;
  CHECK(slice(list.begin, list.end) == R"([1, "zwölf"])");
  CHECK(slice(list.elements[1].begin, list.elements[1].end) == R"("zwölf")");
  CHECK(root->find("b") == &root->members[1].value);
  CHECK(root->find("c") == nullptr);
}

TEST_CASE("faults of JSON say where they are and what was expected there") {
  CHECK(fault_of("") == "0: the text ends where a value was expected");
  CHECK(fault_of("[1") == "2: expected `,` or `]`, but the text ends here");
  CHECK(fault_of("[1 2]") == "3: expected `,` or `]`");
  CHECK(fault_of("[1,]") == "2: a `,` before `]`");
  CHECK(fault_of("{\"a\":1,}") == "6: a `,` before `}`");
  CHECK(fault_of("{a:1}") == "1: expected a key");
  CHECK(fault_of("{\"a\" 1}") == "5: expected `:` after the key");
  CHECK(fault_of("{\"a\":") == "5: the text ends where a value was expected");
  CHECK(fault_of("{\"a\":1") == "6: expected `,` or `}`, but the text ends here");
  CHECK(fault_of("{\"a\":1,") == "7: expected a key, but the text ends here");
  CHECK(fault_of("1 2") == "2: the text goes on after the value has ended");
  CHECK(fault_of("\"ab") == "0: a string is not closed");
  CHECK(fault_of("\"ab\n\"") == "0: a string is not closed on its line");
  CHECK(fault_of("\"a\tb\"") == "2: a control character in a string");
  CHECK(fault_of("\"\\q\"") == "1: an unknown escape in a string");
  CHECK(fault_of("\"\\u12g4\"") == "5: expected four hexadecimal digits after `\\u`");
  CHECK(fault_of("\"a\xff\"") == "2: a byte that is no UTF-8");
  CHECK(fault_of("01") == "0: a number begins with 0");
  CHECK(fault_of("-") == "0: `-` without a number");
  CHECK(fault_of("1.") == "0: no digit after the decimal point");
  CHECK(fault_of("1e") == "0: no digit in the exponent");
  CHECK(fault_of("12ab") == "0: a number is followed directly by a letter");
  CHECK(fault_of("nul") == "0: expected a value, got `nul`");
  CHECK(fault_of("truely") == "0: expected a value, got `truely`");
  CHECK(fault_of("+1") == "0: expected a value, got `+`");
  CHECK(fault_of(std::string(300, '[')) == "201: values are nested too deep");
}

TEST_CASE("what comes from Python's habits is answered with JSON's way to write it") {
  CHECK(hint_of("True") == "JSON writes it `true`");
  CHECK(hint_of("[False]") == "JSON writes it `false`");
  CHECK(hint_of("None") == "JSON writes it `null`");
  CHECK(hint_of("NaN") == "JSON has only finite numbers");
  CHECK(hint_of("'a'") == "JSON puts strings in \"…\"");
  CHECK(hint_of("[1] # one") == "");
  CHECK(hint_of("[# one\n1]") == "JSON has no comments");
  CHECK(hint_of("[1,]") == "JSON has no comma after the last item");
  CHECK(hint_of("{'a': 1}") == "keys are put in \"…\"");
}

TEST_CASE("integers are those that fit into 64 bits, without fraction or exponent") {
  int64_t value = 0;
  CHECK((json_int64("-9223372036854775808", &value) && value == INT64_MIN));
  CHECK((json_int64("9223372036854775807", &value) && value == INT64_MAX));
  CHECK_FALSE(json_int64("9223372036854775808", &value));
  CHECK_FALSE(json_int64("1.0", &value));
  CHECK_FALSE(json_int64("1e3", &value));
}

TEST_CASE("numbers are read to the nearest double and written so that they read back the same") {
  CHECK(json_double("0.1") == 0.1);
  CHECK(json_double("1e23") == 1e23);
  CHECK(std::isinf(json_double("1e999")));
  std::mt19937_64 dice(3);
  for (int i = 0; i < 2000; ++i) {
    const double number =
        std::ldexp(static_cast<double>(dice()), static_cast<int>(dice() % 300) - 200);
    REQUIRE(json_double(json_number(number)) == number);
  }
}

TEST_CASE("a string reads back as it was written, whatever is in it") {
  std::mt19937_64 dice(4);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (auto n = dice() % 12; n > 0; --n) {
      const char* const parts[] = {
          "a",    "\"", "\\", "\n",           "\x01",        "é", "漢", "\xF0\x9F\x8C\xB3",
          "\x7f", "\t", "/",  "\xED\xA0\x80", "\xED\xB0\x80"};
      text += parts[dice() % std::size(parts)];
    }
    JsonError error;
    const std::string json = json_string(text);
    INFO(json);
    const std::optional<JsonValue> value = parse_json(json, &error);
    REQUIRE(value);
    // Two lone surrogates side by side that make a pair are the character they stand for.
    if (text.find("\xED\xA0\x80\xED\xB0\x80") == std::string::npos) REQUIRE(value->text == text);
    REQUIRE(json_string(value->text) == json);
  }
  CHECK(json_string("\xED\xA0\x80\xED\xB0\x80") == "\"\xF0\x90\x80\x80\"");
  CHECK(json_string("a\xff") == "\"a\xEF\xBF\xBD\"");
  CHECK(json_string("\x1b") == "\"\\u001b\"");
}

TEST_CASE("a cursor skips a value whole, checks it, and gives its text") {
  JsonCursor cursor(R"({"a": {"b": [1, {"c": "x\"y"}]} , "d": 2})");
  std::string_view key;
  std::string_view raw;
  int64_t two = 0;
  REQUIRE(cursor.begin_object());
  REQUIRE(cursor.next_key(&key));
  REQUIRE(cursor.skip_value(&raw));
  CHECK(raw == R"({"b": [1, {"c": "x\"y"}]})");
  REQUIRE(cursor.next_key(&key));
  CHECK(key == "d");
  REQUIRE(cursor.read_int64(&two));
  CHECK(two == 2);
  CHECK_FALSE(cursor.next_key(&key));
  CHECK(cursor.at_end());

  JsonCursor broken(R"([{"a": [1, }])");
  CHECK_FALSE(broken.skip_value());
  CHECK(broken.error().message == "expected a value, got `}`");
}

TEST_CASE(
    "skipping needs no stack of its own, and a bound keeps readers of trees from needing one") {
  const std::string deep = std::string(9'000, '[') + std::string(9'000, ']');
  CHECK(JsonCursor(deep).skip_value());
  CHECK_FALSE(JsonCursor(std::string(20'000, '[')).skip_value());
}

TEST_CASE("a cursor that met a fault keeps to the first one") {
  JsonCursor cursor("{\"a\": tru}");
  std::string_view key;
  bool truth = false;
  REQUIRE(cursor.begin_object());
  REQUIRE(cursor.next_key(&key));
  CHECK_FALSE(cursor.read_bool(&truth));
  const std::string first = cursor.error().message;
  CHECK(first == "expected a value, got `tru`");
  CHECK_FALSE(cursor.next_key(&key));
  CHECK_FALSE(cursor.read_bool(&truth));
  CHECK(cursor.error().message == first);
}

TEST_CASE("a value of another type than wanted is told by both names") {
  int64_t number = 0;
  JsonCursor cursor("[]");
  CHECK_FALSE(cursor.read_int64(&number));
  CHECK(cursor.error().message == "expected a number, got a list");
  JsonCursor fraction("1.5");
  CHECK_FALSE(fraction.read_int64(&number));
  CHECK(fraction.error().message == "expected an integer, got a fraction");
}
