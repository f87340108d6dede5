#include "engine/runtime/interventions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/runtime/runtime.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/system_tasks.h"
#include "engine/scenario/interventions.h"

namespace grove {

namespace {

// One intervention that is being applied. Each act returns why it changes nothing, or "".
class Act {
 public:
  Act(Runtime& rt, const Intervention& what, EventId event) : rt_(rt), what_(what), event_(event) {}

  std::string apply() {
    switch (what_.kind) {
      case Intervention::Kind::kInterrupt:
        trio::interrupt(rt_, event_);
        return "";
      case Intervention::Kind::kCancel:
        return cancel();
      case Intervention::Kind::kRaise:
        return raise();
      case Intervention::Kind::kChoose:
        return choose();
    }
    return "";
  }

 private:
  std::string cancel() {
    const ScopeSlot slot = find_scope();
    if (!slot) return fmt::format("there is no scope `{}` by then", what_.target);
    const CancelScope& scope = rt_.trio.scope(slot);
    if (!scope.status) return fmt::format("the scope `{}` is closed by then", what_.target);
    if (scope.cancel_called)
      return fmt::format("the scope `{}` is cancelled already", what_.target);
    trio::cancel(rt_, slot, CancelCause{.source = CancelReason::kOutside}, event_);
    return "";
  }

  std::string raise() {
    const TaskSlot slot = find_task(what_.target);
    if (!slot) return no_task();
    Task& task = rt_.kernel.task(slot);
    if (!task.alive) return fmt::format("the task `{}` is over by then", what_.target);
    std::string fault;
    const Value exception = make_exception(&fault);
    if (exception.is_null()) return fault;
    if (task.queued) {
      if (task.stack.resume.kind == Resume::Kind::kStart) {
        rt_.machine.heap.release(exception);
        return fmt::format("the task `{}` has not begun by then", what_.target);
      }
      // It was to go on with something else.
      rt_.machine.heap.release(task.stack.resume.value);
      task.stack.resume = Resume{Resume::Kind::kException, exception};
      return "";
    }
    CancelCause cause{.source = CancelReason::kOutside};
    if (rt_.break_off(slot, exception, std::move(cause), event_)) return "";
    return fmt::format("the task `{}` is being broken off already", what_.target);
  }

  std::string choose() {
    const TaskSlot slot = find_task(what_.target);
    if (!slot) return no_task();
    const auto rest =
        rt_.kernel.batch.begin() + static_cast<std::ptrdiff_t>(rt_.kernel.batch_position);
    const auto chosen = std::find(rest, rt_.kernel.batch.end(), slot);
    if (chosen == rt_.kernel.batch.end()) {
      return fmt::format("the task `{}` cannot step then", what_.target);
    }
    std::rotate(rest, chosen, chosen + 1);
    return "";
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
      const std::string label(rt_.recorder.record.text(task.label));
      path = path.empty() ? label : label + "/" + path;
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

  // New reference; null, and why, if there is no such exception.
  Value make_exception(std::string* fault) {
    Machine& m = rt_.machine;
    const Value klass = find_exception_class();
    if (klass.is_null()) {
      *fault = fmt::format("there is no exception class `{}`", what_.exception_class);
      return {};
    }
    if (m.is_subclass(klass, m.exception_class("trio.Cancelled"))) {
      *fault = "only a scope makes a Cancelled: cancel one";
      return {};
    }
    if (m.find_in_class(klass, known(Known::kInit)).is(Type::kFunction)) {
      *fault = fmt::format("`{}` has an __init__ of its own, which cannot be called from outside",
                           what_.exception_class);
      return {};
    }
    std::vector<Value> args;
    if (what_.exception_text) args.push_back(m.heap.new_str(*what_.exception_text));
    return m.new_exception(klass, std::move(args));
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
  EventId event_;
};

std::string moment_of(const Intervention& what) {
  return what.step ? fmt::format("before step {}", *what.step)
                   : fmt::format("at {}", format_time(what.at));
}

}  // namespace

void Interventions::apply_due(Runtime& rt, int32_t next_step) {
  const auto is_due = [&](const Intervention& each) {
    return each.step ? *each.step <= next_step : each.at <= rt.kernel.now;
  };
  for (auto next = waiting_.begin(); next != waiting_.end();) {
    if (!is_due(*next)) {
      ++next;
      continue;
    }
    const Intervention what = std::move(*next);
    next = waiting_.erase(next);
    const EventId event = rt.recorder.happen_because(
        EventId{}, InputApplied{.input = rt.recorder.record.add_json(intervention_json(what)),
                                .step = next_step});
    const std::string nothing = Act(rt, what, event).apply();
    if (!nothing.empty()) {
      rt.on_warning(
          fmt::format("grove: the input {} changes nothing: {}\n", moment_of(what), nothing));
    }
  }
}

std::optional<SimTime> Interventions::next_time(int32_t stuck_before) const {
  std::optional<SimTime> first;
  for (const Intervention& each : waiting_) {
    if (!each.step && (!first || each.at < *first)) first = each.at;
    if (each.step && *each.step <= stuck_before) return SimTime{0};
  }
  return first;
}

}  // namespace grove
