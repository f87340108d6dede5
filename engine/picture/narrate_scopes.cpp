// Sentences about nurseries, cancel scopes, cancellation and exceptions.
#include "engine/picture/narrator.h"

namespace grove {

namespace {

// What a task was in when Cancelled came.
std::string_view wait_noun(WaitKind kind) {
  switch (kind) {
    case WaitKind::kSleep:
      return "its sleep";
    case WaitKind::kNursery:
      return "its nursery";
    default:
      return "its wait";
  }
}

}  // namespace

void Narrator::about(const NurseryOpened& e) {
  task(e.task).say(" opens a ").span(WordSpan::Style::kNursery, "nursery", e.nursery.value);
  at_line(e.line);
}

void Narrator::about(const NurseryClosing& e) {
  if (e.exception) {
    say("the body of ").nursery(e.nursery).say(" fails with ").exception(e.exception);
    say(", and waits for the tasks");
  } else {
    say("the body of ").nursery(e.nursery).say(" is done, and waits for the tasks");
  }
}

void Narrator::about(const NurseryClosed& e) {
  nursery(e.nursery).say(" closes");
  if (e.exception) say(" with ").exception(e.exception);
}

void Narrator::about(const ScopeOpened& e) {
  if (e.how == ScopeKind::kNursery) {
    task(e.task).say(" enters the ");
    span(WordSpan::Style::kScope, "cancel scope", e.scope.value).say(" of a nursery");
  } else {
    task(e.task).say(" enters ");
    span(WordSpan::Style::kScope, std::string(word_of(e.how)), e.scope.value);
  }
  at_line(e.line);
  if (e.deadline.time == kAlwaysPast) {
    say(", its deadline past already");
  } else if (e.deadline.time != kNever) {
    say(", until ").time(e.deadline.time);
  }
  if (e.shield) say(", shielded");
}

void Narrator::about(const ScopeChanged& e) {
  scope(e.scope);
  Deadline before;
  bool shield_before = false;
  const EventId last = RecordIndex::last_before(index_.scope(e.scope).settings, event_);
  if (last && record()[last].kind() == EventKind::kScopeOpened) {
    before = record()[last].get<ScopeOpened>().deadline;
    shield_before = record()[last].get<ScopeOpened>().shield;
  } else if (last) {
    before = record()[last].get<ScopeChanged>().deadline;
    shield_before = record()[last].get<ScopeChanged>().shield;
  }
  const bool shield_changed = e.shield != shield_before;
  if (e.deadline.time != before.time || !shield_changed) {
    if (e.deadline.time == kNever) {
      say(" has no deadline any more");
    } else {
      say(" now ends at ").time(e.deadline.time);
    }
    if (shield_changed) say(", and");
  }
  if (shield_changed) say(e.shield ? " is shielded now" : " is shielded no longer");
}

void Narrator::about(const ScopeCancelled& e) {
  if (e.reason == CancelReason::kExplicit && e.task) {
    task(e.task).say(" cancels ").scope(e.scope, e.task).message(e.text);
    return;
  }
  scope(e.scope).say(" is cancelled");
  reason_words(e);
}

void Narrator::reason_words(const ScopeCancelled& e) {
  switch (e.reason) {
    case CancelReason::kDeadline:
      say(": its deadline has passed");
      return;
    case CancelReason::kNursery:
      say(": ");
      if (!e.task) {
        say("a task");
      } else if (e.task == index_.scope(e.scope).task) {
        say("its body");
      } else {
        task(e.task);
      }
      say(came_from_cancellation(e) ? " was cancelled" : " failed");
      return;
    case CancelReason::kKeyboardInterrupt:
      say(": control-C");
      return;
    case CancelReason::kShutdown:
      say(": the run shuts down");
      return;
    case CancelReason::kOutside:
      say(" from outside");
      return;
    case CancelReason::kExplicit:
    case CancelReason::kUnknown:
      message(e.text);
      return;
  }
}

bool Narrator::came_from_cancellation(const ScopeCancelled& e) const {
  const EventId cause = event().cause;
  if (!cause) return false;
  const Event& because = record()[cause];
  if (const auto* exit = because.get_if<TaskExited>()) return exit->outcome == Outcome::kCancelled;
  if (const auto* raised = because.get_if<ExceptionRaised>()) {
    return raised->cancellation;
  }
  // The body's end: was Cancelled delivered in it?
  const std::vector<EventId>& settings = index_.scope(e.scope).settings;
  const EventId told = RecordIndex::last_before(index_.task(e.task).deliveries, event_);
  return told && !settings.empty() && told > settings[0];
}

// A task that waits in the exit of the cancelled nursery itself is not stopped by that: it waits
// for those who are (semantics D3, D9).
bool Narrator::waits_in_own_nursery(const CancelRequested& e) const {
  const NurseryId own = e.scope ? index_.scope(e.scope).nursery : NurseryId{};
  const EventId last = RecordIndex::last_before(index_.task(e.task).blocks, event_);
  if (!own || !last) return false;
  const TaskBlocked& block = record()[last].get<TaskBlocked>();
  return block.on == WaitKind::kNursery && block.nursery == own;
}

void Narrator::about(const CancelRequested& e) {
  if (waits_in_own_nursery(e)) {
    task(e.task).say(" waits on until all in ").scope(e.scope, e.task).say(" have ended");
    return;
  }
  task(e.task).say(" is asked to stop");
  if (e.scope) say(": ").scope(e.scope, e.task).say(" was cancelled");
}

void Narrator::about(const CancelDelivered& e) {
  const bool asyncio = record().header.dialect == RecordDialect::kAsyncio;
  task(e.task).say(" receives ");
  span(WordSpan::Style::kException, asyncio ? "CancelledError" : "Cancelled", -1);
  const EventId asked = record()[event_].cause;
  const auto* request = asked ? record()[asked].get_if<CancelRequested>() : nullptr;
  const EventId block = RecordIndex::last_before(index_.task(e.task).blocks, event_);
  if (request != nullptr && !request->aborted) {
    // It was not waiting when it was asked.
    say(asyncio ? " at its next await" : " at a checkpoint");
  } else if (block) {
    say(" in ").say(wait_noun(record()[block].get<TaskBlocked>().on));
  }
  at_line(index_.line_at(e.task, event_));
}

void Narrator::about(const ScopeClosed& e) {
  const IndexedScope& facts = index_.scope(e.scope);
  if (e.cancelled_caught) {
    scope(e.scope).say(" catches the cancellation and closes");
  } else if (facts.nursery) {
    say("the cancel scope of ").nursery(facts.nursery).say(" closes");
  } else {
    task(facts.task).say(" leaves ").scope(e.scope, facts.task);
  }
}

void Narrator::about(const ExceptionRaised& e) {
  const IndexedException& facts = index_.exception(e.exception);
  const bool again = e.exception && !facts.raises.empty() && facts.raises[0] != event_;
  if (again && facts.task != e.task) {
    exception(e.exception).say(" reaches ").task(e.task).at_line(e.line);
    return;
  }
  // Nobody raises these by a line of their own.
  const bool group = !record().members(e.members).empty();
  if (group || e.cancellation) {
    exception(e.exception).say(" is raised in ").task(e.task).at_line(e.line);
    return;
  }
  task(e.task).say(again ? " raises again " : " raised ").exception(e.exception).at_line(e.line);
  message(e.message);
}

void Narrator::about(const ExceptionCaught& e) {
  task(e.task).say(" catches ").exception(e.exception).at_line(e.line);
}

void Narrator::about(const ExceptionPropagated& e) {
  exception(e.exception);
  switch (e.to.kind) {
    case Place::Kind::kRun:
      say(" leaves ").task(e.from).say(" and ends the run");
      return;
    case Place::Kind::kNursery:
      if (index_.nursery(NurseryId{e.to.id}).task == e.from) {
        say(" waits in ").nursery(NurseryId{e.to.id}).say(" until it closes");
      } else {
        say(" goes from ").task(e.from).say(" to ").nursery(NurseryId{e.to.id});
      }
      return;
    case Place::Kind::kTask:
    case Place::Kind::kObject:
      say(" goes from ").task(e.from).say(" to ");
      place(e.to);
      return;
  }
}

void Narrator::fate(ExceptionId id, TaskId from, std::string_view words) {
  exception(id).say(" of ").task(from).say(words);
}

void Narrator::about(const ExceptionStored& e) {
  fate(e.exception, e.task, " is kept: nobody waits for it");
}

void Narrator::about(const ExceptionDropped& e) {
  fate(e.exception, e.task, " is dropped: nobody will ever see it");
}

void Narrator::about(const ExceptionNeverRetrieved& e) {
  fate(e.exception, e.task, " was never retrieved");
}

}  // namespace grove
