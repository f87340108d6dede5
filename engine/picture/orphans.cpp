#include "engine/picture/orphans.h"

#include <fmt/format.h>

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
  orphans.lost = static_cast<int32_t>(lost_exceptions(model).size());
  return orphans;
}

std::vector<ExceptionId> lost_exceptions(const Model& model) {
  std::vector<ExceptionId> lost;
  for (std::size_t i = 0; i < model.exception_count(); ++i) {
    const ExceptionId exception{static_cast<int32_t>(i)};
    if (model.exception(exception).lost) lost.push_back(exception);
  }
  return lost;
}

std::string lost_words(const Model& model) {
  constexpr std::size_t kNamed = 3;
  const std::vector<ExceptionId> lost = lost_exceptions(model);
  if (lost.empty()) return "";
  std::vector<std::string_view> types;
  for (const ExceptionId exception : lost) {
    const std::string_view type = model.record().text(model.exception(exception).type);
    if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
  }
  std::string words =
      fmt::format("{} {} lost: ", lost.size(), lost.size() == 1 ? "exception" : "exceptions");
  for (std::size_t i = 0; i < std::min(types.size(), kNamed); ++i) {
    words += fmt::format("{}{}", i == 0 ? "" : ", ", types[i]);
  }
  return types.size() > kNamed ? words + ", …" : words;
}

bool is_among_orphans(const Model& model, TaskId task) {
  for (; task; task = model.task(task).parent) {
    if (model.task(task).orphaned) return true;
  }
  return false;
}

}  // namespace grove
