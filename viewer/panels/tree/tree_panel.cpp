#include "viewer/panels/tree/tree_panel.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "viewer/core/narration.h"
#include "viewer/core/view/easing.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/tree/tree_awaits.h"
#include "viewer/panels/tree/tree_callbacks.h"
#include "viewer/panels/tree/tree_causes.h"
#include "viewer/panels/tree/tree_edges.h"
#include "viewer/panels/tree/tree_loop.h"
#include "viewer/panels/tree/tree_orphans.h"
#include "viewer/panels/tree/tree_scopes.h"
#include "viewer/panels/tree/tree_stamps.h"
#include "viewer/panels/tree/tree_steps.h"
#include "viewer/panels/tree/tree_things.h"
#include "viewer/panels/tree/tree_tokens.h"
#include "viewer/panels/tree/tree_tools.h"
#include "viewer/panels/tree/tree_wide.h"

namespace grove {
namespace {

// What the tools above and the caption below leave of the region.
constexpr float kTop = 48, kSide = 12, kTools = 46, kAboveCaption = 8;
// The caption, and what is below it; both are lower where the region is.
constexpr float kCaption = 52, kBelowCaption = 12, kLowCaption = 46, kBelowLowCaption = 6;
constexpr float kLowRegion = 400;
// Of the region's height, at most so much for the strip of connections.
constexpr float kMostForWires = 0.36f;
// The disc that begins to play, and what is kept free round it.
constexpr float kLargePlay = 62, kLeastPlay = 28, kRoundPlay = 9;
constexpr std::size_t kMostCounted = 2'000;
constexpr float kSmallestZoom = 0.04f, kLargestZoom = 4;
// How much one notch of the wheel zooms.
constexpr float kNotch = 1.15f;
// Pixels that the mouse may move between press and release of a click.
constexpr float kClickSlack = 5;
// Of a number's disc from its node's corner; the number, and the disc with its rim, which are
// larger where the tree is small.
constexpr float kDiscAway = 4, kNumber = 17.5f, kRim = 1.18f;
// How far capitals reach above the line that they stand on.
constexpr float kOverBaseline = 0.74f;
// Of a card's lower edge, free of words.
constexpr float kBelowWords = 6;

Box caption_of_region(const Region& region) {
  const bool low = region.height() < kLowRegion;
  const float height = low ? kLowCaption : kCaption;
  return {kSide, region.height() - height - (low ? kBelowLowCaption : kBelowCaption),
          region.width() - 2 * kSide, height};
}

// The first place where a disc covers nothing and is not cut off by `clip`; else the first.
Point free_place(const std::vector<Point>& places, float rim, const std::vector<Box>& taken,
                 const Box& clip) {
  const auto is_free = [&](Point at) {
    const Box disc{at.x - rim, at.y - rim, 2 * rim, 2 * rim};
    return united(clip, disc) == clip &&
           std::none_of(taken.begin(), taken.end(),
                        [&](const Box& other) { return other.overlaps(disc); });
  };
  const auto found = std::find_if(places.begin(), places.end(), is_free);
  return found != places.end() ? *found : places.front();
}

}  // namespace

void TreePanel::draw(const Session& session, const Ui& ui, const Box& box) {
  const Region region("tree", box, ui, ui.style.theme.canvas);
  const Box caption = caption_of_region(region);
  wires_.update(session, session.model(), region.height() * kMostForWires);
  const float wires_top = caption.y - (wires_.height() > 0 ? wires_.height() + kAboveCaption : 0);
  hand_.update(session, region.height());
  const float hand_top = wires_top - (hand_.height() > 0 ? hand_.height() + kAboveCaption : 0);
  const bool has_lost = scene_.orphans().empty() && !lost_words(session.model()).empty();
  foot_ = hand_top - (has_lost ? kLostHeight + kAboveCaption : 0);
  const Box room{kSide, kTop, std::max(60.0f, region.width() - 2 * kSide),
                 std::max(40.0f, foot_ - kAboveCaption - kTop)};
  // Under everything else, so that nodes come before it.
  ImGui::SetNextItemAllowOverlap();
  move_by_hand(session, ui, region, room);
  scene_.update(session, room, ui.growth, ui.seconds, ui.still);
  cleanups_.update(session, scene_.model().position());
  // A tree that is larger than its room goes under the tools and the caption.
  region.canvas().push_clip({0, kTools, region.width(), foot_ - kTools});
  draw_tree(session, ui, region, room);
  draw_callbacks(region.canvas(), scene_.model(), session.now(), room);
  region.canvas().pop_clip();
  wires_.draw(region.canvas(), session, ui, {kSide, wires_top, caption.w, wires_.height()});
  hand_.draw(region, session, ui, {kSide, hand_top, caption.w, hand_.height()});
  tools_.draw(session, ui, region, scene_.matching());
  if (has_lost) {
    draw_lost_exceptions(region.canvas(), session.model(),
                         {region.width() - kSide, foot_ + kLostHeight});
  }
  draw_caption(session, ui, region, caption);
  if (session.untouched()) draw_large_play(region, ui, room);
}

void TreePanel::draw_tree(const Session& session, const Ui& ui, const Region& region,
                          const Box& room) {
  const float scale = ui.scale * scene_.zoom();
  const ImVec2 middle = region.canvas().pixel(room.middle_x(), room.middle_y());
  const Point at = scene_.middle();
  const Canvas c(region.canvas().list(), ui.style,
                 {middle.x - at.x * scale, middle.y - at.y * scale}, scale);
  const Point corner = c.unit(region.canvas().pixel(0, 0));
  view_ = {corner.x, corner.y, region.width() / scene_.zoom(), region.height() / scene_.zoom()};
  const ImVec2 pixel = region.canvas().pixel(0, 0);
  corner_ = {pixel.x, pixel.y};
  pixels_ = scale;
  const Point top = c.unit(region.canvas().pixel(0, kTools));
  clip_ = {top.x, top.y, view_.w, (foot_ - kTools) / scene_.zoom()};
  draw_scopes(c);
  draw_brackets(c, session, ui);
  draw_why_numbers(c, session);
  draw_outside_act(c, session);
  draw_what_if(c, session);
}

// The links of the selected task's story, on what they speak of.
void TreePanel::draw_why_numbers(const Canvas& c, const Session& session) {
  const Model& model = session.model();
  const TaskId selected = session.selection().task();
  const EventId event = selected ? event_to_explain(model, selected) : EventId{};
  if (!event || !scene_.detail().words) return;
  const TextLook look{.size = scene_.detail().legible(kNumber),
                      .weight = Weight::kExtraBold,
                      .colour = c.theme().canvas,
                      .align = Align::kMiddle};
  const float radius = look.size * 0.8f, rim = radius * kRim;
  std::vector<Box> taken = labels_;
  for (std::size_t i = 0; i < pills_.size(); ++i)
    taken.push_back(words_of_pill(static_cast<int>(i)));
  const TreeShape& shape = scene_.shape();
  for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
    if (shape.nodes[i].kind != TreeNode::Kind::kStorey) continue;
    taken.push_back(scene_.node(static_cast<int>(i)).grown(-10));
  }
  const std::vector<EventId> links = reasons(session.recording().names(), event);
  // From where it began, as the inspector tells it.
  std::size_t number = links.size() + 1;
  for (const EventId link : links) {
    --number;
    const std::vector<Point> places = places_of(session, link, rim);
    if (places.empty()) continue;
    const Point at = free_place(places, rim, taken, clip_);
    taken.push_back({at.x - rim, at.y - rim, 2 * rim, 2 * rim});
    c.disc(at, rim, c.theme().canvas);
    c.disc(at, radius, c.theme().text);
    c.text(at.x, at.y + look.size * 0.36f, std::to_string(number), look);
  }
}

