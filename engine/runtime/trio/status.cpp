#include "engine/runtime/trio/status.h"

#include <vector>

#include "engine/runtime/trio/causes.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

namespace {}  // namespace

bool parent_cancellation_is_visible(Kernel& k, const CancelStatus& status) {
  return status.parent && !trio_of(k).scope(status.scope).shield &&
         trio_of(k).status(status.parent).effectively_cancelled;
}

// The scope whose cancellation this status carries: the one whose reason Cancelled will have, but
// for what Trio opens for itself (in sleep, checkpoint), which the program does not know of. Unset
// if it carries none.
ScopeSlot origin(Kernel& k, StatusSlot slot) {
  while (slot && !trio_of(k).scope(trio_of(k).status(slot).scope).shown) {
    if (!parent_cancellation_is_visible(k, trio_of(k).status(slot))) return {};
    slot = trio_of(k).status(slot).parent;
  }
  if (!slot || !trio_of(k).status(slot).effectively_cancelled) return {};
  const ScopeSlot from = trio_of(k).scope(trio_of(k).status(slot).scope).cause_scope;
  if (from && trio_of(k).scope(from).shown) return from;
  // By Trio's own nurseries round all tasks first, or by control-C.
  while (slot) {
    const CancelStatus& status = trio_of(k).status(slot);
    const CancelScope& scope = trio_of(k).scope(status.scope);
    if (scope.shown && scope.cancel_called) return status.scope;
    if (!parent_cancellation_is_visible(k, status)) return {};
    slot = status.parent;
  }
  return {};
}

bool catches_cancelled(Kernel& k, ScopeSlot slot) {
  const CancelStatus& status = trio_of(k).status(trio_of(k).scope(slot).status);
  return status.effectively_cancelled && !parent_cancellation_is_visible(k, status);
}

bool ended_by_own_deadline(Kernel& k, TaskSlot task) {
  const ScopeSlot slot = trio_of(k).status(trio_of(k).task(task).status).scope;
  const CancelScope& scope = trio_of(k).scope(slot);
  return scope.cancel_called && trio_of(k).cause_of(scope).source == CancelReason::kDeadline &&
         catches_cancelled(k, slot);
}

namespace {

double number_of(Value far) {
  return far.is(Type::kInt) ? static_cast<double>(far.integer) : far.real;
}

// Of those that SimTime cannot hold, the numbers themselves decide.
bool is_sooner(const CancelScope& scope, const EffectiveDeadline& than) {
  if (scope.deadline != than.time || scope.far.is_null() || than.far.is_null()) {
    return scope.deadline < than.time;
  }
  return number_of(scope.far) < number_of(than.far);
}

}  // namespace

EffectiveDeadline effective_deadline(Kernel& k, StatusSlot slot) {
  EffectiveDeadline least;
  while (slot) {
    k.machine.allowance.take_items(1);
    const CancelStatus& status = trio_of(k).status(slot);
    const CancelScope& scope = trio_of(k).scope(status.scope);
    if (status.effectively_cancelled) return {kAlwaysPast, false, {}};
    if (is_sooner(scope, least)) least = {scope.deadline, scope.given_as_int, scope.far};
    if (scope.shield) break;
    slot = status.parent;
  }
  return least;
}

bool is_cancelled(Kernel& k, TaskSlot task) {
  const StatusSlot status = trio_of(k).task(task).status;
  return status && trio_of(k).status(status).effectively_cancelled;
}

Value new_cancelled(Kernel& k, TaskSlot task, Value context) {
  Machine& m = k.machine;
  const StatusSlot status = trio_of(k).task(task).status;
  static const CancelScope kNone{};
  const CancelScope& scope = status ? trio_of(k).scope(trio_of(k).status(status).scope) : kNone;
  const Value cancelled =
      m.new_exception_with(class_named(m, "Cancelled"), cancelled_args(k, scope));
  m.heap.assign(m.heap.exception(cancelled).context, m.heap.retain(context));
  return cancelled;
}

}  // namespace grove::trio
