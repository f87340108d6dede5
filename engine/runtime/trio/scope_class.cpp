// CancelScope, move_on_*, fail_* and current_effective_deadline as programs see them
// (semantics C10-C14).

#include <cmath>
#include <utility>

#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

ScopeSlot scope_of(Machine& m, Value self) { return ScopeSlot{m.heap.object(self).id}; }
CancelScope& scope_body(Machine& m, Value self) {
  return trio_of(kernel_of(m)).scope(scope_of(m, self));
}

Value new_scope_object(Machine& m, ScopeSlot scope) {
  return m.new_object(class_named(m, "CancelScope"), scope.value);
}

Value value_error(Machine& m, const char* text) { return m.raise_error("ValueError", text); }

// A checked double, or an error pending. `what` names it in "… must not be NaN".
bool number(Machine& m, Value value, const char* what, double* out) {
  if (!to_seconds_arg(m, value, out)) return false;
  if (!std::isnan(*out)) return true;
  value_error(m, (std::string(what) + " must not be NaN").c_str());
  return false;
}

bool shield_argument(Machine& m, Value value, bool* shield) {
  bool failed = false;
  *shield = m.truth(value, &failed);
  return !failed;
}

// The number itself, if it is finite and lies beyond what SimTime holds; else null.
Value far_number(Value given, double seconds) {
  const SimTime time = sim_time_from_seconds(seconds);
  const bool beyond = time.ns == kNever.ns - 1 || time == kAlwaysPast;
  if (!beyond || std::isinf(seconds)) return {};
  return given.is(Type::kInt) ? given : Value::of_float(seconds);
}

bool is_int(Value v) { return v.is(Type::kInt) || v.is(Type::kBool); }