// What of a pill no disc may cover; its ends are free.
Box TreePanel::words_of_pill(int bracket) const {
  const Point pill = scene_.pill(bracket);
  const float size = scene_.detail().legible(17);
  const float half = std::max(1.0f, pills_[static_cast<std::size_t>(bracket)] / 2 - size * 0.9f);
  return {pill.x - half, pill.y - size / 2, 2 * half, size};
}

// Where the number of a link may stand, the best place first: at what was cancelled, else at the
// task that it is about.
std::vector<Point> TreePanel::places_of(const Session& session, EventId link, float rim) const {
  const TreeShape& shape = scene_.shape();
  const Event& event = session.record()[link];
  if (const auto* cancelled = event.get_if<ScopeCancelled>()) {
    const NurseryId nursery = session.model().scope(cancelled->scope).nursery;
    for (std::size_t i = 0; nursery && i < shape.brackets.size(); ++i) {
      if (shape.brackets[i].nursery == nursery) return places_at_pill(static_cast<int>(i), rim);
    }
    const int storey = shape.storey_of(cancelled->scope);
    if (storey >= 0) {
      const Box at = place_of_scope(storey, cancelled->scope);
      return {{at.right(), at.y}};
    }
  }
  const int node = shape.node_of(task_of(event));
  return node >= 0 ? places_at_node(node, rim) : std::vector<Point>{};
}

