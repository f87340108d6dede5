// Scenario: a scenario file, read (format version 1): a program and how to run it.
//
// Reading collects all faults of a file, each with line, column and JSON pointer. A bare Python
// file is a scenario with all other values at their defaults. Writing gives back a self-contained
// file with the program inside; in it a knob that the inputs set has its value as a Python literal:
// {"BANGS": {"label": …, "choices": …, "set": "['r11']"}}.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/problem.h"
#include "engine/record/inputs.h"
#include "engine/record/record.h"
#include "engine/scenario/expectation.h"
#include "engine/scenario/lesson.h"

namespace grove {

// A module-level constant of the program that can be set from outside. Values are Python literals
// in source form ("3", "['r01']", "True").
struct Knob {
  enum class Kind : uint8_t { kRange, kChoices, kBool };
  std::string name;
  std::string label;  // for people; the name if the file gives none
  Kind kind = Kind::kRange;
  double min = 0, max = 0, step = 1;  // of kRange
  bool is_integer = true;             // of kRange: min, max and step are all integers
  std::vector<std::string> choices;   // of kChoices
};

struct Preset {
  std::string name;
  std::vector<std::pair<std::string, std::string>> knobs;
  std::optional<int64_t> seed;
  std::optional<SchedulePolicy> schedule;
};

// A run that departs from the file's own, or from another branch: of a sitting that was saved.
struct SavedBranch {
  std::string name;                   // what was changed, in words
  std::optional<std::size_t> of;      // an earlier branch; unset: the file's own run
  bool shown = false;                 // at most one is: it was being looked at
  std::optional<std::string> source;  // another program than the file's
  Inputs inputs;                      // all of them, not only what differs
  friend bool operator==(const SavedBranch&, const SavedBranch&) = default;
};

struct Scenario {
  std::string slug;          // file name without ending
  std::string file;          // as named by the user
  std::string program_file;  // as to be shown in messages: the .py, or the scenario file itself
  std::string source;        // the program's text
  std::string title, about, goal, part;
  std::vector<std::string> tags;
  std::vector<Knob> knobs;
  std::vector<Preset> presets;
  Inputs inputs;  // seed, schedule, until, limits, interventions; knobs that the file sets
  std::vector<SavedBranch> branches;
  std::optional<Lesson> lesson;
  std::optional<Compare> compare;
  std::vector<Expectation> expect;
  std::string lesson_json, compare_json, expect_json;  // as written, to be written again
  std::string network, files, processes;               // raw JSON, for their readers
};

// What reading gives: a scenario, unless there are problems.
struct ScenarioResult {
  std::optional<Scenario> scenario;
  Problems problems;
  bool no_such_file = false;  // exit status 66 instead of 65
};

// Reads a `.json` scenario or a bare `.py`. The program path must stay inside the file's folder.
ScenarioResult load_scenario(const std::string& path);
// The same from memory; `file` names it in messages. `program` is the text of the .py beside it,
// for scenarios whose "program" is a path (tests, the browser); null if there is none.
ScenarioResult read_scenario(std::string_view text, const std::string& file,
                             const std::string* program = nullptr);
Scenario scenario_from_python(std::string_view source, const std::string& file);
// The scenario that a record was made of, with the inputs that were in force: to run it again.
// Nothing, and why, for a record that does not hold its scenario.
ScenarioResult scenario_from_record(const RecordHeader& header, const std::string& file);

// A self-contained scenario file: the program inside, inputs as given. REQUIRES: choices and
// presets are literals as reading makes them.
std::string write_scenario(const Scenario& scenario);

// Inputs with the preset's values laid over; false if there is no such preset.
bool apply_preset(const Scenario& scenario, const std::string& preset, Inputs* inputs);

// The header's `scenario` object: the inputs as they were in force.
std::string resolved_scenario_json(const Scenario& scenario, const Inputs& inputs);

}  // namespace grove
