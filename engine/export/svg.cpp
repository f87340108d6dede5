#include "engine/export/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/export/svg_writer.h"
#include "engine/picture/awaits.h"
#include "engine/picture/explain.h"
#include "engine/picture/lanes.h"
#include "engine/picture/scope_steps.h"
#include "engine/picture/state_line.h"
#include "engine/picture/ticks.h"
#include "engine/picture/tree_layout.h"
#include "engine/picture/words.h"

namespace grove {

namespace {

constexpr float kEdge = 24;  // round everything
constexpr float kHead = 72;  // title and caption
constexpr float kLane = 26, kLaneNames = 190, kAxis = 34;
constexpr float kMostOfHeight = 0.34f;  // for the timeline
constexpr float kLargestZoom = 1.3f;

std::string caption_of(const Model& model) {
  const Record& record = model.record();
  const RecordIndex index(record);
  for (std::size_t i = model.position(); i-- > 0;) {
    const EventId event{static_cast<int32_t>(i)};
    if (role_of(record[event].kind()) == EventRole::kStepEvent) {
      return plain_text(describe(index, event));
    }
  }
  return "nothing has happened yet";
}

// "3 waiting, 1 failed".
std::string counts_of(const StatusCounts& counts) {
  std::string out;
  for (int i = 0; i < kTaskStatusCount; ++i) {
    const int32_t count = counts[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count,
                       status_word(static_cast<TaskStatus>(i)));
  }
  return out;
}

const char* dashes_of(TaskStatus status) { return status == TaskStatus::kCancelled ? "9 7" : ""; }

float width_of_edge(TaskStatus status) {
  return status == TaskStatus::kRunning || status == TaskStatus::kFailed ? 5.0f : 3.0f;
}

class SvgTree {
 public:
  SvgTree(const Model& model, SimTime now, PaintTheme theme, SvgWriter* out)
      : model_(model), now_(now), theme_(theme), grey_(surfaces_of(theme)), out_(*out) {}

  void draw(const Box& room) {
    // As many nodes as can be read; the figures are those of the window.
    shape_ = shape_tree(model_, {.leaves = std::max(8, static_cast<int>(room.w / 55)),
                                 .levels = std::max(4, static_cast<int>(room.h / 47)),
                                 .row = std::max(8, static_cast<int>(room.w / 84))});
    if (shape_.nodes.empty()) return;
    const TreeFit fit = fit_tree(shape_, model_, room.w, room.h, kLargestZoom);
    layout_ = fit.layout;
    const Box& bounds = layout_.bounds;
    const float zoom = std::min({kLargestZoom, room.w / bounds.w, room.h / bounds.h});
    out_.begin_group({room.middle_x() - bounds.middle_x() * zoom, room.y - bounds.y * zoom}, zoom);
    draw_orphans();
    for (const ScopePlace& scope : layout_.scopes) draw_scope(scope);
    for (std::size_t i = 0; i < shape_.brackets.size(); ++i) draw_bracket(i);
    for (std::size_t i = 0; i < shape_.nodes.size(); ++i) draw_node(i);
    draw_awaits();
    out_.end_group();
  }

 private:
  void draw_orphans() {
    if (layout_.orphans.empty()) return;
    out_.box(layout_.orphans, 20, "none", {grey_.orphan, 4.5f, "1 8"});
    out_.text({layout_.orphans.x + 24, layout_.orphans.y + 44}, "nobody waits for these",
              {.size = 24, .colour = grey_.orphan, .bold = true}, layout_.orphans.w - 48);
  }

