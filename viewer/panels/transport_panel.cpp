#include "viewer/panels/transport_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/orphans.h"
#include "engine/picture/words.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/lesson_bars.h"

namespace grove {
namespace {

constexpr float kMarkDistance = 5;
// From the end of the bar to the sign of the end, clear of the knob.
constexpr float kEndSign = 28;
constexpr float kButton = 46, kMainButton = 60, kGap = 7;

enum class Icon : uint8_t { kStart, kBack, kPlay, kPause, kForward, kEnd };

void draw_icon(const Canvas& c, Icon icon, Point at, ImU32 colour) {
  const auto triangle = [&](float from, float to, float half) {
    // Clockwise, whichever way it points.
    const Point forward[] = {
        {at.x + from, at.y - half}, {at.x + to, at.y}, {at.x + from, at.y + half}};
    const Point backward[] = {
        {at.x + from, at.y + half}, {at.x + to, at.y}, {at.x + from, at.y - half}};
    c.convex(from < to ? forward : backward, colour);
  };
  const auto bar = [&](float x) { c.fill({at.x + x - 2, at.y - 10, 4, 20}, 1.5f, colour); };
  switch (icon) {
    case Icon::kStart:
      bar(-9);
      return triangle(9, -6, 10);
    case Icon::kBack:
      return triangle(7, -7, 10);
    case Icon::kPlay:
      return triangle(-7, 12, 12);
    case Icon::kPause:
      c.fill({at.x - 8, at.y - 11, 6, 22}, 1, colour);
      return c.fill({at.x + 3, at.y - 11, 6, 22}, 1, colour);
    case Icon::kForward:
      return triangle(-7, 7, 10);
    case Icon::kEnd:
      triangle(-9, 6, 10);
      return bar(9);
  }
}

// Returns where the buttons end.
float draw_buttons(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const bool playing = session.playback().playing();
  struct Button {
    const char* label;
    Icon icon;
    Command command;
    const char* hint;
  };
  const Button buttons[] = {
      {"To the start", Icon::kStart, command::ToStart{}, "To the start (Home)"},
      {"Back", Icon::kBack, command::Step{-1}, "One step back (←)"},
      {playing ? "Pause" : "Play", playing ? Icon::kPause : Icon::kPlay, command::TogglePlay{},
       playing ? "Pause (Space)" : "Play (Space)"},
      {"Forward", Icon::kForward, command::Step{+1}, "One step forward (→)"},
      {"To the end", Icon::kEnd, command::ToEnd{}, "To the end of what is recorded (End)"},
  };
  float x = 16;
  const float y = region.height() / 2 - kButton / 2;
  for (const Button& button : buttons) {
    const bool main = button.icon == Icon::kPlay || button.icon == Icon::kPause;
    const Box box{x, y, main ? kMainButton : kButton, kButton};
    const Press press = button_ground(region, ui, button.label, box, main);
    hint(ui, button.hint);
    draw_icon(c, button.icon, {box.middle_x(), box.middle_y()}, main ? theme.canvas : theme.text);
    if (press.clicked) ui.commands.push_back(button.command);
    x = box.right() + kGap;
  }
  return x;
}

constexpr StepKind kSteps[] = {StepKind::kStepEvent, StepKind::kInteresting, StepKind::kInstant,
                               StepKind::kTaskStep,  StepKind::kLine,        StepKind::kEvent};

float draw_step_field(const Session& session, const Ui& ui, const Region& region, float x) {
  const StepKind now = session.playback().step();
  const FieldPress press = field(region, ui,
                                 {.id = "step",
                                  .name = "step",
                                  .value = name_of(now),
                                  .opens = true,
                                  .family = Family::kWords,
                                  .height = kButton,
                                  .corner = 10},
                                 x, region.height() / 2 - kButton / 2);
  hint(ui, "What ← and → step by, and playing at event pace");
  if (press.opened) ImGui::OpenPopup("steps");
  std::vector<std::string> names;
  int chosen = 0;
  for (std::size_t i = 0; i < std::size(kSteps); ++i) {
    names.emplace_back(name_of(kSteps[i]));
    if (kSteps[i] == now) chosen = static_cast<int>(i);
  }
  anchor_menu(region.canvas(), press.box);
  const int picked = menu(ui, "steps", names, chosen);
  if (picked >= 0) ui.send(command::ChooseStep{kSteps[picked]});
  return press.right + kGap;
}

float draw_pace_field(const Session& session, const Ui& ui, const Region& region, float x) {
  const Playback& playback = session.playback();
  const FieldPress press = field(region, ui,
                                 {.id = "pace",
                                  .name = "pace",
                                  .value = pace_words(playback),
                                  .opens = true,
                                  .family = Family::kWords,
                                  .height = kButton,
                                  .corner = 10},
                                 x, region.height() / 2 - kButton / 2);
  hint(ui, "How fast it plays (+ and −)");
  if (press.opened) ImGui::OpenPopup("paces");
  const std::vector<std::string> items = {"so many events a second", "so much simulated time",
                                          "faster  +", "slower  −"};
  anchor_menu(region.canvas(), press.box);
  const int picked = menu(ui, "paces", items, playback.clock() == PlayClock::kEventPace ? 0 : 1);
  if (picked == 0) ui.send(command::ChooseClock{PlayClock::kEventPace});
  if (picked == 1) ui.send(command::ChooseClock{PlayClock::kTimePace});
  if (picked == 2) ui.send(command::Faster{});
  if (picked == 3) ui.send(command::Slower{});
  return press.right + kGap;
}

void draw_mark(const Canvas& c, MarkKind kind, float x, float y) {
  const Theme& theme = c.theme();
  switch (kind) {
    case MarkKind::kSpawn: {
      const Point points[] = {{x - 5, y - 22}, {x + 5, y - 22}, {x, y - 12}};
      return c.convex(points, theme.outline(Hue::kSky));
    }
    case MarkKind::kDone:
      return c.fill({x - 4.5f, y - 21, 9, 9}, 1, theme.outline(Hue::kGreen));
    case MarkKind::kCancelledExit:
      return c.circle({x, y - 16.5f}, 4.5f, theme.word(Hue::kAsh), 2);
    case MarkKind::kCancel:
      return draw_glyph(c, Glyph::kCancelling, {x, y + 18}, 6, theme.outline(Hue::kOrange));
    case MarkKind::kException:
      return draw_star(c, {x, y + 18}, 9, 5, 8, theme.outline(Hue::kVermillion));
  }
}

void draw_bookmark(const Canvas& c, float x, float y) {
  const ImU32 colour = c.theme().text;
  c.line({x, y - 26}, {x, y + 8}, colour, 2.5f);
  const Point cloth[] = {{x, y - 26}, {x + 10, y - 22}, {x, y - 18}};
  c.convex(cloth, colour);
}

// Where a branch departs from the one it was made of: a diamond on the bar.
void draw_departure(const Canvas& c, float x, float y) {
  const Theme& theme = c.theme();
  const auto diamond = [&](float half, ImU32 colour) {
    const Point points[] = {{x - half, y}, {x, y - half}, {x + half, y}, {x, y + half}};
    c.convex(points, colour);
  };
  c.line({x, y - 24}, {x, y + 24}, theme.text2, 2);
  diamond(11, theme.panel);
  diamond(8.5f, theme.text);
}

// Marks stand by the order of step events, so that an instant with many of them is not one spot.
class Scrub {
 public:
  Scrub(const Session& session, float left, float right)
      : index_(session.recording().index()),
        left_(left),
        right_(right),
        count_(std::max<std::size_t>(1, index_.step_events().size())) {}

