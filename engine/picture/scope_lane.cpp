#include "engine/picture/scope_lane.h"

#include <algorithm>

#include "engine/base/ensure.h"

namespace grove {
namespace {

// The scopes that the task is in and has opened itself, outside first; nurseries' own left out.
std::vector<ScopeId> open_scopes(const Model& model, TaskId task) {
  std::vector<ScopeId> chain;
  if (task.index() >= model.task_count() || !model.task(task).alive) return chain;
  ScopeId at = model.current_scope(task);
  for (; at && model.scope(at).task == task; at = model.scope(at).parent) {
    if (model.scope(at).how != ScopeKind::kNursery) chain.push_back(at);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

ScopeLane scope_lane(const Lanes& lanes, const Model& model, const TimelineRow& row) {
  ENSURE(!row.of_task(), "a task's own lane is none of its scopes");
  const std::vector<ScopeId>& all = lanes.of(row.task).scopes[static_cast<std::size_t>(row.scopes)];
  const auto opened = std::partition_point(
      all.begin(), all.end(), [&](ScopeId id) { return id.index() < model.scope_count(); });
  if (opened == all.begin()) {
    return {{all.front(), ScopeStep::Role::kWaits, lanes.end().scope(all.front()).shield}, false};
  }
  ScopeLane result{{*(opened - 1), ScopeStep::Role::kOver, model.scope(*(opened - 1)).shield}};
  int open = 0;
  for (const ScopeStep& step : scope_steps(model, open_scopes(model, row.task)).steps) {
    if (!std::binary_search(all.begin(), opened, step.scope)) continue;
    ++open;
    if (!result.step.large()) result.step = step;
  }
  result.more = std::max(0, open - 1);
  return result;
}

}  // namespace grove