  void draw_scope(const ScopePlace& place) {
    if (place.outline.empty()) return;
    const ScopeFacts& scope =
        model_.scope(shape_.nodes[static_cast<std::size_t>(place.node)].scope);
    const char* colour = scope.shield ? grey_.shield : grey_.scope;
    out_.box(place.outline, 20, "none", {colour, 4, scope.open ? "" : "14 6"});
    const SvgText look{.size = 18, .colour = grey_.text, .code = true, .bold = true};
    const std::string title = scope_title(model_, scope.id);
    const float edge = place.low_tab ? place.outline.bottom() : place.outline.y;
    const float room = place.outline.w - 48;
    const Box tab{place.outline.x + 24, edge - 18, std::min(svg_width(title, look) + 28, room), 36};
    out_.box(tab, 10, grey_.canvas, {colour, 3});
    out_.text({tab.x + 14, tab.middle_y() + 6}, title, look, tab.w - 28);
    const SvgText state{.size = 15, .colour = grey_.text2};
    out_.text({tab.right() + 10, edge + (place.low_tab ? -8 : 22)}, state_line(model_, scope.id),
              state, place.outline.right() - tab.right() - 20);
  }

  void draw_bracket(std::size_t index) {
    const TreeBracket& bracket = shape_.brackets[index];
    const BracketPlace& place = layout_.brackets[index];
    const bool created = bracket.kind == TreeBracket::Kind::kCreated;
    const SvgStroke stroke{grey_.wire, created ? 2.5f : 4.0f, created ? "2 6" : ""};
    if (bracket.owner >= 0) {
      const Box& owner = layout_.nodes[static_cast<std::size_t>(bracket.owner)];
      out_.line({{owner.middle_x(), owner.bottom()}, {place.pill.x, place.pill.y}}, stroke);
    }
    if (bracket.wide) {
      draw_rows(bracket, place, stroke);
    } else {
      for (const int child : bracket.children) {
        const Box& box = layout_.nodes[static_cast<std::size_t>(child)];
        out_.line({place.pill, {box.middle_x(), place.pill.y}, {box.middle_x(), box.y}}, stroke);
      }
    }
    if (!bracket.nursery) return;
    const SvgText look{.size = 16, .colour = grey_.text2, .anchor = "middle", .bold = true};
    std::string words;
    for (const std::string& way : nursery_words(model_, bracket.nursery)) {
      words = way;
      if (svg_width(way, look) + 28 <= place.room) break;
    }
    const float width = svg_width(words, look) + 28;
    const Box pill{place.pill.x - width / 2, place.pill.y - 16, width, 32};
    const ScopeId scope = model_.nursery(bracket.nursery).scope;  // one from elsewhere may have none
    const bool cancelled = scope && model_.scope(scope).cancelled;
    out_.box(pill, 16, grey_.canvas, {cancelled ? grey_.scope : grey_.wire, 3});
    out_.text({pill.middle_x(), pill.middle_y() + 6}, words, look);
  }

  // Of a wide nursery each row hangs from a bar of its own, and all bars from one spine.
  void draw_rows(const TreeBracket& bracket, const BracketPlace& place, const SvgStroke& stroke) {
    constexpr float kStub = 8, kSpine = 16;
    std::map<float, std::pair<float, float>> rows;  // by the top: the ends of its bar
    float left = place.pill.x;
    for (const int child : bracket.children) {
      const Box& box = layout_.nodes[static_cast<std::size_t>(child)];
      left = std::min(left, box.x - kSpine);
      const auto [row, is_new] = rows.try_emplace(box.y, box.middle_x(), box.middle_x());
      row->second.second = std::max(row->second.second, box.middle_x());
      out_.line({{box.middle_x(), box.y - kStub}, {box.middle_x(), box.y}}, stroke);
    }
    if (rows.empty()) return;
    out_.line({place.pill, {left, place.pill.y}, {left, rows.rbegin()->first - kStub}}, stroke);
    for (const auto& [top, ends] : rows) {
      out_.line({{left, top - kStub}, {ends.second, top - kStub}}, stroke);
    }
  }

  void draw_node(std::size_t index) {
    const TreeNode& node = shape_.nodes[index];
    const Box& box = layout_.nodes[index];
    switch (node.kind) {
      case TreeNode::Kind::kTask:
        draw_task(node, box);
        return;
      case TreeNode::Kind::kStorey:
        draw_storey(node, box);
        return;
      case TreeNode::Kind::kSteps:
        draw_steps(node, box);
        return;
      case TreeNode::Kind::kPile:
        draw_grey(box, fmt::format("{} tasks", node.total()), counts_of(node.counts));
        return;
      case TreeNode::Kind::kCell:
      case TreeNode::Kind::kRun:
        draw_cell(node, box);
        return;
    }
  }

