#include "viewer/core/pointed.h"

#include <algorithm>

#include "engine/record/names.h"
#include "viewer/core/session.h"

namespace grove {

Selection thing_of(const Anchor& anchor, const Model& model) {
  const Names names(model.record(), model.position());
  switch (anchor.kind) {
    case Anchor::Kind::kTask:
    case Anchor::Kind::kEdge:
      if (const TaskId task = names.find_task(anchor.name)) return Selection::of(task);
      return {};
    case Anchor::Kind::kScope:
    case Anchor::Kind::kNursery: {
      const ScopeId scope = names.find_scope(anchor.name);
      if (!scope || scope.index() >= model.scope_count()) return {};
      const NurseryId nursery = model.scope(scope).nursery;
      return nursery ? Selection::of(nursery) : Selection::of(scope);
    }
    case Anchor::Kind::kException: {
      // With the task that raised it last.
      for (std::size_t i = model.exception_count(); i-- > 0;) {
        const ExceptionFacts& facts = model.exception(ExceptionId{static_cast<int32_t>(i)});
        if (model.record().text(facts.type) == anchor.name) return Selection::of(facts.task);
      }
      return {};
    }
    default:
      return {};
  }
}

namespace {

// Null outside of a lesson, or where it speaks of the run beside this one.
const LessonStep* stop_of(const Session& session) {
  const Classroom& room = session.classroom();
  if (!room.walking() || room.walk()->phase() == LessonWalk::Phase::kOver) return nullptr;
  const LessonStep& step = room.walk()->step();
  return step.on.pane == Pane::kRight ? nullptr : &step;
}

}  // namespace

int pointed_line(const Session& session) {
  const LessonStep* step = stop_of(session);
  if (step == nullptr) return 0;
  for (const Anchor& anchor : step->point) {
    if (anchor.kind == Anchor::Kind::kLine) return anchor.line;
  }
  return 0;
}

std::vector<TaskId> pointed_tasks(const Session& session) {
  std::vector<TaskId> tasks;
  const LessonStep* step = stop_of(session);
  if (step == nullptr) return tasks;
  const Model& model = session.model();
  for (const Anchor& anchor : step->point) {
    const Selection thing = thing_of(anchor, model);
    TaskId task = thing.task();
    if (thing.nursery()) task = model.nursery(thing.nursery()).task;
    if (thing.scope()) task = model.scope(thing.scope()).task;
    if (!task || task.index() >= model.task_count()) continue;
    if (std::find(tasks.begin(), tasks.end(), task) == tasks.end()) tasks.push_back(task);
  }
  return tasks;
}

}  // namespace grove
