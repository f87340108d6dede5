#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/read_file.h"
#include "engine/base/visible.h"
#include "engine/cli/commands.h"
#include "engine/cli/open.h"
#include "engine/cli/recording.h"
#include "engine/cli/rehearsal.h"
#include "engine/files/child.h"
#include "engine/files/files.h"
#include "engine/files/scratch.h"
#include "engine/record/interventions.h"
#include "engine/record/json_lines.h"

namespace grove {

namespace {

constexpr std::size_t kContext = 4;  // lines shown before a difference

// Of asyncio's loops, for their own end; the real library's record leaves them out.
bool is_helper(std::string_view name) {
  return name == "shutdown_asyncgens" || name == "shutdown_default_executor";
}

// What two runs of one program must agree in: each spawn, step, exit and print, at its time. Cut at
// main's exit, since how the library shuts down is its own affair.
std::vector<std::string> told_by(const Record& record) {
  std::vector<std::string> lines;
  std::vector<Text> labels;
  TaskId main;
  const auto label = [&](TaskId task) { return std::string(record.text(labels[task.index()])); };
  const auto tell = [&](SimTime t, const std::string& what) {
    lines.push_back(fmt::format("t = {}  {}", format_time(t), what));
  };
  for (std::size_t i = 0; i < record.size(); ++i) {
    const Event& event = record.at(i);
    if (const auto* spawned = event.get_if<TaskSpawned>()) {
      labels.resize(std::max(labels.size(), spawned->task.index() + 1));
      labels[spawned->task.index()] = spawned->label;
      if (is_helper(record.text(spawned->name))) continue;
      if (!main) main = spawned->task;
      const std::string by = spawned->parent ? label(spawned->parent) : "";
      const bool is_told_of = !by.empty() && !is_helper(by);
      tell(event.t, (is_told_of ? by + " starts " : "begins: ") + label(spawned->task));
    } else if (const auto* printed = event.get_if<Printed>()) {
      tell(event.t, fmt::format("printed: {}", record.text(printed->text)));
    } else if (!main) {
      continue;
    } else if (const auto* step = event.get_if<BeforeTaskStep>()) {
      tell(event.t, fmt::format("{} steps", label(step->task)));
    } else if (const auto* exited = event.get_if<TaskExited>()) {
      tell(event.t, fmt::format("{} ends {}", label(exited->task), word_of(exited->outcome)));
      if (exited->task == main) main = {};
    }
  }
  return lines;
}

// The recorder of the library that the program uses; empty for a run that uses both.
const char* recorder_for(RecordDialect dialect) {
  switch (dialect) {
    case RecordDialect::kTrio:
      return "../../assets/grove_trio.py";
    case RecordDialect::kAsyncio:
      return "../../assets/grove_asyncio.py";
    case RecordDialect::kMixed:
      break;
  }
  return "";
}

std::vector<std::string> words_for(const ProveCommand& command, const Scenario& scenario,
                                   const ReadyRun& ready, RecordDialect dialect,
                                   const std::string& recorder, const Scratch& scratch,
                                   const std::string& program) {
  const Inputs& inputs = ready.inputs;
  std::vector<std::string> words{command.python,
                                 recorder,
                                 "pinned",
                                 "--record",
                                 scratch.path("real.jsonl"),
                                 "--seed",
                                 std::to_string(inputs.seed)};
  const auto add = [&words](const char* option, const std::string& value) {
    words.insert(words.end(), {option, value});
  };
  if (inputs.until != kNever) add("--until", exact_seconds(inputs.until));
  if (!scenario.network.empty()) add("--network", scenario.network);
  for (const auto& [name, value] : inputs.knobs) add("--set", name + "=" + value);
  for (const Intervention& each : inputs.interventions) add("--input", intervention_json(each));
  // In asyncio the order is given.
  if (dialect == RecordDialect::kTrio) add("--schedule", name_of(inputs.schedule));
  // The program that writes files writes them into a folder that is taken away.
  add("--files", scenario.files.empty() ? "{}" : scenario.files);
  if (!scenario.processes.empty()) add("--processes", scenario.processes);
  words.push_back(program);
  return words;
}

// The real run's record; nothing, and why, if there is none.
std::optional<Record> run_real(const ProveCommand& command, const Scenario& scenario,
                               const ReadyRun& ready, RecordDialect dialect, Console& console) {
  const std::string recorder = beside_program(recorder_for(dialect));
  const Scratch scratch;
  const std::string program = scratch.path(scenario.slug + ".py");
  if (recorder.empty() || !scratch.made() || disk().write(program, scenario.source, {})) {
    console.err << "grove: error: the real run cannot be recorded: "
                << (recorder.empty() ? "the folder assets is not where this program was built\n"
                                     : "there is no room for a temporary file\n");
    return std::nullopt;
  }
  const int status =
      run_child(words_for(command, scenario, ready, dialect, recorder, scratch, program),
                {.output = "/dev/null", .errors = scratch.path("errors")});
  const FileText text = read_file(scratch.path("real.jsonl"), kMostRecordBytes);
  RecordResult real = read_json_lines(text.text.value_or(""), "the real run");
  const bool whole = real.problems.empty() && real.record.size() > 0 &&
                     real.record.at(real.record.size() - 1).kind() == EventKind::kRunFinished;
  if (whole) return std::move(real.record);
  const FileText errors = read_file(scratch.path("errors"), kMostSourceBytes);
  console.err << errors.text.value_or("");
  console.err << fmt::format("grove: error: `{}` did not run the program to its end\n",
                             visible(command.python));
  const char* needs = dialect == RecordDialect::kAsyncio
                          ? "hint: it takes CPython 3.11 or later\n"
                          : "hint: it needs Trio 0.31 or later, in its PYTHONPATH if it is not "
                            "installed\n";
  console.err << (status == kNotStarted ? "hint: there is no such Python: name one with --python\n"
                                        : needs);
  return std::nullopt;
}

// What the real library cannot be offered; empty if there is nothing.
std::string why_not_provable(const Record& ours) {
  const bool is_mixed = ours.header.dialect == RecordDialect::kMixed;
  return is_mixed ? "the program uses both libraries in one run" : "";
}

bool never_ends(const Record& ours) {
  const auto* end = ours.at(ours.size() - 1).get_if<RunFinished>();
  return end != nullptr && end->outcome == Outcome::kLimit;
}

int compare(const Record& ours, const Record& real, Console& console) {
  const std::vector<std::string> a = told_by(ours);
  const std::vector<std::string> b = told_by(real);
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[same] == b[same]) ++same;
  if (same == a.size() && same == b.size()) {
    const auto steps = std::count_if(a.begin(), a.end(), [](const std::string& line) {
      return line.size() > 6 && line.compare(line.size() - 6, 6, " steps") == 0;
    });
    console.out << fmt::format("{} agrees: {} steps, {} lines in all\n", real.header.source, steps,
                               a.size());
    return kExitOk;
  }
  for (std::size_t i = same - std::min(same, kContext); i < same; ++i) {
    console.out << "        " << visible(a[i]) << '\n';
  }
  const std::string end = "its end";
  console.out << "grove:  " << visible(same < a.size() ? a[same] : end) << '\n';
  console.out << "real:   " << visible(same < b.size() ? b[same] : end) << '\n';
  console.err << fmt::format("grove: error: {} differs from line {} on\n", real.header.source,
                             same + 1);
  return kExitFault;
}

}  // namespace

int prove_command(const ProveCommand& command, Console& console) {
  int status = kExitOk;
  const std::optional<Scenario> scenario =
      to_scenario(open_file(command.file, console), command.file, console, &status);
  if (!scenario) return status;
  RunOptions options = command.options;
  options.detail = word_of(Detail::kSteps);
  const std::optional<ReadyRun> ready = make_ready(*scenario, options, console, &status);
  if (!ready) return status;
  const Interruption interruption;
  Problems problems;
  const std::unique_ptr<Run> ours = rehearse(*scenario, ready->inputs, interruption, &problems);
  if (!ours) return interruption.exit_status();
  const RecordDialect dialect = ours->record().header.dialect;
  if (const std::string wrong = why_not_provable(ours->record()); !wrong.empty()) {
    return usage_error(console, wrong, "`grove run FILE` runs it");
  }
  if (never_ends(ours->record()) && ready->inputs.until == kNever) {
    return usage_error(console, "the program does not end by itself",
                       "`--until SECONDS` says where to stop both");
  }
  const std::optional<Record> real = run_real(command, *scenario, *ready, dialect, console);
  if (interruption.wished()) return interruption.exit_status();
  return real ? compare(ours->record(), *real, console) : kExitUsage;
}

}  // namespace grove
