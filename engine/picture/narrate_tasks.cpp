// Sentences about tasks, waits, objects and the run.
#include <fmt/format.h>

#include "engine/picture/narrator.h"
#include "engine/picture/wait_words.h"
#include "engine/record/interventions.h"

namespace grove {

void Narrator::about(const RunStarted&) { say("the run starts"); }

void Narrator::about(const InputApplied& e) {
  const AppliedInput& input = record().input(e.input);
  say("from outside: ");
  if (input.known) {
    act_words(*input.known);
  } else {
    say(input.unknown);
  }
  if (e.why_not) say(", which changes nothing: ").say(record().text(e.why_not));
}

void Narrator::act_words(const Intervention& act) {
  switch (act.kind) {
    case Intervention::Kind::kInterrupt:
      say("control-C");
      return;
    case Intervention::Kind::kCancel:
      say("scope " + act.target + " is cancelled");
      return;
    case Intervention::Kind::kRaise:
      say(exception_call(act) + " is raised in ");
      task_named(act.target);
      return;
    case Intervention::Kind::kCancelTask:
      task_named(act.target);
      say(" is cancelled");
      return;
    case Intervention::Kind::kChoose:
      task_named(act.target);
      say(" is chosen to step next");
      return;
    case Intervention::Kind::kDeadline:
      say("scope " + act.target);
      if (act.deadline == kNever) {
        say(" is given no deadline");
      } else {
        say(" is to end at ").time(act.deadline);
      }
      return;
    case Intervention::Kind::kShield:
      say("scope " + act.target);
      say(act.shield ? " is shielded" : " is shielded no longer");
      return;
    case Intervention::Kind::kSignal:
      say("the signal " + act.target);
      return;
    case Intervention::Kind::kNetwork:
      network_words(act);
      return;
    case Intervention::Kind::kFile:
      file_words(act);
      return;
  }
}

void Narrator::task_named(const std::string& name) {
  const TaskId id = index_.find_task(name);
  if (id) {
    task(id);
  } else {
    say(name);
  }
}

void Narrator::file_words(const Intervention& act) {
  say(act.target == "*" ? "every file" : act.target);
  if (act.denied) say(*act.denied ? " is denied from now on" : " is there for all again");
  if (act.denied && act.latency) say(", and");
  if (act.latency) say(fmt::format(" takes {} s each time", exact_seconds(*act.latency)));
}

void Narrator::about(const ClockJumped&) { say("the clock goes on to ").time(event().t); }

void Narrator::about(const TaskSpawned& e) {
  const EventId cause = event().cause;
  const auto* step = cause ? record()[cause].get_if<BeforeTaskStep>() : nullptr;
  // Any task may start one in another's nursery (semantics D11): the step tells who did.
  const TaskId starter = step != nullptr ? step->task : e.parent;
  if (!starter) {
    task(e.task).say(" begins");
    return;
  }
  task(starter).say(" starts ").task(e.task).at_line(e.line);
  if (e.parent == starter) return;
  if (e.nursery) {
    say(" in ").nursery(e.nursery);
  } else if (e.parent) {
    say(" for ").task(e.parent);
  }
}

void Narrator::about(const TaskScheduled& e) { task(e.task).say(" is ready to run"); }

void Narrator::about(const BeforeTaskStep& e) {
  task(e.task).say(" runs: step " + std::to_string(e.step));
}

void Narrator::about(const AfterTaskStep& e) { task(e.task).say(" ends its step"); }

void Narrator::about(const Line& e) {
  task(e.task).say(" comes to ").line(e.line);
  const std::string_view function = record().text(e.function);
  if (!function.empty()) say(" in ").say(function).say("()");
  if (e.count > 1) say(", and to " + std::to_string(e.count - 1) + " lines more in a loop");
}

void Narrator::about(const TaskBlocked& e) {
  task(e.task);
  wait_words(e);
  if (e.until.time == kNever) return;
  say(e.on == WaitKind::kSleep ? " until " : ", at most until ").time(e.until.time);
}

void Narrator::wait_words(const TaskBlocked& e) {
  switch (e.on) {
    case WaitKind::kSleep:
      say(" sleeps");
      return;
    case WaitKind::kForever:
      say(" sleeps forever");
      return;
    case WaitKind::kNursery:
      say(" waits for the tasks of ").nursery(e.nursery, e.task);
      return;
    case WaitKind::kStart:
    case WaitKind::kTask:
      say(" waits for ");
      if (e.other) {
        task(e.other);
      } else {
        say("a task");
      }
      say(e.on == WaitKind::kStart ? " to have started" : "");
      return;
    default: {
      const WaitWords words = grove::wait_words(e.on);
      say(" waits for ").say(words.leads).object(e.object, words.unnamed);
    }
  }
}

void Narrator::about(const TaskExited& e) {
  task(e.task);
  switch (e.outcome) {
    case Outcome::kOk:
      say(" is done");
      return;
    case Outcome::kCancelled:
      say(" is over, cancelled");
      return;
    default:
      say(" ends with ").exception(e.exception);
  }
}

void Narrator::about(const TaskMoved& e) { task(e.task).say(" moves into ").nursery(e.nursery); }

void Narrator::about(const TaskOrphaned& e) {
  task(e.task).say(" is an orphan: nothing can wait for it any more");
}

void Narrator::place(Place place) {
  switch (place.kind) {
    case Place::Kind::kRun:
      say("the run");
      return;
    case Place::Kind::kNursery:
      nursery(NurseryId{place.id});
      return;
    case Place::Kind::kTask:
      task(TaskId{place.id});
      return;
    case Place::Kind::kObject:
      object(ObjectId{place.id}, "an object");
      return;
  }
}

void Narrator::about(const AwaitStarted& e) {
  task(e.task).say(" awaits ");
  place(e.on);
}

void Narrator::about(const AwaitEnded& e) {
  task(e.task).say(" no longer awaits ");
  place(e.on);
}

void Narrator::about(const ObjectCreated& e) {
  task(e.task).say(" makes ");
  const std::string_view type = record().text(e.type);
  const bool vowel = !type.empty() && std::string_view("AEIOU").find(type[0]) != std::string::npos;
  say(vowel ? "an " : "a ").span(WordSpan::Style::kObject, std::string(type), e.object.value);
  at_line(e.line);
}

void Narrator::about(const ObjectChanged& e) {
  if (record().text(e.type) == "callback") {
    say("the loop calls ").say(record().text(e.op)).say("()").at_line(e.line);
    return;
  }
  if (network_words(e)) return;
  if (e.task) task(e.task).say(": ");
  say(record().text(e.op)).say(" on ");
  object(e.object, "an object").at_line(e.line == index_.object(e.object).line ? 0 : e.line);
}

void Narrator::about(const Drew& e) {
  task(e.task).say(" draws ").say(record().text(e.result)).say(" from ");
  say(record().text(e.function)).at_line(e.line);
}

void Narrator::about(const Printed& e) { task(e.task).say(" prints").message(e.text); }

// No task can go on while one computes; the first of them stand for all.
void Narrator::tasks_kept_waiting(TaskId by) {
  constexpr std::size_t kNamed = 3;
  std::vector<TaskId> waiting;
  for (std::size_t i = 0; i < index_.task_count(); ++i) {
    const TaskId id{static_cast<int32_t>(i)};
    const EventId exited = index_.task(id).exited;
    const bool is_over = exited && exited.index() < event_.index();
    if (id != by && !is_over && index_.task(id).spawned.index() < event_.index()) {
      waiting.push_back(id);
    }
  }
  if (waiting.empty()) return;
  say(" and keeps ");
  const std::size_t named = waiting.size() > kNamed + 1 ? kNamed : waiting.size();
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) say(i + 1 == waiting.size() ? " and " : ", ");
    task(waiting[i]);
  }
  if (named < waiting.size()) {
    say(" and " + std::to_string(waiting.size() - named) + " more");
  }
  say(" waiting");
}