// At its corner; where its owner is too near for that, on the bar.
std::vector<Point> TreePanel::places_at_pill(int bracket, float rim) const {
  const auto i = static_cast<std::size_t>(bracket);
  const Point pill = scene_.pill(bracket);
  const Point corner{pill.x + pills_[i] / 2 + 2, pill.y - scene_.detail().legible(17) - 4};
  const Point beside{corner.x + rim, pill.y};
  const Box disc{corner.x - rim, corner.y - rim, 2 * rim, 2 * rim};
  if (scene_.node(scene_.shape().brackets[i].owner).overlaps(disc)) return {beside};
  return {corner, beside};
}

// Along its upper edge from the corner on, clear of the name; along the lower one, clear of the
// words; beside it, on either side.
std::vector<Point> TreePanel::places_at_node(int node, float rim) const {
  const Box box = scene_.node(node);
  const CardSizes sizes = card_sizes(box, scene_.layout().spacing.density, scene_.detail());
  const float name = sizes.name_line - sizes.name_size * kOverBaseline;
  const TreeNode& at = scene_.shape().nodes[static_cast<std::size_t>(node)];
  const bool in_row =
      at.bracket >= 0 && scene_.shape().brackets[static_cast<std::size_t>(at.bracket)].wide;
  const float corner = box.right() + (in_row ? -rim : kDiscAway), pitch = 2 * rim + 1;
  std::vector<Point> places;
  for (const float y :
       {std::min(box.y - kDiscAway, name - rim - 1), box.bottom() + rim - kBelowWords}) {
    for (float x = corner; x - rim > box.x; x -= pitch) places.push_back({x, y});
    if (places.empty()) places.push_back({corner, y});
  }
  places.push_back({box.right() + rim, box.middle_y()});
  places.push_back({box.x - rim, box.middle_y()});
  places.push_back({box.right() + rim + pitch, box.middle_y()});
  return places;
}

ScopeSteps TreePanel::steps_of(const TreeNode& node) const {
  return scope_steps(scene_.model(), node.steps, scene_.layout().spacing.fold_steps);
}

// Its storey, or its step.
Box TreePanel::place_of_scope(int index, ScopeId scope) const {
  const TreeNode& node = scene_.shape().nodes[static_cast<std::size_t>(index)];
  const Box box = scene_.node(index);
  if (node.kind != TreeNode::Kind::kSteps) return box;
  return place_of_step(node, box, steps_of(node), scope);
}

// What somebody outside did is seen at once on what it touches, though the program hears of it only
// in its next step.
void TreePanel::draw_outside_act(const Canvas& c, const Session& session) {
  const EventId event = session.shown_event();
  const auto* applied = event ? session.record()[event].get_if<InputApplied>() : nullptr;
  if (applied == nullptr || !session.record().text(applied->why_not).empty()) return;
  if (acted_.record != &session.record() || acted_.event != event) {
    acted_ = {&session.record(), event, touched_by(session.model(), *applied)};
  }
  const std::optional<Box> box = place_of(acted_.touched.about);
  if (!box) return;
  const Hue hue = acted_.touched.kind == Intervention::Kind::kRaise    ? Hue::kVermillion
                  : acted_.touched.kind == Intervention::Kind::kChoose ? Hue::kSky
                  : acted_.touched.kind == Intervention::Kind::kShield ? Hue::kYellow
                                                                       : Hue::kOrange;
  c.outline(box->grown(8), 16, c.theme().outline(hue), 5);
  const Point at{box->x - 6, box->y - 4};
  c.disc(at, 21, c.theme().canvas);
  c.disc(at, 18, c.theme().base(hue));
  draw_glyph(c, Glyph::kHand, at, 11, glyph_colour(c.theme(), hue, false));
}

