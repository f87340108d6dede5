#include "engine/scenario/json_parts.h"

#include "engine/base/utf8.h"

namespace grove {

bool JsonParts::is_object(std::string_view what, const std::vector<std::string>& known) {
  if (!faults_.expect(value_, JsonType::kObject, pointer_)) return false;
  faults_.check_keys(value_, pointer_, what, known);
  return true;
}

bool JsonParts::text(std::string_view key, std::string* out) {
  const JsonValue* value = find(key);
  if (value == nullptr || !faults_.expect(*value, JsonType::kString, at(key))) return false;
  *out = value->text;
  return true;
}

bool JsonParts::texts(std::string_view key, std::vector<std::string>* out) {
  const JsonValue* value = find(key);
  if (value == nullptr || !faults_.expect(*value, JsonType::kList, at(key))) return false;
  bool good = true;
  for (std::size_t i = 0; i < value->elements.size(); ++i) {
    const JsonValue& each = value->elements[i];
    good = faults_.expect(each, JsonType::kString, child_pointer(at(key), i)) && good;
    out->push_back(each.text);
  }
  return good;
}

bool JsonParts::whole(std::string_view key, WholeRange range, int64_t* out) {
  const JsonValue* value = find(key);
  if (value == nullptr || !faults_.expect(*value, JsonType::kNumber, at(key))) return false;
  const std::string fault = read_whole(value->text, range, out);
  if (!fault.empty()) faults_.add(*value, at(key), fault);
  return fault.empty();
}

bool JsonParts::flag(std::string_view key, bool* out) {
  const JsonValue* value = find(key);
  if (value == nullptr || !faults_.expect(*value, JsonType::kBool, at(key))) return false;
  *out = value->boolean;
  return true;
}

bool JsonParts::seconds(std::string_view key, SimTime* out) {
  const JsonValue* value = find(key);
  if (value == nullptr || !faults_.expect(*value, JsonType::kNumber, at(key))) return false;
  const std::string fault = read_seconds(value->text, out);
  if (!fault.empty()) faults_.add(*value, at(key), fault);
  return fault.empty();
}

bool JsonParts::short_text(std::string_view key, std::size_t most, std::string* out) {
  if (!text(key, out)) return false;
  const std::size_t length = count_code_points(*out);
  if (length == 0) {
    fault(key, in_quotes(key) + " is empty", "say it in a sentence, or leave the key out");
  } else if (out->find_first_of("\r\n") != std::string::npos) {
    fault(key, in_quotes(key) + " has a line end in it", "it is one sentence or two, on one line");
  } else if (length > most) {
    fault(key,
          in_quotes(key) + " has " + std::to_string(length) + " characters, and room is for " +
              std::to_string(most),
          "say it shorter, or make two steps of it");
  } else {
    return true;
  }
  return false;
}

bool JsonParts::need(std::string_view key, const std::string& hint) {
  if (has(key)) return true;
  faults_.add(value_, pointer_, in_quotes(key) + " is missing", hint);
  return false;
}

void JsonParts::fault(std::string_view key, std::string message, std::string hint) {
  const JsonValue* value = find(key);
  if (value != nullptr) {
    faults_.add(*value, at(key), std::move(message), std::move(hint));
  } else {
    faults_.add(value_, pointer_, std::move(message), std::move(hint));
  }
}

std::string in_quotes(std::string_view word) { return "`" + std::string(word) + "`"; }

std::string did_you_mean(std::string_view word, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(word, names);
  if (!nearest.empty()) return "did you mean " + in_quotes(nearest) + "?";
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + in_quotes(name);
  return all.empty() ? "" : "there are " + all;
}

}  // namespace grove
