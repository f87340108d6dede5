// The fold, for objects: what was made where, what was done to it last, how many wait for it.
#include "engine/model/state.h"

namespace grove {

// An object may be waited for before the record tells of it, if it ever does.
ObjectRow& ModelState::mention(ObjectId id, Text type) {
  while (id.index() >= objects.size()) add_row(objects);
  ObjectRow& object = row(id);
  if (type) set<&ObjectFacts::type>(object, type);
  return object;
}

void ModelState::apply(const ObjectCreated& e) {
  ObjectRow& object = mention(e.object, e.type);
  set<&ObjectFacts::task>(object, e.task);
  set<&ObjectFacts::line>(object, e.line);
  set<&ObjectFacts::created>(object, event_id());
  set<&ObjectFacts::state>(object, e.state);
}

void ModelState::apply(const ObjectChanged& e) {
  if (!e.object) return;
  ObjectRow& object = mention(e.object, e.type);
  set<&ObjectFacts::changed>(object, event_id());
  set<&ObjectFacts::op>(object, e.op);
  set<&ObjectFacts::state>(object, e.state);
}

void ModelState::count_waiting(ObjectId id, int32_t change) {
  if (!id) return;
  ObjectRow& object = mention(id, Text{});
  set<&ObjectFacts::waiting>(object, object.waiting + change);
}

void ModelState::unblock(TaskRow& task) {
  if (!task.blocked) return;
  set<&TaskFacts::blocked>(task, false);
  count_waiting(task.block.object, -1);
}

}  // namespace grove
