#include "viewer/panels/tree_scene.h"

#include <cmath>

namespace grove {
namespace {

// Of a critically damped spring that has gone 98 % of the way after 260 ms.
constexpr float kStiffness = 22;
constexpr float kGrowSeconds = 0.26f, kFreshSeconds = 0.6f;
// After that much time a change of state is old.
constexpr float kChangeSeconds = 0.4f, kLongAgo = 1e6f;
// Zoom at which everything is shown at most, and at which the tree begins to fold.
constexpr float kLargestZoom = 1.3f, kFoldBelow = 0.36f;
// The least place that a node and its gaps take, in units.
constexpr float kLeastAcross = 152, kLeastDown = 130;
// While following: below this everything is too small, and only the place of action is shown.
constexpr float kReadableZoom = 0.5f, kFocusZoom = 0.9f;

uint64_t key_of(char kind, int32_t id) {
  return (static_cast<uint64_t>(static_cast<unsigned char>(kind)) << 32) |
         static_cast<uint32_t>(id);
}

uint64_t key_of(const TreeNode& node) {
  switch (node.kind) {
    case TreeNode::Kind::kStorey:
      return key_of('s', node.scope.value);
    case TreeNode::Kind::kPile:
      return key_of('p', node.bracket);
    default:
      return key_of('t', node.task.value);
  }
}

// In a picture that does not move, what was spawned in the last instant is marked.
float resting_freshness(const Model& model, const TreeNode& node) {
  if (node.kind != TreeNode::Kind::kTask) return 0;
  const TaskFacts& task = model.task(node.task);
  return task.parent && task.alive && task.spawned_at == model.now() ? 1.0f : 0.0f;
}

}  // namespace

void Glide::towards(float goal, float seconds) {
  const float fade = std::exp(-kStiffness * seconds);
  const float away = value - goal;
  const float pull = (speed + kStiffness * away) * seconds;
  speed = (speed - kStiffness * pull) * fade;
  value = goal + (away + pull) * fade;
}

void TreeScene::update(const Session& session, const Box& room, float seconds, bool still) {
  ++frame_;
  const bool other_run = record_ != &session.record();
  const bool jumped = jumps_ != session.jumps() || other_run;
  const bool changed = other_run || position_ != session.model().position() ||
                       folds_ != session.view().folds || room_ != room;
  if (changed) reshape(session, room);
  if (other_run) tracks_.clear();
  record_ = &session.record();
  jumps_ = session.jumps();
  const bool at_once = still || jumped;
  moving_ = false;
  nodes_.clear();
  scopes_.clear();
  pills_.clear();
  growth_.clear();
  freshness_.clear();
  since_change_.clear();
  for (std::size_t i = 0; i < shape_.nodes.size(); ++i) {
    const uint64_t key = key_of(shape_.nodes[i]);
    nodes_.push_back(glide(key, layout_.nodes[i], seconds, at_once));
    const float age = tracks_[key].age;
    growth_.push_back(std::min(1.0f, age / kGrowSeconds));
    freshness_.push_back(still ? resting_freshness(session.model(), shape_.nodes[i])
                               : std::max(0.0f, 1 - age / kFreshSeconds));
    note_change(session, static_cast<int>(i), seconds, at_once);
  }
  for (const ScopePlace& scope : layout_.scopes) {
    const TreeNode& storey = shape_.nodes[static_cast<std::size_t>(scope.node)];
    scopes_.push_back(glide(key_of('o', storey.scope.value), scope.outline, seconds, at_once));
  }
  for (std::size_t i = 0; i < shape_.brackets.size(); ++i) {
    const TreeBracket& bracket = shape_.brackets[i];
    const int owner = bracket.owner;
    const uint64_t key =
        bracket.nursery ? key_of('n', bracket.nursery.value)
                        : key_of('b', shape_.nodes[static_cast<std::size_t>(owner)].task.value);
    const Point pill = layout_.brackets[i].pill;
    const Box at = glide(key, {pill.x, pill.y, 1, 1}, seconds, at_once);
    pills_.push_back({at.x, at.y});
  }
  std::erase_if(tracks_, [&](const auto& track) { return track.second.frame != frame_; });
  move_camera(session, seconds, at_once);
}

void TreeScene::reshape(const Session& session, const Box& room) {
  // As many nodes side by side, and levels, as can be read at the smallest zoom.
  const TreeOptions options{
      .leaves = std::max(8, static_cast<int>(room.w / kFoldBelow / kLeastAcross)),
      .levels = std::max(4, static_cast<int>(room.h / kFoldBelow / kLeastDown)),
      .folds = session.view().folds};
  shape_ = shape_tree(session.model(), options);
  TreeFit fit = fit_tree(shape_, session.model(), room.w, room.h, kLargestZoom);
  layout_ = std::move(fit.layout);
  fit_zoom_ = fit.zoom;
  position_ = session.model().position();
  folds_ = session.view().folds;
  room_ = room;
}

Box TreeScene::glide(uint64_t key, const Box& goal, float seconds, bool still) {
  const auto [place, added] = tracks_.try_emplace(key);
  Track& track = place->second;
  track.frame = frame_;
  if (added || still) {
    track.x = {goal.x};
    track.y = {goal.y};
    track.w = {goal.w};
    track.h = {goal.h};
    track.age = still ? kLongAgo : 0.0f;
  } else {
    track.age += seconds;
    track.x.towards(goal.x, seconds);
    track.y.towards(goal.y, seconds);
    track.w.towards(goal.w, seconds);
    track.h.towards(goal.h, seconds);
  }
  const Box now{track.x.value, track.y.value, track.w.value, track.h.value};
  const bool away = std::abs(now.x - goal.x) + std::abs(now.y - goal.y) > 0.5f;
  moving_ = moving_ || away || track.age < kFreshSeconds;
  return now;
}

void TreeScene::note_change(const Session& session, int index, float seconds, bool still) {
  const TreeNode& node = shape_.nodes[static_cast<std::size_t>(index)];
  float since = kLongAgo;
  if (node.kind == TreeNode::Kind::kTask) {
    Track& track = tracks_[key_of(node)];
    const TaskStatus status = session.model().status(node.task);
    const bool changed = track.status != status;
    track.status = status;
    track.since_change = still ? kLongAgo : changed ? 0.0f : track.since_change + seconds;
    since = track.since_change;
    moving_ = moving_ || since < kChangeSeconds;
  }
  since_change_.push_back(since);
}

void TreeScene::move_camera(const Session& session, float seconds, bool still) {
  const Camera& camera = session.view().camera;
  const Box& bounds = layout_.bounds;
  Point middle{bounds.middle_x(), bounds.middle_y()};
  float zoom = fit_zoom_;
  const bool following = camera.aim == CameraAim::kFollow && zoom < kReadableZoom;
  if (camera.aim == CameraAim::kSelection || following) {
    TaskId task = session.selection().task();
    if (following && session.shown_event()) task = task_of(session.record()[session.shown_event()]);
    const int node = shape_.node_of(task);
    if (node >= 0) {
      const Box& at = layout_.nodes[static_cast<std::size_t>(node)];
      middle = {at.middle_x(), at.middle_y()};
      zoom = kFocusZoom;
    }
  }
  if (camera.aim == CameraAim::kFree) {
    middle = camera.middle;
    zoom = camera.zoom;
  }
  // What the hand moves must follow it at once.
  if (still || camera.aim == CameraAim::kFree || zoom_.value == 0) {
    middle_x_ = {middle.x};
    middle_y_ = {middle.y};
    zoom_ = {zoom};
    return;
  }
  middle_x_.towards(middle.x, seconds);
  middle_y_.towards(middle.y, seconds);
  zoom_.towards(zoom, seconds);
  moving_ = moving_ || std::abs(zoom_.value - zoom) > 0.002f ||
            std::abs(middle_x_.value - middle.x) + std::abs(middle_y_.value - middle.y) > 0.5f;
}

}  // namespace grove
