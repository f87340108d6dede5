#include "engine/cli/recording.h"

#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/cli/open.h"
#include "engine/cli/progress.h"

namespace grove {

namespace {

constexpr int64_t kSlice = 100'000;  // instructions

// SystemExit's own status, where its message is a number.
int status_of_system_exit(const std::string& message) {
  if (message.empty() || message == "None") return kExitOk;
  char* end = nullptr;
  const long status = std::strtol(message.c_str(), &end, 10);
  return *end == '\0' ? static_cast<int>(status & 0xFF) : kExitUncaught;
}

int status_of(const Record& record) {
  if (record.size() == 0) return kExitOk;
  const auto* end = record.at(record.size() - 1).get_if<RunFinished>();
  if (end == nullptr) return kExitOk;  // interrupted while it was recorded
  const std::vector<ExceptionInfo>* exception =
      end->exception.info ? &record.members(end->exception.info) : nullptr;
  switch (end->outcome) {
    case Outcome::kOk:
      return kExitOk;
    case Outcome::kInterrupted:
      return kExitInterrupted;
    case Outcome::kLimit:
      return kExitLimit;
    case Outcome::kDeadlock:
      return kExitDeadlock;
    case Outcome::kError:
    case Outcome::kCancelled:
      if (exception != nullptr && exception->size() == 1 && (*exception)[0].type == "SystemExit") {
        return status_of_system_exit((*exception)[0].message);
      }
      return kExitUncaught;
  }
  return kExitUncaught;
}

std::string words_of(const Inputs& inputs) {
  std::string words = "seed " + std::to_string(inputs.seed) + ", " + name_of(inputs.schedule);
  for (const auto& [name, value] : inputs.knobs) {
    words.append(", ").append(name).append("=").append(value);
  }
  return words;
}

}  // namespace

Recording::Recording(Record record) : record_(std::make_unique<Record>(std::move(record))) {}

Recording::Recording(Run run, std::string inputs_words)
    : run_(std::make_unique<Run>(std::move(run))), inputs_words_(std::move(inputs_words)) {}

Recording::Recording(std::unique_ptr<LiveRecord> live) : live_(std::move(live)) {}

const Record& Recording::record() const {
  return run_ ? run_->record() : live_ ? live_->stream()->record() : *record_;
}

bool Recording::live() const {
  if (live_ == nullptr || live_->stream()->over()) return false;
  const Record& all = record();
  return all.size() == 0 || all.at(all.size() - 1).kind() != EventKind::kRunFinished;
}

std::string Recording::take_in() {
  constexpr std::size_t kBytes = std::size_t{1} << 20;
  live_->take_in(kBytes);
  std::string said = live_->take_said();
  if (const Problems* faults = live_->take_faults()) {
    const Problem& problem = faults->front();
    said = "line " + std::to_string(problem.span.line) + ": " + problem.message;
  }
  return said;
}

bool Recording::growing() const { return run_ && !run_->finished(); }

void Recording::advance() {
  ENSURE(growing(), "a run that is over has nothing more to record");
  run_->watch(Interruption::onlooker());
  run_->advance(kSlice);
}

std::string Recording::wait() {
  constexpr std::chrono::milliseconds kPause{50};
  const std::size_t before = record().size();
  std::string said = take_in();
  if (record().size() == before) std::this_thread::sleep_for(kPause);
  return said;
}

int Recording::exit_status() const {
  if (live_ && !live_->stream()->problems().empty()) return kExitBadFile;
  return run_ ? run_->exit_status() : status_of(record());
}

std::optional<ReadyRun> make_ready(const Scenario& scenario, const RunOptions& options,
                                   Console& console, int* status) {
  Mistake mistake;
  Problems problems;
  std::optional<ReadyRun> ready = make_ready(scenario, options, &mistake, &problems);
  if (ready) return ready;
  print_problems(console, problems);
  *status = mistake ? usage_error(console, mistake.message, mistake.hint) : kExitBadFile;
  return std::nullopt;
}

std::optional<Recording> open_recording(const std::string& file, const RunOptions& options,
                                        Console& console, int* status) {
  Opened opened = open_file(file, console);
  *status = opened.status;
  // A record is shown as it is, unless it is to be run again in another way.
  if (opened.record && !options.any()) return Recording(std::move(*opened.record));
  const std::optional<Scenario> scenario = to_scenario(std::move(opened), file, console, status);
  if (!scenario) return std::nullopt;
  const std::optional<ReadyRun> ready = make_ready(*scenario, options, console, status);
  if (!ready) return std::nullopt;
  return Recording(Run(ready->program, *scenario, ready->inputs, ready->detail),
                   words_of(ready->inputs));
}

void advance_until(Recording* recording, Console& console, const Interruption& interruption,
                   const std::function<bool()>& enough) {
  Progress progress(console);
  while (recording->growing() && !interruption.wished() && !enough()) {
    recording->advance();
    const Record& record = recording->record();
    if (record.size() > 0) progress.show(record.size(), record.at(record.size() - 1).t);
  }
}

}  // namespace grove