// Where something that can be selected stands, if it is drawn.
std::optional<Box> TreePanel::place_of(const Selection& thing) const {
  const TreeShape& shape = scene_.shape();
  if (const TaskId task = thing.task()) {
    const int node = shape.node_of(task);
    return node >= 0 ? std::optional(scene_.node(node)) : std::nullopt;
  }
  if (const ScopeId scope = thing.scope()) {
    const int node = shape.storey_of(scope);
    return node >= 0 ? std::optional(place_of_scope(node, scope)) : std::nullopt;
  }
  for (std::size_t i = 0; thing.nursery() && i < shape.brackets.size(); ++i) {
    if (shape.brackets[i].nursery != thing.nursery()) continue;
    const Point pill = scene_.pill(static_cast<int>(i));
    return Box{pill.x - pills_[i] / 2, pill.y - 17, pills_[i], 34};
  }
  return std::nullopt;
}

std::optional<Box> TreePanel::on_screen(const Selection& thing) const {
  const std::optional<Box> box = place_of(thing);
  if (!box) return std::nullopt;
  return Box{corner_.x + (box->x - view_.x) * pixels_, corner_.y + (box->y - view_.y) * pixels_,
             box->w * pixels_, box->h * pixels_};
}

std::vector<Box> TreePanel::words_around(const Box& region) const {
  const float unit = pixels_ / scene_.zoom();
  const float top = region.y + kTools * unit, bottom = region.y + foot_ * unit;
  std::vector<Box> boxes = {{region.x, region.y, region.w, top - region.y},
                            {region.x, bottom, region.w, region.bottom() - bottom}};
  const auto add = [&](const Box& box) {
    if (box.empty()) return;
    boxes.push_back({corner_.x + (box.x - view_.x) * pixels_,
                     corner_.y + (box.y - view_.y) * pixels_, box.w * pixels_, box.h * pixels_});
  };
  add(scene_.orphans());
  for (const Box& label : labels_) add(label);
  for (const ThingPlace& thing : scene_.things_now()) add(thing.room);
  return boxes;
}

bool TreePanel::visible(const Canvas&, const Box& box) const {
  // Whatever belongs to a node but stands beside it is nearer than this.
  return box.grown(120).overlaps(view_);
}

void TreePanel::draw_scopes(const Canvas& c) {
  const TreeShape& shape = scene_.shape();
  draw_loop_fence(c, scene_);
  if (!scene_.orphans().empty()) {
    draw_orphan_fence(c, scene_.orphans(), orphans_of(scene_.model()), scene_.detail());
  }
  for (std::size_t i = 0; i < scene_.layout().scopes.size(); ++i) {
    const ScopePlace& place = scene_.layout().scopes[i];
    if (place.outline.empty()) continue;
    const ScopeId scope = shape.nodes[static_cast<std::size_t>(place.node)].scope;
    draw_scope_outline(c, scene_.scope(static_cast<int>(i)), scene_.model().scope(scope));
  }
}

void TreePanel::draw_brackets(const Canvas& c, const Session& session, const Ui& ui) {
  const TreeShape& shape = scene_.shape();
  const Model& model = scene_.model();
  const NodeDetail detail = scene_.detail();
  const auto count = static_cast<int>(shape.brackets.size());
  const auto reach = [&](int i) {
    if (shape.brackets[static_cast<std::size_t>(i)].wide) return view_;
    const BracketPlace& place = scene_.layout().brackets[static_cast<std::size_t>(i)];
    return Box{place.left, place.pill.y - 80, place.right - place.left + 1, 180};
  };
  pills_.assign(shape.brackets.size(), 0);
  labels_.clear();
  for (int i = 0; i < count; ++i) {
    if (visible(c, reach(i))) draw_bracket(c, scene_, i, model);
  }
  draw_awaits(c, scene_);
  draw_thing_wires(c, scene_);
  draw_nodes(c, session, ui);
  draw_things(c, scene_, ui);
  for (int i = 0; i < count; ++i) {
    if (!visible(c, reach(i))) continue;
    const Box pill = draw_pill(c, scene_, i, model);
    const NurseryId nursery = shape.brackets[static_cast<std::size_t>(i)].nursery;
    pills_[static_cast<std::size_t>(i)] = pill.w;
    if (!pill.empty() && nursery) {
      draw_canceller(c, scene_, nursery, pill);
      const std::string id = "nursery " + std::to_string(nursery.value);
      press_thing(c, ui, id, pill, Selection::of(nursery));
      if (session.selection().nursery() == nursery) draw_selection(c, pill.grown(-4));
    }
    if (shape.brackets[static_cast<std::size_t>(i)].wide) {
      draw_rows_words(c, scene_, i, pill, session.recording().names(), detail);
    }
    draw_tokens(c, scene_, i, session.recording().names(), detail, &labels_);
  }
  for (std::size_t i = 0; i < scene_.layout().scopes.size(); ++i) {
    const ScopePlace& place = scene_.layout().scopes[i];
    if (place.outline.empty()) continue;
    const Box outline = scene_.scope(static_cast<int>(i));
    const ScopeFacts& scope = model.scope(shape.nodes[static_cast<std::size_t>(place.node)].scope);
    const Box tab = draw_scope_tab(c, outline, place.low_tab, scope, model, detail);
    draw_scope_ring(c, outline, scope, session.now(), detail);
    draw_note(c, session, outline, tab, scope.id);
    draw_canceller(c, scene_, scope.id, tab);
    const std::string id = "scope " + std::to_string(scope.id.value);
    press_thing(c, ui, id, tab, Selection::of(scope.id));
    if (session.selection().scope() == scope.id) draw_selection(c, tab.grown(-4));
  }
}

