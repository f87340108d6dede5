// Interventions in their JSON form, as `inputs` of a scenario, `--input` of the command line and
// the record have them:
//
//   {"at": 1.5, "do": "interrupt"}
//   {"step": 41, "do": "cancel", "scope": "main:34"}
//   {"step": 41, "do": "raise", "task": "main/r0", "exception": "OSError('gone')"}
//   {"step": 12, "do": "choose", "task": "r11"}
//   {"step": 41, "at": 0.3, "do": "deadline", "scope": "main:34", "to": 0.5}   // null: none
//   {"step": 41, "do": "shield", "scope": "main:34", "to": true}
//   {"at": 2, "do": "signal", "name": "SIGTERM"}
//   {"at": 0.4, "do": "network", "address": "192.0.2.1:80", "outcome": "hang", "latency": 2}
//   {"at": 2, "do": "file", "path": "diary.txt", "latency": 5}   // or "denied": true; "*": all
//
// Without `address`, all addresses outside are meant: {"at": 0.4, "do": "network", "outcome":
// "hang"} pulls the cable.
//
// `step` n: just before the n-th step; `at`: once that time has come; both: once that time has come
// and the steps before the n-th are over, though the clock may still have to go on to it. Tasks
// and scopes are named as names.h says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/json_faults.h"
#include "engine/base/problem.h"
#include "engine/record/inputs.h"
#include "engine/record/record.h"

namespace grove {

// Nothing, and faults, if the value is none.
std::optional<Intervention> read_intervention(const JsonValue& value, const std::string& pointer,
                                              JsonFaults* faults);
// The same from a text of its own; `file` names it in messages.
std::optional<Intervention> parse_intervention(std::string_view text, const std::string& file,
                                               Problems* problems);

std::string intervention_json(const Intervention& intervention);
// "OSError('gone')", of one that raises.
std::string exception_call(const Intervention& intervention);
std::string input_json(const AppliedInput& input);

}  // namespace grove
