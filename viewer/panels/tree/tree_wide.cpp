#include "viewer/panels/tree/tree_wide.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/explain.h"
#include "engine/picture/words.h"
#include "viewer/panels/tree/tree_tokens.h"

namespace grove {
namespace {

constexpr float kStub = 8, kSpineAway = 18, kCorner = 14, kAbove = 16;
// Sizes of text are rounded to whole pixels.
constexpr float kRounding = 0.97f;
constexpr float kCellShare = 0.66f;  // of a cell's height that its text has at most
constexpr float kCellText = 17, kCellCorner = 7, kDoneCorner = 2;
// Of a cell over which there is no more to say.
constexpr float kQuiet = 0.72f;
// Below this a cell's text says nothing, in units of the window.
constexpr float kLeastText = 8;

struct Row {
  std::vector<int> children;  // nodes
  float bar = 0;              // y
};

// As they stand now; children of one row share their upper edge in the layout.
std::vector<Row> rows_of(const TreeScene& scene, const TreeBracket& bracket) {
  std::vector<Row> rows;
  float top = 0;
  for (const int child : bracket.children) {
    const float at = scene.layout().nodes[static_cast<std::size_t>(child)].y;
    if (rows.empty() || at != top) rows.push_back({{}, scene.node(child).y - kStub});
    top = at;
    rows.back().children.push_back(child);
  }
  return rows;
}

float left_of(const TreeScene& scene, const TreeBracket& bracket) {
  float left = 1e9f;
  for (const int child : bracket.children) left = std::min(left, scene.node(child).x);
  return left;
}

const TreeNode& node_at(const TreeScene& scene, int index) {
  return scene.shape().nodes[static_cast<std::size_t>(index)];
}

TaskStatus status_at(const TreeScene& scene, int index) {
  return scene.model().status(node_at(scene, index).task);
}

bool is_cell(const TreeNode& node) { return node.kind == TreeNode::Kind::kCell; }

// From the pill to the left, above the first row.
float turn_of(const TreeScene& scene, int bracket, const std::vector<Row>& rows) {
  const float pill = scene.pill(bracket).y;
  return std::max((pill + rows.front().bar) / 2, rows.front().bar - kAbove);
}

// The child whose exception waits in the nursery; the first of them. -1 if none does.
int waiting_child(const TreeScene& scene, const TreeBracket& bracket, int* count) {
  int first = -1;
  *count = 0;
  for (const int child : bracket.children) {
    if (node_at(scene, child).kind == TreeNode::Kind::kRun) continue;
    if (!waits_in_nursery(scene.model(), node_at(scene, child).task)) continue;
    ++*count;
    if (first < 0) first = child;
  }
  return first;
}

// Out of the task to the outer spine, up it, and to the pill.
void draw_way_up(const Canvas& c, const TreeScene& scene, int index, int child, float left,
                 float pill_half) {
  const Point pill = scene.pill(index);
  const Box box = scene.node(child);
  const float spine = left - 2 * kSpineAway;
  const Point way[] = {{box.x, box.middle_y()},
                       {spine, box.middle_y()},
                       {spine, pill.y},
                       {pill.x - pill_half, pill.y}};
  const ImU32 colour = c.theme().outline(Hue::kVermillion);
  c.path(rounded(way, kCorner), colour, 6);
  const float bottom = box.middle_y() - 24, top = pill.y + 24;
  if (bottom - top > 40) {
    draw_chevrons(c, {spine, bottom}, {spine, top},
                  std::clamp(static_cast<int>((bottom - top) / 60), 1, 3), 10, colour);
  }
}

// What consecutive cells do, where they all do the same.
struct Stretch {
  std::size_t first, last;  // of the row's children
  TaskStatus status;
};

std::vector<Stretch> stretches_of(const TreeScene& scene, const Row& row) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < row.children.size(); ++i) {
    const int child = row.children[i];
    if (!is_cell(node_at(scene, child))) continue;
    const TaskStatus status = status_at(scene, child);
    if (!stretches.empty() && stretches.back().last + 1 == i && stretches.back().status == status) {
      stretches.back().last = i;
    } else {
      stretches.push_back({i, i, status});
    }
  }
  return stretches;
}

std::vector<std::string> stretch_words(TaskStatus status) {
  switch (status) {
    case TaskStatus::kAsked:
      return {"asked, not told yet", "asked"};
    case TaskStatus::kCancelled:
      return {"were told, are over", "cancelled"};
    default:
      return {std::string(status_word(status))};
  }
}

