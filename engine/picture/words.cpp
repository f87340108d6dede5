#include "engine/picture/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/model/thing_names.h"
#include "engine/picture/cleanups.h"
#include "engine/picture/wait_words.h"

namespace grove {
namespace {

// "2", or the only one's name.
std::string who_is_alive(const Model& model, NurseryId id) {
  const NurseryFacts& nursery = model.nursery(id);
  if (nursery.alive == 1) {
    for (auto child = nursery.children.rbegin(); child != nursery.children.rend(); ++child) {
      if (model.task(*child).alive) return std::string(label_of(model, *child));
    }
  }
  return std::to_string(nursery.alive);
}

std::string sleep_words(const Block& block, Length length, SimTime now) {
  const bool is_long = length == Length::kLong;
  if (block.until == kNever) return is_long ? "sleeps forever" : "sleeps";
  // Somebody's code lets nobody else have a turn.
  const bool overdue = block.until < now;
  const char* const what = overdue   ? (is_long ? "due since" : "due")
                           : is_long ? "sleeps to"
                                     : "until";
  return fmt::format("{} {}", what, short_time(block.until));
}

// Cancelled by somebody only where somebody called cancel(): a failure and a deadline are causes of
// their own. What came from further out is told there.
std::string why_cancelled(const Model& model, const NurseryFacts& nursery,
                          const ScopeFacts& scope) {
  if (scope.reason == CancelReason::kDeadline) return "time is up";
  if (scope.id != nursery.scope) return "cancelled";
  switch (scope.reason) {
    case CancelReason::kNursery: {
      // Its exit closes a nursery for its siblings too where it was only cancelled itself.
      if (!scope.reason_task) return "cancelled";
      const ExceptionId exception = model.task(scope.reason_task).exception;
      const bool known = exception && exception.index() < model.exception_count();
      if (!known || model.exception(exception).cancellation) return "cancelled";
      if (scope.reason_task == nursery.task) return "cancelled: body failed";
      return fmt::format("cancelled: {} failed", label_of(model, scope.reason_task));
    }
    case CancelReason::kExplicit:
      if (!scope.reason_task) return "cancelled";
      return fmt::format("cancelled by {}", label_of(model, scope.reason_task));
    case CancelReason::kOutside:
      return "cancelled from outside";
    case CancelReason::kKeyboardInterrupt:
      return "cancelled: control-C";
    case CancelReason::kShutdown:
      return "cancelled: the run shuts down";
    default:
      return "nursery cancelled";
  }
}

// Types of exceptions in a group that are named.
constexpr std::size_t kMostCarried = 3;

std::string_view program_line(const Model& model, int32_t line) {
  const auto& program = model.record().header.program;
  if (line < 1 || static_cast<std::size_t>(line) > program.size()) return "";
  return program[static_cast<std::size_t>(line) - 1];
}

std::string block_words(const Model& model, const Block& block, Length length, SimTime now) {
  const bool brief = length == Length::kShort;
  switch (block.on) {
    case WaitKind::kSleep:
      return sleep_words(block, length, now);
    case WaitKind::kForever:
      return brief ? "sleeps" : "sleeps forever";
    case WaitKind::kNursery:
      if (!block.nursery) return "waits";
      // Between the last child's exit and the owner's turn.
      if (model.nursery(block.nursery).alive == 0) return brief ? "closes" : "its nursery closes";
      return fmt::format("{} {}", brief ? "waits" : "waits for",
                         brief ? std::to_string(model.nursery(block.nursery).alive)
                               : who_is_alive(model, block.nursery));
    case WaitKind::kTask:
      if (!block.other) return "waits";
      return fmt::format("{} {}", brief ? "for" : "waits for", label_of(model, block.other));
    default: {
      const std::string_view address = address_of(model, block);
      const WaitWords words = wait_words(block.on);
      const std::string name = address.empty() ? name_of(model, block) : "";
      if (!name.empty() && brief) return "for " + name;
      if (!name.empty()) return "waits for " + with_name(words, name);
      if (address.empty()) return fmt::format("{} {}", brief ? "for" : "waits for", words.thing);
      if (brief) return fmt::format("{} {}", block.on == WaitKind::kAccept ? "at" : "for", address);
      return fmt::format("waits for {}{}", words.leads, address);
    }
  }
}

// Between the moment when a scope is cancelled and the one when its tasks are asked, the wait is as
// good as over, unless it is for children, who are to be stopped as well. Behind a shield it is
// not, though somebody might expect that.
std::string waiting_words(const Model& model, const TaskFacts& task, Length length, SimTime now) {
  switch (cancelled_round(model, task.id)) {
    case CancelledRound::kReaches:
      if (task.block.on == WaitKind::kNursery) break;
      return length == Length::kLong ? "will be asked to stop" : "to be asked";
    case CancelledRound::kKeptOut:
      if (length == Length::kShort) break;
      return "shielded: " + block_words(model, task.block, length, now);
    case CancelledRound::kNone:
      break;
  }
  const std::string words = block_words(model, task.block, length, now);
  if (!handles_cancellation(model, task.id)) return words;
  return length == Length::kLong ? "cleans up, " + words : "cleans up";
}

// A wait that comes behind the cancellation is its cleanup's; but who waits for its own tasks,
// waits until they have stopped.
std::string cancelling_words(const Model& model, const TaskFacts& task, Length length,
                             SimTime now) {
  const bool cleans_up = task.blocked && task.block.on != WaitKind::kNursery;
  std::string words = cleans_up ? "cleans up" : "cancelling";
  if (!task.blocked || length == Length::kShort) return words;
  return words + ", " + block_words(model, task.block, length, now);
}

std::string asked_words(const Model& model, const TaskFacts& task, Length length) {
  const bool brief = length == Length::kShort;
  if (task.blocked && task.block.on == WaitKind::kNursery && task.block.nursery) {
    if (!brief) return fmt::format("asked, waits {}", model.nursery(task.block.nursery).alive);
  }
  return brief ? "asked" : "asked to stop";
}

std::string failure_words(const Model& model, const TaskFacts& task, Length length) {
  const std::string what = exception_name(model, task.exception);
  return length == Length::kShort ? what : fmt::format("raised {}", what);
}

// What a task passes on has not left the nursery above it yet.
bool is_on_its_way(const Model& model, const TaskFacts& task) {
  return task.alive || (task.nursery && model.nursery(task.nursery).phase != NurseryPhase::kClosed);
}

// The call that `name` begins in a line of the program, up to its closing bracket; if it stands
// there several times, the one after `before` others.
std::string call_in_line(std::string_view line, std::string_view name, int before = 0) {
  std::size_t from = line.find(name);
  while (before-- > 0 && from != std::string_view::npos) from = line.find(name, from + 1);
  if (from == std::string_view::npos || name.empty()) return "";
  int depth = 0;
  for (std::size_t i = from + name.size(); i < line.size(); ++i) {
    if (line[i] == '(') ++depth;
    if (line[i] == ')' && --depth == 0) return std::string(line.substr(from, i + 1 - from));
    if (depth == 0) break;
  }
  return "";
}

// Where the first of several arguments ends; npos if there is only one.
std::size_t end_of_first_argument(std::string_view call, std::size_t from) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = from; i < call.size(); ++i) {
    const char c = call[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

const std::vector<ExceptionInfo>& members_of(const Model& model, ExceptionId exception) {
  return model.record().members(model.exception(exception).members);
}

}  // namespace

std::string short_time(SimTime time) {
  std::string text = format_time(time);
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return text;
  text.resize(std::min(text.size(), point + 4));
  if (text.size() == point + 4 && text.back() == '0') text.pop_back();
  return text;
}

std::string_view ending_words(Outcome outcome) {
  switch (outcome) {
    case Outcome::kOk:
      return "ends";
    case Outcome::kError:
      return "fails";
    case Outcome::kCancelled:
      return "is cancelled";
    case Outcome::kInterrupted:
      return "is interrupted";
    case Outcome::kLimit:
      return "stops at its limit";
    case Outcome::kDeadlock:
      return "is stuck";
  }
  return "";
}

std::string_view label_of(const Model& model, TaskId task) {
  return model.record().text(model.task(task).label);
}

std::string_view address_of(const Model& model, const Block& block) {
  if (!block.object || block.object.index() >= model.object_count()) return {};
  return address_in(model.record().text(model.object(block.object).type));
}

std::string name_of(const Model& model, const Block& block) {
  if (!block.object || block.object.index() >= model.object_count()) return "";
  const ObjectFacts& object = model.object(block.object);
  const Record& record = model.record();
  if (!object.created) return "";
  if (block.on == WaitKind::kThread) {
    return told_name(record, record[object.created].get<ObjectCreated>().state);
  }
  const std::string_view maker = maker_of(record.text(object.type));
  if (maker.empty()) return "";
  // Of several that one step makes in a line, the how manieth.
  int nth = 0;
  for (std::size_t i = block.object.index(); i > 0; --i) {
    const ObjectFacts& other = model.object(ObjectId{static_cast<int32_t>(i - 1)});
    if (!other.created || record[other.created].cause != record[object.created].cause) break;
    const bool alike = record.text(other.type) == record.text(object.type);
    if (other.line == object.line && alike) ++nth;
  }
  const std::string_view line = program_line(model, object.line);
  std::string name = name_in_line(line, maker, nth);
  if (!name.empty()) return name;
  const auto [sends, receives] = ends_in_line(line, maker);
  return block.on == WaitKind::kChannelSend ? sends : receives;
}

CancelledRound cancelled_round(const Model& model, TaskId id) {
  const ScopeId current = model.current_scope(id);
  if (!current) return CancelledRound::kNone;
  // What asyncio cancels hears of it once, and may wait on.
  const bool level = model.record().header.dialect != RecordDialect::kAsyncio;
  if (const ScopeId acting = model.effective_cancel(current)) {
    const bool reaches = level && model.scope(acting).how != ScopeKind::kTimeout;
    return reaches ? CancelledRound::kReaches : CancelledRound::kNone;
  }
  for (ScopeId scope = current; scope; scope = model.scope(scope).parent) {
    if (model.scope(scope).cancelled && model.scope(scope).open) return CancelledRound::kKeptOut;
  }
  return CancelledRound::kNone;
}

bool handles_cancellation(const Model& model, TaskId id) {
  const std::vector<CodePlace>& stack = model.task(id).stack;
  const std::vector<std::string>& program = model.record().header.program;
  return std::any_of(stack.begin(), stack.end(), [&](const CodePlace& place) {
    return handles_cancellation(program, place.line);
  });
}

std::string state_words(const Model& model, TaskId id, Length length) {
  return state_words(model, id, length, model.now());
}

std::string state_words(const Model& model, TaskId id, Length length, SimTime now) {
  const TaskFacts& task = model.task(id);
  switch (model.status(id)) {
    case TaskStatus::kRunning:
      return length == Length::kLong ? "running" : "runs";
    case TaskStatus::kReady:
      return "ready";
    case TaskStatus::kWaiting:
      return waiting_words(model, task, length, now);
    case TaskStatus::kAsked:
      return asked_words(model, task, length);
    case TaskStatus::kCancelling:
      return cancelling_words(model, task, length, now);
    case TaskStatus::kCancelled:
      return "cancelled";
    case TaskStatus::kFailed:
      return failure_words(model, task, length);
    case TaskStatus::kPassesOn:
      if (length == Length::kShort) return is_on_its_way(model, task) ? "passes on" : "passed on";
      return is_on_its_way(model, task) ? "passes it on" : "passed it on";
    case TaskStatus::kDone:
      return "done";
  }
  return "";
}

std::string_view status_word(TaskStatus status) {
  switch (status) {
    case TaskStatus::kRunning:
      return "running";
    case TaskStatus::kReady:
      return "ready";
    case TaskStatus::kWaiting:
      return "waiting";
    case TaskStatus::kAsked:
      return "asked";
    case TaskStatus::kCancelling:
      return "cancelling";
    case TaskStatus::kCancelled:
      return "cancelled";
    case TaskStatus::kFailed:
      return "failed";
    case TaskStatus::kPassesOn:
      return "passing on";
    case TaskStatus::kDone:
      return "done";
  }
  return "";
}

TaskMoment moment_of(const Model& model, TaskId id) {
  const TaskStatus status = model.status(id);
  const Block& block = model.task(id).block;
  // A cancellation that is on its way to it has not come yet: it is what it was.
  const auto words = [&](Length length) {
    return status == TaskStatus::kWaiting ? block_words(model, block, length, model.now())
                                          : state_words(model, id, length);
  };
  return {.status = status,
          .block = block,
          .long_words = words(Length::kLong),
          .short_words = words(Length::kShort)};
}

ExceptionId waits_in_nursery(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  if (task.alive || !task.exception || !task.nursery) return {};
  if (task.outcome == Outcome::kCancelled) return {};
  const NurseryFacts& nursery = model.nursery(task.nursery);
  if (nursery.phase == NurseryPhase::kClosed) return {};
  const auto& pending = nursery.pending;
  const bool waits = std::find(pending.begin(), pending.end(), task.exception) != pending.end();
  return waits ? task.exception : ExceptionId{};
}

std::string state_sentence(const Model& model, TaskId id, SimTime now) {
  const TaskFacts& task = model.task(id);
  std::string words = state_words(model, id, Length::kLong, now);
  const TaskStatus status = model.status(id);
  const bool says_what_it_does = status == TaskStatus::kRunning || status == TaskStatus::kReady ||
                                 status == TaskStatus::kWaiting;
  if (task.alive && !says_what_it_does) {
    if (task.running) words += ", running";
    if (task.runnable) words += ", next to run";
  }
  if (!task.alive) words += fmt::format(" at {}", short_time(task.exited_at));
  if (task.orphaned) words += ", nobody waits for it";
  return words;
}

std::vector<std::string> nursery_words(const Model& model, NurseryId id) {
  const NurseryFacts& nursery = model.nursery(id);
  const bool closed = nursery.phase == NurseryPhase::kClosed;
  ScopeId cancelled;
  if (nursery.scope) {
    cancelled = model.scope(nursery.scope).cancelled ? nursery.scope
                                                     : model.effective_cancel(nursery.scope);
  }
  if (closed && nursery.scope && model.scope(nursery.scope).cancelled) {
    return {why_cancelled(model, nursery, model.scope(nursery.scope)) + " · closed", "closed"};
  }
  if (closed) return {"closed"};
  if (!cancelled) {
    return {fmt::format("nursery · {}", nursery.alive), std::to_string(nursery.alive)};
  }
  const std::string left = fmt::format("{} left", nursery.alive);
  const std::string why = why_cancelled(model, nursery, model.scope(cancelled));
  return {fmt::format("{} · {}", why, left), why, fmt::format("cancelled · {}", left), left};
}

std::vector<std::string> gather_words(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  if (!task.alive || !task.blocked || task.block.on != WaitKind::kGather) return {};
  int32_t alive = 0;
  for (const TaskId child : task.created) alive += model.task(child).alive ? 1 : 0;
  return {fmt::format("gather · {}", alive), std::to_string(alive)};
}

std::string scope_title(const Model& model, ScopeId id) {
  const ScopeFacts& scope = model.scope(id);
  const std::string_view how = word_of(scope.how);
  // Of several in one `with` the outer ones come first.
  int before = 0;
  for (ScopeId outer = scope.parent; outer; outer = model.scope(outer).parent) {
    const ScopeFacts& other = model.scope(outer);
    if (other.task != scope.task || other.line != scope.line) break;
    if (other.how == scope.how) ++before;
  }
  std::string call = call_in_line(program_line(model, scope.line), how, before);
  if (!call.empty() && call.size() <= 32) return call;
  return fmt::format("{}()", how);
}

bool is_group(const Model& model, ExceptionId exception) {
  return exception && !members_of(model, exception).empty();
}

bool is_nested_group(const Model& model, ExceptionId exception) {
  if (!exception) return false;
  for (const ExceptionInfo& member : members_of(model, exception)) {
    if (!member.members.empty()) return true;
    if (member.exception && member.exception.index() < model.exception_count() &&
        is_group(model, member.exception)) {
      return true;
    }
  }
  return false;
}

std::string exception_name(const Model& model, ExceptionId id) {
  if (!id) return "an exception";
  const auto& members = members_of(model, id);
  if (members.empty()) return std::string(model.record().text(model.exception(id).type));
  return members.size() == 1 ? "a group" : fmt::format("a group of {}", members.size());
}

std::string carried_words(const Model& model, ExceptionId id) {
  const Record& record = model.record();
  std::vector<std::string_view> types;
  int deepest = 0;
  // Of each exception its members and how deep they lie; a group's members are older than it.
  std::vector<std::pair<const std::vector<ExceptionInfo>*, int>> groups{
      {&members_of(model, id), 1}};
  while (!groups.empty() && types.size() <= kMostCarried) {
    const auto [members, depth] = groups.back();
    groups.pop_back();
    deepest = std::max(deepest, depth);
    for (const ExceptionInfo& member : *members) {
      const bool known = member.exception && member.exception.index() < model.exception_count();
      const auto* inner = known ? &members_of(model, member.exception) : &member.members;
      if (inner->empty()) inner = &member.members;
      if (!inner->empty()) {
        groups.emplace_back(inner, depth + 1);
      } else if (std::find(types.begin(), types.end(), member.type) == types.end()) {
        types.push_back(member.type);
      }
    }
  }
  if (types.empty()) return std::string(record.text(model.exception(id).type));
  std::string words;
  for (std::size_t i = 0; i < std::min(types.size(), kMostCarried); ++i) {
    if (i > 0) words += i + 1 == types.size() ? " and " : ", ";
    words += types[i];
  }
  if (types.size() > kMostCarried) words += ", …";
  return words + (deepest == 1 ? ", in a group" : fmt::format(", in {} groups", deepest));
}

std::vector<std::string> call_words(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  if (task.stack.size() < 2) return {};
  const std::string name(model.record().text(task.stack.back().function));
  std::vector<std::string> ways;
  const std::string call =
      call_in_line(program_line(model, task.stack[task.stack.size() - 2].line), name);
  if (!call.empty()) {
    ways.push_back(call);
    const std::size_t comma = end_of_first_argument(call, name.size() + 1);
    if (comma != std::string::npos) ways.push_back(call.substr(0, comma) + ", …)");
  }
  ways.push_back(name + (call == name + "()" ? "()" : "(…)"));
  return ways;
}

std::string await_words(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  if (!task.alive || task.stack.size() < 2) return "";
  return fmt::format("awaits {} at line {}", model.record().text(task.stack[1].function),
                     task.stack[0].line);
}

}  // namespace grove
