// ScenarioReader: from the tree of a scenario file to a Scenario. Private to engine/scenario.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_faults.h"
#include "engine/scenario/scenario.h"

namespace grove {

// What finding a program by its path gives: its text, or why not.
struct FoundProgram {
  std::string text;
  std::string shown;  // how messages name it
  std::string fault;  // empty if it was found
  std::string hint;
};
// `path` is relative, without `..`.
using FindProgram = std::function<FoundProgram(const std::string& path)>;

class ScenarioReader {
 public:
  // A file as its author writes it, or the scenario in a record's header: without format number
  // and program, and with limits that the command line may have raised.
  enum class Form { kFile, kResolved };

  ScenarioReader(std::string_view text, std::string file, Form form, FindProgram find_program);

  // Nothing, and problems, if there is any fault. Once only.
  ScenarioResult read();

 private:
  using Value = const JsonValue&;
  using Pointer = const std::string&;

  void read_members(Value root);
  void read_teaching(Value root);
  void read_member(const JsonMember& member, Pointer pointer);
  void read_format(Value value, Pointer pointer);
  void read_program(Value value, Pointer pointer);
  void read_program_path(Value value, Pointer pointer);
  void read_knobs(Value value, Pointer pointer);
  void read_knob(const JsonMember& member, Pointer pointer);
  bool read_knob_kind(Value value, Pointer pointer, Knob* knob);
  bool read_range(Value value, Pointer pointer, Knob* knob);
  bool read_choices(Value value, Pointer pointer, Knob* knob);
  void read_presets(Value value, Pointer pointer);
  void read_preset(const JsonMember& member, Pointer pointer);
  void read_preset_knob(const JsonMember& member, Pointer pointer, Preset* preset);
  void read_until(Value value, Pointer pointer);
  void read_limits(Value value, Pointer pointer);
  void read_interventions(Value value, Pointer pointer, std::vector<Intervention>* out);
  void read_lines(Value value, Pointer pointer, std::string* source);
  // read_branches.cpp
  void read_branches(Value value, Pointer pointer);
  void read_branch(Value value, Pointer pointer);
  void read_branch_part(const JsonMember& part, Pointer pointer, SavedBranch* branch);

  bool read_string(Value value, Pointer pointer, std::string* out);
  bool read_strings(Value value, Pointer pointer, std::vector<std::string>* out);
  bool read_integer(Value value, Pointer pointer, int64_t* out);
  bool read_number(Value value, Pointer pointer, double* out);
  bool read_schedule(Value value, Pointer pointer, SchedulePolicy* out);
  void read_raw(Value value, Pointer pointer, JsonType type, std::string* out);
  void keep_raw(Value value, std::string* out);

  std::string_view text_;
  Form form_;
  FindProgram find_program_;
  JsonFaults faults_;
  Scenario scenario_;
};

// The source with its line ends made '\n', as Python reads it, and one after the last line.
std::string normal_source(std::string_view source);

// The last part of a path, without folders.
std::string base_name(const std::string& path);

}  // namespace grove
