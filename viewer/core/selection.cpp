#include "viewer/core/selection.h"

#include <charconv>

namespace grove {
namespace {

std::optional<Selection> find_event(const Model& model, std::string_view number) {
  int32_t id = -1;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), id);
  const bool whole = fault == std::errc() && end == number.data() + number.size();
  if (!whole || id < 0 || static_cast<std::size_t>(id) >= model.record().size()) return {};
  return Selection::of(EventId{id});
}

std::optional<Selection> find_task(const Model& model, const std::string& name) {
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (name == model.record().text(model.task(task).label) || name == model.path(task)) {
      return Selection::of(task);
    }
  }
  return {};
}

std::optional<Selection> find_scope(const Model& model, const std::string& name) {
  for (std::size_t i = 0; i < model.scope_count(); ++i) {
    const ScopeFacts& scope = model.scope(ScopeId{static_cast<int32_t>(i)});
    if (name != model.scope_name(scope.id)) continue;
    return scope.nursery ? Selection::of(scope.nursery) : Selection::of(scope.id);
  }
  return {};
}

}  // namespace

std::optional<Selection> find_named(const Model& model, const std::string& name) {
  constexpr std::string_view kEvent = "event:";
  if (name.compare(0, kEvent.size(), kEvent) == 0) {
    return find_event(model, std::string_view(name).substr(kEvent.size()));
  }
  if (auto task = find_task(model, name)) return task;
  return find_scope(model, name);
}

}  // namespace grove
