#include "viewer/core/scope_note.h"

#include <fmt/format.h>

#include "engine/picture/words.h"

namespace grove {
namespace {

bool is_inside(const Model& model, ScopeId scope, ScopeId outer) {
  while (scope && scope != outer) scope = model.scope(scope).parent;
  return scope == outer;
}

// It cannot end before that time by itself: it sleeps as long, or waits for others who are asked.
bool stays_until(const Model& model, TaskId id, SimTime time) {
  if (model.status(id) != TaskStatus::kWaiting) return false;
  const Block& block = model.task(id).block;
  if (block.on == WaitKind::kForever || block.on == WaitKind::kNursery) return true;
  return block.on == WaitKind::kSleep && block.until > time;
}

}  // namespace

std::string counted(int number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

ScopeNote scope_note(const Model& model, ScopeId id) {
  const ScopeFacts& scope = model.scope(id);
  if (!scope.open) return {};
  int tasks = 0, nurseries = 0;
  bool all_stay = scope.deadline != kNever && !scope.cancelled;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (!model.task(task).alive || !is_inside(model, model.current_scope(task), id)) continue;
    ++tasks;
    all_stay = all_stay && stays_until(model, task, scope.deadline);
  }
  for (std::size_t i = 0; i < model.nursery_count(); ++i) {
    const NurseryFacts& nursery = model.nursery(NurseryId{static_cast<int32_t>(i)});
    if (nursery.phase == NurseryPhase::kClosed) continue;
    if (is_inside(model, nursery.scope, id)) ++nurseries;
  }
  ScopeNote note;
  note.governs = nurseries == 0 ? fmt::format("Governs {}.", counted(tasks, "task", "tasks"))
                                : fmt::format("Governs {} in {}.", counted(tasks, "task", "tasks"),
                                              counted(nurseries, "nursery", "nurseries"));
  if (all_stay) {
    note.outlook = fmt::format("Nobody inside can end before {}.", short_time(scope.deadline));
  }
  return note;
}

}  // namespace grove