// Counting who is inside is not for every frame, nor for crowds.
void TreePanel::draw_note(const Canvas& c, const Session& session, const Box& outline,
                          const Box& tab, ScopeId scope) {
  const Model& model = scene_.model();
  if (model.task_count() > kMostCounted) return;
  Note& note = notes_[scope];
  if (note.record != &session.record() || note.position != model.position()) {
    note = {&session.record(), model.position(), scope_note(model, scope)};
  }
  std::vector<Box> taken{tab};
  for (int i = 0; i < static_cast<int>(scene_.shape().nodes.size()); ++i) {
    taken.push_back(scene_.node(i));
  }
  draw_scope_note(c, outline, note.words, taken, scene_.detail());
}

// A click selects it, a right click asks what can be done to it.
Press TreePanel::press_thing(const Canvas& c, const Ui& ui, const std::string& id, const Box& box,
                             const Selection& thing) {
  const Press pressed = press(c, id.c_str(), box);
  if (pressed.clicked || pressed.right_clicked) ui.send(command::Select{thing});
  if (pressed.right_clicked) ui.send(command::OfferActs{thing});
  return pressed;
}

// Round the tasks that the act which is considered would stop or save. Where one is folded away,
// round what stands for it.
void TreePanel::draw_what_if(const Canvas& c, const Session& session) {
  const WhatIf* what_if = session.what_if();
  if (what_if == nullptr) return;
  const auto ring = [&](const std::vector<TaskId>& tasks, Hue hue, Glyph glyph) {
    std::set<int> nodes;
    for (const TaskId task : tasks) nodes.insert(scene_.shape().node_of(task));
    for (const int node : nodes) {
      if (node < 0 || !visible(c, scene_.node(node))) continue;
      const Box box = scene_.node(node).grown(9);
      c.outline(box, 18, c.theme().outline(hue), 5, {13, 8, false});
      const Point badge{box.right() - 12, box.y + 2};
      c.disc(badge, 16, c.theme().canvas);
      c.disc(badge, 13.5f, c.theme().base(hue));
      draw_glyph(c, glyph, badge, 7.5f, glyph_colour(c.theme(), hue, false));
    }
  };
  ring(what_if->stopped(), Hue::kOrange, Glyph::kCancelling);
  ring(what_if->failing(), Hue::kVermillion, Glyph::kFailed);
  ring(what_if->saved(), Hue::kGreen, Glyph::kDone);
}

void TreePanel::draw_nodes(const Canvas& c, const Session& session, const Ui& ui) {
  const TreeShape& shape = scene_.shape();
  draw_ghosts(c, session);
  for (int i = 0; i < static_cast<int>(shape.nodes.size()); ++i) {
    if (!visible(c, scene_.node(i))) continue;
    draw_node(c, session, i);
    press_node(c, ui, i);
  }
}

