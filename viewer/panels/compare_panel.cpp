#include "viewer/panels/compare_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/ticks.h"
#include "engine/picture/words.h"
#include "viewer/core/narration.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/sentence.h"

namespace grove {
namespace {

constexpr float kVeil = 0.6f, kHole = 12;
constexpr float kAxisLeft = 64, kAxisFoot = 26, kLegend = 250;

const Session& side_of(const Session& session, Pane pane) {
  return pane == Pane::kLeft ? session : *session.beside();
}

const char* dialect_words(RecordDialect dialect) {
  return dialect == RecordDialect::kTrio      ? "Trio"
         : dialect == RecordDialect::kAsyncio ? "asyncio"
                                              : "Trio and asyncio";
}

// The difference that is spoken of: the last one up to now, else the one to come.
const Difference* spoken_of(const Session& session) {
  const Difference* found = session.comparison().first();
  for (const Difference& each : session.comparison().differences()) {
    if (each.t <= session.now()) found = &each;
  }
  return found;
}

bool has_parted(const Session& session) {
  const Difference* first = session.comparison().first();
  return first != nullptr && first->t <= session.now();
}

void draw_unequal(const Canvas& c, Point at, float radius) {
  const Theme& theme = c.theme();
  const ImU32 ink = theme.canvas;
  const float half = radius * 0.5f;
  c.disc(at, radius, theme.text);
  c.line({at.x - half, at.y - 4}, {at.x + half, at.y - 4}, ink, 3);
  c.line({at.x - half, at.y + 4}, {at.x + half, at.y + 4}, ink, 3);
  c.line({at.x - half * 0.5f, at.y + half}, {at.x + half * 0.5f, at.y - half}, ink, 3);
}

// "8 orphans", with the number large; returns where it begins.
float draw_count(const Canvas& c, int32_t count, const char* words, bool differs, float right,
                 float baseline) {
  const Theme& theme = c.theme();
  const TextLook name{.size = 16.5f,
                      .weight = Weight::kMedium,
                      .colour = differs ? theme.text : theme.text2,
                      .align = Align::kRight};
  const TextLook number{.size = 23,
                        .weight = Weight::kBold,
                        .family = Family::kCode,
                        .colour = differs ? theme.text : theme.text2,
                        .align = Align::kRight};
  c.text(right, baseline, words, name);
  const float x = right - c.width(words, name) - 8;
  c.text(x, baseline + 1, std::to_string(count), number);
  return x - c.width(std::to_string(count), number) - 20;
}

// One side of the difference, in a sentence.
Words side_words(const Session& session, Pane pane, const Difference& difference) {
  const EventId event = pane == Pane::kLeft ? difference.left : difference.right;
  const Session& side = side_of(session, pane);
  Words words{{session.pane_name(pane) + ":  ", WordSpan::Style::kPlain, -1}};
  if (!event || event.index() >= side.record().size()) {
    words.push_back({"nothing of that", WordSpan::Style::kPlain, -1});
    return words;
  }
  for (WordSpan& span : sentence_of(side, event)) words.push_back(std::move(span));
  return words;
}

// Where a stair stands at a time.
int32_t alive_at(const std::vector<AliveStep>& steps, SimTime t) {
  int32_t alive = 0;
  for (const AliveStep& step : steps) {
    if (step.t > t) break;
    alive = step.alive;
  }
  return alive;
}

// The chart's way from time and number to a place.
struct Axes {
  Box box;
  SimTime end;
  int32_t most;
  float x(SimTime t) const {
    const double share = end.ns > 0 ? static_cast<double>(t.ns) / static_cast<double>(end.ns) : 0;
    return box.x + box.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
  float y(int32_t alive) const {
    return box.bottom() - box.h * static_cast<float>(alive) / static_cast<float>(most);
  }
};

// A stair up to now; what comes is faint and dotted.
void draw_stair(const Canvas& c, const std::vector<AliveStep>& steps, const Axes& axes, SimTime now,
                ImU32 colour, float width, bool dashed) {
  const auto draw = [&](const Canvas& canvas, Point a, Point b, bool comes) {
    if (comes) {
      canvas.line(a, b, colour, 2.5f, {3, 6, false});
    } else if (dashed) {
      canvas.line(a, b, colour, width, {11, 5, false});
    } else {
      canvas.line(a, b, colour, width);
    }
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const SimTime from = steps[i].t;
    const SimTime to = i + 1 < steps.size() ? steps[i + 1].t : axes.end;
    const float y = axes.y(steps[i].alive);
    if (from < now) draw(c, {axes.x(from), y}, {axes.x(std::min(to, now)), y}, false);
    if (to > now) draw(c, {axes.x(std::max(from, now)), y}, {axes.x(to), y}, true);
    if (i + 1 < steps.size()) {
      draw(c, {axes.x(to), y}, {axes.x(to), axes.y(steps[i + 1].alive)}, to > now);
    }
  }
}

void draw_grid(const Canvas& c, const Axes& axes) {
  const Theme& theme = c.theme();
  const int32_t step = axes.most > 8 ? (axes.most + 3) / 4 : axes.most > 3 ? 2 : 1;
  const TextLook number{
      .size = 15.5f, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight};
  for (int32_t alive = 0; alive <= axes.most; alive += step) {
    c.line({axes.box.x, axes.y(alive)}, {axes.box.right(), axes.y(alive)}, theme.line, 1.5f);
    c.text(axes.box.x - 10, axes.y(alive) + 5.5f, std::to_string(alive), number);
  }
  const int64_t tick = tick_ns(axes.end, static_cast<int>(axes.box.w / 120));
  for (int64_t ns = 0; ns <= axes.end.ns && tick > 0; ns += tick) {
    c.text(
        axes.x(SimTime{ns}), axes.box.bottom() + 20, short_time(SimTime{ns}),
        {.size = 15.5f, .family = Family::kCode, .colour = theme.text2, .align = Align::kMiddle});
  }
}

void draw_legend_row(const Canvas& c, const std::string& name, int32_t alive, bool dashed,
                     ImU32 colour, const Box& row) {
  const Theme& theme = c.theme();
  c.fill(row, 8, theme.raised);
  const float y = row.middle_y();
  if (dashed) {
    c.line({row.x + 12, y}, {row.x + 46, y}, colour, 4, {11, 5, false});
    c.fill({row.x + 24, y - 6, 12, 12}, 1, colour);
  } else {
    c.line({row.x + 12, y}, {row.x + 46, y}, colour, 4);
    c.disc({row.x + 29, y}, 7, colour);
  }
  const TextLook number{
      .size = 22, .weight = Weight::kBold, .family = Family::kCode, .align = Align::kRight};
  c.text(row.right() - 14, y + 7.5f, std::to_string(alive), number);
  const float room = row.w - 84 - c.width(std::to_string(alive), number);
  const TextLook words{.size = 16.5f, .weight = Weight::kSemiBold};
  c.text(row.x + 58, y + 6, c.fitting(name, words, room), words);
}

// What a pane shows, and in which library it is written, from x on.
void draw_name(const Canvas& c, const Session& side, const std::string& name, float size, float x,
               float middle, float right) {
  const TextLook title{.size = size, .weight = Weight::kBold};
  const char* dialect = dialect_words(side.record().header.dialect);
  const TextLook pill{.size = 15.5f, .weight = Weight::kSemiBold};
  const float width = c.width(dialect, pill) + 20;
  x = c.text(x, middle + size * 0.35f, c.fitting(name, title, right - x - width - 16), title) + 12;
  if (x + width > right) return;
  c.outline({x, middle - 13, width, 26}, 13, c.theme().wire, 2);
  c.text(x + 10, middle + 5.5f, dialect, pill);
}

}  // namespace

void draw_pane_name(const Session& side, const Ui& ui, Pane pane, const Box& box) {
  const Region region(pane == Pane::kLeft ? "left name" : "right name", box, ui,
                      ui.style.theme.canvas);
  const Scenario* scenario = side.recording().scenario();
  draw_name(region.canvas(), side, scenario != nullptr ? scenario->title : "", 17.5f, 16,
            region.height() / 2 + 2, region.width() - 16);
}

void draw_pane_head(const Session& session, const Ui& ui, Pane pane, const Box& box) {
  const bool is_left = pane == Pane::kLeft;
  const Region region(is_left ? "left pane" : "right pane", box, ui, ui.style.theme.canvas);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Session& side = side_of(session, pane);
  const float middle = region.height() / 2;
  const Standing own = standing_of(side.model());
  const Standing other =
      standing_of(side_of(session, is_left ? Pane::kRight : Pane::kLeft).model());
  float right = region.width() - 16;
  struct Count {
    int32_t own, other;
    const char* words;
  };
  for (const Count& count :
       {Count{own.lost, other.lost, "lost"}, Count{own.late, other.late, "late"},
        Count{own.orphans, other.orphans, "orphans"}, Count{own.alive, other.alive, "alive"}}) {
    if (right < region.width() * 0.42f) break;
    right = draw_count(c, count.own, count.words, count.own != count.other, right, middle + 7);
  }
  // What is believed is never taken for what is.
  const bool untrue = !is_left && session.right_is_untrue();
  if (untrue) {
    c.stripes({0, 0, region.width(), region.height()}, 8, theme.line, 16, 4);
    c.outline({1.5f, 1.5f, region.width() - 3, region.height() - 3}, 8, theme.text, 3,
              {12, 7, false});
  }
  // Which of them steps alone.
  const bool alone = session.panes() == (is_left ? Session::Panes::kLeft : Session::Panes::kRight);
  float x = 16;
  if (alone) {
    c.fill({8, 8, 6, region.height() - 16}, 3, theme.text);
    x += 6;
  }
  const std::string name = session.pane_name(pane) + (alone ? ", alone" : "");
  const Press press = region.press(is_left ? "Left pane" : "Right pane",
                                   {0, 0, std::max(1.0f, right), region.height()});
  hint(ui, "Who steps: both, the left one, the right one (I)");
  if (press.clicked) ui.send(command::TurnPanes{});
  draw_name(c, side, name, 20, x, middle, right);
}

void draw_difference_strip(const Session& session, const Ui& ui, const Box& box) {
  const Region region("difference", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const float middle = region.height() / 2;
  const Difference* shown = spoken_of(session);
  draw_unequal(c, {34, middle}, 18);
  const TextLook title{.size = 17.5f, .weight = Weight::kBold};
  if (shown == nullptr) {
    const bool known = session.recording().complete() && session.beside()->recording().complete();
    c.text(66, middle + 6, known ? "The two do not differ." : "The two do not differ so far.",
           title);
    return;
  }
  const bool is_first = shown == session.comparison().first();
  const float words = c.text(66, middle - 5, is_first ? "First difference" : "A difference", title);
  const std::string at = "at " + short_time(shown->t);
  const Press press =
      region.press("Go to the difference", {60, 4, words - 60, region.height() - 8});
  const float time =
      c.text(66, middle + 17, at, {.size = 16.5f, .colour = theme.link, .underlined = true});
  if (press.clicked) ui.send(command::SeekTime{shown->t});
  const Box button{region.width() - 168, middle - 20, 154, 40};
  if (text_button(region, ui, "Next difference", button)) ui.send(command::NextDifference{+1});
  hint(ui, "U; Shift+U goes back");
  const float left = std::max(words, time) + 28;
  const float half = (button.x - 18 - left) / 2;
  if (half < 90) return;
  int id = 0;
  for (const Pane pane : {Pane::kLeft, Pane::kRight}) {
    const float x = left + (pane == Pane::kLeft ? 0 : half);
    const SentenceLook look{.size = 17, .links = false};
    const Words sentence = side_words(session, pane, *shown);
    const auto [first, second] = split_sentence(c, sentence, look, half - 20);
    const bool one = second.empty();
    draw_sentence(c, ui, id++, first, x, middle + (one ? 6.0f : -4.0f), x + half - 16, look);
    if (!one) draw_sentence(c, ui, id++, second, x, middle + 17, x + half - 16, look);
  }
  c.line({left + half - 12, 12}, {left + half - 12, region.height() - 12}, theme.line, 2);
}

void draw_what_differs(const Session& session, const Ui& ui, const ShownTree& left,
                       const ShownTree& right, const Box& window) {
  if (!has_parted(session)) return;
  ImGui::SetCursorScreenPos({window.x, window.y});
  ImGui::BeginChild(
      "what differs", {window.w, window.h}, ImGuiChildFlags_None,
      ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar);
  const Canvas c(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  for (const auto& [own, other] : {std::pair{&left, &right}, {&right, &left}}) {
    std::vector<Box> holes, same;
    const Model& model = own->session->model();
    const std::vector<TaskId> differing = differing_tasks(model, other->session->model());
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      const auto box = own->tree->on_screen(Selection::of(task));
      if (!box || !box->overlaps(own->box)) continue;
      const bool differs = std::find(differing.begin(), differing.end(), task) != differing.end();
      (differs ? holes : same).push_back(box->grown(differs ? kHole * ui.scale : 3 * ui.scale));
    }
    if (holes.empty()) continue;
    c.push_clip(own->box);
    // Only what is the same fades; wires and words between keep their strength.
    for (const Box& box : same) draw_veil(c, box, holes, kVeil);
    c.pop_clip();
  }
  ImGui::EndChild();
}

void draw_alive_chart(const Session& session, const Ui&, const Region& region, const Box& box) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const RunComparison& comparison = session.comparison();
  const std::vector<AliveStep>&left = comparison.alive_left(), &right = comparison.alive_right();
  if (left.empty() || right.empty()) return;
  int32_t most = 1;
  for (const auto* steps : {&left, &right}) {
    for (const AliveStep& step : *steps) most = std::max(most, step.alive);
  }
  const SimTime end = std::max({left.back().t, right.back().t, session.now(), SimTime{1'000'000}});
  const float legend = box.w > 700 ? kLegend : 0;
  const Axes axes{
      {box.x + kAxisLeft, box.y + 14, box.w - kAxisLeft - legend - 30, box.h - kAxisFoot - 18},
      end,
      most};
  if (axes.box.w < 60 || axes.box.h < 30) return;
  c.text(box.x + 10, box.y + 18, "alive", {.size = 15.5f, .colour = theme.text2});
  draw_grid(c, axes);
  const SimTime now = session.now();
  draw_stair(c, right, axes, now, theme.wire, 5, true);
  draw_stair(c, left, axes, now, theme.text, 4, false);
  if (const Difference* first = comparison.first()) {
    const float x = axes.x(first->t);
    c.line({x, axes.box.y}, {x, axes.box.bottom()}, theme.text, 2, {2, 5, false});
    draw_unequal(c, {x, axes.box.y - 2}, 12);
  }
  const float x = axes.x(now);
  c.line({x, axes.box.y - 6}, {x, axes.box.bottom()}, theme.text, 2.5f);
  const int32_t here = alive_at(left, now), there = alive_at(right, now);
  c.fill({x - 7, axes.y(there) - 7, 14, 14}, 1, theme.wire);
  c.disc({x, axes.y(here)}, 7, theme.text);
  if (legend == 0) return;
  const float height = std::min(54.0f, (box.h - 16) / 2);
  const Box row{box.right() - legend, box.y + 6, legend - 6, height - 6};
  draw_legend_row(c, session.pane_name(Pane::kLeft), here, false, theme.text, row);
  draw_legend_row(c, session.pane_name(Pane::kRight), there, true, theme.wire,
                  {row.x, row.y + height, row.w, row.h});
}

}  // namespace grove
