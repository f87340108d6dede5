#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/commands.h"
#include "engine/cli/expect_search.h"
#include "engine/cli/open.h"
#include "engine/cli/progress.h"
#include "engine/cli/rehearsal.h"
#include "engine/run/run.h"

namespace grove {

namespace {

struct Tally {
  std::size_t faulty_files = 0;
  std::size_t warnings = 0;
  int status = kExitOk;

  // A file that is not there outweighs one at fault: the caller most likely named it wrongly.
  void add(int file_status) {
    if (file_status == kExitOk) return;
    ++faulty_files;
    status = std::max(status, file_status);
  }
};

std::string runs_in_words(std::size_t runs) {
  return runs == 1 ? "1 run" : fmt::format("{} runs", runs);
}

// As a problem of the file, at the expectation, with the command that shows it.
Problem problem_of(const Scenario& scenario, const Unmet& unmet, std::size_t runs) {
  Problem problem = scenario.expect[unmet.expectation].where;
  problem.message = "it is otherwise: " + unmet.otherwise;
  if (runs > 1) {
    const std::size_t steps = deviations(unmet.smallest);
    problem.message +=
        fmt::format(" (in {} of {}; the smallest is ", unmet.runs, runs_in_words(runs));
    problem.message += fmt::format("seed {}, ", unmet.smallest.inputs.seed);
    problem.message += unmet.smallest.inputs.schedule != SchedulePolicy{}
                           ? name_of(unmet.smallest.inputs.schedule) + ")"
                       : steps == 0 ? "spawn order)"
                       : steps == 1 ? "spawn order but for 1 step)"
                                    : fmt::format("spawn order but for {} steps)", steps);
  }
  problem.hint =
      fmt::format("grove run {}{}", scenario.file, arguments_of(scenario, unmet.smallest));
  return problem;
}

int check_expectations(const Scenario& scenario, const CheckCommand& command,
                       const Interruption& interruption, Console& console) {
  if (scenario.expect.empty()) {
    console.out << fmt::format("{}: nothing is expected\n", scenario.file);
    return kExitOk;
  }
  Progress progress(console);
  ExpectOutcome outcome = try_expectations(
      scenario, {command.seeds.value_or(1), command.schedules.value_or(1)}, interruption,
      [&progress, &scenario](std::size_t done, std::size_t all) {
        progress.say(fmt::format("{}: {} of {} runs (Ctrl-C stops)", scenario.slug, done, all));
      });
  progress.clear();
  if (outcome.stopped) return interruption.exit_status();
  Problems problems = std::move(outcome.problems);
  for (const Unmet& unmet : outcome.unmet) {
    problems.push_back(problem_of(scenario, unmet, outcome.runs));
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.span.line < b.span.line; });
  print_problems(console, problems);
  const std::size_t count = scenario.expect.size();
  console.out << fmt::format("{}: {} of {} expectations hold in {}\n", scenario.file,
                             count - std::min(count, outcome.unmet.size()), count,
                             runs_in_words(outcome.runs));
  return problems.empty() ? kExitOk : kExitBadFile;
}

int check_file(const std::string& file, const CheckCommand& command,
               const Interruption& interruption, Console& console, std::size_t* warnings) {
  const Opened opened = open_file(file, console);
  if (!opened.scenario) return opened.status;
  const Scenario& scenario = *opened.scenario;
  Problems problems = check(scenario);
  if (problems.empty() && (scenario.lesson || scenario.compare)) {
    problems = rehearse_lesson(scenario, interruption).problems;
  }
  print_problems(console, problems);
  if (!problems.empty()) return kExitBadFile;
  const Problems advice = advice_on(scenario);
  print_problems(console, advice);
  *warnings += advice.size();
  return command.expect ? check_expectations(scenario, command, interruption, console) : kExitOk;
}

}  // namespace

int check_command(const CheckCommand& command, Console& console) {
  if (!command.expect && (command.seeds || command.schedules)) {
    const char* option = command.seeds ? "--seeds" : "--schedules";
    return usage_error(console, fmt::format("`{}` says how often to try expectations", option),
                       fmt::format("write `grove check --expect {} N`", option));
  }
  const Interruption interruption;
  Tally tally;
  for (const std::string& file : command.files) {
    tally.add(check_file(file, command, interruption, console, &tally.warnings));
    if (interruption.wished()) return interruption.exit_status();
  }
  const std::size_t count = command.files.size();
  const std::string files = count == 1 ? "1 file" : fmt::format("{} files", count);
  const std::string faults = tally.faulty_files == 0
                                 ? std::string("no faults")
                                 : fmt::format("{} with faults", tally.faulty_files);
  const std::string warnings = tally.warnings == 0   ? ""
                               : tally.warnings == 1 ? ", 1 warning"
                                                     : fmt::format(", {} warnings", tally.warnings);
  console.out << fmt::format("{}, {}{}\n", files, faults, warnings);
  return tally.status;
}

}  // namespace grove
