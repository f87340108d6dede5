#include "viewer/panels/tree/tree_nodes.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/picture/scope_steps.h"
#include "viewer/core/scope_note.h"

namespace grove {
namespace {

// By how much counts shrink at most.
constexpr float kSmallestCount = 0.55f;
// The corners round a new task.
constexpr float kNewbornGap = 6, kNewbornArm = 16;

CardLook look_of_node(const NodeContext& context) {
  return {context.density, context.detail, context.faded, context.told};
}

// The lower storey of a task where a scope opens inside it: the call that is under the scope, and
// what that does.
void draw_call_storey(const Canvas& c, const NodeContext& context, const ScopeFacts& scope,
                      TaskId task, const Box& box) {
  const Model& model = context.model;
  const NodeDetail detail = context.detail;
  const TaskFace face = face_of(model, task, context.now);
  const Theme& theme = c.theme();
  const Hue hue = scope.open          ? look_of(face.status).hue
                  : lets_go_on(scope) ? Hue::kGreen
                                      : Hue::kAsh;
  c.fill(box, 10, theme.card(hue));
  c.outline(box, 10, theme.outline(hue), 2.5f);
  if (!detail.words) return;
  const float size = detail.legible(17.5f);
  const TextLook words_look{.size = size, .weight = Weight::kSemiBold, .colour = theme.word(hue)};
  TextLook call_look = words_look;
  call_look.family = Family::kCode;
  call_look.colour = theme.text;
  const float room = box.w - 20;
  std::vector<std::string> ways = {"left the scope", "left"};
  if (scope.caught) ways = {"became TooSlowError", "TooSlowError"};
  if (lets_go_on(scope)) ways = {"caught its cancellation", "caught"};
  if (scope.open) {
    ways = {state_words(model, task, Length::kLong, context.now),
            state_words(model, task, Length::kShort, context.now)};
  }
  while (ways.size() > 1 && c.width(ways.front(), words_look) > room) ways.erase(ways.begin());
  const std::string words = ways.front();
  const float words_width = c.width(words, words_look);
  const float baseline = box.middle_y() + size * 0.36f, gap = size * 0.75f;
  for (const std::string& call : call_words(model, task)) {
    if (!scope.open) break;
    const float width = c.width(call, call_look) + gap + words_width;
    if (width > room) continue;
    const float x = c.text(box.middle_x() - width / 2, baseline, call, call_look);
    c.text(x + gap, baseline, words, words_look);
    return;
  }
  TextLook alone = words_look;
  alone.align = Align::kMiddle;
  c.text(box.middle_x(), baseline, c.fitting(words, alone, room), alone);
}

// How it ended, in more words than "done".
std::vector<std::string> before_end_words(const Model& model, const Lane& lane) {
  switch (lane.before_end) {
    case BeforeEnd::kNothing:
      return {};
    case BeforeEnd::kCaughtError:
      return {fmt::format("caught {}", model.record().text(lane.caught)), "caught an error",
              "caught"};
    case BeforeEnd::kTimedOut:
      return {"done, after a timeout", "timed out"};
    case BeforeEnd::kAsked:
      return {"asked, done"};
    case BeforeEnd::kWon:
      return {"won"};
  }
  return {};
}

// For cards too narrow for anything else: the glyph says what for.
void add_shortest_wait(const Block& block, std::vector<std::string>* ways) {
  const bool sleeps = block.on == WaitKind::kSleep && block.until != kNever;
  ways->push_back(sleeps ? "to " + short_time(block.until) : "waits");
}

}  // namespace

void draw_task_node(const Canvas& c, const TreeNode& node, const Box& box,
                    const NodeContext& context) {
  const Model& model = context.model;
  TaskFace face = face_of(model, node.task, context.now);
  CardWords words{std::string(label_of(model, node.task)), {}, {}};
  if (context.before != nullptr) {
    face = face_of(model, node.task, *context.before, context.now);
    words.ways = {context.before->long_words, context.before->short_words};
  } else {
    // Where a storey says what the call does, the task's own function awaits it.
    const bool waits = face.status == TaskStatus::kWaiting;
    if (context.storeyed && waits) {
      const std::string awaits = await_words(model, node.task);
      if (!awaits.empty()) words.ways.push_back(awaits);
      words.ways.push_back("waits in its scope");
      words.ways.push_back("in its scope");
    }
    if (context.storeyed && face.status == TaskStatus::kAsked) {
      words.ways.push_back("asked to stop");
    }
    const std::string state = state_words(model, node.task, Length::kLong, context.now);
    if (context.scopes > 0) {
      words.ways.push_back(
          fmt::format("{}, in {}", state, counted(context.scopes, "scope", "scopes")));
    }
    if (face.status == TaskStatus::kDone && context.lane != nullptr) {
      words.ways = before_end_words(model, *context.lane);
      add_before_end(&face, context.lane->before_end, true);
    }
    words.ways.push_back(state);
    const std::string brief = state_words(model, node.task, Length::kShort, context.now);
    // "waits for ready", "for ready"
    if (waits && brief.rfind("for ", 0) == 0) words.ways.push_back("waits " + brief);
    words.ways.push_back(brief);
    if (waits) add_shortest_wait(model.task(node.task).block, &words.ways);
    if (face.status == TaskStatus::kPassesOn) {  // "passes", "passed"
      words.ways.push_back(brief.substr(0, brief.find(' ')));
    }
  }
  // What a storey says need not be said twice.
  if (node.storey < 0 && context.detail.words) words.calls = call_words(model, node.task);
  draw_task_card(c, face, box, words, look_of_node(context));
  if (face.orphaned && node.orphan_root) draw_orphan_tab(c, box);
}

void draw_folded_node(const Canvas& c, const TreeNode& node, const Box& box,
                      const NodeContext& context) {
  const TaskFace face = face_of(context.model, node.task, context.now);
  draw_cards_behind(c, face, box);
  const CardWords words{std::string(label_of(context.model, node.task)),
                        {fmt::format("{} tasks", node.total()), std::to_string(node.total())},
                        {}};
  draw_task_card(c, face, box, words, look_of_node(context));
  if (context.detail.words) {
    draw_counts(c, node.counts, {box.x + 4, box.bottom() + 26}, context.detail.legible(15.5f),
                box.w + 8);
  }
}

void draw_pile(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context) {
  const Theme& theme = c.theme();
  const NodeDetail detail = context.detail;
  const CardSizes sizes = card_sizes(box, context.density, detail);
  for (const float behind : {10.0f, 5.0f, 0.0f}) {
    const Box card{box.x + behind, box.y + behind, box.w, box.h};
    c.fill(card, 12, theme.panel);
    c.outline(card, 12, theme.wire, 2);
  }
  if (!detail.name) return;
  const std::string title = fmt::format("{} tasks", node.total());
  c.text(box.x + 12, sizes.name_line, title,
         {.size = sizes.word_size * 1.15f, .weight = Weight::kBold});
  if (detail.words) {
    draw_counts(c, node.counts, {box.x + 12, sizes.word_line - 5}, sizes.word_size, box.w - 16);
  }
}

void draw_storey(const Canvas& c, const TreeNode& node, const Box& box,
                 const NodeContext& context) {
  draw_call_storey(c, context, context.model.scope(node.scope), node.task, box);
}

void draw_newborn(const Canvas& c, const Box& box) {
  const Box out = box.grown(kNewbornGap);
  const ImU32 colour = c.theme().outline(Hue::kSky);
  for (const float x : {out.x, out.right()}) {
    for (const float y : {out.y, out.bottom()}) {
      const float along = x == out.x ? kNewbornArm : -kNewbornArm;
      const float down = y == out.y ? kNewbornArm : -kNewbornArm;
      const Point corner[] = {{x + along, y}, {x, y}, {x, y + down}};
      c.path(corner, colour, 3.5f);
    }
  }
}

void draw_selection(const Canvas& c, const Box& box) {
  c.outline(box.grown(10), 19, c.theme().selection, 4);
}

float draw_counts(const Canvas& c, const StatusCounts& counts, Point at, float size, float room) {
  // Smaller where there is little room: no state is left out.
  float needed = 0;
  for (const int32_t count : counts) {
    if (count == 0) continue;
    const TextLook look{.size = size, .weight = Weight::kSemiBold};
    needed += size * 1.1f + 5 + c.width(std::to_string(count), look) + 12;
  }
  if (needed - 12 > room) size *= std::max(kSmallestCount, room / (needed - 12));
  const float radius = size * 0.55f, gap = size * 0.7f;
  const TextLook look{.size = size, .weight = Weight::kSemiBold};
  float x = at.x;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto status = static_cast<TaskStatus>(i);
    const std::string number = std::to_string(counts[i]);
    draw_state_disc(c, status, look_of(status).glyph, {x + radius, at.y}, radius, c.theme().canvas);
    x = c.text(x + radius * 2 + 5, at.y + size * 0.36f, number, look) + gap;
  }
  return x - at.x;
}

}  // namespace grove
