// Recorder: writes what happens into the Record, with its cause.
//
// It knows the event "now" (the step in whose course things happen), counts the ids that records
// use, and turns values into the record's words. Rules of causes: the record format's table.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/machine/core/machine.h"
#include "engine/record/record.h"
#include "engine/runtime/kernel/name_counts.h"
#include "engine/runtime/kernel/task.h"

namespace grove {

class Recorder {
 public:
  Recorder(RecordHeader header, const Program& program);

  // Appends at time `now_` with the step in progress as cause, or with another one.
  template <class Payload>
  EventId happen(const Payload& payload) {
    return happen_because(step, payload);
  }
  template <class Payload>
  EventId happen_because(EventId cause, const Payload& payload) {
    if (spun_.count > 0) tell_spun();
    return record.append(now, cause, payload);
  }

  // The same for the lines that a task comes to, of which there may be a million where nothing else
  // happens: a loop that spins is summed up, in one event before the next one of another kind.
  void come_to(const Line& line);
  // Where the count of its lines begins anew: a checkpoint.
  void begin_lines() { lines_ = 0; }

  // The label is "r0" for the first task of that name, "r0#2" for the next, …
  std::pair<Text, Text> name_task(std::string_view name);  // name, label
  // One of the few words that are said again and again: types of objects, what is done to them.
  Text word(std::string_view text);

  // Whether a cancellation on its way, which the record tells by its own events, is told as an
  // exception too: where no scopes are that would tell of it.
  bool tells_cancellations() const { return record.header.dialect == RecordDialect::kAsyncio; }
  // The exception begins to unwind in `task`.
  void raised(Machine& machine, TaskId task, Value exception, int32_t line);
  void caught(Machine& machine, TaskId task, Value exception, int32_t line);
  // The exception_raised that the record last showed for it, or unset.
  EventId raise_of(Machine& machine, Value exception) const;
  // With the members of groups and theirs, as far as a record tells them (below).
  ExceptionInfo describe(Machine& machine, Value exception);

  Text function_name(int32_t code) const { return function_names_[static_cast<std::size_t>(code)]; }

  Record record;
  SimTime now;
  // The cause of what happens now: the before_task_step of the step in progress; outside steps
  // run_started, and once main has exited its task_exited.
  EventId step;
  int32_t nurseries = 0;
  int32_t scopes = 0;
  int32_t objects = 0;
  int32_t steps = 0;

 private:
  bool was_made_up(std::string_view label) const;
  void tell_spun() { record.append(now, step, std::exchange(spun_, Line{})); }
  // What is left for one description. A program can nest groups as it likes, put one group into
  // many, and give each a text as long as a book: members are told up to kMembers and kDeepest
  // levels, their messages up to kBytes, and the rest as "…".
  struct Budget {
    static constexpr int kMembers = 100'000;
    static constexpr int kDeepest = 1'000;
    static constexpr std::size_t kBytes = 1'000'000;
    int members = kMembers;
    std::size_t bytes = kBytes;
  };
  ExceptionId number(Machine& machine, Value exception);
  Members members_of(Machine& machine, Value exception);
  ExceptionInfo describe(Machine& machine, Value exception, int levels, Budget* left);
  static std::string message_of(Machine& machine, Value exception, Budget* left);
  // The text, or that one if it is the same: an exception raised again and again is told once.
  Text text_like(Text before, std::string_view text);

  std::vector<Text> function_names_;  // by code
  std::vector<Text> words_;
  std::vector<EventId> raises_;      // by ExceptionId: its last exception_raised
  NameCounts names_;                 // of the tasks
  bool name_looks_made_up_ = false;  // one of them at least has a #
  int32_t lines_ = 0;                // told since the last checkpoint
  Line spun_;                        // the last line that was not told; count: how many were not
};

}  // namespace grove
