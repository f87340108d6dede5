#include "engine/picture/start_reason.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"

namespace grove {

namespace {

// Of a step that does much before it starts somebody.
constexpr int32_t kFarthest = 200;

// "DELAY" of "move_on_after(DELAY)".
std::string argument_of(const std::string& call) {
  const std::size_t open = call.find('(');
  if (open == std::string::npos || call.back() != ')') return "";
  return call.substr(open + 1, call.size() - open - 2);
}

std::vector<std::string> of_deadline(const Model& model, ScopeId scope) {
  const std::string argument = argument_of(scope_title(model, scope));
  if (argument.empty()) return {"time is up"};
  return {fmt::format("after {}", argument), argument};
}

std::vector<std::string> of_thing(const RecordIndex& index, EventId change) {
  const auto* changed = index.record()[change].get_if<ObjectChanged>();
  const ThingHistory* thing = changed != nullptr ? index.things().of(changed->object) : nullptr;
  if (thing == nullptr || thing->name.empty()) return {};
  const std::string_view op = index.record().text(changed->op);
  if (op != "set") return {fmt::format("after {}", thing->name), thing->name};
  return {fmt::format("{} is set", thing->name), thing->name};
}

}  // namespace

std::vector<std::string> start_reason(const RecordIndex& index, const Model& model,
                                      EventId spawned) {
  const Record& record = index.record();
  const EventId begin = record[spawned].cause;
  const auto* step = begin ? record[begin].get_if<BeforeTaskStep>() : nullptr;
  if (step == nullptr) return {};
  // It has caught its own timeout on the way here.
  const int32_t least = std::max(begin.value, spawned.value - kFarthest);
  for (int32_t i = spawned.value - 1; i > least; --i) {
    const auto* closed = record[EventId{i}].get_if<ScopeClosed>();
    if (closed == nullptr || !closed->cancelled_caught) continue;
    const ScopeFacts& scope = model.scope(closed->scope);
    if (scope.task == step->task && scope.reason == CancelReason::kDeadline) {
      return of_deadline(model, closed->scope);
    }
  }
  const EventId woken = record[begin].cause;
  const EventId change = woken ? record[woken].cause : EventId{};
  return change ? of_thing(index, change) : std::vector<std::string>{};
}

}  // namespace grove
