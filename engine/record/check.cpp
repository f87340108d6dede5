#include "engine/record/check.h"

namespace grove {

namespace {

std::string quoted(const char* field) { return std::string("`") + field + "`"; }

std::string not_introduced(const char* field, int32_t id, std::size_t count, const char* things) {
  return quoted(field) + " is " + std::to_string(id) + ", but the record has introduced " +
         (count == 0 ? std::string("no ") : "only " + std::to_string(count) + " ") + things +
         " so far";
}

std::string out_of_order(const char* field, int32_t id, std::size_t expected, const char* things) {
  return quoted(field) + " is " + std::to_string(id) + ", but " + things +
         " are numbered in order of creation and the next is " + std::to_string(expected);
}

// Ids that these kinds cannot do without; anywhere else null is a value like others.
template <class Payload>
constexpr bool kNeedsTask =
    std::is_same_v<Payload, TaskScheduled> || std::is_same_v<Payload, BeforeTaskStep> ||
    std::is_same_v<Payload, AfterTaskStep> || std::is_same_v<Payload, Line> ||
    std::is_same_v<Payload, TaskBlocked> || std::is_same_v<Payload, TaskExited> ||
    std::is_same_v<Payload, TaskMoved> || std::is_same_v<Payload, TaskOrphaned> ||
    std::is_same_v<Payload, CancelRequested> || std::is_same_v<Payload, CancelDelivered>;
template <class Payload>
constexpr bool kNeedsNursery =
    std::is_same_v<Payload, NurseryClosing> || std::is_same_v<Payload, NurseryClosed> ||
    std::is_same_v<Payload, TaskMoved>;
template <class Payload>
constexpr bool kNeedsScope =
    std::is_same_v<Payload, ScopeChanged> || std::is_same_v<Payload, ScopeCancelled> ||
    std::is_same_v<Payload, ScopeClosed>;

template <class Payload>
std::string missing_id(const Payload& e) {
  if constexpr (kNeedsTask<Payload>) {
    if (!e.task) return "`task` is missing";
  }
  if constexpr (kNeedsNursery<Payload>) {
    if (!e.nursery) return "`nursery` is missing";
  }
  if constexpr (kNeedsScope<Payload>) {
    if (!e.scope) return "`scope` is missing";
  }
  return {};
}

}  // namespace

std::string RecordCheck::admit(const Record& record, const Event& event) {
  record_ = &record;
  if (event.cause && event.cause.index() >= events_) {
    return "`cause` is " + std::to_string(event.cause.value) +
           ", which does not lie before event " + std::to_string(events_);
  }
  if (event.t < last_time_) {
    return "`t` is " + std::to_string(event.t.ns) + ", but the event before happened at " +
           std::to_string(last_time_.ns) + ", and time does not run back";
  }
  if (event.t < SimTime{} || event.t >= kNever) {
    return "`t` is " + std::to_string(event.t.ns) + ", but a run begins at 0 and time has an end";
  }
  now_ = event.t;
  std::string fault = visit_event(event, [this](const auto& e) {
    std::string wrong = missing_id(e);
    if (wrong.empty()) wrong = begin(e);
    for_each_field(e, [this, &wrong](const char* name, const auto& value, FieldRule) {
      if (wrong.empty()) wrong = check_field(name, value);
    });
    return wrong.empty() ? rules(e) : wrong;
  });
  last_time_ = event.t;
  ++events_;
  return fault;
}

std::string RecordCheck::begin(const TaskSpawned& e) {
  if (!e.task || e.task.index() != tasks_.size()) {
    return out_of_order("task", e.task.value, tasks_.size(), "tasks");
  }
  tasks_.push_back(Seen{.task = e.parent});
  return {};
}

std::string RecordCheck::begin(const NurseryOpened& e) {
  if (!e.nursery || e.nursery.index() != nurseries_.size()) {
    return out_of_order("nursery", e.nursery.value, nurseries_.size(), "nurseries");
  }
  nurseries_.push_back(Seen{.task = e.task, .scope = e.scope});
  return {};
}

std::string RecordCheck::begin(const ScopeOpened& e) {
  if (!e.scope || e.scope.index() != scopes_.size()) {
    return out_of_order("scope", e.scope.value, scopes_.size(), "scopes");
  }
  scopes_.push_back(Seen{.task = e.task});
  return {};
}

std::string RecordCheck::begin(const ObjectCreated& e) {
  if (!e.object || e.object.index() != objects_) {
    return out_of_order("object", e.object.value, objects_, "objects");
  }
  ++objects_;
  return {};
}

std::string RecordCheck::needs_alive(TaskId task, const char* what) const {
  if (!task || !tasks_[task.index()].over) return {};
  return "task " + std::to_string(task.value) + " " + what + " after its exit";
}

std::string RecordCheck::needs_open(NurseryId nursery) const {
  if (!nursery || !nurseries_[nursery.index()].over) return {};
  return "nursery " + std::to_string(nursery.value) + " is closed";
}

template <class Ending>
std::string RecordCheck::needs_owner(const Ending& e) const {
  const Seen& nursery = nurseries_[e.nursery.index()];
  if (e.task && e.task != nursery.task) return "`task` is not the one that opened the nursery";
  if (e.scope && e.scope != nursery.scope) return "`scope` is not the one of the nursery";
  return {};
}

std::string RecordCheck::rules(const ClockJumped& e) {
  if (e.from >= SimTime{} && e.from <= now_) return {};
  return "`from` is " + std::to_string(e.from.ns) + ", but the clock jumps forward, to " +
         std::to_string(now_.ns);
}

std::string RecordCheck::rules(const TaskScheduled& e) { return needs_alive(e.task, "is to run"); }

std::string RecordCheck::rules(const TaskBlocked& e) {
  std::string wrong = needs_alive(e.task, "waits");
  return wrong.empty() ? needs_open(e.nursery) : wrong;
}

std::string RecordCheck::rules(const NurseryOpened& e) {
  return needs_alive(e.task, "opens a nursery");
}

std::string RecordCheck::rules(const NurseryClosing& e) {
  bool& closing = nurseries_[e.nursery.index()].closing;
  std::string wrong = needs_open(e.nursery);
  if (wrong.empty()) wrong = needs_owner(e);
  if (wrong.empty() && closing) {
    wrong = "the body of nursery " + std::to_string(e.nursery.value) + " ends for the second time";
  }
  closing = true;
  return wrong;
}

std::string RecordCheck::rules(const TaskSpawned& e) {
  if (e.parent == e.task) return "`parent` is the task itself";
  // Else tasks could stand below each other in a ring.
  if (e.nursery && nurseries_[e.nursery.index()].task != e.parent) {
    return "`parent` is not the task that opened the nursery";
  }
  return needs_open(e.nursery);
}

std::string RecordCheck::rules(const TaskMoved& e) {
  TaskId& parent = tasks_[e.task.index()].task;
  // A task that came to stand below itself would have no path to main.
  for (TaskId at = nurseries_[e.nursery.index()].task; at; at = tasks_[at.index()].task) {
    if (at == e.task) return "`nursery` belongs to the task itself or to one below it";
  }
  parent = nurseries_[e.nursery.index()].task;
  return needs_open(e.nursery);
}

std::string RecordCheck::rules(const BeforeTaskStep& e) {
  if (e.step == steps_++) return needs_alive(e.task, "steps");
  return "`step` is " + std::to_string(e.step) + ", but steps are counted and this is number " +
         std::to_string(steps_ - 1);
}

std::string RecordCheck::rules(const TaskExited& e) {
  bool& over = tasks_[e.task.index()].over;
  if (over) return "task " + std::to_string(e.task.value) + " exits for the second time";
  over = true;
  return {};
}

std::string RecordCheck::rules(const NurseryClosed& e) {
  bool& over = nurseries_[e.nursery.index()].over;
  if (over) return "nursery " + std::to_string(e.nursery.value) + " closes for the second time";
  over = true;
  return needs_owner(e);
}

std::string RecordCheck::rules(const ScopeOpened& e) {
  if (e.parent == e.scope) return "`parent` is the scope itself";
  return needs_alive(e.task, "opens a scope");
}

std::string RecordCheck::rules(const ScopeClosed& e) {
  bool& over = scopes_[e.scope.index()].over;
  if (over) return "scope " + std::to_string(e.scope.value) + " closes for the second time";
  over = true;
  return {};
}

std::string RecordCheck::check_field(const char* name, TaskId id) {
  if (!id || id.index() < tasks_.size()) return {};
  return not_introduced(name, id.value, tasks_.size(), "tasks");
}

std::string RecordCheck::check_field(const char* name, NurseryId id) {
  if (!id || id.index() < nurseries_.size()) return {};
  return not_introduced(name, id.value, nurseries_.size(), "nurseries");
}

std::string RecordCheck::check_field(const char* name, ScopeId id) {
  if (!id || id.index() < scopes_.size()) return {};
  return not_introduced(name, id.value, scopes_.size(), "scopes");
}

std::string RecordCheck::check_field(const char* name, ObjectId id) {
  if (!id || id.index() < objects_) return {};
  return not_introduced(name, id.value, objects_, "objects");
}

std::string RecordCheck::check_field(const char* name, ExceptionId id) {
  // Whatever names the next exception first introduces it.
  if (id && id.index() == exceptions_) ++exceptions_;
  if (!id || id.index() < exceptions_) return {};
  return not_introduced(name, id.value, exceptions_, "exceptions");
}

std::string RecordCheck::check_field(const char* name, Place place) {
  switch (place.kind) {
    case Place::Kind::kRun:
      return {};
    case Place::Kind::kNursery:
      if (place.id >= 0) return check_field(name, NurseryId{place.id});
      break;
    case Place::Kind::kTask:
      if (place.id >= 0) return check_field(name, TaskId{place.id});
      break;
    case Place::Kind::kObject:
      if (place.id >= 0) return check_field(name, ObjectId{place.id});
      break;
  }
  return quoted(name) + " names nothing";
}

std::string RecordCheck::check_field(const char* name, int32_t number) {
  return number < 0 ? quoted(name) + " is negative" : std::string();
}

std::string RecordCheck::check_field(const char* name, Members members) {
  std::vector<const std::vector<ExceptionInfo>*> to_visit{&record_->members(members)};
  while (!to_visit.empty()) {
    const std::vector<ExceptionInfo>& list = *to_visit.back();
    to_visit.pop_back();
    for (const ExceptionInfo& info : list) {
      const ExceptionId id = info.exception;
      // One that is part of a group was known before the group.
      if (id && id.index() >= exceptions_) {
        return not_introduced(name, id.value, exceptions_, "exceptions");
      }
      if (!info.members.empty()) to_visit.push_back(&info.members);
    }
  }
  return {};
}

std::string RecordCheck::check_field(const char* name, FinalException exception) {
  return check_field(name, exception.info);
}

}  // namespace grove
