#include "engine/picture/state_line.h"

#include <fmt/format.h>

#include "engine/picture/wait_words.h"
#include "engine/picture/words.h"

namespace grove {

namespace {

constexpr int kDeepestGroup = 4;         // groups within groups that are spelt out
constexpr std::size_t kMostMembers = 4;  // of one group

std::string wait_line(const Model& model, const Block& block) {
  std::string words;
  switch (block.on) {
    case WaitKind::kSleep:
      words = "sleeps";
      break;
    case WaitKind::kForever:
      words = "sleeps forever";
      break;
    case WaitKind::kNursery:
      words = "waits";
      if (block.nursery) {
        const int32_t alive = model.nursery(block.nursery).alive;
        words = alive > 0 ? fmt::format("waits for {}", alive) : "its nursery closes";
      }
      break;
    case WaitKind::kTask:
      words = fmt::format("waits for {}",
                          block.other ? label_of(model, block.other) : wait_words(block.on).thing);
      break;
    default: {
      const std::string_view address = address_of(model, block);
      const WaitWords told = wait_words(block.on);
      const std::string name = address.empty() ? name_of(model, block) : "";
      words = !name.empty() ? "waits for " + with_name(told, name)
                            : fmt::format("waits for {}{}",
                                          address.empty() ? told.thing : told.leads, address);
    }
  }
  if (block.until != kNever) {
    words += (block.on == WaitKind::kSleep ? " to " : " until ") + format_time(block.until);
  }
  return words;
}

// What the task does beside its state, as an addition: "asked to stop, waits for 2".
std::string beside(const Model& model, const TaskFacts& task) {
  if (!task.alive) return "";
  if (task.running && !task.stack.empty()) {
    return fmt::format(", running, line {}", task.stack.back().line);
  }
  if (task.running) return ", running";
  if (task.runnable) return ", ready";
  return task.blocked ? ", " + wait_line(model, task.block) : "";
}

// Whose doing it was that the scope is cancelled.
std::string reason_words(const Model& model, const ScopeFacts& scope) {
  switch (scope.reason) {
    case CancelReason::kDeadline:
      return " by its deadline";
    case CancelReason::kExplicit:
      return scope.reason_task ? fmt::format(" by {}", label_of(model, scope.reason_task)) : "";
    case CancelReason::kNursery:
      return scope.reason_task ? fmt::format(" because of {}", label_of(model, scope.reason_task))
                               : "";
    case CancelReason::kKeyboardInterrupt:
      return " by control-C";
    case CancelReason::kShutdown:
      return " by the shutdown";
    case CancelReason::kOutside:
      return " from outside";
    case CancelReason::kUnknown:
      return "";
  }
  return "";
}

std::string deadline_words(const Model& model, const ScopeFacts& scope) {
  const SimTime effective = model.effective_deadline(scope.id);
  if (scope.deadline == kNever && effective == kNever) return "no deadline";
  std::string words;
  if (scope.deadline != kNever) {
    words = fmt::format("until {}, {} left", format_time(scope.deadline),
                        format_time(scope.deadline - model.now()));
  }
  if (effective < scope.deadline) {
    words += fmt::format("{}until {} by an outer scope", words.empty() ? "" : ", ",
                         format_time(effective));
  }
  return words;
}

// The members of a group that was raised by itself, or that is only mentioned in another one.
const std::vector<ExceptionInfo>& members_of(const Model& model, const ExceptionInfo& info) {
  const Members own = info.exception ? model.exception(info.exception).members : Members{};
  return own ? model.record().members(own) : info.members;
}

// "[Bang, ExceptionGroup[…]]".
std::string member_types(const Model& model, const std::vector<ExceptionInfo>& members, int depth) {
  if (depth == 0) return "[...]";
  std::string types;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) types += ", ";
    if (i == kMostMembers) {
      types += fmt::format("and {} more", members.size() - i);
      break;
    }
    types += members[i].type;
    const std::vector<ExceptionInfo>& inner = members_of(model, members[i]);
    if (!inner.empty()) types += member_types(model, inner, depth - 1);
  }
  return "[" + types + "]";
}

}  // namespace

