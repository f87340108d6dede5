// JsonFaults: the faults of a JSON file, each with its place and JSON pointer.
//
// Readers of scenario files and their parts walk the tree, report what is wrong here and go on, so
// that the author hears of everything at once.
//
//   JsonFaults faults(text, "roulette.json");
//   if (faults.expect(value, JsonType::kString, "/title")) title = value.text;
//   faults.add(value, "/seed", "expected an integer, got 1.5");
//   problems = faults.take();
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/problem.h"

namespace grove {

class JsonFaults {
 public:
  // REQUIRES: the text outlives the faults; values given are of its tree.
  JsonFaults(std::string_view text, std::string file);

  void add(const JsonValue& value, std::string pointer, std::string message, std::string hint = {});
  void add_at_key(const JsonMember& member, std::string pointer, std::string message,
                  std::string hint = {});
  void add_syntax_error(const JsonError& error);
  // The place of a value as a problem without a message: for who finds out later what is wrong.
  Problem place(const JsonValue& value, std::string pointer) const;

  // Whether the value is of that type; "expected a string, got a list" if not.
  bool expect(const JsonValue& value, JsonType type, const std::string& pointer);
  // Members of an object whose key is none of `known`, or was there before. `what` is what the
  // object describes: "a knob".
  void check_keys(const JsonValue& object, const std::string& pointer, std::string_view what,
                  const std::vector<std::string>& known);
  // Keys that are there twice, at any depth.
  void check_duplicates(const JsonValue& value, const std::string& pointer);

  bool any() const { return !problems_.empty(); }
  // In order of their places.
  Problems take();

 private:
  Problem place_of_span(std::size_t begin, std::size_t end, std::string pointer) const;
  void add_span(std::size_t begin, std::size_t end, std::string pointer, std::string message,
                std::string hint);

  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> line_starts_;
  std::size_t not_kept_ = 0;
  int long_line_ = 0;  // that was shown last
  Problems problems_;
};

// `pointer` one member or element deeper (RFC 6901).
std::string child_pointer(const std::string& pointer, std::string_view key);
std::string child_pointer(const std::string& pointer, std::size_t index);

}  // namespace grove
