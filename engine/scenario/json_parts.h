// JsonParts: the keys of an object in a scenario file, read one by one; what is wrong with one is
// told as a fault at its place. Private to engine/scenario.
//
//   JsonParts parts(value, "/lesson", faults);
//   if (!parts.is_object("a lesson", {"minutes", "steps"})) return;
//   parts.whole("minutes", {1, 60}, &minutes);         // false, and nothing set, if it is missing
//   parts.need("steps", "a lesson has at least one");  // a fault if it is missing
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_faults.h"
#include "engine/base/numbers.h"

namespace grove {

class JsonParts {
 public:
  // Keeps references to all three.
  JsonParts(const JsonValue& value, const std::string& pointer, JsonFaults* faults)
      : value_(value), pointer_(pointer), faults_(*faults) {}

  // Checks the type and the keys; `what` is what the object describes.
  bool is_object(std::string_view what, const std::vector<std::string>& known);

  const JsonValue* find(std::string_view key) const { return value_.find(key); }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  std::string at(std::string_view key) const { return child_pointer(pointer_, key); }

  // Each returns whether the key is there and its value is good.
  bool text(std::string_view key, std::string* out);
  bool texts(std::string_view key, std::vector<std::string>* out);
  bool whole(std::string_view key, WholeRange range, int64_t* out);
  bool flag(std::string_view key, bool* out);
  bool seconds(std::string_view key, SimTime* out);
  // A text that is not empty, nor longer than `most` characters, nor of several lines.
  bool short_text(std::string_view key, std::size_t most, std::string* out);

  bool need(std::string_view key, const std::string& hint);
  // At the value of the key, or at the object if it is not there.
  void fault(std::string_view key, std::string message, std::string hint = {});
  Problem where() const { return faults_.place(value_, pointer_); }

 private:
  const JsonValue& value_;
  const std::string& pointer_;
  JsonFaults& faults_;
};

// "`word`".
std::string in_quotes(std::string_view word);
// "did you mean `x`?", or the names one by one if none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& names);

}  // namespace grove