std::string exception_line(const Model& model, ExceptionId id) {
  const ExceptionFacts& exception = model.exception(id);
  const Record& record = model.record();
  std::string type(record.text(exception.type));
  if (exception.members) {
    return type + member_types(model, record.members(exception.members), kDeepestGroup);
  }
  // What a Cancelled says names Python objects; the scope says the same in the tree's own words.
  if (exception.cancellation || record.text(exception.message).empty()) return type;
  return fmt::format("{}: {}", type, record.text(exception.message));
}

std::string state_line(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  const std::string thrown =
      task.exception ? exception_line(model, task.exception) : std::string("an exception");
  switch (model.status(id)) {
    case TaskStatus::kRunning:
      return task.stack.empty() ? "running"
                                : fmt::format("running, line {}", task.stack.back().line);
    case TaskStatus::kReady:
      return "ready";
    case TaskStatus::kWaiting:
      return (handles_cancellation(model, id) ? "cleans up, " : "") + wait_line(model, task.block);
    case TaskStatus::kAsked:
      return "asked to stop" + beside(model, task);
    case TaskStatus::kCancelling:
      return "cancelling" + beside(model, task);
    case TaskStatus::kCancelled:
      return "cancelled";
    case TaskStatus::kFailed:
      return "raised " + thrown + beside(model, task);
    case TaskStatus::kPassesOn:
      return "passes on " + thrown + beside(model, task);
    case TaskStatus::kDone:
      return "done";
  }
  return "";
}

std::string state_line(const Model& model, NurseryId id) {
  const NurseryFacts& nursery = model.nursery(id);
  if (nursery.phase == NurseryPhase::kClosed) {
    const bool cancelled = nursery.scope && model.scope(nursery.scope).cancelled;
    return cancelled ? "closed, cancelled" + reason_words(model, model.scope(nursery.scope))
                     : "closed";
  }
  std::string words;
  if (nursery.scope && model.effective_cancel(nursery.scope)) {
    const ScopeFacts& scope = model.scope(nursery.scope);
    words = "cancelled" + (scope.cancelled ? reason_words(model, scope) : " from further out") +
            fmt::format(", {} left", nursery.alive);
  } else if (nursery.phase == NurseryPhase::kClosing) {
    words = fmt::format("waits for {}", nursery.alive);
  } else {
    words = fmt::format("body runs, {} of {} alive", nursery.alive, nursery.children.size());
  }
  if (nursery.scope) {
    const ScopeFacts& scope = model.scope(nursery.scope);
    if (scope.shield) words += ", shielded";
    if (scope.deadline != kNever && !model.effective_cancel(nursery.scope)) {
      words += ", " + deadline_words(model, scope);
    }
  }
  const char* glue = ", holds ";
  for (ExceptionId pending : nursery.pending) {
    if (model.exception(pending).cancellation) continue;
    words += glue + exception_line(model, pending);
    glue = " and ";
  }
  return words;
}

std::string state_line(const Model& model, ScopeId id) {
  const ScopeFacts& scope = model.scope(id);
  std::string words = scope.shield && scope.open ? "shielded, " : "";
  if (!scope.open) {
    words += "closed";
    if (scope.cancelled) words += ", was cancelled" + reason_words(model, scope);
    if (scope.caught) words += ", caught it";
  } else if (scope.cancelled) {
    words += "cancelled" + reason_words(model, scope);
  } else if (model.effective_cancel(id)) {
    words += "cancelled from further out";
  } else {
    words += deadline_words(model, scope);
  }
  return words;
}

std::string title_of(const Model& model, NurseryId id) {
  return fmt::format("nursery, line {}", model.nursery(id).line);
}

std::string title_of(const Model& model, ScopeId id) {
  const ScopeFacts& scope = model.scope(id);
  return fmt::format("{}, line {}", word_of(scope.how), scope.line);
}

}  // namespace grove
