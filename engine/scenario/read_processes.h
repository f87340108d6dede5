// Reads a scenario's `processes` (process_table.h says their form). Internal to engine/scenario.
#pragma once

#include <string>

#include "engine/base/json_faults.h"
#include "engine/record/process_table.h"

namespace grove {

// REQUIRES: an object. What is at fault is reported, and left out.
ProcessTable read_processes(const JsonValue& value, const std::string& pointer, JsonFaults* faults);

}  // namespace grove
