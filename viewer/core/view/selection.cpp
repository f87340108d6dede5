#include "viewer/core/view/selection.h"

#include <charconv>

#include "engine/record/names.h"

namespace grove {
namespace {

std::optional<Selection> find_event(const Model& model, std::string_view number) {
  int32_t id = -1;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), id);
  const bool whole = fault == std::errc() && end == number.data() + number.size();
  if (!whole || id < 0 || static_cast<std::size_t>(id) >= model.record().size()) return {};
  return Selection::of(EventId{id});
}

}  // namespace

std::optional<Selection> find_named(const Model& model, const std::string& name) {
  constexpr std::string_view kEvent = "event:";
  if (name.compare(0, kEvent.size(), kEvent) == 0) {
    return find_event(model, std::string_view(name).substr(kEvent.size()));
  }
  const Names names(model.record(), model.position());
  if (const TaskId task = names.find_task(name)) return Selection::of(task);
  const ScopeId scope = names.find_scope(name);
  if (!scope) return std::nullopt;
  const NurseryId nursery = model.scope(scope).nursery;
  return nursery ? Selection::of(nursery) : Selection::of(scope);
}

}  // namespace grove