void Narrator::about(const LimitReached& e) {
  // A window that came late, or was too slow, as the program's sender tells it; or that keeps what
  // it takes within bounds.
  for (const char* fate : {"lost", "forgotten"}) {
    if (record().text(e.limit) != std::string("events ") + fate) continue;
    say(std::to_string(e.value)).say(e.value == 1 ? " event was " : " events were ").say(fate);
    say(" before this");
    return;
  }
  say("the run reaches its limit: ").say(record().text(e.limit));
  say(" = " + std::to_string(e.value));
  if (record().text(e.limit) != "instructions") return;
  if (!e.task && e.line <= 0) return;
  say(": ").task(e.task).say(" computes").at_line(e.line).say(" without a checkpoint");
  if (e.task) tasks_kept_waiting(e.task);
}

void Narrator::about(const RunFinished& e) {
  switch (e.outcome) {
    case Outcome::kInterrupted:
      say("the run ends, interrupted");
      return;
    case Outcome::kLimit:
      say("the run stops at its limit");
      return;
    case Outcome::kDeadlock:
      say("the run is stuck: every task waits for another");
      return;
    default:
      break;
  }
  say("the run ends");
  const std::vector<ExceptionInfo>& info = record().members(e.exception.info);
  if (info.empty()) return;
  say(" with ");
  if (info[0].exception) {
    exception(info[0].exception);
  } else {
    say(info[0].type);
  }
}

void Narrator::about(const Unknown& e) {
  if (record().text(e.name) == "forgotten") {
    say("something happens to what was over, and is forgotten");
    return;
  }
  say(record().text(e.name)).say(", an event of a kind that this version does not know");
}

}  // namespace grove
