#include "engine/record/object_state.h"

#include "engine/base/json.h"

namespace grove {

bool has_child(const Record& record, RawJson state, TaskId task) {
  if (!state) return false;
  JsonCursor cursor(record.json(state));
  JsonType type = JsonType::kNull;
  if (!cursor.peek(&type) || type != JsonType::kObject || !cursor.begin_object()) return false;
  std::string_view key;
  while (cursor.next_key(&key)) {
    if (key != "children") {
      cursor.skip_value();
      continue;
    }
    if (!cursor.begin_list()) return false;
    while (cursor.next_element()) {
      // What is no task of the record's is null.
      int64_t child = -1;
      const bool is_task = cursor.peek(&type) && type == JsonType::kNumber;
      if (!(is_task ? cursor.read_int64(&child) : cursor.skip_value())) return false;
      if (child == task.value) return true;
    }
  }
  return false;
}

}  // namespace grove
