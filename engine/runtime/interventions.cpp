#include "engine/runtime/interventions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/runtime/runtime.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/system_tasks.h"
#include "engine/scenario/interventions.h"

namespace grove {

namespace {

// One intervention that is being applied: first looked at, then done.
class Act {
 public:
  Act(Runtime& rt, const Intervention& what) : rt_(rt), what_(what) {}

  // Why it would change nothing, or "". Has no effects of its own.
  std::string prepare() {
    switch (what_.kind) {
      case Intervention::Kind::kInterrupt:
        return "";
      case Intervention::Kind::kCancel:
        return prepare_cancel();
      case Intervention::Kind::kRaise:
        return prepare_raise();
      case Intervention::Kind::kChoose:
        return prepare_choose();
      case Intervention::Kind::kDeadline:
        return prepare_deadline();
      case Intervention::Kind::kShield:
        return prepare_shield();
    }
    return "";
  }

  // REQUIRES: prepare() found nothing against it. What follows is because of `event`.
  void perform(EventId event) {
    switch (what_.kind) {
      case Intervention::Kind::kInterrupt:
        return trio::interrupt(rt_, event);
      case Intervention::Kind::kCancel:
        return trio::cancel(rt_, scope_, CancelCause{.source = CancelReason::kOutside}, event);
      case Intervention::Kind::kRaise:
        return raise(event);
      case Intervention::Kind::kChoose:
        return choose();
      case Intervention::Kind::kDeadline:
        return because_of(event, [&] { trio::set_deadline(rt_, scope_, what_.deadline); });
      case Intervention::Kind::kShield:
        return because_of(event, [&] { trio::set_shield(rt_, scope_, what_.shield); });
    }
  }

 private:
  // For what takes the step as its cause.
  template <class F>
  void because_of(EventId event, F&& f) {
    const EventId before = std::exchange(rt_.recorder.step, event);
    f();
    rt_.recorder.step = before;
  }

  std::string prepare_scope() {
    scope_ = find_scope();
    if (!scope_) return fmt::format("there is no scope `{}` by then", what_.target);
    const bool open = static_cast<bool>(rt_.trio.scope(scope_).status);
    return open ? "" : fmt::format("the scope `{}` is closed by then", what_.target);
  }

  std::string prepare_cancel() {
    std::string fault = prepare_scope();
    if (fault.empty() && rt_.trio.scope(scope_).cancel_called) return already_cancelled();
    return fault;
  }

  std::string prepare_deadline() {
    std::string fault = prepare_scope();
    if (!fault.empty()) return fault;
    const CancelScope& scope = rt_.trio.scope(scope_);
    if (scope.cancel_called) return already_cancelled();
    if (scope.deadline != what_.deadline) return "";
    return what_.deadline == kNever ? fmt::format("the scope `{}` has no deadline", what_.target)
                                    : fmt::format("the scope `{}` ends at {} anyway", what_.target,
                                                  format_time(what_.deadline));
  }

  std::string prepare_shield() {
    std::string fault = prepare_scope();
    if (fault.empty() && rt_.trio.scope(scope_).shield == what_.shield) {
      return fmt::format("the scope `{}` {} shielded", what_.target,
                         what_.shield ? "is" : "is not");
    }
    return fault;
  }

  std::string already_cancelled() const {
    return fmt::format("the scope `{}` is cancelled already", what_.target);
  }

  std::string prepare_raise() {
    task_ = find_task(what_.target);
    if (!task_) return no_task();
    const Task& task = rt_.kernel.task(task_);
    if (!task.alive) return fmt::format("the task `{}` is over by then", what_.target);
    if (task.queued && task.next.kind == Resume::Kind::kStart) {
      return fmt::format("the task `{}` has not begun by then", what_.target);
    }
    if (!task.queued && task.abort == AbortAction::kNone) {
      return fmt::format("the task `{}` is being broken off already", what_.target);
    }
    return check_exception();
  }

  void raise(EventId event) {
    const Value exception = make_exception();
    Task& task = rt_.kernel.task(task_);
    if (task.queued) {
      // It was to go on with something else.
      rt_.machine.heap.release(task.next.value);
      task.next = Resume{Resume::Kind::kException, exception};
      return;
    }
    const bool broken =
        rt_.break_off(task_, exception, CancelCause{.source = CancelReason::kOutside}, event);
    ENSURE(broken, "a task that can be broken off was not");
  }

  // In the batch: what steps next, the task, and the end.
  auto places_in_batch() {
    std::vector<TaskSlot>& batch = rt_.kernel.batch;
    const auto next = batch.begin() + static_cast<std::ptrdiff_t>(rt_.kernel.batch_position);
    return std::tuple(next, std::find(next, batch.end(), task_), batch.end());
  }

  std::string prepare_choose() {
    task_ = find_task(what_.target);
    if (!task_) return no_task();
    const auto [next, chosen, end] = places_in_batch();
    if (chosen == end) return fmt::format("the task `{}` cannot step then", what_.target);
    return chosen == next ? fmt::format("the task `{}` steps next anyway", what_.target) : "";
  }

  void choose() {
    const auto [next, chosen, end] = places_in_batch();
    std::rotate(next, chosen, chosen + 1);
  }

  std::string no_task() const { return fmt::format("there is no task `{}` by then", what_.target); }

  // By label, or by path, whose last part is the label.
  TaskSlot find_task(const std::string& name) {
    const std::string label = name.substr(name.rfind('/') + 1);
    for (std::size_t i = 0; i < rt_.kernel.tasks.size(); ++i) {
      const Task& task = rt_.kernel.tasks[i];
      if (!task.shown || rt_.recorder.record.text(task.label) != label) continue;
      const TaskSlot slot{static_cast<int32_t>(i)};
      return label == name || path_of(slot) == name ? slot : TaskSlot{};
    }
    return {};
  }

