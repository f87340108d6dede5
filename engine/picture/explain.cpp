#include "engine/picture/explain.h"

#include "engine/picture/narrator.h"

namespace grove {

namespace {

// What the program's text says to do. The reason for it is the program.
bool is_act(const Event& event) {
  switch (event.kind()) {
    case EventKind::kTaskSpawned:
    case EventKind::kTaskBlocked:
    case EventKind::kTaskMoved:
    case EventKind::kNurseryOpened:
    case EventKind::kNurseryClosing:
    case EventKind::kScopeOpened:
    case EventKind::kScopeChanged:
    case EventKind::kAwaitStarted:
    case EventKind::kObjectChanged:
    case EventKind::kPrinted:
      return true;
    case EventKind::kTaskExited:
      return event.get<TaskExited>().outcome == Outcome::kOk;
    case EventKind::kScopeClosed:
      return !event.get<ScopeClosed>().cancelled_caught;
    default:
      return false;
  }
}

bool is_callback(const Record& record, EventId event) {
  const auto* changed = event ? record[event].get_if<ObjectChanged>() : nullptr;
  return changed != nullptr && record.text(changed->type) == "callback";
}

// A callback is called because of what somebody did before, and what it does is because of that.
bool ends_walk(const Record& record, EventId event) {
  return is_act(record[event]) && !is_callback(record, event) &&
         !is_callback(record, record[event].cause);
}

// Walks from an event to its reason as a person would name it.
class Reasoner {
 public:
  explicit Reasoner(const RecordIndex& index) : index_(index), record_(index.record()) {}

  // Unset where there is none but the program. Always an earlier event.
  EventId reason_of(EventId event) const {
    const Event& e = record_[event];
    if (const auto* exit = e.get_if<TaskExited>()) {
      if (exit->outcome == Outcome::kCancelled) {
        const IndexedTask& task = index_.task(exit->task);
        if (const EventId told = RecordIndex::last_before(task.deliveries, event)) return told;
        // It never met Cancelled itself: it passed on its children's.
        if (const EventId asked = RecordIndex::last_before(task.requests, event)) return asked;
      } else if (exit->exception) {
        return origin_of(exit->exception, exit->task, event);
      }
    }
    if (const auto* closed = e.get_if<ScopeClosed>(); closed && closed->cancelled_caught) {
      return index_.scope(closed->scope).cancelled;
    }
    if (const auto* raised = e.get_if<ExceptionRaised>()) return reason_of_raise(*raised, event);
    return step_event_behind(event);
  }

 private:
  // Where an exception came from, as `task` finds it at `event`: the line that raised it, or the
  // end of another task that passed it on; of a group, where its first member came from.
  EventId origin_of(ExceptionId id, TaskId task, EventId event) const {
    // A group's members are older than the group, so this ends.
    while (id) {
      const IndexedException& exception = index_.exception(id);
      const ExceptionId member = first_member(exception);
      const EventId exit = RecordIndex::last_before(exception.exits, event);
      const bool passed_on = exit && record_[exit].get<TaskExited>().task != task;
      if (passed_on && (member || record_[exit].get<TaskExited>().task != exception.task)) {
        return exit;
      }
      if (!member || member >= id) {
        const EventId raise = RecordIndex::last_before(exception.raises, event);
        return raise ? raise : step_event_behind(event);
      }
      id = member;
    }
    return EventId{};
  }

  // The first that was raised by itself; unset for no group, or one made of new exceptions.
  ExceptionId first_member(const IndexedException& exception) const {
    const std::vector<ExceptionInfo>* members = &record_.members(exception.members);
    while (!members->empty()) {
      for (const ExceptionInfo& member : *members) {
        if (member.exception) return member.exception;
      }
      members = &members->front().members;
    }
    return ExceptionId{};
  }

  EventId reason_of_raise(const ExceptionRaised& raised, EventId event) const {
    const IndexedException& exception = index_.exception(raised.exception);
    const bool group = static_cast<bool>(first_member(exception));
    const bool again = !exception.raises.empty() && exception.raises[0] < event;
    if (raised.exception && (group || again)) {
      return origin_of(raised.exception, raised.task, event);
    }
    // fail_after turns the cancellation that it caught into an error of its own.
    if (event.value == 0) return EventId{};
    const EventId before{event.value - 1};
    const auto* closed = record_[before].get_if<ScopeClosed>();
    const bool turned = closed != nullptr && closed->cancelled_caught &&
                        record_[before].cause == record_[event].cause;
    return turned ? index_.scope(closed->scope).cancelled : EventId{};
  }

  // The nearest cause that a person steps by.
  EventId step_event_behind(EventId event) const {
    do {
      event = record_[event].cause;
    } while (event && role_of(record_[event].kind()) != EventRole::kStepEvent);
    return event;
  }

  const RecordIndex& index_;
  const Record& record_;
};

}  // namespace

Words describe(const RecordIndex& index, EventId event) { return Narrator(index, event).tell(); }

std::vector<EventId> causes(const Record& record, EventId event) {
  std::vector<EventId> chain;
  for (; event; event = record[event].cause) chain.push_back(event);
  return chain;
}

std::vector<EventId> reasons(const RecordIndex& index, EventId event) {
  const Reasoner reasoner(index);
  std::vector<EventId> chain;
  while (event) {
    chain.push_back(event);
    if (chain.size() > 1 && ends_walk(index.record(), event)) break;
    const EventId next = reasoner.reason_of(event);
    // Only a record from elsewhere could tell of a reason that comes later.
    if (next >= event) break;
    event = next;
  }
  return chain;
}

}  // namespace grove
