#include "engine/picture/awaits.h"

#include "engine/record/object_state.h"

namespace grove {

ObjectId gather_between(const Model& model, TaskId waiter, TaskId awaited) {
  const TaskFacts& task = model.task(waiter);
  if (!task.alive || task.awaits.kind != Place::Kind::kObject) return {};
  // The gather has raised already, and only its task does not know yet.
  if (model.task(awaited).orphaned) return {};
  const ObjectId id{task.awaits.id};
  const EventId created = model.object(id).created;
  // Changes tell how it came out, its making whom it is of.
  if (!created) return {};
  const auto& made = model.record()[created].get<ObjectCreated>();
  return has_child(model.record(), made.state, awaited) ? id : ObjectId{};
}

bool waits_for(const Model& model, TaskId waiter, TaskId awaited) {
  if (waiter == awaited || !model.task(waiter).alive) return false;
  const Place& awaits = model.task(waiter).awaits;
  if (awaits.kind == Place::Kind::kTask) return awaits.id == awaited.value;
  return static_cast<bool>(gather_between(model, waiter, awaited));
}

}  // namespace grove