  std::string path_of(TaskSlot slot) {
    std::string path;
    while (slot && rt_.kernel.task(slot).shown) {
      const Task& task = rt_.kernel.task(slot);
      if (!path.empty()) path.insert(0, "/");
      path.insert(0, rt_.recorder.record.text(task.label));
      slot = task.parent ? rt_.trio.nursery(task.parent).owner : TaskSlot{};
    }
    return path;
  }

  // The record knows which scopes were opened, by whom and where.
  ScopeSlot find_scope() {
    const std::optional<ScopeName> name = parse_scope_name(what_.target);
    const TaskSlot slot = name ? find_task(name->task) : TaskSlot{};
    if (!slot) return {};
    const TaskId task = rt_.kernel.task(slot).shown;
    int32_t left = name->number;
    const Record& record = rt_.recorder.record;
    for (std::size_t i = 0; i < record.size(); ++i) {
      const auto* opened = record.at(i).get_if<ScopeOpened>();
      if (opened == nullptr || opened->task != task || opened->line != name->line) continue;
      if (--left > 0) continue;
      for (std::size_t s = 0; s < rt_.trio.scopes.size(); ++s) {
        if (rt_.trio.scopes[s].id == opened->scope) return ScopeSlot{static_cast<int32_t>(s)};
      }
    }
    return {};
  }

  // Why it cannot be made, or "".
  std::string check_exception() {
    Machine& m = rt_.machine;
    const Value klass = find_exception_class();
    if (klass.is_null()) {
      return fmt::format("there is no exception class `{}`", what_.exception_class);
    }
    if (m.is_subclass(klass, m.exception_class("trio.Cancelled"))) {
      return "only a scope makes a Cancelled: cancel one";
    }
    if (m.find_in_class(klass, known(Known::kInit)).is(Type::kFunction)) {
      return fmt::format("`{}` has an __init__ of its own, which cannot be called from outside",
                         what_.exception_class);
    }
    return "";
  }

  // New reference.
  Value make_exception() {
    Machine& m = rt_.machine;
    std::vector<Value> args;
    if (what_.exception_text) args.push_back(m.heap.new_str(*what_.exception_text));
    return m.new_exception(find_exception_class(), std::move(args));
  }

  // The program's own, a built-in one, or one of trio's.
  Value find_exception_class() {
    Machine& m = rt_.machine;
    const auto& globals = m.program().globals;
    const auto at = std::find(globals.begin(), globals.end(), what_.exception_class);
    Value klass;
    if (at != globals.end()) klass = m.globals[static_cast<std::size_t>(at - globals.begin())];
    const int32_t built_in = m.library().find_class(what_.exception_class);
    if (!klass.is(Type::kClass) && built_in >= 0) klass = m.builtin_class(built_in);
    if (!klass.is(Type::kClass)) return {};
    return m.is_subclass(klass, m.exception_class("BaseException")) ? klass : Value{};
  }

  Runtime& rt_;
  const Intervention& what_;
  // Once prepared.
  TaskSlot task_;
  ScopeSlot scope_;
};

std::string moment_of(const Intervention& what) {
  return what.step ? fmt::format("before step {}", *what.step)
                   : fmt::format("at {}", format_time(*what.at));
}

}  // namespace

void Interventions::apply_due(Runtime& rt, int32_t next_step, Moment moment) {
  const auto is_due = [&](const Intervention& each) {
    if (each.at && *each.at > rt.kernel.now) return false;
    if (each.step && *each.step > next_step) return false;
    return each.at || moment != Moment::kIdle;
  };
  for (auto next = waiting_.begin(); next != waiting_.end();) {
    if (!is_due(*next)) {
      ++next;
      continue;
    }
    const Intervention what = std::move(*next);
    next = waiting_.erase(next);
    apply(rt, what, next_step);
  }
}

void Interventions::apply(Runtime& rt, const Intervention& what, int32_t next_step) {
  Act act(rt, what);
  Record& record = rt.recorder.record;
  const std::string why_not = act.prepare();
  const EventId event = rt.recorder.happen_because(
      EventId{}, InputApplied{.input = record.add_json(intervention_json(what)),
                              .step = next_step,
                              .why_not = why_not.empty() ? Text{} : record.add_text(why_not)});
  if (why_not.empty()) return act.perform(event);
  rt.on_warning(fmt::format("grove: the input {} changes nothing: {}\n", moment_of(what), why_not));
}

void Interventions::replace(std::vector<Intervention> before, std::vector<Intervention> after) {
  const auto take_out = [](std::vector<Intervention>& from, const Intervention& one) {
    const auto found = std::find(from.begin(), from.end(), one);
    ENSURE(found != from.end(), "a branch cannot undo what was done before it");
    from.erase(found);
  };
  for (const Intervention& waits : waiting_) take_out(before, waits);
  for (const Intervention& applied : before) take_out(after, applied);
  waiting_ = std::move(after);
}

std::optional<SimTime> Interventions::next_time(const Runtime& rt, int32_t next_step,
                                                Moment moment) const {
  std::optional<SimTime> first;
  for (const Intervention& each : waiting_) {
    if (each.step && *each.step > next_step) continue;
    if (!each.at && moment != Moment::kStuck) continue;
    const SimTime comes = std::max(each.at.value_or(rt.kernel.now), rt.kernel.now);
    if (!first || comes < *first) first = comes;
  }
  return first;
}

}  // namespace grove