  void draw_task(const TreeNode& node, const Box& box) {
    const std::string name(label_of(model_, node.task));
    draw_card(
        box, model_.status(node.task), name,
        node.folded ? counts_of(node.counts) : state_words(model_, node.task, Length::kLong, now_));
  }

  // What the call does that is under the scope.
  void draw_storey(const TreeNode& node, const Box& box) {
    const TaskStatus status = model_.status(node.task);
    const Paint paint = paint_of(status, theme_);
    out_.box(box, 12, paint.fill, {paint.edge, 2.5f});
    const std::vector<std::string> calls = call_words(model_, node.task);
    std::string words = calls.empty() ? "" : calls.front() + "  ";
    words += model_.scope(node.scope).open ? state_words(model_, node.task, Length::kLong, now_)
                                           : "left";
    out_.text({box.middle_x(), box.middle_y() + 6}, words,
              {.size = 16, .colour = paint.text, .anchor = "middle", .bold = true}, box.w - 16);
  }

  // Name above, state below.
  void draw_card(const Box& box, TaskStatus status, const std::string& name,
                 const std::string& state) {
    const Paint paint = paint_of(status, theme_);
    out_.box(box, status == TaskStatus::kDone ? 2.0f : 12.0f, paint.fill,
             {paint.edge, width_of_edge(status), dashes_of(status)});
    const float size = std::min(22.0f, box.h * 0.3f), small = std::min(16.0f, box.h * 0.22f);
    const float room = box.w - 16;
    if (!name.empty()) {
      out_.text(
          {box.middle_x(), box.middle_y() - 2}, name,
          {.size = size, .colour = on(status), .anchor = "middle", .code = true, .bold = true},
          room);
    }
    const float below = name.empty() ? small * 0.36f : small + 6;
    out_.text({box.middle_x(), box.middle_y() + below}, state,
              {.size = small, .colour = paint.text, .anchor = "middle", .bold = true}, room);
  }
  // Of a name on a card.
  const char* on(TaskStatus status) const {
    const bool solid = status == TaskStatus::kRunning || status == TaskStatus::kFailed;
    return solid ? paint_of(status, theme_).text : grey_.text;
  }

  void draw_grey(const Box& box, const std::string& name, const std::string& state) {
    out_.box(box, 12, grey_.panel, {grey_.wire, 2.5f});
    out_.text({box.middle_x(), box.middle_y() - 2}, name,
              {.size = 18, .colour = grey_.text, .anchor = "middle", .bold = true}, box.w - 16);
    out_.text({box.middle_x(), box.middle_y() + 20}, state,
              {.size = 14, .colour = grey_.text2, .anchor = "middle"}, box.w - 16);
  }

  void draw_steps(const TreeNode& node, const Box& box) {
    const ScopeSteps steps = scope_steps(model_, node.steps, layout_.spacing.fold_steps);
    for (const StepPlace& place : place_steps(steps, box, node.storey < 0)) {
      std::string words;
      const char* colour = grey_.scope;
      if (place.kind == StepPlace::Kind::kStep) {
        const ScopeStep& step = steps.steps[static_cast<std::size_t>(place.step)];
        words = scope_title(model_, step.scope);
        say_of_step(step, place.box, words);
        if (step.shield) colour = grey_.shield;
      } else if (place.kind == StepPlace::Kind::kStack) {
        words = fmt::format("{} scopes", steps.stacked());
      } else {
        words = state_words(model_, node.task, Length::kLong, now_);
        colour = grey_.await;
      }
      out_.box(place.box, 10, "none", {colour, 3});
      out_.text({place.box.x + 12, place.box.middle_y() + 5}, words,
                {.size = 15, .colour = grey_.text, .code = true, .bold = true}, place.box.w - 24);
    }
  }

