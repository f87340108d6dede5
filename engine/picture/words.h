// Words: what the window says about a moment, in a few words each. They come from the model and the
// program's text alone.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

enum class Length : uint8_t { kLong, kShort };

// "0.27", "1.183", "12.00": two decimals, a third where it says more. For the clock there is
// format_time().
std::string short_time(SimTime time);

// Where what is waited for comes from, "192.0.2.1:80"; empty if it is no socket that is waited for.
std::string_view address_of(const Model& model, const Block& block);

// What the program calls the object that is waited for, as far as the line that makes it tells: of
// a channel its end, "failed[1]" of several; of a thread what it calls. Empty where it is not
// plain.
std::string name_of(const Model& model, const Block& block);

// Whether a scope round what the task does is cancelled: so that it holds for it, or kept out by a
// shield.
enum class CancelledRound : uint8_t { kNone, kReaches, kKeptOut };
CancelledRound cancelled_round(const Model& model, TaskId task);

// Whether it has caught what cancelled it, and is in the block that it caught it with. asyncio's
// cancellation is over then; what the task does there is its cleanup all the same.
bool handles_cancellation(const Model& model, TaskId task);

// What the task does: "sleeps to 0.33", "waits for 2", "waits for event ready", "asked, waits 2",
// "raised Bang", …; where a cancellation has come as far as to it, or is kept out by a shield,
// that.
std::string state_words(const Model& model, TaskId task, Length length);
// `now`: not before the model's; the clock goes on between two events where somebody's code takes
// time, and who wanted to wake meanwhile is "due since 0.33".
std::string state_words(const Model& model, TaskId task, Length length, SimTime now);

// The state in one word, as it is counted: "asked", "done", …
std::string_view status_word(TaskStatus status);

// A task at a moment, in the terms that a picture of it needs; kept where the model goes on.
struct TaskMoment {
  TaskStatus status = TaskStatus::kReady;
  Block block{};
  std::string long_words{}, short_words{};  // state_words(); while it waits, of the wait alone
};
TaskMoment moment_of(const Model& model, TaskId task);

// The exception that a task ended with, while it waits in the task's nursery for that to close;
// unset if none does.
ExceptionId waits_in_nursery(const Model& model, TaskId task);

// The same as a sentence's end, for the inspector: "asked to stop, next to run".
std::string state_sentence(const Model& model, TaskId task, SimTime now);

// "nursery · 2", "closed"; of a cancelled one why it was: "cancelled: r01 failed · 2 left", "time
// is up · 2 left", "cancelled by r1 · 2 left". The longest first.
std::vector<std::string> nursery_words(const Model& model, NurseryId nursery);

// Of the tasks that this one created, while it waits for them all together: "gather · 2", "2".
// Empty otherwise.
std::vector<std::string> gather_words(const Model& model, TaskId task);

// As the program has it, "move_on_after(0.3)", where its line can be found.
std::string scope_title(const Model& model, ScopeId scope);

// "Bang", "a group", "a group of 2"; explain.h has the long form, with what is inside.
std::string exception_name(const Model& model, ExceptionId exception);
// What a group carries at its leaves, and how many groups deep: "KeyError, in 25 groups", "OSError
// and ValueError, in a group".
std::string carried_words(const Model& model, ExceptionId exception);
bool is_group(const Model& model, ExceptionId exception);
// A group that holds another.
bool is_nested_group(const Model& model, ExceptionId exception);

// The call that the task is in, if that is not its own function: as the line of the caller has it,
// then shorter and shorter: `spin("r", DEPTH)`, `spin("r", …)`, `spin(…)`. Else empty.
std::vector<std::string> call_words(const Model& model, TaskId task);

// What the task's own function does meanwhile: "awaits spin at line 34"; empty if it does it
// itself.
std::string await_words(const Model& model, TaskId task);

// How a run ends: "ends", "fails", "is interrupted", "is stuck", …
std::string_view ending_words(Outcome outcome);

std::string_view label_of(const Model& model, TaskId task);

}  // namespace grove
