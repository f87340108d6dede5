#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "engine/base/visible.h"
#include "engine/cli/commands.h"
#include "engine/cli/interrupt.h"
#include "engine/cli/open.h"
#include "engine/cli/progress.h"
#include "engine/cli/recording.h"
#include "engine/files/file_writer.h"
#include "engine/picture/explain.h"
#include "engine/record/json_lines.h"
#include "engine/run/run.h"

namespace grove {

namespace {

// Instructions between two looks at the outside world: some milliseconds.
constexpr int64_t kSlice = 200'000;

// Writes the record as it grows, each event once.
class RecordWriter {
 public:
  // `stream` may be null: nothing is recorded then.
  explicit RecordWriter(std::ostream* stream) : stream_(stream) {}

  void write_new(const Record& record) {
    if (stream_ == nullptr) return;
    if (!begun_) *stream_ << header_json(record.header) << '\n';
    begun_ = true;
    for (; written_ < record.size(); ++written_) {
      *stream_ << event_json(record, EventId{static_cast<int32_t>(written_)}) << '\n';
    }
  }

  // Nothing more can be written.
  bool failed() const { return stream_ != nullptr && stream_->fail(); }

 private:
  std::ostream* stream_;
  bool begun_ = false;
  std::size_t written_ = 0;
};

// Passes on what has been added to a text that only grows.
class Tail {
 public:
  explicit Tail(std::ostream* stream) : stream_(stream) {}

  bool has_news(const std::string& text) const {
    return stream_ != nullptr && text.size() > passed_;
  }
  void pass_on(const std::string& text) {
    *stream_ << std::string_view(text).substr(passed_) << std::flush;
    passed_ = text.size();
  }

 private:
  std::ostream* stream_;
  std::size_t passed_ = 0;
};

constexpr const char* kUntil = "`--until SECONDS` ends a program that never ends by itself";

// Which limit, who ran into it, and what can be done.
std::string limit_words(const Record& record, EventId reached) {
  const auto& limit = record[reached].get<LimitReached>();
  const std::string_view name = record.text(limit.limit);
  const std::string other = fmt::format("`--limit {}=NUMBER` sets another", name);
  if (limit.line > 0 && name == "instructions") {
    const RecordIndex index(record);
    const char* const remedy = "an `await trio.lowlevel.checkpoint()` there lets others run";
    return fmt::format("{}; {}, {}", plain_text(describe(index, reached)),
                       limit.task ? remedy : "its loop may have no end", other);
  }
  std::string words = fmt::format("the limit on {} ({}) was reached; {}", name, limit.value, other);
  // Where time goes on it is the other limit that is meant.
  if (record[reached].t > SimTime{0}) words += fmt::format(", {}", kUntil);
  return words;
}

// Why a run ended that did not end by itself; empty if it did.
std::string ending_words(const Record& record) {
  const std::size_t size = record.size();
  const auto* end = size == 0 ? nullptr : record.at(size - 1).get_if<RunFinished>();
  if (end == nullptr) return "";
  if (end->outcome == Outcome::kDeadlock) {
    return "deadlock: every task waits, and no deadline is set that would wake one";
  }
  if (end->outcome != Outcome::kLimit) return "";
  for (std::size_t i = size; i-- > 0;) {
    const auto* limit = record.at(i).get_if<LimitReached>();
    if (limit == nullptr) continue;
    // The scenario's own end, or the user's.
    if (record.text(limit->limit) == "until") {
      return fmt::format(
          "simulated time came to {} s, where `--until` or the scenario ends the run",
          format_time(SimTime{limit->value}));
    }
    return limit_words(record, EventId{static_cast<int32_t>(i)});
  }
  return "a limit was reached";
}

bool records_to_output(const RunCommand& command) {
  return command.record == "-" || is_standard_output(command.record);
}

int run_all(Run* run, const RunCommand& command, std::ostream* record_stream, Console& console) {
  const bool silent = command.quiet || record_stream == &console.out;
  RecordWriter writer(record_stream);
  Tail output(silent ? nullptr : &console.out);
  Tail errors(&console.err);
  Interruption interruption;
  run->watch(Interruption::onlooker());
  Progress progress(console);
  for (;;) {
    if (output.has_news(run->output()) || errors.has_news(run->errors())) progress.clear();
    if (output.has_news(run->output())) output.pass_on(run->output());
    if (errors.has_news(run->errors())) errors.pass_on(run->errors());
    writer.write_new(run->record());
    // What nobody gets need not be computed.
    if (writer.failed() || console.out.fail()) break;
    if (run->finished() || interruption.wished()) break;
    run->advance(kSlice);
    if (!command.quiet) progress.show(run->record().size(), run->now());
  }
  progress.clear();
  if (!run->finished()) {
    if (!interruption.wished()) return kExitUnwritten;
    console.err << fmt::format("grove: stopped at t = {}; {}\n", format_time(run->now()), kUntil);
    return interruption.exit_status();
  }
  const std::string ending = ending_words(run->record());
  if (!ending.empty()) console.err << "grove: " << visible(ending) << '\n';
  return run->exit_status();
}

}  // namespace

int run_command(const RunCommand& command, Console& console) {
  int status = kExitOk;
  const std::optional<Scenario> scenario =
      to_scenario(open_file(command.file, console), command.file, console, &status);
  if (!scenario) return status;
  const std::optional<ReadyRun> ready = make_ready(*scenario, command.options, console, &status);
  if (!ready) return status;
  Run run(ready->program, *scenario, ready->inputs, ready->detail);
  if (command.record.empty()) return run_all(&run, command, nullptr, console);
  if (records_to_output(command)) return run_all(&run, command, &console.out, console);
  FileWriter file(command.record, {.inputs = {scenario->file, scenario->program_file}});
  if (const FileFault& fault = file.fault()) {
    return usage_error(console, "--record: " + fault.message, fault.hint);
  }
  status = run_all(&run, command, &file.stream(), console);
  const FileFault fault = file.finish();
  if (!fault) return status;
  console.err << "grove: error: the record: " << visible(fault.words()) << '\n';
  return kExitUnwritten;
}

}  // namespace grove
