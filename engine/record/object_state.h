// What the states of objects say (object_created, object_changed), read where it is needed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/record/record.h"

namespace grove {

// Whether the object, a gather, has the task among its children.
bool has_child(const Record& record, RawJson state, TaskId task);

// The number that the state has under a key: {"owner":5}. Nothing if it has none, or null.
std::optional<int64_t> number_in(const Record& record, RawJson state, std::string_view key);

// The same of a text; empty if it has none.
std::string text_in(const Record& record, RawJson state, std::string_view key);

}  // namespace grove