// Under cells that stand beside a large card there is room for a brace and a word.
void draw_stretches(const Canvas& c, const TreeScene& scene, const Row& row, NodeDetail detail) {
  const Theme& theme = c.theme();
  float deepest = 0;
  for (const int child : row.children) deepest = std::max(deepest, scene.node(child).bottom());
  const TextLook look{
      .size = detail.legible(15.6f), .weight = Weight::kSemiBold, .align = Align::kMiddle};
  for (const Stretch& stretch : stretches_of(scene, row)) {
    const Box first = scene.node(row.children[stretch.first]);
    const Box last = scene.node(row.children[stretch.last]);
    if (deepest < first.bottom() + 12 + look.size) continue;
    const float room = last.right() - first.x;
    for (const std::string& words : stretch_words(stretch.status)) {
      if (c.width(words, look) > room) continue;
      const float y = first.bottom() + 7;
      const Point brace[] = {
          {first.x + 3, y - 4}, {first.x + 3, y}, {last.right() - 3, y}, {last.right() - 3, y - 4}};
      c.path(brace, theme.wire, 2);
      c.text((first.x + last.right()) / 2, y + look.size * 1.15f, words, look);
      break;
    }
  }
}

// At the end of the last row, where its last cells all do the same.
void draw_last_words(const Canvas& c, const TreeScene& scene, const Row& row, float right,
                     NodeDetail detail) {
  const std::vector<Stretch> stretches = stretches_of(scene, row);
  if (stretches.empty() || stretches.back().last + 1 != row.children.size()) return;
  const Box last = scene.node(row.children.back());
  const TextLook look{.size = detail.legible(15.6f), .weight = Weight::kSemiBold};
  for (const std::string& words : stretch_words(stretches.back().status)) {
    if (last.right() + 16 + c.width(words, look) > right) continue;
    c.text(last.right() + 16, last.middle_y() + look.size * 0.36f, words, look);
    return;
  }
}

// "child-0 to child-59, in order of start", at the right above the rows.
void draw_shared_name(const Canvas& c, const TreeScene& scene, const TreeBracket& bracket,
                      float left, float right, float baseline, NodeDetail detail) {
  const auto label = [&](int child, bool last) {
    const TreeNode& node = node_at(scene, child);
    const bool run = last && node.kind == TreeNode::Kind::kRun;
    return label_of(scene.model(), run ? node.last : node.task);
  };
  const TextLook look{.size = detail.legible(15.6f),
                      .weight = Weight::kSemiBold,
                      .colour = c.theme().text2,
                      .align = Align::kRight};
  // Behind them may stand the pile of those that a filter leaves out.
  int last = bracket.children.back();
  const bool left_out = node_at(scene, last).kind == TreeNode::Kind::kPile;
  if (left_out && bracket.children.size() > 1) last = bracket.children.end()[-2];
  const std::string names =
      fmt::format("{} to {}", label(bracket.children.front(), false), label(last, true));
  for (const std::string& words : {names + ", in order of start", names}) {
    if (c.width(words, look) > right - left) continue;
    c.text(right, baseline, words, look);
    return;
  }
}

// The token stands at the pill's left, where its exception waits, with its name between them.
void draw_waiting_token(const Canvas& c, const TreeScene& scene, const TreeBracket& bracket,
                        const Box& pill, float left, const RecordIndex& names, NodeDetail detail) {
  int count = 0;
  const int child = waiting_child(scene, bracket, &count);
  if (child < 0) return;
  const Model& model = scene.model();
  const ExceptionId exception = waits_in_nursery(model, node_at(scene, child).task);
  const float size = detail.legible(17), spine = left - 2 * kSpineAway;
  const TextLook look{.size = size, .weight = Weight::kBold, .family = Family::kCode};
  const std::string more = count > 1 ? fmt::format(" + {}", count - 1) : "";
  const float half = is_group(model, exception) ? 29 : 25;
  for (const std::string& name :
       {exception_words(names, exception) + more, exception_name(model, exception) + more}) {
    const float width = c.width(name, look) + size * 1.3f;
    const float x = pill.x - 14 - width;
    if (!detail.words || x - 2 * half - 10 < spine + 16) continue;
    draw_token(c, {x - 10 - half, pill.middle_y()}, 1, token_of(model, exception));
    draw_token_label(c, {name}, size, x, pill.x, pill.middle_y());
    return;
  }
  draw_token(c, {std::max(spine, pill.x - 14 - half), pill.middle_y()}, 0.8f,
             token_of(model, exception));
}

void draw_cell_edge(const Canvas& c, TaskStatus status, const Box& box, float corner, ImU32 colour,
                    float width) {
  if (status == TaskStatus::kCancelled) return c.outline(box, corner, colour, width, {7, 5, false});
  c.outline(box, corner, colour, width);
}

}  // namespace

