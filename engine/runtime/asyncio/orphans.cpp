#include "engine/runtime/asyncio/orphans.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/asyncio/futures.h"

namespace grove::aio {

namespace {

int32_t callbacks_to(const AioFuture& f, CallbackKind kind, Value target) {
  return static_cast<int32_t>(
      std::count_if(f.callbacks.begin(), f.callbacks.end(),
                    [&](const Callback& c) { return c.kind == kind && same(c.target, target); }));
}

// A gather or shield that is over, or that is itself waited for by nobody and held by its children
// alone.
bool is_dead(Kernel& k, const AioFuture& outer, int32_t references) {
  if (is_done(outer)) return true;
  const bool awaited =
      std::any_of(outer.callbacks.begin(), outer.callbacks.end(),
                  [](const Callback& c) { return c.kind != CallbackKind::kShieldOuter; });
  return !awaited && k.machine.heap.reference_count(outer.object) == references;
}

int32_t held_by_children(Kernel& k, const AioFuture& outer) {
  int32_t count = 0;
  for (Value child : k.machine.heap.list(outer.children).items) {
    count += callbacks_to(future_of(k, child), CallbackKind::kGatherChild, outer.object);
  }
  return count;
}

// How many references to the task this callback stands for though nobody can use them; -1: there is
// somebody who will hear of its end.
int32_t useless_references(Kernel& k, const AioFuture& f, const Callback& callback) {
  if (callback.kind == CallbackKind::kGatherChild) {
    const AioFuture& outer = future_of(k, callback.target);
    if (!is_dead(k, outer, is_done(outer) ? 0 : held_by_children(k, outer))) return -1;
    const std::vector<Value>& children = k.machine.heap.list(outer.children).items;
    return static_cast<int32_t>(std::count_if(children.begin(), children.end(),
                                              [&](Value v) { return same(v, f.object); }));
  }
  if (callback.kind == CallbackKind::kShieldInner) {
    const AioFuture& outer = future_of(k, callback.target);
    if (!is_dead(k, outer, 1)) return -1;
    return callbacks_to(outer, CallbackKind::kShieldOuter, f.object);
  }
  return -1;
}

bool is_orphan(Kernel& k, const AioTask& task) {
  const AioFuture& f = asyncio_of(k).future(task.future);
  int32_t own = task.held.is_null() ? 0 : 1;
  if (!task.waiter.is_null()) {
    own += callbacks_to(future_of(k, task.waiter), CallbackKind::kWakeup, f.object);
  }
  for (const Callback& callback : f.callbacks) {
    const int32_t useless = useless_references(k, f, callback);
    if (useless < 0) return false;
    own += useless;
  }
  return k.machine.heap.reference_count(f.object) == own;
}

void look_at(Kernel& k, int32_t number) {
  Asyncio& aio = asyncio_of(k);
  const TaskSlot slot = aio.future(number).task;
  AioTask& task = aio.task(slot);
  if (task.orphaned || task.group || slot == aio.loop(aio.future(number).loop).main) return;
  // The one whose step it is is held by that.
  if (slot == k.current() || !is_orphan(k, task)) return;
  task.orphaned = true;
  k.recorder.happen(TaskOrphaned{.task = k.task(slot).shown});
}

// All of them once it is over; before, the newest, and some of the others.
void look_at_created(Kernel& k, TaskSlot creator) {
  constexpr int kMost = 64;
  Asyncio& aio = asyncio_of(k);
  AioTask& task = aio.task(creator);
  const bool over = !k.task(creator).alive;
  TaskSlot at = over || !task.next_looked_at ? task.first_created : task.next_looked_at;
  for (int i = 0; at && (over || i < kMost); ++i) {
    look_at(k, aio.task(at).future);
    at = aio.task(at).next_created;
  }
  task.next_looked_at = at;
  at = task.last_created;
  for (int i = 0; at && !over && i < kMost; ++i) {
    look_at(k, aio.task(at).future);
    at = aio.task(at).previous_created;
  }
}

}  // namespace

void notice_orphans(Kernel& k, TaskSlot stepped) {
  constexpr std::size_t kFew = 64, kSome = 2;
  Asyncio& aio = asyncio_of(k);
  const std::vector<TaskSlot> let_go = std::exchange(aio.let_go, {});
  if (k.finished() || aio.alive.empty()) return;
  if (aio.alive.size() > kFew) {
    for (TaskSlot each : let_go) {
      const int32_t future = aio.task(each).future;
      if (future >= 0 && k.task(each).alive) look_at(k, future);
    }
    if (stepped) look_at_created(k, stepped);
  }
  const std::size_t count = aio.alive.size() <= kFew ? aio.alive.size() : kSome;
  // In order of creation while they are few: a parent is told of before its children.
  std::size_t at = aio.alive.size() <= kFew ? 0 : aio.next_looked_at;
  for (std::size_t i = 0; i < count; ++i, ++at) {
    if (at >= aio.alive.size()) at = 0;
    look_at(k, aio.alive[at]);
  }
  aio.next_looked_at = at;
}

}  // namespace grove::aio
