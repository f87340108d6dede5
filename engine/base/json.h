// JSON text, read with positions, and written.
//
// Our own reader, because every fault in an author's file is answered with its line, column and
// remedy, because parts of a file are kept byte for byte, and because a record has millions of
// lines: 71,671 of them are gone through in 21 ms where nlohmann/json's SAX interface takes 75. Two
// readers would be one too many, so nlohmann/json has what needs neither: what the window
// remembers. It takes what RFC 8259 allows and nothing else, but for one thing: an escaped lone
// surrogate, which a Python text can hold, is kept (in the three bytes that UTF-8 would give it).
//
// A document of any shape becomes a tree:
//
//   JsonError error;
//   std::optional<JsonValue> value = parse_json(text, &error);
//   if (value) for (const JsonMember& member : value->members) … member.value.begin …
//
// Where the shape is known, a JsonCursor reads value by value without building anything:
//
//   JsonCursor cursor(line);
//   std::string_view key;
//   if (cursor.begin_object()) while (cursor.next_key(&key)) …cursor.read_int64(&n)…
//   if (cursor.failed()) … cursor.error() …
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grove {

enum class JsonType : uint8_t { kNull, kBool, kNumber, kString, kList, kObject };

// "null", "true or false", "a number", "a string", "a list", "an object".
std::string_view name_of(JsonType type);

struct JsonError {
  std::size_t at = 0;   // byte offset
  std::string message;  // one sentence without a full stop
  std::string hint;     // may be empty
};

// Reads values in the order of the text. The first fault stops it: from then on everything returns
// false and error() tells why. REQUIRES: the text outlives the cursor.
class JsonCursor {
 public:
  static constexpr int kMaxDepth = 10'000;

  explicit JsonCursor(std::string_view text) : text_(text) {}

  bool failed() const { return failed_; }
  const JsonError& error() const { return error_; }
  // Makes a fault of the reader's own, at the value read last.
  bool fail(std::string message, std::string hint = {});

  // What kind of value comes next; false if there is none.
  bool peek(JsonType* type);

  bool begin_object();
  // The next member's key, whose value is to be read (or skipped) then; false at the end of the
  // object. The key is valid until the next string is read.
  bool next_key(std::string_view* key);
  bool begin_list();
  // Whether there is another element, which is to be read (or skipped) then.
  bool next_element();

  bool read_null();
  bool read_bool(bool* value);
  // An integer; a number with a fraction or exponent, or out of range, is a fault.
  bool read_int64(int64_t* value);
  // Any number, as its text.
  bool read_number(std::string_view* text);
  // Valid until the next string is read.
  bool read_string(std::string_view* value);
  // Any value, checked, as its text.
  bool skip_value(std::string_view* raw = nullptr);

  // REQUIRES nothing but white space up to the end of the text.
  bool at_end();

  // Where the value (or key) read last begins, where the key read last ends, and how far reading
  // has come.
  std::size_t value_begin() const { return value_begin_; }
  std::size_t key_end() const { return key_end_; }
  std::size_t offset() const { return at_; }

 private:
  bool fail_at(std::size_t at, std::string message, std::string hint = {});
  void skip_space();
  bool next_item(char close, bool* found);
  bool expect_type(JsonType wanted);
  bool wrong_value();
  bool scan_number();
  bool read_escape();
  bool read_string_slowly(std::size_t begin, std::string_view* value);
  bool read_hex4(char32_t* unit);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t value_begin_ = 0;
  std::size_t key_end_ = 0;
  bool first_ = true;  // no item of the innermost container was read yet
  bool failed_ = false;
  JsonError error_;
  std::string unescaped_;  // the string read last, if it has escapes
};

struct JsonMember;

struct JsonValue {
  JsonType type = JsonType::kNull;
  std::size_t begin = 0;  // bytes of the text, [begin, end)
  std::size_t end = 0;
  bool boolean = false;
  std::string text;  // of a string: its characters; of a number: as written
  std::vector<JsonValue> elements;
  std::vector<JsonMember> members;  // in order, duplicates included

  // The first member of that name, or null.
  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  std::size_t key_begin = 0;
  std::size_t key_end = 0;
  JsonValue value;
};

// The whole text as one value, nested at most 200 deep; nothing, and the fault, if it is none.
std::optional<JsonValue> parse_json(std::string_view text, JsonError* error);

// Whether a number as written is an integer that fits, and its value.
bool json_int64(std::string_view number, int64_t* value);
// The double nearest to a number as written; infinite beyond the range.
double json_double(std::string_view number);

// Appends the string with its quotes. What is not UTF-8 becomes U+FFFD.
void append_json_string(std::string* out, std::string_view value);
std::string json_string(std::string_view value);
// The shortest number that reads back as the same double. REQUIRES: finite.
std::string json_number(double value);

}  // namespace grove
