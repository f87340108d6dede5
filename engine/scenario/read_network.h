// Reading the `network` of a scenario.
#pragma once

#include "engine/base/json_faults.h"
#include "engine/record/network_table.h"

namespace grove {

// What is faulty is told, and left out.
NetworkTable read_network(const JsonValue& value, const std::string& pointer, JsonFaults* faults);

}  // namespace grove