  // At the right of its call, what it does: the longest words that have room.
  void say_of_step(const ScopeStep& step, const Box& box, const std::string& title) {
    const SvgText look{.size = 14, .colour = grey_.text2, .anchor = "end"};
    const float room = box.w - svg_width(title, {.size = 15, .code = true}) - 36;
    for (const std::string& words : step_words(model_, step, now_)) {
      if (svg_width(words, look) > room) continue;
      out_.text({box.right() - 12, box.middle_y() + 5}, words, look);
      return;
    }
  }

  void draw_cell(const TreeNode& node, const Box& box) {
    const TreeBracket& row = shape_.brackets[static_cast<std::size_t>(node.bracket)];
    const TaskStatus status = model_.status(node.task);
    const Paint paint = paint_of(status, theme_);
    const std::string label = node.kind == TreeNode::Kind::kRun
                                  ? run_label(model_, row, node)
                                  : cell_label(model_, row, node.task);
    out_.box(box, 6, paint.fill, {paint.edge, 2.5f, dashes_of(status)});
    out_.text({box.middle_x(), box.middle_y() + 6}, label,
              {.size = 16, .colour = on(status), .anchor = "middle", .code = true, .bold = true},
              box.w - 6);
  }

  // From the one who waits up to whom it waits for, beside the brackets.
  void draw_awaits() {
    for (std::size_t i = 0; i < model_.task_count(); ++i) {
      const TaskId waiter{static_cast<int32_t>(i)};
      if (model_.task(waiter).awaits.kind == Place::Kind::kRun) continue;
      for (std::size_t j = 0; j < model_.task_count(); ++j) {
        const TaskId awaited{static_cast<int32_t>(j)};
        if (!waits_for(model_, waiter, awaited)) continue;
        const int from = shape_.node_of(waiter), to = shape_.node_of(awaited);
        if (from < 0 || to < 0 || from == to) continue;
        const Box &a = layout_.nodes[static_cast<std::size_t>(from)],
                  &b = layout_.nodes[static_cast<std::size_t>(to)];
        out_.line({{b.middle_x() + 12, b.y}, {a.middle_x() + 12, a.bottom()}},
                  {grey_.await, 3, "3 7"});
      }
    }
  }

  const Model& model_;
  const SimTime now_;
  const PaintTheme theme_;
  const Surfaces& grey_;
  SvgWriter& out_;
  TreeShape shape_;
  TreeLayout layout_;
};

class SvgTimeline {
 public:
  SvgTimeline(const Model& model, SimTime now, PaintTheme theme, SvgWriter* out)
      : model_(model),
        now_(now),
        theme_(theme),
        grey_(surfaces_of(theme)),
        out_(*out),
        lanes_(model.record()) {
    lanes_.extend();
  }

  // Of all tasks that there are at the moment, and the axis.
  float wanted_height() const { return static_cast<float>(model_.task_count()) * kLane + kAxis; }

  void draw(const Box& room) {
    end_ = std::max(now_, lanes_.end().now());
    area_ = {room.x + kLaneNames, room.y, room.w - kLaneNames, room.h - kAxis};
    const auto most = static_cast<std::size_t>(std::max(area_.h / kLane, 1.0f));
    std::vector<TaskId> tasks;
    for (const TaskId task : lanes_.order()) {
      if (task.index() < model_.task_count()) tasks.push_back(task);
    }
    const bool cut = tasks.size() > most;
    const std::size_t shown = cut ? most - 1 : tasks.size();
    for (std::size_t i = 0; i < shown; ++i)
      draw_lane(tasks[i], area_.y + kLane * static_cast<float>(i));
    if (cut) {
      out_.text({room.x, area_.y + kLane * static_cast<float>(shown) + 18},
                fmt::format("and {} tasks more", tasks.size() - shown),
                {.size = 15, .colour = grey_.text2});
    }
    draw_axis(kLane * static_cast<float>(shown + (cut ? 1 : 0)));
  }