void draw_rows(const Canvas& c, const TreeScene& scene, int index, const EdgeLook& whole,
               float pill_half) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const std::vector<Row> rows = rows_of(scene, bracket);
  if (rows.empty()) return;
  const Point pill = scene.pill(index);
  const float left = left_of(scene, bracket), spine = left - kSpineAway;
  const float turn = turn_of(scene, index, rows);
  EdgeLook trunk = whole;
  if (!trunk.dashed) trunk.width = std::max(trunk.width, 5.0f);
  const Point way[] = {pill, {pill.x, turn}, {spine, turn}, {spine, rows.back().bar}};
  draw_along(c, rounded(way, kCorner), trunk);
  for (const Row& row : rows) {
    const Box last = scene.node(row.children.back());
    const TaskStatus status = status_at(scene, row.children.front());
    const auto differs = [&](int child) { return status_at(scene, child) != status; };
    const bool same = std::none_of(row.children.begin(), row.children.end(), differs);
    const TaskId front = node_at(scene, row.children.front()).task;
    EdgeLook bar = same ? look_of_child(c.theme(), scene.model(), front, status) : whole;
    bar.width = std::min(bar.width, 5.0f);
    const Point along[] = {{spine, row.bar}, {last.middle_x(), row.bar}};
    draw_along(c, along, bar);
    for (const int child : row.children) {
      const TaskId task = node_at(scene, child).task;
      EdgeLook stub = look_of_child(c.theme(), scene.model(), task, scene.model().status(task));
      stub.width = std::min(stub.width, 5.0f);
      const Point down[] = {{scene.node(child).middle_x(), row.bar},
                            {scene.node(child).middle_x(), scene.node(child).y}};
      if (scene.pose(child).edge > 0) draw_along(c, down, stub);
    }
  }
  const ScopeId scope = scene.model().nursery(bracket.nursery).scope;
  if (whole.arrows != 0 || (scope && scene.model().effective_cancel(scope))) {
    const float room = pill.x - kCorner - spine - kCorner;
    if (room > 60) draw_chevrons(c, {pill.x - 20, turn}, {spine + 20, turn}, 3, 9, trunk.colour);
  }
  int count = 0;
  const int child = waiting_child(scene, bracket, &count);
  if (child >= 0) draw_way_up(c, scene, index, child, left, pill_half);
}

void draw_cell(const Canvas& full, const TreeBracket& bracket, const TreeNode& node, const Box& box,
               const NodeContext& context) {
  const Model& model = context.model;
  const bool run = node.kind == TreeNode::Kind::kRun;
  TaskFace face = face_of(model, node.task, context.now);
  if (!run && context.lane != nullptr) add_before_end(&face, context.lane->before_end, false);
  const bool quiet = face.status == TaskStatus::kDone || face.status == TaskStatus::kCancelled;
  const Canvas c = quiet ? full.faded(kQuiet) : full;
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  const bool mixed = run && !std::count(node.counts.begin(), node.counts.end(), node.total());
  const ImU32 edge = mixed ? theme.wire : theme.outline(look.hue);
  const float corner = face.status == TaskStatus::kDone ? kDoneCorner : kCellCorner;
  if (run || node.folded) {
    const Box behind{box.x + 5, box.y + 5, box.w, box.h};
    c.fill(behind, corner, theme.canvas);
    draw_cell_edge(c, face.status, behind, corner, edge, 2);
  }
  ImU32 fill = mixed ? theme.panel : theme.card(look.hue);
  if (face.status == TaskStatus::kCancelled) fill = theme.canvas;
  if (look.solid && !mixed) fill = theme.base(look.hue);
  c.fill(box, corner, fill);
  draw_cell_edge(c, face.status, box, corner, edge, std::min(look.edge, 3.0f));
  const bool filled = look.solid && !mixed;
  const ImU32 ink = filled ? theme.ink : mixed ? theme.text : theme.word(look.hue);
  if (!mixed) {
    draw_glyph(c, face.glyph, {box.x + 14, box.middle_y()}, 6.5f, filled ? theme.ink : edge,
               face.left);
  }
  const std::string label =
      run ? run_label(model, bracket, node) : cell_label(model, bracket, node.task);
  TextLook text{
      .weight = Weight::kBold, .family = Family::kCode, .colour = ink, .align = Align::kRight};
  // As large as is legible, as far as the cell has room for that.
  const float room = box.w - (mixed ? 16 : 31);
  const float zoom = context.detail.zoom;
  text.size = std::clamp(context.detail.legible(kCellText), kCellText, box.h * kCellShare);
  const float width = c.width(label, text);
  if (width > room) text.size = std::max(kCellText, text.size * kRounding * room / width);
  if (text.size * zoom < kLeastText) return;
  c.text(box.right() - 7.5f, box.middle_y() + text.size * 0.36f, c.fitting(label, text, room),
         text);
}

void draw_rows_words(const Canvas& c, const TreeScene& scene, int index, const Box& pill,
                     const RecordIndex& names, NodeDetail detail) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const std::vector<Row> rows = rows_of(scene, bracket);
  if (rows.empty()) return;
  const float left = left_of(scene, bracket);
  float right = left;
  for (const int child : bracket.children) right = std::max(right, scene.node(child).right());
  draw_waiting_token(c, scene, bracket, pill, left, names, detail);
  if (!detail.words) return;
  const float from = std::max(pill.right() + 20, pill.middle_x() + 20);
  draw_shared_name(c, scene, bracket, from, right, rows.front().bar - 12, detail);
  for (const Row& row : rows) draw_stretches(c, scene, row, detail);
  draw_last_words(c, scene, rows.back(), right, detail);
}

}  // namespace grove
