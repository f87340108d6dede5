// Which tasks a person wants to see of many: by name, state, and what they wait for.
//
//   tasks_that_match(model, "handler waiting")      // both words are said of it
//   tasks_that_match(model, "handler -done -sleep") // and of these neither
#pragma once

#include <string_view>
#include <vector>

#include "engine/model/model.h"

namespace grove {

// By task, 1 for those. Empty where the text says nothing: all do.
std::vector<uint8_t> tasks_that_match(const Model& model, std::string_view text);

}  // namespace grove
