#include "viewer/panels/tree/tree_tokens.h"

#include "engine/picture/explain.h"
#include "viewer/core/view/easing.h"

namespace grove {
namespace {

constexpr ImU32 kInk = rgb(0x0B1016);
// Of a token with its rim, and half of the widths of a star and an envelope.
constexpr float kTokenHeight = 54, kHalfStar = 25, kHalfEnvelope = 29;
// Nearer than this to the pill's middle a task hangs straight below the pill.
constexpr float kBelowPill = 90;

// Where a token waits between a bracket's bar and the task it came from.
struct TokenPlace {
  Point at;
  float size;  // 1 where there is room
};

TokenPlace place_of_token(const TreeScene& scene, int bracket, int child, float pill_half) {
  const Point pill = scene.pill(bracket);
  const Box box = scene.node(child);
  // Under its pill where the child hangs straight below it, else on the edge's way down.
  const float top = pill.y + (std::abs(box.middle_x() - pill.x) < kBelowPill ? pill_half : 2);
  return {{box.middle_x(), (top + box.y) / 2},
          std::clamp((box.y - top) / kTokenHeight, 0.2f, 1.0f)};
}

Point between(Point a, Point b, float share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

// The record says right behind a task's end that nobody waited for what it ended with.
bool is_kept(const Model& model, const TaskFacts& task) {
  constexpr std::size_t kBehindEnd = 16;
  const Record& record = model.record();
  const std::size_t end = std::min(model.position(), task.exited.index() + kBehindEnd);
  for (std::size_t i = task.exited.index(); i < end; ++i) {
    const auto* stored = record.at(i).get_if<ExceptionStored>();
    if (stored != nullptr && stored->task == task.id) return true;
  }
  return false;
}

// What has left the nursery goes along the bar and up the stem, into its owner.
void draw_risings(const Canvas& c, const TreeScene& scene, int index, float pill_half) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  for (const Act& act : scene.motion().acts()) {
    if (act.kind != Act::Kind::kRise || act.nursery != bracket.nursery) continue;
    const float share = scene.motion().progress(act);
    const int child = scene.shape().node_of(act.task);
    if (share >= 1 || child < 0 || act.event >= scene.motion().position()) continue;
    const TokenPlace from = place_of_token(scene, index, child, pill_half);
    if (scene.motion().reduced()) {
      draw_token(c.faded(1 - share), from.at, from.size, token_of(scene.model(), act.exception));
      continue;
    }
    const Point pill = scene.pill(index);
    const Box owner = scene.node(bracket.owner);
    const Point way[] = {
        from.at, {from.at.x, pill.y}, pill, {owner.middle_x(), owner.bottom() - 4}};
    const std::vector<Point> gone = part_of(way, 0, ease_in_out_cubic(share));
    draw_token(c, gone.empty() ? from.at : gone.back(), from.size,
               token_of(scene.model(), act.exception));
  }
}

void draw_waiting(const Canvas& c, const TreeScene& scene, int index, std::size_t place,
                  const RecordIndex& names, NodeDetail detail, std::vector<Box>* labels) {
  const Model& model = scene.model();
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const int child = bracket.children[place];
  const TaskId task = scene.shape().nodes[static_cast<std::size_t>(child)].task;
  const ExceptionId exception = waits_in_nursery(model, task);
  if (!exception) return;
  const float pill_half = detail.legible(17);
  const TokenPlace rest = place_of_token(scene, index, child, pill_half);
  const Box box = scene.node(child);
  const float climbed = ease_in_out_cubic(scene.motion().progress(Act::Kind::kClimb, task));
  if (climbed < 1 && scene.motion().reduced()) {
    return draw_token(c.faded(climbed), rest.at, rest.size, token_of(model, exception));
  }
  // It rises out of the task to where it waits.
  const Point at = between({box.middle_x(), box.y}, rest.at, climbed);
  draw_token(c, at, rest.size, token_of(model, exception));
  const float wide = kHalfEnvelope * rest.size, high = kTokenHeight / 2 * rest.size;
  labels->push_back({at.x - wide, at.y - high, 2 * wide, 2 * high});
  const float label = detail.legible(17), bar = scene.pill(index).y;
  // Between the pill and the task beside.
  if (climbed < 1 || !detail.words || box.y - bar - pill_half - 4 < label * 2) return;
  const float next = place + 1 < bracket.children.size()
                         ? scene.node(bracket.children[place + 1]).middle_x() - 16
                         : 1e9f;
  const float half = is_group(model, exception) ? kHalfEnvelope : kHalfStar;
  const float x = at.x + half * rest.size + 10;
  const float y = std::max(at.y, bar + pill_half + 3 + label);
  std::vector<std::string> ways{exception_words(names, exception)};
  if (is_nested_group(model, exception)) ways = {carried_words(model, exception)};
  ways.push_back(exception_name(model, exception));
  const float right = draw_token_label(c, ways, label, x, next, y);
  if (right > x) labels->push_back({x, y - label, right - x, label * 2});
}

}  // namespace

float draw_token_label(const Canvas& c, const std::vector<std::string>& ways, float size, float x,
                       float right, float y) {
  const Theme& theme = c.theme();
  const TextLook look{.size = size,
                      .weight = Weight::kBold,
                      .family = Family::kCode,
                      .colour = theme.word(Hue::kVermillion)};
  for (const std::string& words : ways) {
    const Box box{x, y - size, c.width(words, look) + size * 1.3f, size * 2};
    if (box.right() > right) continue;
    c.fill(box, 8, mix(theme.base(Hue::kVermillion), theme.canvas, theme.dark ? 0.13f : 0.1f));
    c.outline(box, 8, theme.outline(Hue::kVermillion), 2.5f);
    c.text(box.x + size * 0.65f, y + size * 0.36f, words, look);
    return box.right();
  }
  return x;
}

void draw_kept_exception(const Canvas& c, const Model& model, TaskId id, const Box& card,
                         NodeDetail detail) {
  const TaskFacts& task = model.task(id);
  if (task.alive || !task.exception || !detail.words || !is_kept(model, task)) return;
  const ExceptionFacts& exception = model.exception(task.exception);
  if (exception.caught || exception.lost) return;
  const float size = detail.legible(16), y = card.y - size * 1.05f;
  const std::string words = "kept in it, nobody asks";
  const TextLook look{
      .size = size, .weight = Weight::kBold, .colour = c.theme().word(Hue::kVermillion)};
  const float star = size * 1.15f;
  const float width = c.width(words, look) + star * 2 + size * 1.4f;
  const Box box{card.middle_x() - width / 2, y - size * 0.95f, width, size * 1.9f};
  c.fill(box, 8, c.theme().canvas);
  c.outline(box, 8, c.theme().outline(Hue::kVermillion), 2.5f);
  draw_star(c, {box.x + star + size * 0.3f, y}, star * 0.8f, star * 0.52f, 9,
            c.theme().base(Hue::kVermillion));
  c.text(box.x + star * 2 + size * 0.6f, y + size * 0.36f, words, look);
}

void draw_failure_beside(const Canvas& c, const TreeScene& scene, int node, float most,
                         NodeDetail detail) {
  const Model& model = scene.model();
  const TaskId task = scene.shape().nodes[static_cast<std::size_t>(node)].task;
  if (!detail.words || model.status(task) != TaskStatus::kFailed) return;
  if (waits_in_nursery(model, task)) return;
  const std::string name = exception_name(model, model.task(task).exception);
  const Box card = scene.node(node);
  if (fits_on_fill(c, name, card, {scene.layout().spacing.density, detail})) return;
  const float size = detail.legible(16), left = card.right() + size * 0.7f;
  const Box beside{left, card.middle_y() - size, std::max(0.0f, most - left), 2 * size};
  float right = beside.right();
  for (const Box& other : scene.nodes()) {
    if (other.overlaps(beside)) right = std::min(right, other.x - size * 0.5f);
  }
  draw_token_label(c, {name}, size, left, right, card.middle_y());
}

ExceptionToken token_of(const Model& model, ExceptionId exception) {
  if (!is_group(model, exception)) return ExceptionToken::kOne;
  return is_nested_group(model, exception) ? ExceptionToken::kNested : ExceptionToken::kGroup;
}

void draw_token(const Canvas& c, Point centre, float size, ExceptionToken token) {
  const Theme& theme = c.theme();
  const ImU32 fill = theme.base(Hue::kVermillion);
  const ImU32 rim = theme.dark ? mix(rgb(0xFFFFFF), fill, 0.82f) : theme.ink;
  if (token == ExceptionToken::kOne) {
    draw_star(c, centre, 25 * size, 16.5f * size, 10, fill, rim, 2.5f);
    draw_glyph(c, Glyph::kFailed, centre, 10 * size, kInk);
    return;
  }
  const float w = 58 * size, h = 40 * size;
  if (token == ExceptionToken::kNested) {
    const Box behind{centre.x - w / 2 - 7, centre.y - h / 2 - 8, w + 14, h + 16};
    c.fill(behind, 6, mix(fill, theme.canvas, 0.4f));
    c.outline(behind, 6, rim, 2.5f);
  }
  draw_envelope(c, centre, w, h, fill, rim, 2.5f);
  draw_star(c, {centre.x, centre.y + h * 0.2f}, h * 0.27f, h * 0.14f, 8, kInk);
}

void draw_tokens(const Canvas& c, const TreeScene& scene, int index, const RecordIndex& names,
                 NodeDetail detail, std::vector<Box>* labels) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  if (bracket.kind != TreeBracket::Kind::kNursery || bracket.wide) return;
  for (std::size_t i = 0; i < bracket.children.size(); ++i) {
    const int child = bracket.children[i];
    const TreeNode& node = scene.shape().nodes[static_cast<std::size_t>(child)];
    if (node.kind == TreeNode::Kind::kTask) draw_waiting(c, scene, index, i, names, detail, labels);
  }
  draw_risings(c, scene, index, detail.legible(17));
}

}  // namespace grove