// Seconds as they were given: an int stays one until it is reckoned with.
Value seconds_value(SimTime time, bool as_int, Value far) {
  if (!far.is_null()) return far;
  return as_int ? Value::of_int(time.ns / 1'000'000'000) : Value::of_float(to_seconds(time));
}

Value deadline_value(Kernel& k, SimTime deadline, bool as_int, Value far) {
  return seconds_value(deadline - trio_of(k).clock_zero, as_int, far);
}

Value make_scope(Machine& m, ScopeKind how, double deadline, double relative, bool as_int,
                 bool shield, Value far) {
  Kernel& k = kernel_of(m);
  // What Trio itself opens within a call is not told of.
  const ScopeSlot slot = new_scope(k, how, !m.runs_linked_code());
  CancelScope& scope = trio_of(k).scope(slot);
  scope.deadline = from_clock(k, deadline);
  scope.relative_deadline = sim_time_from_seconds(relative);
  scope.given_as_int = as_int;
  scope.shield = shield;
  scope.far = far;
  return new_scope_object(m, slot);
}

// CancelScope(*, relative_deadline=inf, deadline=inf, shield=False); args[0] is the class
Value construct(Machine& m, Args args) {
  double relative = 0;
  double deadline = 0;
  bool shield = false;
  if (!number(m, args[2], "deadline", &deadline)) return {};
  if (!number(m, args[1], "relative deadline", &relative)) return {};
  if (relative < 0) return value_error(m, "timeout must be non-negative");
  if (relative != kInfinity && deadline != kInfinity) {
    return value_error(m, "Cannot specify both a deadline and a relative deadline");
  }
  if (!shield_argument(m, args[3], &shield)) return {};
  return make_scope(
      m, ScopeKind::kCancelScope, deadline, relative, is_int(args[1]) || is_int(args[2]), shield,
      deadline == kInfinity ? far_number(args[1], relative) : far_number(args[2], deadline));
}

bool timeout_argument(Machine& m, Value value, double* seconds) {
  if (!to_timeout_arg(m, value, seconds)) return false;
  if (*seconds < 0) return !value_error(m, "`seconds` must be non-negative").is_null();
  if (std::isnan(*seconds)) return !value_error(m, "`seconds` must not be NaN").is_null();
  return true;
}

Value timed_scope(Machine& m, ScopeKind how, Value time, Value shield_value) {
  const bool relative = how == ScopeKind::kMoveOnAfter || how == ScopeKind::kFailAfter;
  double seconds = 0;
  bool shield = false;
  if (relative ? !timeout_argument(m, time, &seconds) : !number(m, time, "deadline", &seconds)) {
    return {};
  }
  if (!shield_argument(m, shield_value, &shield)) return {};
  return make_scope(m, how, relative ? kInfinity : seconds, relative ? seconds : kInfinity,
                    is_int(time), shield, far_number(time, seconds));
}

Value move_on_after(Machine& m, Args args) {
  return timed_scope(m, ScopeKind::kMoveOnAfter, args[0], args[1]);
}
Value move_on_at(Machine& m, Args args) {
  return timed_scope(m, ScopeKind::kMoveOnAt, args[0], args[1]);
}

Value enter(Machine& m, Value scope) {
  if (in_task(m) == nullptr) return {};
  if (scope_body(m, scope).entered) {
    return m.raise_error("RuntimeError",
                         "Each CancelScope may only be used for a single 'with' block");
  }
  enter_scope(kernel_of(m), scope_of(m, scope), m.current_line());
  return m.heap.retain(scope);
}

// What a with block's exit makes of what is left: True to swallow, False to let the same
// exception go on, or another exception raised in its place, its context left as it was.
Value exit_result(Machine& m, Value rest, Value original) {
  if (rest.is_null()) return Value::boolean(true);
  if (same(rest, original)) {
    m.heap.release(rest);
    return Value::boolean(false);
  }
  return m.raise_as_is(rest);
}

Value exit(Machine& m, Value scope, Value exception) {
  // What was left already says so anywhere.
  if (scope_body(m, scope).status && in_task(m) == nullptr) return {};
  const Value raised = exception.is_none() ? Value{} : exception;
  const Value rest = close_scope(kernel_of(m), scope_of(m, scope), m.heap.retain(raised));
  return exit_result(m, rest, raised);
}

Value scope_enter(Machine& m, Args args) { return enter(m, args[0]); }
Value scope_exit(Machine& m, Args args) { return exit(m, args[0], args[2]); }

Value scope_cancel(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  CancelCause cause{.source = CancelReason::kExplicit};
  if (args[1].is(Type::kStr)) {
    cause.has_text = true;
    cause.text = m.heap.str(args[1]).utf8;
    m.heap.charge_for_good(cause.text.size());
  }
  if (k.in_task_of(static_cast<std::size_t>(DialectSlot::kTrio))) {
    cause.source_task = task_repr(k, k.current());
    cause.task = k.current_task().shown;
  }
  cancel(k, scope_of(m, args[0]), std::move(cause), k.recorder.step);
  return Value::none();
}

Value get_cancel_called(Machine& m, Args args) {
  const CancelScope& scope = scope_body(m, args[0]);
  const bool asks_for_time = (scope.status || !scope.entered) && !scope.cancel_called;
  if (asks_for_time && !trio_of(kernel_of(m)).running) {
    m.raise_error("RuntimeError", "must be called from async context");
    m.heap.exception(m.pending()).suppress_context = true;
    return {};
  }
  return Value::boolean(cancel_called(kernel_of(m), scope_of(m, args[0])));
}
Value get_cancelled_caught(Machine& m, Args args) {
  return Value::boolean(scope_body(m, args[0]).cancelled_caught);
}

Value set_cancelled_caught(Machine& m, Args args) {
  bool failed = false;
  scope_body(m, args[0]).cancelled_caught = m.truth(args[1], &failed);
  return failed ? Value{} : Value::none();
}
Value scope_repr_function(Machine& m, Args args) {
  return m.heap.new_str(scope_repr(kernel_of(m), scope_of(m, args[0])));
}

Value get_shield_property(Machine& m, Args args) {
  return Value::boolean(scope_body(m, args[0]).shield);
}
Value set_shield_property(Machine& m, Args args) {
  if (!args[1].is(Type::kBool)) return m.raise_error("TypeError", "shield must be a bool");
  set_shield(kernel_of(m), scope_of(m, args[0]), args[1].integer != 0);
  return Value::none();
}

constexpr const char* kNoAbsolute =
    "Unentered relative cancel scope does not have an absolute deadline.";
constexpr const char* kNoRelative =
    "Unentered non-relative cancel scope does not have a relative deadline";

Value get_deadline(Machine& m, Args args) {
  const CancelScope& scope = scope_body(m, args[0]);
  if (scope.relative_deadline != kNever) return m.raise_error("RuntimeError", kNoAbsolute);
  return deadline_value(kernel_of(m), scope.deadline, scope.given_as_int, scope.far);
}
Value set_deadline_property(Machine& m, Args args) {
  double deadline = 0;
  if (!number(m, args[1], "deadline", &deadline)) return {};
  if (scope_body(m, args[0]).relative_deadline != kNever) {
    return m.raise_error("RuntimeError", kNoAbsolute);
  }
  // Set, it becomes a float; given to the constructor it stays what it was.
  set_deadline(kernel_of(m), scope_of(m, args[0]), from_clock(kernel_of(m), deadline),
               far_number(Value::of_float(deadline), deadline));
  return Value::none();
}

Value get_relative_deadline(Machine& m, Args args) {
  const CancelScope& scope = scope_body(m, args[0]);
  if (scope.entered) {
    const double now = clock_seconds(kernel_of(m));
    if (scope.far.is(Type::kFloat)) return Value::of_float(scope.far.real - now);
    if (scope.far.is(Type::kInt)) {
      return Value::of_float(static_cast<double>(scope.far.integer) - now);
    }
    return Value::of_float(to_seconds(scope.deadline - kernel_of(m).now()));
  }
  if (scope.deadline != kNever) return m.raise_error("RuntimeError", kNoRelative);
  return seconds_value(scope.relative_deadline, scope.given_as_int, scope.far);
}
Value set_relative_deadline(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  CancelScope& scope = scope_body(m, args[0]);
  double seconds = 0;
  if (!number(m, args[1], "relative deadline", &seconds)) return {};
  if (seconds < 0) return value_error(m, "relative deadline must be non-negative");
  if (scope.entered) {
    const Value far = far_number(args[1], seconds);
    set_deadline(k, scope_of(m, args[0]), k.now() + sim_time_from_seconds(seconds),
                 far.is_null() ? far : Value::of_float(clock_seconds(k) + seconds));
    return Value::none();
  }
  if (scope.deadline != kNever) return m.raise_error("RuntimeError", kNoRelative);
  scope.relative_deadline = sim_time_from_seconds(seconds);
  scope.far = far_number(args[1], seconds);
  scope.given_as_int = is_int(args[1]);
  return Value::none();
}

Value get_is_relative(Machine& m, Args args) {
  const CancelScope& scope = scope_body(m, args[0]);
  if (scope.entered) return Value::none();
  return Value::boolean(scope.relative_deadline != kNever);
}

Value current_effective_deadline(Machine& m, Args) {
  Kernel* k = in_task(m);
  if (k == nullptr) return {};
  const EffectiveDeadline least = effective_deadline(*k, trio_of(*k).task(k->current()).status);
  return deadline_value(*k, least.time, least.as_int, least.far);
}

// fail_after and fail_at make a manager of their own that raises TooSlowError (semantics C14).
// values: [time, shield, scope once entered]; id: the ScopeKind.
Value fail_manager(Machine& m, ScopeKind how, Args args) {
  const Value manager =
      m.new_object(m.builtin_class(m.library().find_class("contextlib._GeneratorContextManager")),
                   static_cast<int32_t>(how));
  m.heap.object(manager).values = {m.heap.retain(args[0]), m.heap.retain(args[1])};
  return manager;
}
Value fail_after(Machine& m, Args args) { return fail_manager(m, ScopeKind::kFailAfter, args); }
Value fail_at(Machine& m, Args args) { return fail_manager(m, ScopeKind::kFailAt, args); }

// Trio checks the arguments only here, since its managers are generators.
Value fail_enter(Machine& m, Args args) {
  ObjectBody& manager = m.heap.object(args[0]);
  // contextlib's manager gives its arguments up as it is entered.
  if (manager.id < 0) {
    return m.raise_error("AttributeError",
                         "'_GeneratorContextManager' object has no attribute 'args'");
  }
  const auto how = static_cast<ScopeKind>(std::exchange(manager.id, -1));
  const Value scope = timed_scope(m, how, manager.values[0], manager.values[1]);
  if (scope.is_null()) return {};
  manager.values.push_back(scope);
  return enter(m, scope);
}

Value fail_exit(Machine& m, Args args) {
  ObjectBody& manager = m.heap.object(args[0]);
  if (manager.values.size() != 3) {
    return m.raise_error("RuntimeError", "generator didn't stop");
  }
  if (manager.values[2].is_none()) return Value::boolean(false);  // it was left before
  const Owned left = own(m.heap, std::exchange(manager.values[2], Value::none()));
  const Value scope = left.get();
  const Value result = exit(m, scope, args[2]);
  if (result.is_null()) return {};
  if (!scope_body(m, scope).cancelled_caught) {
    return Value::boolean(!args[2].is_none() && result.integer != 0);
  }
  // Only when the scope swallowed it all: an error besides goes on by itself.
  if (!args[2].is_none() && result.integer == 0) return result;
  return m.raise(m.new_exception(m.exception_class("trio.TooSlowError"), {}));
}

}  // namespace

