#include "viewer/panels/tree/tree_scene.h"

#include <algorithm>
#include <cmath>

#include "engine/picture/task_filter.h"
#include "viewer/core/pointed.h"
#include "viewer/core/view/easing.h"
#include "viewer/core/view/tree_focus.h"

namespace grove {
namespace {

// Of a critically damped spring that has gone 98 % of the way after 260 ms.
constexpr float kStiffness = 22;
// Of what is over: how long it stays as it was, how long it fades; of what folds: how long it fades
// where it stands, and how long it goes into what stands for it.
constexpr float kStaysSeconds = 0.4f, kFadeSeconds = 0.2f, kFoldSeconds = 0.3f;
// What of a folding node is left when it begins to go.
constexpr float kGhostLeft = 0.3f;
// Zoom at which everything is shown at most, and at which the tree begins to fold.
constexpr float kLargestZoom = 1.3f, kFoldBelow = 0.36f;
// The least place that a node and its gaps take, in units.
constexpr float kLeastAcross = 152, kLeastDown = 130;
// The children of a nursery wrap in rows of cells where their row would need a smaller zoom, but
// not if they are as few as that; the place of a cell, and what is above the first row.
constexpr float kWrapBelow = 0.55f, kCellAcross = 61, kCellDown = 54, kAboveCells = 330;
constexpr int kLeastRow = 8, kMostCells = 200, kLeastCells = 24;
// While following: below this everything is too small, and only the place of action is shown.
constexpr float kReadableZoom = 0.47f, kFocusZoom = 0.9f;
// Of the room's height: from where on things have their names below them, and lines of words.
constexpr float kLeastForShelf = 210, kShelfNames = 250, kShelfLine = 370, kShelfLines = 430;
// The fence of an asyncio loop, with its posts, beyond the tree (tree_loop.cpp).
constexpr float kFenceRoom = 20;
// At time pace many events come at once, and the tree takes its time, as if they were so many.
constexpr double kBurstsPerSecond = 2;

uint64_t key_of(char kind, int32_t id) {
  return (static_cast<uint64_t>(static_cast<unsigned char>(kind)) << 32) |
         static_cast<uint32_t>(id);
}

uint64_t key_of(const TreeNode& node) {
  switch (node.kind) {
    case TreeNode::Kind::kStorey:
      return key_of('s', node.scope.value);
    case TreeNode::Kind::kSteps:
      return key_of('x', node.scope.value);
    case TreeNode::Kind::kPile:
      return key_of('p', node.bracket);
    case TreeNode::Kind::kRun:
      return key_of('r', node.task.value);
    default:
      return key_of('t', node.task.value);
  }
}

bool shows_task(const TreeNode& node) {
  return node.kind == TreeNode::Kind::kTask || node.kind == TreeNode::Kind::kCell;
}

double events_per_second(const Playback& playback) {
  if (!playback.playing()) return 0;
  return playback.clock() == PlayClock::kEventPace ? playback.steps_per_second() : kBurstsPerSecond;
}

// In a picture that does not move, what was spawned in the last instant is marked.
bool rests_fresh(const Model& model, const TaskFacts& task) {
  return task.parent && task.alive && task.spawned_at == model.now();
}

// Whoever looks at one task wants to see that, and not what it is folded into.
bool opens_large(const Session& session) {
  const CameraAim aim = session.view().camera.aim;
  return aim == CameraAim::kFollow || aim == CameraAim::kSelection;
}

// The tasks that what is on screen speaks of, a lesson's first.
std::vector<TaskId> spoken_of(const Session& session) {
  std::vector<TaskId> tasks = pointed_tasks(session);
  if (const TaskId selected = session.selection().task()) tasks.push_back(selected);
  if (session.shown_event()) tasks.push_back(task_of(session.record()[session.shown_event()]));
  return tasks;
}

// It ended, those below it ended with it, and time has gone on since its nursery closed.
bool is_all_over(const Model& model, const TaskFacts& task, SimTime now) {
  if (task.alive || !task.nursery) return false;
  const NurseryFacts& nursery = model.nursery(task.nursery);
  return nursery.phase == NurseryPhase::kClosed && model.record()[nursery.closed].t < now;
}

// How many cells can be read at once.
int cells_in(const Box& room) {
  const float across = room.w / kWrapBelow / kCellAcross;
  const float down = (room.h / kWrapBelow - kAboveCells) / kCellDown;
  return std::clamp(static_cast<int>(across * std::max(0.0f, down)), kLeastCells, kMostCells);
}

int lines_for(float height) { return height >= kShelfLines ? 2 : height >= kShelfLine ? 1 : 0; }

Box between(const Box& a, const Box& b, float share) {
  const auto mid = [&](float from, float to) { return from + (to - from) * share; };
  return {mid(a.x, b.x), mid(a.y, b.y), mid(a.w, b.w), mid(a.h, b.h)};
}

}  // namespace

void Glide::towards(float goal, float seconds) {
  const float fade = std::exp(-kStiffness * seconds);
  const float away = value - goal;
  const float pull = (speed + kStiffness * away) * seconds;
  speed = (speed - kStiffness * pull) * fade;
  value = goal + (away + pull) * fade;
}

void TreeScene::update(const Session& session, const Box& room, float growth, float seconds,
                       bool still) {
  ++frame_;
  growth_ = growth;
  const bool other_run = runs_ != session.runs();
  if (other_run) {
    tracks_.clear();
    motion_.start(session.record(), session.model().position());
  }
  const bool at_once = still || jumps_ != session.jumps() || other_run;
  follow(session, seconds, at_once);
  const bool changed = other_run || position_ != model_->position() ||
                       folds_ != session.view().folds || room_ != room ||
                       large_ != spoken_of(session) || filter_ != session.view().filter.holding() ||
                       opens_large_ != opens_large(session) ||
                       shows_things_ != session.view().things || event_ != event_shown(session);
  runs_ = session.runs();
  jumps_ = session.jumps();
  const bool travels = !at_once && !motion_.reduced();
  if (changed) reshape(session, room, travels);
  moving_ = false;
  place(session, seconds, still, !travels);
  move_camera(session, seconds, !travels);
}

// Which moment is shown.
void TreeScene::follow(const Session& session, float seconds, bool at_once) {
  motion_.reduce(session.view().reduced_motion);
  if (at_once) {
    motion_.jump(session.model().position());
  } else {
    motion_.follow(session.model().position(), events_per_second(session.playback()));
    motion_.pass(seconds);
  }
  model_ = motion_.model() != nullptr ? motion_.model() : &session.model();
}

void TreeScene::reshape(const Session& session, const Box& room, bool travels) {
  // As many nodes side by side, and levels, as can be read at the smallest zoom.
  TreeOptions options{
      .leaves = std::max(8, static_cast<int>(room.w / kFoldBelow / kLeastAcross)),
      .levels = std::max(4, static_cast<int>(room.h / kFoldBelow / kLeastDown)),
      .row = std::max(kLeastRow, static_cast<int>(room.w / kWrapBelow / kLeastAcross)),
      .cells = cells_in(room),
      .large = spoken_of(session),
      .opens_large = opens_large(session),
      .wanted = tasks_that_match(*model_, session.view().filter.holding()),
      .folds = session.view().folds};
  TreeShape old = std::move(shape_);
  shape_ = shape_tree(*model_, options);
  large_ = options.large;
  shows_things_ = session.view().things;
  event_ = event_shown(session);
  fit(session, room);
  // Rather than that only a part of it is seen, what went well and is over gives up its room.
  if (session.view().camera.aim == CameraAim::kFollow && fit_zoom_ < kReadableZoom / growth_) {
    options.folds_done = true;
    shape_ = shape_tree(*model_, options);
    fit(session, room);
  }
  position_ = model_->position();
  folds_ = session.view().folds;
  filter_ = session.view().filter.holding();
  matching_ = std::count(options.wanted.begin(), options.wanted.end(), 1);
  opens_large_ = options.opens_large;
  room_ = room;
  origins_.clear();
  if (travels) {
    note_folds(old);
  } else {
    leaving_.clear();
  }
}

// What has happened in the moment that is shown; while the picture is on its way there, what
// happened last in it.
EventId TreeScene::event_shown(const Session& session) const {
  return model_ == &session.model() ? session.shown_event() : model_->last_event();
}

ThingsShown TreeScene::things_of(const Session& session) const {
  // Where no task is, the loop's calls take the room (tree_callbacks.h).
  if (!session.view().things || model_->task_count() == 0) return {};
  return things_at(session.recording().names().things(), *model_,
                   {.event = event_, .spoken = large_});
}

// The shelf takes its height from the tree, whose zoom says how large that is in turn.
void TreeScene::fit(const Session& session, const Box& room) {
  constexpr int kRounds = 3;
  const auto fitted = [&](float height) {
    return fit_tree(shape_, *model_, room.w, height, kLargestZoom, kWordsZoom / growth_);
  };
  things_ = things_of(session);
  TreeFit fit = fitted(room.h);
  shelf_ = {};
  const float alone = fit.zoom;
  if (room.h < kLeastForShelf) things_ = {};
  if (!things_.shown.empty()) {
    ShelfLook look{.scale = 1, .lines = lines_for(room.h), .names = room.h >= kShelfNames};
    for (int round = 0; round < kRounds; ++round) {
      look.scale = detail_at(fit.zoom, growth_).legible(kThingWords) / kThingWords;
      fit = fitted(room.h - std::min(shelf_height(things_, look) * fit.zoom, room.h * 0.45f));
    }
    look.scale = detail_at(fit.zoom, growth_).legible(kThingWords) / kThingWords;
    shelf_ = place_things(things_, shape_, *model_, fit.layout.nodes, room.w / fit.zoom, look);
    fit.layout.bounds = united(fit.layout.bounds, shelf_.bounds);
    const Box& all = fit.layout.bounds;
    fit.zoom = std::min({fit.zoom, room.w / all.w, room.h / all.h});
  }
  // The fence round an asyncio loop inside Trio (tree_loop.h) is wider than what stands in it.
  if (model_->record().header.dialect == RecordDialect::kMixed) {
    Box& all = fit.layout.bounds;
    all = all.grown(kFenceRoom);
    fit.zoom = std::min({fit.zoom, room.w / all.w, room.h / all.h});
  }
  // Tasks whose words can be read come before things.
  if (!detail_at(fit.zoom, growth_).words && detail_at(alone, growth_).words) {
    things_ = {};
    shelf_ = {};
    fit = fitted(room.h);
  }
  layout_ = std::move(fit.layout);
  fit_zoom_ = fit.zoom;
}

std::vector<ThingPlace> TreeScene::things_now() const {
  std::vector<ThingPlace> places = shelf_.places;
  for (std::size_t i = 0; i < std::min(places.size(), thing_shift_.size()); ++i) {
    for (Box* box : {&places[i].icon, &places[i].room}) {
      box->x += thing_shift_[i].x;
      box->y += thing_shift_[i].y;
    }
  }
  return places;
}

// What was folded away goes into what stands for it, what was unfolded comes out of it. Boxes are
// those of the frame before.
void TreeScene::note_folds(const TreeShape& old) {
  for (std::size_t i = 0; i < old.nodes.size(); ++i) {
    const TreeNode& node = old.nodes[i];
    if (!shows_task(node)) continue;
    const int now = shape_.node_of(node.task);
    if (now >= 0 && shape_.nodes[static_cast<std::size_t>(now)].task != node.task) {
      leaving_.push_back({node.task, nodes_[i], 0});
    }
  }
  for (const TreeNode& node : shape_.nodes) {
    if (!shows_task(node)) continue;
    const int before = old.node_of(node.task);
    if (before < 0 || old.nodes[static_cast<std::size_t>(before)].task == node.task) continue;
    origins_[key_of(node)] = nodes_[static_cast<std::size_t>(before)];
  }
}

// Where everything is.
void TreeScene::place(const Session& session, float seconds, bool still, bool at_once) {
  nodes_.clear();
  scopes_.clear();
  pills_.clear();
  poses_.clear();
  for (std::size_t i = 0; i < shape_.nodes.size(); ++i) {
    const TreeNode& node = shape_.nodes[i];
    Track& track =
        glide(key_of(node), layout_.nodes[i], away_from_rest(node.parent), seconds, at_once);
    nodes_.push_back(track.box());
    fade(node, track, session, seconds, at_once);
    poses_.push_back(pose_of(node, track, still));
  }
  for (const ScopePlace& scope : layout_.scopes) {
    const TreeNode& storey = shape_.nodes[static_cast<std::size_t>(scope.node)];
    scopes_.push_back(glide(key_of('o', storey.scope.value), scope.outline,
                            away_from_rest(scope.node), seconds, at_once)
                          .box());
  }
  for (std::size_t i = 0; i < shape_.brackets.size(); ++i) {
    const TreeBracket& bracket = shape_.brackets[i];
    const int owner = bracket.owner;
    const uint64_t key =
        bracket.nursery ? key_of('n', bracket.nursery.value)
                        : key_of('b', shape_.nodes[static_cast<std::size_t>(owner)].task.value);
    const Point pill = layout_.brackets[i].pill;
    const Box at =
        glide(key, {pill.x, pill.y, 1, 1}, away_from_rest(owner), seconds, at_once).box();
    pills_.push_back({at.x, at.y});
  }
  thing_shift_.clear();
  for (std::size_t i = 0; i < shelf_.places.size(); ++i) {
    const Box& goal = shelf_.places[i].icon;
    const Box now = glide(key_of('h', things_.shown[i].id.value), goal, {}, seconds, at_once).box();
    thing_shift_.push_back({now.x - goal.x, now.y - goal.y});
  }
  orphans_ = {};
  if (!layout_.orphans.empty()) {
    orphans_ = glide(key_of('f', 0), layout_.orphans, {}, seconds, at_once).box();
  }
  std::erase_if(tracks_, [&](const auto& track) { return track.second.frame != frame_; });
  for (Leaving& leaving : leaving_) leaving.age += seconds;
  std::erase_if(leaving_,
                [](const Leaving& leaving) { return leaving.age >= kFadeSeconds + kFoldSeconds; });
  moving_ = moving_ || !leaving_.empty();
}

// How far a node is from where it is going; what is new beside it begins as far away, so that both
// go together.
Point TreeScene::away_from_rest(int index) const {
  if (index < 0) return {};
  const auto i = static_cast<std::size_t>(index);
  const Box& goal = layout_.nodes[i];
  return {nodes_[i].middle_x() - goal.middle_x(), nodes_[i].y - goal.y};
}

TreeScene::Track& TreeScene::glide(uint64_t key, const Box& goal, Point away, float seconds,
                                   bool at_once) {
  const auto [place, added] = tracks_.try_emplace(key);
  Track& track = place->second;
  track.frame = frame_;
  if (added || at_once) {
    const auto origin = added && !at_once ? origins_.find(key) : origins_.end();
    track.unfolded = origin != origins_.end();
    track.stand(track.unfolded ? origin->second : goal);
    if (!track.unfolded && !at_once) {
      track.x.value += away.x;
      track.y.value += away.y;
    }
    track.age = 0;
  } else {
    track.age += seconds;
    track.x.towards(goal.x, seconds);
    track.y.towards(goal.y, seconds);
    track.w.towards(goal.w, seconds);
    track.h.towards(goal.h, seconds);
  }
  const Box now = track.box();
  moving_ = moving_ || std::abs(now.x - goal.x) + std::abs(now.y - goal.y) > 0.5f ||
            (track.unfolded && track.age < kFadeSeconds);
  return track;
}

void TreeScene::fade(const TreeNode& node, Track& track, const Session& session, float seconds,
                     bool at_once) {
  if (node.kind != TreeNode::Kind::kTask) return;
  const bool over = is_all_over(*model_, model_->task(node.task), session.now());
  if (at_once) {
    track.over = over ? kStaysSeconds : 0;
    track.faded = over ? 1.0f : 0.0f;
    return;
  }
  track.over = over ? track.over + seconds : 0;
  const float step = seconds / kFadeSeconds;
  if (!over) {
    track.faded = std::max(0.0f, track.faded - step / Motion::kBackwards);
  } else if (track.over >= kStaysSeconds) {
    track.faded = std::min(1.0f, track.faded + step);
  }
  moving_ = moving_ || (over ? track.faded < 1 : track.faded > 0);
}

NodePose TreeScene::pose_of(const TreeNode& node, const Track& track, bool still) const {
  NodePose pose;
  pose.faded = ease_in_out_cubic(track.faded);
  if (track.unfolded) pose.alpha = std::min(1.0f, track.age / kFadeSeconds);
  if (!shows_task(node)) return pose;
  if (still) {
    pose.fresh = rests_fresh(*model_, model_->task(node.task)) ? 1.0f : 0.0f;
    return pose;
  }
  const Act* spawn = motion_.find(Act::Kind::kSpawn, node.task);
  if (spawn == nullptr) return pose;
  const float share = motion_.progress(*spawn);
  if (motion_.reduced()) {
    pose.edge = pose.alpha = share;
    return pose;
  }
  const float ms = share * (Motion::kEdgeGrows + Motion::kNodeGrows);
  const float grown = (ms - Motion::kEdgeGrows) / Motion::kNodeGrows;
  pose.edge = ease_out_cubic(std::min(1.0f, ms / Motion::kEdgeGrows));
  pose.size = grown > 0 ? 0.6f + 0.4f * ease_out_cubic(grown) : 0;
  pose.fresh = motion_.tail_left(*spawn);
  return pose;
}

std::vector<Ghost> TreeScene::ghosts() const {
  std::vector<Ghost> ghosts;
  for (const Leaving& leaving : leaving_) {
    const int goal = shape_.node_of(leaving.task);
    if (goal < 0) continue;
    const float faded = ease_in_out_cubic(std::min(1.0f, leaving.age / kFadeSeconds));
    const float gone = std::clamp((leaving.age - kFadeSeconds) / kFoldSeconds, 0.0f, 1.0f);
    ghosts.push_back({leaving.task, between(leaving.from, node(goal), ease_in_out_cubic(gone)),
                      (1 - (1 - kGhostLeft) * faded) * (1 - gone)});
  }
  return ghosts;
}

// The node of what a lesson points at, else of what has just happened, else of what is selected;
// −1 if there is none. `also`: what else is spoken of.
int TreeScene::place_of_action(const Session& session, std::vector<int>* also) const {
  for (const TaskId task : pointed_tasks(session)) also->push_back(shape_.node_of(task));
  if (session.shown_event()) {
    also->push_back(shape_.node_of(task_of(session.record()[session.shown_event()])));
  }
  also->push_back(shape_.node_of(session.selection().task()));
  also->erase(std::remove(also->begin(), also->end(), -1), also->end());
  return also->empty() ? -1 : also->front();
}

void TreeScene::move_camera(const Session& session, float seconds, bool still) {
  const Camera& camera = session.view().camera;
  const Box& bounds = layout_.bounds;
  Point middle{bounds.middle_x(), bounds.middle_y()};
  float zoom = fit_zoom_;
  const bool following = camera.aim == CameraAim::kFollow && zoom < kReadableZoom / growth_;
  if (camera.aim == CameraAim::kSelection || following) {
    int node = shape_.node_of(session.selection().task());
    std::vector<int> also;
    if (following) node = place_of_action(session, &also);
    if (node >= 0 && following) {
      const TreeFocus focus = focus_on(shape_, layout_, node, also, {room_.w, room_.h});
      middle = focus.middle;
      zoom = focus.zoom;
    } else if (node >= 0) {
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
