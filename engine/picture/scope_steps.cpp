#include "engine/picture/scope_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"

namespace grove {
namespace {

constexpr float kStep = 38, kShield = 46, kLarge = 58, kStack = 58, kAwait = 40;
constexpr float kGap = 6, kIndent = 18;

using Role = ScopeStep::Role;

float height_of(const ScopeStep& step) {
  if (step.large()) return kLarge;
  return step.shield ? kShield : kStep;
}

Role role_of(const Model& model, ScopeId id, ScopeId acting, ScopeId first, bool kept_out) {
  if (!model.scope(id).open) return Role::kOver;
  if (id == acting) return Role::kActs;
  if (kept_out) return Role::kKeptOut;
  return id == first ? Role::kFirst : Role::kWaits;
}

const char* what_follows(ScopeKind how) {
  switch (how) {
    case ScopeKind::kFailAfter:
    case ScopeKind::kFailAt:
    case ScopeKind::kTimeout:
      return "raises";
    default:
      return "goes on";
  }
}

std::vector<std::string> acting_words(const Model& model, const ScopeFacts& scope) {
  if (scope.reason == CancelReason::kDeadline) return {"time is up"};
  if (scope.reason_task) {
    return {fmt::format("cancelled by {}", label_of(model, scope.reason_task)), "cancelled"};
  }
  return {"cancelled"};
}

}  // namespace

int ScopeSteps::open() const {
  return static_cast<int>(std::count_if(
      steps.begin(), steps.end(), [](const ScopeStep& step) { return step.role != Role::kOver; }));
}

int ScopeSteps::stacked() const {
  return static_cast<int>(std::count_if(steps.begin(), steps.end(),
                                        [](const ScopeStep& step) { return !step.large(); }));
}

int ScopeSteps::stacked_shields() const {
  return static_cast<int>(std::count_if(steps.begin(), steps.end(), [](const ScopeStep& step) {
    return !step.large() && step.shield && step.role != Role::kOver;
  }));
}

ScopeSteps scope_steps(const Model& model, const std::vector<ScopeId>& chain, bool fold) {
  ScopeSteps result;
  if (chain.empty()) return result;
  const TaskId task = model.scope(chain.front()).task;
  // From what the task does outwards, as a cancellation would have to come in.
  ScopeId at = model.task(task).alive ? model.current_scope(task) : ScopeId{};
  const ScopeId acting = at ? model.effective_cancel(at) : ScopeId{};
  ScopeId first;
  SimTime earliest = kNever;
  std::vector<ScopeId> kept_out;
  for (bool shielded = false; at && model.scope(at).task == task; at = model.scope(at).parent) {
    const ScopeFacts& scope = model.scope(at);
    if (shielded) kept_out.push_back(at);
    if (!shielded && !acting && scope.deadline < earliest) {
      first = at;
      earliest = scope.deadline;
    }
    shielded = shielded || scope.shield;
  }
  for (const ScopeId id : chain) {
    const ScopeFacts& scope = model.scope(id);
    const bool out = std::find(kept_out.begin(), kept_out.end(), id) != kept_out.end();
    result.steps.push_back({id, role_of(model, id, acting, first, out), scope.shield});
    result.limited = result.limited || scope.deadline != kNever || scope.cancelled;
  }
  result.folded = static_cast<int>(chain.size()) > (fold ? 1 : kMostSteps);
  return result;
}

SimTime next_stacked(const Model& model, const ScopeSteps& steps) {
  SimTime next = kNever;
  for (const ScopeStep& step : steps.steps) {
    if (step.role == Role::kWaits) next = std::min(next, model.scope(step.scope).deadline);
  }
  return next;
}

float height_of_steps(const ScopeSteps& steps, bool awaits) {
  if (steps.steps.empty()) return 0;
  float height = 0;
  if (steps.folded) {
    const bool large = steps.stacked() < static_cast<int>(steps.steps.size());
    height = kStack + (large || steps.limited ? kGap + kLarge : 0);
  } else {
    for (const ScopeStep& step : steps.steps) height += kGap + (step.shield ? kShield : kStep);
    height += (steps.limited ? kLarge - kStep : 0) - kGap;
  }
  return height + (awaits && steps.open() > 0 ? kGap + kAwait : 0);
}

std::vector<StepPlace> place_steps(const ScopeSteps& steps, const Box& block, bool awaits) {
  std::vector<StepPlace> places;
  float x = block.x, y = block.y;
  const float usual = height_of_steps(steps, awaits);
  const float scale = usual > 0 ? block.h / usual : 1;
  const auto add = [&](StepPlace::Kind kind, int step, float height, bool indents) {
    places.push_back({kind, step, {x, y, std::max(1.0f, block.right() - x), height * scale}});
    y += (height + kGap) * scale;
    if (indents) x += kIndent;
  };
  if (steps.folded) add(StepPlace::Kind::kStack, -1, kStack, true);
  for (std::size_t i = 0; i < steps.steps.size(); ++i) {
    const ScopeStep& step = steps.steps[i];
    if (steps.folded && !step.large()) continue;
    add(StepPlace::Kind::kStep, static_cast<int>(i), height_of(step), step.role != Role::kOver);
  }
  if (!awaits || steps.open() == 0) return places;
  // What room is left because nothing is large goes to the await.
  add(StepPlace::Kind::kAwait, -1, std::max(kAwait, (block.bottom() - y) / scale), false);
  return places;
}

bool lets_go_on(const ScopeFacts& scope) {
  return scope.caught && scope.how != ScopeKind::kFailAfter && scope.how != ScopeKind::kFailAt;
}

std::vector<std::string> step_words(const Model& model, const ScopeStep& step, SimTime now) {
  const ScopeFacts& scope = model.scope(step.scope);
  const std::string at = scope.deadline == kNever ? "" : "at " + short_time(scope.deadline);
  switch (step.role) {
    case Role::kOver:
      if (lets_go_on(scope)) return {"caught its cancellation", "caught"};
      if (scope.caught) return {"became TooSlowError", "TooSlowError"};
      return {scope.cancelled ? "cancelled, left" : "left", "left"};
    case Role::kActs:
      return acting_words(model, scope);
    case Role::kFirst: {
      // Somebody computes: deadlines are looked at when a task waits.
      if (scope.deadline < now) {
        const std::string since = "due since " + short_time(scope.deadline);
        return {since + ", acts at an await", since, "due"};
      }
      if (scope.deadline == now) return {"due now"};
      const std::string left = fmt::format(
          "in {} s", short_time(SimTime{std::max<int64_t>(0, (scope.deadline - now).ns)}));
      return {fmt::format("due {}, then {} {}", left, label_of(model, scope.task),
                          what_follows(scope.how)),
              fmt::format("due {}, then {}", left, what_follows(scope.how)), "due " + left, left};
    }
    case Role::kKeptOut:
      if (scope.cancelled) return {"cancelled, kept out", "kept out"};
      if (at.empty()) return {"kept out"};
      return {"kept out, " + at, at};
    case Role::kWaits:
      if (scope.cancelled) return {"cancelled"};
      if (at.empty()) return {"no deadline"};
      return {at};
  }
  return {};
}

}  // namespace grove