void add_cancel_scopes(Library& library) {
  library.klass("trio", "CancelScope")
      .constructor("*, relative_deadline=inf, deadline=inf, shield=False", construct)
      .method("__enter__", "", scope_enter)
      .method("__exit__", "etype, exc, tb", scope_exit)
      .method("cancel", "reason=None", scope_cancel)
      .property("cancel_called", get_cancel_called)
      .property("cancelled_caught", get_cancelled_caught, set_cancelled_caught)
      .method("__repr__", "", scope_repr_function)
      .property("shield", get_shield_property, set_shield_property)
      .property("deadline", get_deadline, set_deadline_property)
      .property("relative_deadline", get_relative_deadline, set_relative_deadline)
      .property("is_relative", get_is_relative);
  library.unlisted_class("contextlib", "_GeneratorContextManager")
      .open()
      .method("__enter__", "", fail_enter)
      .method("__exit__", "etype, exc, tb", fail_exit);
  library.module("trio")
      .function("move_on_after", "seconds, *, shield=False", move_on_after)
      .function("move_on_at", "deadline, *, shield=False", move_on_at)
      .function("fail_after", "seconds, *, shield=False", fail_after)
      .function("fail_at", "deadline, *, shield=False", fail_at)
      .function("current_effective_deadline", "", current_effective_deadline);
}

}  // namespace grove::trio
