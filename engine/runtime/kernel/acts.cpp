#include "engine/runtime/kernel/acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/record/interventions.h"
#include "engine/record/names.h"
#include "engine/record/signal_names.h"
#include "engine/runtime/kernel/network_functions.h"

namespace grove {

namespace {

std::string moment_of(const Intervention& what) {
  return what.step ? fmt::format("before step {}", *what.step)
                   : fmt::format("at {}", format_time(*what.at));
}

}  // namespace

void InputAct::apply() {
  Record& record = k_.recorder.record;
  const std::string why_not = prepare();
  const EventId event = k_.recorder.happen_because(
      EventId{}, InputApplied{.input = record.add_input({.known = what_, .unknown = {}}),
                              .step = k_.recorder.steps,
                              .why_not = why_not.empty() ? Text{} : record.add_text(why_not)});
  if (why_not.empty()) return perform(event);
  k_.on_warning(
      fmt::format("grove: the input {} changes nothing: {}\n", moment_of(what_), why_not));
}

// Why it would change nothing, or "". Has no effects of its own.
std::string InputAct::prepare() {
  switch (what_.kind) {
    case Intervention::Kind::kInterrupt:
    case Intervention::Kind::kSignal:
      return prepare_signal();
    case Intervention::Kind::kFile:
      return "";
    case Intervention::Kind::kRaise:
      return prepare_raise();
    case Intervention::Kind::kChoose:
      return prepare_choose();
    case Intervention::Kind::kCancelTask:
      return prepare_cancel_task();
    case Intervention::Kind::kNetwork:
      return prepare_network();
    case Intervention::Kind::kCancel:
    case Intervention::Kind::kDeadline:
    case Intervention::Kind::kShield:
      return prepare_scope();
  }
  return "";
}

// REQUIRES: prepare() found nothing against it. What follows is because of `event`.
void InputAct::perform(EventId event) {
  switch (what_.kind) {
    case Intervention::Kind::kInterrupt:
    case Intervention::Kind::kSignal:
      return k_.handle_signal(slot_, signal_, event);
    case Intervention::Kind::kFile:
      k_.file_changes.push_back({what_.target, what_.latency, what_.denied});
      return;
    case Intervention::Kind::kRaise:
      return raise(event);
    case Intervention::Kind::kChoose:
      return choose();
    case Intervention::Kind::kCancelTask:
      return dialect_->cancel_task(k_, task_, event);
    case Intervention::Kind::kNetwork:
      return change_network(k_, network_change_, event);
    case Intervention::Kind::kCancel:
    case Intervention::Kind::kDeadline:
    case Intervention::Kind::kShield:
      return dialect_->perform(k_, scope_act_, event);
  }
}

std::string InputAct::prepare_signal() {
  const bool is_control_c = what_.kind == Intervention::Kind::kInterrupt;
  signal_ = is_control_c ? kControlC : signal_number(what_.target);
  const auto handler = k_.signal_handlers.find(signal_);
  const bool is_set = handler != k_.signal_handlers.end();
  if (is_set && handler->second.is(Type::kInt) && handler->second.integer == 1) {
    return fmt::format("the program ignores {}", signal_name(signal_));
  }
  return !is_set && is_ignored_by_default(signal_)
             ? fmt::format("{} does nothing where no handler is set", signal_name(signal_))
             : "";
}

std::string InputAct::prepare_scope() {
  // The record knows which scopes were opened, by whom and where.
  const ScopeId scope = Names(k_.recorder.record).find_scope(what_.target);
  if (!scope) return fmt::format("there is no scope `{}` by then", what_.target);
  scope_act_ = ScopeAct{.kind = what_.kind,
                        .scope = scope,
                        .name = what_.target,
                        .deadline = what_.deadline,
                        .shield = what_.shield};
  return dialect_->objection(k_, scope_act_);
}

std::string InputAct::prepare_raise() {
  find_task();
  if (!task_) return no_task();
  const Task& task = k_.task(task_);
  if (!task.alive) return fmt::format("the task `{}` is over by then", what_.target);
  if (task.queued && task.next.kind == Resume::Kind::kStart) {
    return fmt::format("the task `{}` has not begun by then", what_.target);
  }
  if (!task.queued && !dialect_->can_break_off(k_, task_)) {
    return fmt::format("the task `{}` is being broken off already", what_.target);
  }
  return check_exception();
}

std::string InputAct::prepare_cancel_task() {
  find_task();
  if (!task_) return no_task();
  if (!k_.task(task_).alive) return fmt::format("the task `{}` is over by then", what_.target);
  return dialect_->objection_to_cancel(k_, task_);
}

std::string InputAct::prepare_network() {
  network_change_ = {.ip = {}, .port = {}, .outcome = what_.outcome, .latency = what_.latency};
  if (!what_.target.empty()) {
    IpAddress ip;
    parse_network_address(what_.target, &ip, &network_change_.port);
    network_change_.ip = ip;
  }
  if (k_.network.would_change(network_change_)) return "";
  if (what_.target.empty()) return "no address outside becomes another one by it";
  return k_.network.knows(*network_change_.ip, network_change_.port)
             ? fmt::format("the address `{}` is so already", what_.target)
             : fmt::format("the scenario's `network` has no address `{}`", what_.target);
}

void InputAct::raise(EventId event) {
  const Value exception = make_exception();
  Task& task = k_.task(task_);
  if (!task.queued) return dialect_->break_off(k_, task_, exception, event);
  // It was to go on with something else.
  k_.machine.heap.release(task.next.value);
  task.next = Resume{Resume::Kind::kException, exception};
}

// In the batch: what steps next, the task, and the end.
auto InputAct::places_in_batch() {
  std::vector<Ready>& batch = loop_.batch;
  const auto next = batch.begin() + static_cast<std::ptrdiff_t>(loop_.batch_position);
  return std::tuple(next, std::find(next, batch.end(), Ready{.task = task_}), batch.end());
}

std::string InputAct::prepare_choose() {
  find_task();
  if (!task_) return no_task();
  const auto [next, chosen, end] = places_in_batch();
  if (chosen == end) return fmt::format("the task `{}` cannot step then", what_.target);
  return chosen == next ? fmt::format("the task `{}` steps next anyway", what_.target) : "";
}

void InputAct::choose() {
  const auto [next, chosen, end] = places_in_batch();
  std::rotate(next, chosen, chosen + 1);
}

std::string InputAct::no_task() const {
  return fmt::format("there is no task `{}` by then", what_.target);
}

void InputAct::find_task() {
  const TaskId id = Names(k_.recorder.record).find_task(what_.target);
  for (std::size_t i = 0; id && i < k_.tasks.size(); ++i) {
    if (k_.tasks[i].shown != id) continue;
    task_ = TaskSlot{static_cast<int32_t>(i)};
    dialect_ = &k_.dialect(k_.loop(k_.tasks[i].loop).dialect);
    return;
  }
}

// Why it cannot be made, or "".
std::string InputAct::check_exception() {
  Machine& m = k_.machine;
  const Value klass = find_exception_class();
  if (klass.is_null())
    return fmt::format("there is no exception class `{}`", what_.exception_class);
  if (m.is_cancellation_class(klass)) {
    return fmt::format("only a scope makes a {}: cancel one", m.heap.klass(klass).name);
  }
  if (m.find_in_class(klass, known(Known::kInit)).is(Type::kFunction)) {
    return fmt::format("`{}` has an __init__ of its own, which cannot be called from outside",
                       what_.exception_class);
  }
  return "";
}

// New reference.
Value InputAct::make_exception() {
  Machine& m = k_.machine;
  std::vector<Value> args;
  if (what_.exception_text) args.push_back(m.heap.new_str(*what_.exception_text));
  return m.new_exception(find_exception_class(), std::move(args));
}

// The program's own, a built-in one, or one of its library's.
Value InputAct::find_exception_class() {
  Machine& m = k_.machine;
  const auto& globals = m.program().globals;
  const auto own_end = globals.begin() + static_cast<std::ptrdiff_t>(m.program().own_globals());
  const auto at = std::find(globals.begin(), own_end, what_.exception_class);
  Value klass;
  if (at != own_end) klass = m.globals[static_cast<std::size_t>(at - globals.begin())];
  const int32_t built_in = m.library().find_class(what_.exception_class);
  if (!klass.is(Type::kClass) && built_in >= 0) klass = m.builtin_class(built_in);
  if (!klass.is(Type::kClass)) return {};
  return m.is_subclass(klass, m.exception_class("BaseException")) ? klass : Value{};
}

}  // namespace grove