void TreePanel::draw_node(const Canvas& full, const Session& session, int index) {
  const TreeNode& node = scene_.shape().nodes[static_cast<std::size_t>(index)];
  const NodePose& pose = scene_.pose(index);
  const Box box = scene_.node(index);
  if (pose.size <= 0 || pose.alpha <= 0) return;
  Canvas c = pose.alpha < 1 ? full.faded(pose.alpha) : full;
  if (pose.size < 1) c = c.scaled(pose.size, {box.middle_x(), box.middle_y()});
  NodeContext context{scene_.model(), session.now(), scene_.layout().spacing.density,
                      scene_.detail(), pose.faded};
  if (node.kind == TreeNode::Kind::kPile) return draw_pile(c, node, box, context);
  if (node.kind == TreeNode::Kind::kStorey) return draw_storey(c, node, box, context);
  if (node.kind == TreeNode::Kind::kSteps) return draw_steps(c, session, index, context);
  context.lane = &session.recording().lanes().of(node.task);
  if (node.kind == TreeNode::Kind::kCell || node.kind == TreeNode::Kind::kRun) {
    const auto bracket = static_cast<std::size_t>(node.bracket);
    return draw_cell(c, scene_.shape().brackets[bracket], node, box, context);
  }
  if (node.storey >= 0) {
    const auto below = static_cast<std::size_t>(node.storey);
    const TreeNode& storey = scene_.shape().nodes[below];
    const bool steps = storey.kind == TreeNode::Kind::kSteps;
    context.storeyed = !steps || storey.storey >= 0;
    if (steps) context.scopes = steps_of(storey).open();
  }
  const bool selected = session.selection().task() == node.task;
  if (selected) draw_selection(c, box);
  if (pose.fresh > 0 && !selected) draw_newborn(c.faded(pose.fresh), box);
  if (node.folded) return draw_folded_node(c, node, box, context);
  draw_task(c, node, box, context);
  draw_kept_exception(c, scene_.model(), node.task, box, context.detail);
  draw_failure_beside(c, scene_, index, view_.right(), context.detail);
  const int number = cleanups_.number_of(node.task);
  if (number > 0) draw_cleanup_stamp(c, box, number, context.detail);
  const EventId shown = session.shown_event();
  const auto* caught = shown ? session.record()[shown].get_if<ExceptionCaught>() : nullptr;
  if (caught != nullptr && caught->task == node.task && shown.index() < scene_.model().position()) {
    draw_caught_exception(c, scene_, index, *caught, context.detail);
  }
}

void TreePanel::draw_steps(const Canvas& c, const Session& session, int index,
                           const NodeContext& context) {
  const TreeNode& node = scene_.shape().nodes[static_cast<std::size_t>(index)];
  const Box box = scene_.node(index);
  const ScopeSteps steps = steps_of(node);
  if (node.storey >= 0) {
    // What is under them stands apart.
    const Box storey = scene_.node(node.storey);
    const float bottom = place_steps(steps, box, false).back().box.bottom();
    c.line({storey.middle_x(), bottom}, {storey.middle_x(), storey.y}, c.theme().wire, 4);
  }
  grove::draw_steps(c, node, box, steps, context);
  const ScopeId selected = session.selection().scope();
  if (std::find(node.steps.begin(), node.steps.end(), selected) != node.steps.end()) {
    draw_selection(c, place_of_step(node, box, steps, selected).grown(-5));
  }
}

// A task that is on its way from one state to another shows the one until the other has reached it.
void TreePanel::draw_task(const Canvas& c, const TreeNode& node, const Box& box,
                          NodeContext context) const {
  const Motion& motion = scene_.motion();
  const Act* change = motion.find(Act::Kind::kTell, node.task);
  if (change == nullptr) change = motion.find(Act::Kind::kAsk, node.task);
  if (change == nullptr) return draw_task_node(c, node, box, context);
  const float share = motion.progress(*change);
  if (share >= 1) return draw_task_node(c, node, box, context);
  if (change->kind == Act::Kind::kTell && !motion.reduced()) {
    context.told = ease_out_quad(share);
    return draw_task_node(c, node, box, context);
  }
  NodeContext before = context;
  before.before = &change->before;
  draw_task_node(c, node, box, before);
  if (motion.reduced()) draw_task_node(c.faded(share), node, box, context);
}

void TreePanel::draw_ghosts(const Canvas& c, const Session& session) {
  NodeContext context{scene_.model(), session.now(), scene_.layout().spacing.density,
                      scene_.detail()};
  for (const Ghost& ghost : scene_.ghosts()) {
    context.lane = &session.recording().lanes().of(ghost.task);
    draw_task_node(c.faded(ghost.alpha), {.task = ghost.task}, ghost.box, context);
  }
}