  float at(std::size_t position) const { return at_rank(index_.rank_of(position)); }
  float at_rank(std::size_t rank) const {
    return left_ + (right_ - left_) * static_cast<float>(rank) / static_cast<float>(count_);
  }
  std::size_t rank_at(float x) const {
    const float share = std::clamp((x - left_) / (right_ - left_), 0.0f, 1.0f);
    return static_cast<std::size_t>(std::lround(share * static_cast<float>(count_)));
  }
  std::size_t position_at(float x) const { return index_.position_of_rank(rank_at(x)); }
  float right() const { return right_; }

 private:
  const EventIndex& index_;
  float left_, right_;
  std::size_t count_;
};

void draw_marks(const Canvas& c, const Session& session, const Scrub& scrub, float y) {
  const auto& index = session.recording().index();
  const std::size_t shown = index.rank_of(session.model().position());
  for (int i = 0; i < kMarkKindCount; ++i) {
    const auto kind = static_cast<MarkKind>(i);
    const std::vector<uint32_t>& marks = index.marks(kind);
    auto mark = marks.begin();
    while (mark != marks.end()) {
      const float x = scrub.at_rank(*mark);
      draw_mark(*mark > shown ? c.faded(0.6f) : c, kind, x, y);
      // Another of the kind within a few pixels would only smear it.
      mark = std::lower_bound(mark + 1, marks.end(), scrub.rank_at(x + kMarkDistance));
    }
  }
}

// How the run ends, behind the end of the bar, once it was seen to: before, only that it does.
// Nothing while that is open.
void draw_end(const Session& session, const Ui& ui, const Region& region, float right, float y) {
  const Record& record = session.record();
  if (record.size() == 0) return;
  const auto* finished = record.at(record.size() - 1).get_if<RunFinished>();
  if (finished == nullptr) return;
  const bool known = session.player().furthest() == record.size();
  const std::string words = known ? fmt::format("The run {}", ending_words(finished->outcome))
                                  : std::string("To the end of the run");
  const Point at{right + kEndSign, y};
  const Press press = region.press(words.c_str(), {at.x - 10, y - 14, 20, 28});
  hint(ui, words.c_str());
  if (press.clicked) ui.send(command::ToEnd{});
  if (!known) {
    const Canvas& c = region.canvas();
    c.disc(at, 9.5f, c.theme().raised);
    return c.circle(at, 9.5f, c.theme().wire, 2);
  }
  const bool shown = session.model().position() == record.size();
  const Canvas c = shown ? region.canvas() : region.canvas().faded(0.6f);
  const bool lost = !lost_exceptions(session.recording().lanes().end()).empty();
  const EventMark mark = mark_of(finished->outcome, lost);
  c.disc(at, 9.5f, c.theme().base(mark.hue));
  draw_glyph(c, mark.glyph, at, 5.2f, glyph_colour(c.theme(), mark.hue, false));
}

// What a lesson has not come to yet: how much of it there is, nobody can see.
void draw_hidden(const Canvas& c, const Session& session, const Box& box) {
  const Theme& theme = c.theme();
  c.fill(box, 6, theme.raised);
  c.stripes(box, 6, theme.line, 16, 5);
  const char* words = session.classroom().asks() ? "hidden until you answer" : "to come";
  const TextLook look{.size = 17, .weight = Weight::kSemiBold, .align = Align::kMiddle};
  const float width = c.width(words, look) + 32;
  if (width > box.w - 12) return;
  const Box pill{box.middle_x() - width / 2, box.middle_y() - 15, width, 30};
  c.fill(pill, 15, theme.panel);
  c.outline(pill, 15, theme.wire, 2);
  c.text(pill.middle_x(), pill.middle_y() + 6, words, look);
}

void draw_scrub_bar(const Session& session, const Ui& ui, const Region& region, float left,
                    float right) {
  if (right - left < 60) return;
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const float y = region.height() / 2 + 1;
  const bool hides = session.classroom().hides();
  const float share = hides ? session.classroom().stage().share_open() : 1;
  const Scrub scrub(session, left, left + (right - left) * share);
  const Press press =
      region.press("scrub bar", {left - 8, 6, right - left + 16, region.height() - 12});
  if (hides) {
    const float from = scrub.right() + 20;
    draw_hidden(c, session, {from, y - 19, std::max(1.0f, right - from), 38});
  } else {
    draw_end(session, ui, region, right, y);
  }
  const float mouse = c.unit(ImGui::GetIO().MousePos).x;
  if (press.held) {
    // Beyond what is shown it is refused with a word.
    const bool beyond = hides && mouse > scrub.right() + 20;
    const std::size_t position = beyond ? session.record().size() + 1 : scrub.position_at(mouse);
    if (position != session.model().position()) ui.send(command::Seek{position});
  }
  const float knob = scrub.at(session.model().position());
  c.fill({left, y - 5, scrub.right() - left, 10}, 5, theme.raised);
  if (!session.recording().complete() || session.recording().live()) {
    // Still growing: the end is open.
    c.stripes({right - 40, y - 5, 40, 10}, 5, theme.line, 9, 3);
  }
  c.fill({left, y - 5, knob - left, 10}, 5, theme.wire);
  draw_marks(c, session, scrub, y);
  if (const auto departure = session.recordings().departure(session.branches().shown().id)) {
    draw_departure(c, scrub.at(departure->position), y);
  }
  for (const std::size_t place : session.bookmarks()) {
    draw_bookmark(c, scrub.at(place), y);
  }
  c.disc({knob, y}, 15, theme.panel);
  c.disc({knob, y}, 11.5f, theme.text);
  if (press.hovered && !press.held) {
    const std::size_t position = scrub.position_at(mouse);
    if (position > 0) {
      const EventId event{static_cast<int32_t>(position - 1)};
      hint(ui, fmt::format("t = {}", format_time(session.record()[event].t)).c_str());
    }
  }
}

// Returns where the clock begins.
float draw_clock(const Session& session, const Region& region) {
  const Canvas& c = region.canvas();
  const float right = region.width() - 20, baseline = region.height() / 2 + 14;
  const TextLook digits{
      .size = 42, .weight = Weight::kBold, .family = Family::kCode, .align = Align::kRight};
  // Always to the millisecond, so that the figures stand still while time passes.
  std::string time = format_time(SimTime{session.now().ns / 1'000'000 * 1'000'000});
  c.text(right, baseline, time, digits);
  const float left = right - c.width(time, digits) - 12;
  c.text(left, baseline - 1, "t =",
         {.size = 20, .family = Family::kCode, .colour = c.theme().text2, .align = Align::kRight});
  return left - 40;
}

}  // namespace

void draw_transport(const Session& session, const Ui& ui, const Box& box) {
  const Region region("transport", box, ui, ui.style.theme.panel);
  if (session.classroom().walking()) {
    const float left = draw_lesson_buttons(session, ui, region),
                right = draw_clock(session, region);
    if (session.view().regions.presenting) return draw_lesson_hint(session, region, left, right);
    return draw_scrub_bar(session, ui, region, left + 22, right - kEndSign - 22);
  }
  float x = draw_buttons(session, ui, region) + 4;
  const float clock = draw_clock(session, region);
  const bool has_bar = !session.view().regions.presenting;
  // The bar matters more than the fields where there is no room for both.
  const float bar = has_bar ? 180.0f : 0.0f;
  if (clock - x > 230 + bar) x = draw_step_field(session, ui, region, x);
  if (clock - x > 260 + bar) x = draw_pace_field(session, ui, region, x);
  if (has_bar) draw_scrub_bar(session, ui, region, x + 22, clock - kEndSign - 22);
}

void draw_strip(const Session& session, const Ui& ui, const Box& box) {
  const Region region("strip", box, ui, ui.style.theme.panel);
  draw_scrub_bar(session, ui, region, 32, region.width() - 32 - kEndSign);
}

}  // namespace grove
