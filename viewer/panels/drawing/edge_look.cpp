#include "viewer/panels/drawing/edge_look.h"

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

// An orange edge on white would be pale: there it gets a dark rim.
EdgeLook orange(const Theme& theme, float width, int arrows) {
  if (theme.dark) return {.colour = theme.outline(Hue::kOrange), .width = width, .arrows = arrows};
  return {.colour = theme.outline(Hue::kOrange),
          .core = theme.base(Hue::kOrange),
          .width = width + 2,
          .arrows = arrows};
}

// Where a failure has not left the task that ended with it, its edge knows nothing of it.
bool has_left(const Model& model, TaskId child) {
  const TaskFacts& task = model.task(child);
  if (task.alive || !task.nursery) return false;
  return model.nursery(task.nursery).phase == NurseryPhase::kClosed ||
         waits_in_nursery(model, child);
}

// A child that ended with an exception of its own or its children's, or a body that did.
bool closed_with_failure(const Model& model, const NurseryFacts& nursery) {
  const auto failed = [&](TaskId child) { return model.task(child).outcome == Outcome::kError; };
  if (std::any_of(nursery.children.begin(), nursery.children.end(), failed)) return true;
  if (!nursery.exception) return false;
  return !model.exception(nursery.exception).cancellation;
}

// Rather than by a scope of its own.
bool stopped_from_above(const Model& model, TaskId child) {
  const NurseryId nursery = model.task(child).nursery;
  const ScopeId scope = nursery ? model.nursery(nursery).scope : ScopeId{};
  return !scope || model.effective_cancel(scope);
}

}  // namespace

EdgeLook look_of_child(const Theme& theme, const Model& model, TaskId child, TaskStatus status) {
  const bool stopping = status == TaskStatus::kAsked || status == TaskStatus::kCancelling;
  if (stopping && !stopped_from_above(model, child)) return {.colour = theme.wire, .width = 4};
  switch (status) {
    case TaskStatus::kAsked:
      return orange(theme, kAskedWidth, +1);
    case TaskStatus::kCancelling:
      return orange(theme, kToldWidth, +1);
    case TaskStatus::kCancelled:
      return {.colour = theme.outline(Hue::kAsh), .width = 3, .dashed = true};
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      if (!has_left(model, child)) break;
      return {.colour = theme.outline(Hue::kVermillion), .width = 6, .arrows = -1};
    case TaskStatus::kDone:
      return {.colour = theme.outline(Hue::kGreen), .width = 4};
    default:
      break;
  }
  return {.colour = theme.wire, .width = 4};
}

EdgeLook look_of_bracket(const Theme& theme, const Model& model, const TreeBracket& bracket) {
  if (bracket.kind == TreeBracket::Kind::kStem) return {.colour = theme.wire, .width = 3};
  if (bracket.kind == TreeBracket::Kind::kCreated) {
    return {.colour = theme.wire, .width = 4, .dotted = true};
  }
  const NurseryFacts& nursery = model.nursery(bracket.nursery);
  if (nursery.phase == NurseryPhase::kClosed) {
    if (closed_with_failure(model, nursery)) {
      return {.colour = theme.outline(Hue::kVermillion), .width = 6};
    }
    const bool cancelled = nursery.scope && model.scope(nursery.scope).cancelled;
    if (cancelled) return {.colour = theme.outline(Hue::kAsh), .width = 3, .dashed = true};
    return {.colour = theme.outline(Hue::kGreen), .width = 4};
  }
  if (nursery.scope && model.effective_cancel(nursery.scope)) return orange(theme, 6, 0);
  return {.colour = theme.wire, .width = 4};
}

void draw_along(const Canvas& c, std::span<const Point> points, const EdgeLook& look) {
  if (look.dashed) {
    c.path(points, look.colour, look.width, Dashes{9, 7, false});
  } else if (look.dotted) {
    c.path(points, look.colour, look.width, Dashes{0.1f, 9, true});
  } else {
    c.path(points, look.colour, look.width);
    if (look.core != 0) c.path(points, look.core, look.width - 4);
  }
}

void draw_chevrons(const Canvas& c, Point from, Point to, int count, float half, ImU32 colour) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  const Point towards{(to.x - from.x) / length, (to.y - from.y) / length};
  for (int i = 0; i < count; ++i) {
    const float at =
        (static_cast<float>(i) + 0.5f) / static_cast<float>(count) * length + half * 0.45f;
    draw_chevron(c, {from.x + towards.x * at, from.y + towards.y * at}, towards, half, colour);
  }
}

void draw_orange_or_plain_edge(const Canvas& c, Point from, Point to, Hue hue, float width) {
  const Point ends[] = {from, to};
  const EdgeLook plain{.colour = c.theme().outline(hue), .width = width};
  draw_along(c, ends, hue == Hue::kOrange ? orange(c.theme(), width, 0) : plain);
}

}  // namespace grove
