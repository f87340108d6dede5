// Selection: the one thing that is selected, the same in every panel.
#pragma once

#include <optional>
#include <string>

#include "engine/model/model.h"

namespace grove {

struct Selection {
  enum class Kind : uint8_t { kNothing, kTask, kNursery, kScope, kEvent };
  Kind kind = Kind::kNothing;
  int32_t id = -1;

  static Selection of(TaskId task) { return {Kind::kTask, task.value}; }
  static Selection of(NurseryId nursery) { return {Kind::kNursery, nursery.value}; }
  static Selection of(ScopeId scope) { return {Kind::kScope, scope.value}; }
  static Selection of(EventId event) { return {Kind::kEvent, event.value}; }

  // Unset unless it is of that kind.
  TaskId task() const { return kind == Kind::kTask ? TaskId{id} : TaskId{}; }
  NurseryId nursery() const { return kind == Kind::kNursery ? NurseryId{id} : NurseryId{}; }
  ScopeId scope() const { return kind == Kind::kScope ? ScopeId{id} : ScopeId{}; }
  EventId event() const { return kind == Kind::kEvent ? EventId{id} : EventId{}; }
  friend bool operator==(const Selection&, const Selection&) = default;
};

// What a person names: a task by label or path ("r01", "main/r0/r01"), a scope or nursery by task
// and line ("main:34"), an event ("event:12"). None if the model has no such thing now.
std::optional<Selection> find_named(const Model& model, const std::string& name);

}  // namespace grove