 private:
  float x_of(SimTime time) const {
    if (end_.ns <= 0) return area_.x;
    const double share = static_cast<double>(time.ns) / static_cast<double>(end_.ns);
    return area_.x + area_.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }

  void draw_lane(TaskId task, float y) {
    const Lane& lane = lanes_.of(task);
    const float indent = std::min(static_cast<float>(lane.depth) * 12, kLaneNames * 0.4f);
    out_.text({area_.x - kLaneNames + indent, y + 18}, label_of(model_, task),
              {.size = 15, .colour = grey_.text, .code = true, .bold = true},
              kLaneNames - indent - 12);
    for (const LaneSpan& span : lane.spans) {
      if (span.first.index() >= model_.position()) break;
      const float from = x_of(span.from), to = x_of(std::min(lasts(span) ? now_ : span.to, now_));
      const bool over = span.status == TaskStatus::kDone || span.status == TaskStatus::kCancelled;
      const Paint paint = paint_of(span.status, theme_);
      if (over || to - from < 1) {
        draw_tick(span.status, from, y);
        continue;
      }
      out_.box({from, y + 5, to - from, kLane - 10}, 3, paint.fill, {paint.edge, 2});
    }
  }

  // Until after the moment that is drawn.
  bool lasts(const LaneSpan& span) const {
    return !span.end || span.end.index() >= model_.position();
  }

  // What lasts no time, and how it ended.
  void draw_tick(TaskStatus status, float x, float y) {
    const Paint paint = paint_of(status, theme_);
    out_.line({{x, y + 4}, {x, y + kLane - 4}}, {paint.edge, 3});
  }

  void draw_axis(float height) {
    const float y = area_.y + height + 4;
    out_.line({{area_.x, y}, {area_.right(), y}}, {grey_.line, 2});
    const int64_t step = tick_ns(end_, 6);
    for (int64_t t = 0; t <= end_.ns; t += step) {
      const float x = x_of(SimTime{t});
      out_.line({{x, y}, {x, y + 6}}, {grey_.wire, 2});
      out_.text({x, y + 24}, short_time(SimTime{t}),
                {.size = 14, .colour = grey_.text2, .anchor = "middle", .code = true});
    }
    const float now = x_of(now_);
    out_.line({{now, area_.y - 4}, {now, y}}, {grey_.text, 2.5f});
  }

  const Model& model_;
  const SimTime now_;
  const PaintTheme theme_;
  const Surfaces& grey_;
  SvgWriter& out_;
  Lanes lanes_;
  Box area_;
  SimTime end_;
};

}  // namespace

std::string to_svg(const Model& model, const SvgOptions& options) {
  const Surfaces& grey = surfaces_of(options.theme);
  const std::string& title = model.record().header.title;
  const SimTime now = std::max(options.now, model.now());
  const std::string moment = fmt::format("t = {}", format_time(now));
  const std::string caption = caption_of(model);
  std::string description = fmt::format("The tree of tasks at {}: {}. Last: {}.", moment,
                                        counts_of(model.status_counts()), caption);
  SvgWriter out(options.width, options.height, title.empty() ? moment : title, description);
  out.box({0, 0, options.width, options.height}, 0, grey.canvas, {});
  out.text({kEdge, 40}, title, {.size = 24, .colour = grey.text, .bold = true},
           options.width - 260);
  out.text({options.width - kEdge, 42}, moment,
           {.size = 28, .colour = grey.text, .anchor = "end", .code = true, .bold = true});
  out.text({kEdge, 66}, caption, {.size = 18, .colour = grey.text2}, options.width - 2 * kEdge);
  SvgTimeline timeline(model, now, options.theme, &out);
  const float height = std::min(timeline.wanted_height(), options.height * kMostOfHeight);
  const float across = options.width - 2 * kEdge;
  SvgTree(model, now, options.theme, &out)
      .draw({kEdge, kHead + kEdge, across, options.height - height - kHead - 3 * kEdge});
  timeline.draw({kEdge, options.height - height - kEdge, across, height});
  return out.finish();
}

}  // namespace grove
