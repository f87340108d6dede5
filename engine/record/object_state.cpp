#include "engine/record/object_state.h"

#include "engine/base/json.h"

namespace grove {

namespace {

// Whether the state has the key; the cursor then stands before its value.
bool find_key(JsonCursor* cursor, std::string_view wanted) {
  JsonType type = JsonType::kNull;
  if (!cursor->peek(&type) || type != JsonType::kObject || !cursor->begin_object()) return false;
  std::string_view key;
  while (cursor->next_key(&key)) {
    if (key == wanted) return true;
    cursor->skip_value();
  }
  return false;
}

}  // namespace

bool has_child(const Record& record, RawJson state, TaskId task) {
  if (!state) return false;
  JsonCursor cursor(record.json(state));
  JsonType type = JsonType::kNull;
  if (!find_key(&cursor, "children") || !cursor.begin_list()) return false;
  while (cursor.next_element()) {
    // What is no task of the record's is null.
    int64_t child = -1;
    const bool is_task = cursor.peek(&type) && type == JsonType::kNumber;
    if (!(is_task ? cursor.read_int64(&child) : cursor.skip_value())) return false;
    if (child == task.value) return true;
  }
  return false;
}

std::optional<int64_t> number_in(const Record& record, RawJson state, std::string_view key) {
  if (!state) return std::nullopt;
  JsonCursor cursor(record.json(state));
  JsonType type = JsonType::kNull;
  int64_t number = 0;
  const bool is_number = find_key(&cursor, key) && cursor.peek(&type) && type == JsonType::kNumber;
  return is_number && cursor.read_int64(&number) ? std::optional(number) : std::nullopt;
}

std::string text_in(const Record& record, RawJson state, std::string_view key) {
  if (!state) return "";
  JsonCursor cursor(record.json(state));
  JsonType type = JsonType::kNull;
  std::string_view text;
  const bool is_text = find_key(&cursor, key) && cursor.peek(&type) && type == JsonType::kString;
  return is_text && cursor.read_string(&text) ? std::string(text) : "";
}

}  // namespace grove
