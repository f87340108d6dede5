#include "engine/run/run.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/language/front_end.h"
#include "engine/run/library.h"
#include "engine/runtime/asyncio/state.h"
#include "engine/runtime/kernel/advance.h"
#include "engine/runtime/trio/state.h"

namespace grove {

namespace {

// By what it imports.
RecordDialect dialect_of(const Program& program) {
  const auto imports = [&program](std::string_view library) {
    return std::any_of(program.modules.begin(), program.modules.end(),
                       [&](const std::string& name) {
                         return name == library || name.starts_with(std::string(library) + ".");
                       });
  };
  if (imports("trio_asyncio")) return RecordDialect::kMixed;
  if (!imports("asyncio")) return RecordDialect::kTrio;
  return imports("trio") ? RecordDialect::kMixed : RecordDialect::kAsyncio;
}

RecordHeader header_of(const Program& program, const Scenario& scenario, const Inputs& inputs,
                       Detail detail) {
  RecordHeader header;
  header.detail = detail;
  header.title = scenario.title;
  header.program = program.lines;
  header.dialect = dialect_of(program);
  header.scenario = resolved_scenario_json(scenario, inputs);
  return header;
}

// In the order of DialectSlot.
Dialects dialects(const Inputs& inputs) {
  Dialects all;
  all.add(std::make_unique<Trio>(inputs.schedule));
  all.add(std::make_unique<Asyncio>());
  return all;
}

// A preset's values as the knobs of a run.
void check_preset(const Scenario& scenario, const Preset& preset, Problems* problems) {
  Inputs inputs = scenario.inputs;
  apply_preset(scenario, preset.name, &inputs);
  for (Problem& problem : prepare(scenario, inputs).problems) {
    problem.message = "preset " + preset.name + ": " + problem.message;
    problems->push_back(std::move(problem));
  }
}

// A branch of a saved sitting can be run.
void check_branch(const Scenario& scenario, const SavedBranch& branch, Problems* problems) {
  Scenario own = scenario;
  if (branch.source) own.source = *branch.source;
  for (Problem& problem : prepare(own, branch.inputs).problems) {
    problem.message = "branch " + branch.name + ": " + problem.message;
    problems->push_back(std::move(problem));
  }
}

}  // namespace

Prepared prepare(const Scenario& scenario, const Inputs& inputs) {
  CompileResult compiled =
      compile(scenario.source, scenario.program_file, inputs.knobs, builtin_library());
  return {std::move(compiled.program), std::move(compiled.problems)};
}

Problems check(const Scenario& scenario) {
  Problems problems = prepare(scenario, scenario.inputs).problems;
  if (!problems.empty()) return problems;
  // Every knob must have its constant in the program; its first choice (or minimum) stands for all.
  for (const Knob& knob : scenario.knobs) {
    const std::string value = knob.kind == Knob::Kind::kChoices ? knob.choices.front()
                              : knob.kind == Knob::Kind::kBool  ? "True"
                                                                : "0";
    Inputs inputs = scenario.inputs;
    inputs.knobs = {{knob.name, value}};
    for (Problem& problem : prepare(scenario, inputs).problems)
      problems.push_back(std::move(problem));
  }
  for (const Preset& preset : scenario.presets) check_preset(scenario, preset, &problems);
  for (const SavedBranch& branch : scenario.branches) check_branch(scenario, branch, &problems);
  return problems;
}

Problems advice_on(const Scenario& scenario) {
  return advice_on(scenario.source, scenario.program_file);
}

struct Run::State {
  Kernel kernel;
};

Run::Run(const std::shared_ptr<const Program>& program, const Scenario& scenario,
         const Inputs& inputs, Detail detail)
    : state_(new State{Kernel(program, builtin_library(), inputs,
                              header_of(*program, scenario, inputs, detail), dialects(inputs))}) {}

Run::~Run() = default;
Run::Run(const Run& other) : state_(std::make_unique<State>(*other.state_)) {}
Run& Run::operator=(const Run& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;

Run Run::branch(const Scenario& scenario, const Inputs& inputs) const {
  Run copy = *this;
  Kernel& kernel = copy.state_->kernel;
  kernel.intervene(inputs.interventions);
  kernel.recorder.record.header.scenario = resolved_scenario_json(scenario, inputs);
  return copy;
}

void Run::advance(int64_t instructions) { Advance(state_->kernel).run(instructions); }
void Run::watch(Onlooker* onlooker) {
  state_->kernel.machine.allowance.onlooker = onlooker;
  state_->kernel.machine.heap.onlooker = onlooker;
}
bool Run::stopped() const {
  return state_->kernel.machine.allowance.exceeded == Allowance::Exceeded::kStopped;
}
void Run::take_over(Run further) { *state_ = std::move(*further.state_); }
bool Run::finished() const { return state_->kernel.finished(); }
const Record& Run::record() const { return state_->kernel.recorder.record; }
SimTime Run::now() const { return state_->kernel.now(); }
const std::string& Run::output() const { return state_->kernel.output(); }
const std::string& Run::errors() const { return state_->kernel.errors(); }
int Run::exit_status() const { return state_->kernel.ending().exit_status; }

}  // namespace grove