void TreePanel::press_node(const Canvas& c, const Ui& ui, int index) {
  const TreeNode& node = scene_.shape().nodes[static_cast<std::size_t>(index)];
  const Box box = scene_.node(index);
  if (node.kind == TreeNode::Kind::kStorey) {
    const std::string id = "storey " + std::to_string(node.scope.value);
    press_thing(c, ui, id, box, Selection::of(node.scope));
    return;
  }
  if (node.kind == TreeNode::Kind::kSteps) {
    const ScopeSteps steps = steps_of(node);
    for (const StepPlace& place : place_steps(steps, box, node.storey < 0)) {
      if (place.kind != StepPlace::Kind::kStep) continue;
      const ScopeId scope = steps.steps[static_cast<std::size_t>(place.step)].scope;
      press_thing(c, ui, "scope " + std::to_string(scope.value), place.box, Selection::of(scope));
    }
    return;
  }
  if (node.kind == TreeNode::Kind::kPile) return;
  const std::string id(label_of(scene_.model(), node.task));
  ImGui::PushID(node.task.value);
  const Press pressed = press_thing(c, ui, id, box, Selection::of(node.task));
  ImGui::PopID();
  if (pressed.double_clicked) ui.send(command::Fold{node.task, !node.folded});
}

void TreePanel::move_by_hand(const Session& session, const Ui& ui, const Region& region,
                             const Box& room) {
  const Press ground = region.press("tree ground", {0, 0, region.width(), region.height()});
  const ImGuiIO& io = ImGui::GetIO();
  if (ground.right_clicked) ui.send(command::OfferActs{});
  // Where the hand has moved it already, the scene follows only in this frame.
  const Camera& camera = session.view().camera;
  const bool free = camera.aim == CameraAim::kFree;
  const Point at = free ? camera.middle : scene_.middle();
  const float now = free ? camera.zoom : scene_.zoom();
  const float scale = ui.scale * now;
  if (ground.clicked && io.MouseDragMaxDistanceSqr[0] < kClickSlack * kClickSlack &&
      session.selection().kind != Selection::Kind::kNothing) {
    ui.send(command::Select{});
  }
  const bool drags = ground.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left);
  if (drags && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    ui.send(
        command::MoveCamera{{at.x - io.MouseDelta.x / scale, at.y - io.MouseDelta.y / scale}, now});
  }
  if (io.MouseWheel == 0 || !region.hovered() || io.KeyCtrl) return;
  const float zoom = std::clamp(now * std::pow(kNotch, io.MouseWheel), kSmallestZoom, kLargestZoom);
  // What is under the mouse stays there.
  const ImVec2 centre = region.canvas().pixel(room.middle_x(), room.middle_y());
  const float away_x = (io.MousePos.x - centre.x) / ui.scale;
  const float away_y = (io.MousePos.y - centre.y) / ui.scale;
  const float change = 1 / now - 1 / zoom;
  ui.send(command::MoveCamera{{at.x + away_x * change, at.y + away_y * change}, zoom});
}

void TreePanel::draw_large_play(const Region& region, const Ui& ui, const Box& room) {
  const Canvas& c = region.canvas();
  // Below the tree, or at its right: over nothing that is to be read.
  const Box& tree = scene_.layout().bounds;
  const float bottom = room.middle_y() + (tree.bottom() - scene_.middle().y) * scene_.zoom();
  const float right = room.middle_x() + (tree.right() - scene_.middle().x) * scene_.zoom();
  const float below = foot_ - bottom, beside = region.width() - right;
  const bool at_right = below < std::min(2 * (kLargePlay + kRoundPlay), beside);
  const float radius =
      std::clamp((at_right ? beside : below) / 2 - kRoundPlay, kLeastPlay, kLargePlay);
  const Point middle = at_right ? Point{right + beside / 2, room.middle_y()}
                                : Point{room.middle_x(), bottom + below / 2};
  const Press pressed = region.press(
      "Play from the start", {middle.x - radius, middle.y - radius, 2 * radius, 2 * radius});
  const Theme& theme = c.theme();
  c.disc(middle, radius, pressed.hovered ? mix(theme.text2, theme.text, 0.25f) : theme.text);
  draw_glyph(c, Glyph::kRun, {middle.x + radius * 0.08f, middle.y}, radius * 0.42f, theme.canvas);
  if (pressed.clicked) ui.send(command::TogglePlay{});
}

}  // namespace grove
