#include "engine/picture/orphans.h"

#include <algorithm>

namespace grove {

Orphans orphans_of(const Model& model) {
  Orphans orphans;
  const std::size_t count = model.task_count();
  // A parent is older than its children, so one pass goes down. The event that left each alone.
  std::vector<EventId> left(count);
  for (std::size_t i = 0; i < count; ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    const EventId above = task.parent ? left[task.parent.index()] : EventId{};
    left[i] = above && (!task.orphaned || above < task.orphaned_by) ? above : task.orphaned_by;
    if (!left[i]) continue;
    if (!orphans.any()) orphans.among.assign(count, 0);
    orphans.among[i] = 1;
    orphans.alive += task.alive ? 1 : 0;
    orphans.started += left[i] < task.spawned ? 1 : 0;
  }
  if (!orphans.any()) return orphans;
  EventId first;
  for (const EventId event : left) {
    if (event && (!first || event < first)) first = event;
  }
  orphans.since = model.record()[first].t;
  for (std::size_t i = 0; i < model.exception_count(); ++i) {
    orphans.lost += model.exception(ExceptionId{static_cast<int32_t>(i)}).lost ? 1 : 0;
  }
  return orphans;
}

bool is_among_orphans(const Model& model, TaskId task) {
  for (; task; task = model.task(task).parent) {
    if (model.task(task).orphaned) return true;
  }
  return false;
}

}  // namespace grove
