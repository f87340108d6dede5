#include "engine/record/object_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grove {

bool has_child(const Record& record, RawJson state, TaskId task) {
  if (!state) return false;
  const auto told = nlohmann::json::parse(record.json(state), nullptr, false);
  const auto children = told.is_object() ? told.find("children") : told.end();
  if (!told.is_object() || children == told.end() || !children->is_array()) return false;
  return std::any_of(children->begin(), children->end(), [&](const auto& child) {
    return child.is_number_integer() && child.template get<int64_t>() == task.value;
  });
}

}  // namespace grove
