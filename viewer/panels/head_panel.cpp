#include "viewer/panels/head_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "viewer/core/sandbox/knobs.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/lesson_bars.h"

namespace grove {
namespace {

// Narrower heads say less.
constexpr float kNarrow = 1150;
constexpr ImGuiSelectableFlags kStay = ImGuiSelectableFlags_NoAutoClosePopups;

void draw_logo(const Canvas& c, float x, float y) {
  const ImU32 colour = c.theme().outline(Hue::kGreen);
  c.line({x + 13, y + 8}, {x + 13, y + 16}, colour, 3);
  const Point bracket[] = {{x + 4, y + 22}, {x + 4, y + 16}, {x + 22, y + 16}, {x + 22, y + 22}};
  c.path(rounded(bracket, 3), colour, 3);
  c.disc({x + 13, y + 5}, 5, colour);
  c.disc({x + 4, y + 25}, 4, colour);
  c.disc({x + 22, y + 25}, 4, colour);
}

float draw_dialect(const Canvas& c, RecordDialect dialect, float x, float middle) {
  const char* name = dialect == RecordDialect::kTrio      ? "Trio"
                     : dialect == RecordDialect::kAsyncio ? "asyncio"
                                                          : "Trio and asyncio";
  const TextLook look{.size = 15.5f, .weight = Weight::kSemiBold};
  const Box box{x, middle - 13, c.width(name, look) + 20, 26};
  c.outline(box, 13, c.theme().wire, 2);
  c.text(box.x + 10, middle + 5.5f, name, look);
  return box.right() + 18;
}

// Where fields stand in a head of that height.
struct HeadLine {
  float middle;
  float height;  // of a field
  float top() const { return middle - height / 2; }
  float baseline() const { return middle + 6; }
};

void send_knob(const Ui& ui, const Knob& knob, const std::string& literal) {
  ui.send(command::SetKnob{knob.name, literal});
}

bool knob_differs(const Session& session, const Knob& knob) {
  const Recording& recording = session.recording();
  return knob_words(knob_value(recording, knob)) !=
         knob_words(own_value(*session.branches().trunk().scenario, recording, knob.name));
}

FieldLook look_of_knob(const Session& session, const Knob& knob, const HeadLine& line) {
  const bool ranged = knob.kind == Knob::Kind::kRange;
  return {.id = knob.name.c_str(),
          .name = knob.label,
          .value = knob_words(knob_value(session.recording(), knob)),
          .opens = !ranged,
          .steps = ranged,
          .differs = knob_differs(session, knob),
          .height = line.height};
}

// Returns where it ends.
float draw_knob(const Session& session, const Ui& ui, const Region& region, const HeadLine& line,
                const Knob& knob, float x) {
  const std::string literal = knob_value(session.recording(), knob);
  const FieldPress press = field(region, ui, look_of_knob(session, knob, line), x, line.top());
  if (knob_differs(session, knob)) {
    hint(ui, ("In the file: " + knob_words(own_value(*session.branches().trunk().scenario,
                                                     session.recording(), knob.name)))
                 .c_str());
  }
  if (press.step != 0) send_knob(ui, knob, stepped(knob, literal, press.step));
  const std::string popup = knob.name + " choices";
  if (press.opened) ImGui::OpenPopup(popup.c_str());
  const std::vector<std::string> literals = knob_choices(knob);
  std::vector<std::string> items;
  for (const std::string& choice : literals) items.push_back(knob_words(choice));
  anchor_menu(region.canvas(), press.box);
  const int picked = menu(ui, popup.c_str(), items, index_of_choice(knob, literal));
  if (picked >= 0) send_knob(ui, knob, literals[static_cast<std::size_t>(picked)]);
  return press.right + 8;
}

FieldLook look_of_more(std::size_t count, const HeadLine& line, bool differs = false) {
  return {.id = "more knobs",
          .name = "",
          .value = fmt::format("{} more", count),
          .opens = true,
          .differs = differs,
          .family = Family::kWords,
          .height = line.height};
}

const Inputs& file_inputs(const Session& session) {
  return session.branches().trunk().scenario->inputs;
}

FieldLook look_of_seed(const Session& session, const HeadLine& line) {
  return {.id = "seed",
          .name = "seed",
          .value = std::to_string(session.recording().inputs().seed),
          .opens = true,
          .differs = session.recording().inputs().seed != file_inputs(session).seed,
          .height = line.height};
}

// What a seed's menu offers.
struct SeedChoices {
  explicit SeedChoices(const Session& session) {
    const int64_t seed = session.recording().inputs().seed;
    const int64_t own = file_inputs(session).seed;
    items = {"next seed", "seed before", fmt::format("the file's own, {}", own)};
    seeds = {seed + 1, seed - 1, own};
    chosen = seed == own ? 2 : -1;
  }
  std::vector<std::string> items;
  std::vector<int64_t> seeds;
  int chosen;
};

float draw_seed(const Session& session, const Ui& ui, const Region& region, const HeadLine& line,
                float x) {
  const FieldPress press = field(region, ui, look_of_seed(session, line), x, line.top());
  hint(ui, "Where the program's random numbers begin: the same seed, the same run");
  if (press.opened) ImGui::OpenPopup("seeds");
  anchor_menu(region.canvas(), press.box);
  const SeedChoices choices(session);
  const int picked = menu(ui, "seeds", choices.items, choices.chosen);
  if (picked >= 0) ui.send(command::SetSeed{choices.seeds[static_cast<std::size_t>(picked)]});
  return press.right + 8;
}

// A knob with all that it can be, in the menu.
void draw_knob_items(const Session& session, const Ui& ui, const Knob& knob) {
  ImGui::PushID(knob.name.c_str());
  const std::string literal = knob_value(session.recording(), knob);
  ImGui::TextUnformatted((knob.label + "  " + knob_words(literal)).c_str());
  if (knob.kind == Knob::Kind::kRange) {
    if (ImGui::Selectable((knob.label + " less").c_str(), false, kStay)) {
      send_knob(ui, knob, stepped(knob, literal, -1));
    }
    if (ImGui::Selectable((knob.label + " more").c_str(), false, kStay)) {
      send_knob(ui, knob, stepped(knob, literal, +1));
    }
  }
  const std::vector<std::string> choices = knob_choices(knob);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool chosen = static_cast<int>(i) == index_of_choice(knob, literal);
    const std::string item = knob.label + ": " + knob_words(choices[i]);
    if (ImGui::Selectable(item.c_str(), chosen, kStay)) send_knob(ui, knob, choices[i]);
  }
  ImGui::PopID();
}

// The knobs that the head has no room for, and the seed if it has none for that either.
void draw_more(const Session& session, const Ui& ui, const Region& region, const HeadLine& line,
               std::span<const Knob> knobs, bool with_seed, float x) {
  const bool differs = std::any_of(knobs.begin(), knobs.end(),
                                   [&](const Knob& knob) { return knob_differs(session, knob); }) ||
                       (with_seed && look_of_seed(session, line).differs);
  const FieldLook look = look_of_more(knobs.size() + (with_seed ? 1 : 0), line, differs);
  const FieldPress press = field(region, ui, look, x, line.top());
  if (press.opened) ImGui::OpenPopup("further knobs");
  anchor_menu(region.canvas(), press.box);
  if (!ImGui::BeginPopup("further knobs")) return;
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 17 * ui.scale);
  if (with_seed) {
    const SeedChoices choices(session);
    ImGui::TextUnformatted(fmt::format("seed  {}", session.recording().inputs().seed).c_str());
    for (std::size_t i = 0; i < choices.items.size(); ++i) {
      const bool chosen = static_cast<int>(i) == choices.chosen;
      if (!ImGui::Selectable(choices.items[i].c_str(), chosen, kStay)) continue;
      ui.send(command::SetSeed{choices.seeds[i]});
    }
  }
  for (const Knob& knob : knobs) draw_knob_items(session, ui, knob);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
  ImGui::PopFont();
  ImGui::EndPopup();
}

std::string schedule_words(const SchedulePolicy& schedule) {
  std::string words = name_of(schedule);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

FieldLook look_of_schedule(const Session& session, const HeadLine& line) {
  return {.id = "schedule",
          .name = "schedule",
          .value = schedule_words(session.recording().inputs().schedule),
          .opens = true,
          .differs = session.recording().inputs().schedule != file_inputs(session).schedule,
          .height = line.height};
}

void draw_schedule(const Session& session, const Ui& ui, const Region& region, const HeadLine& line,
                   float x) {
  const SchedulePolicy& schedule = session.recording().inputs().schedule;
  const FieldPress press = field(region, ui, look_of_schedule(session, line), x, line.top());
  hint(ui,
       "In which order tasks that can run at the same time take their steps. Trio itself shuffles "
       "them; here the order is pinned, so that a run can be repeated.");
  if (press.opened) ImGui::OpenPopup("schedules");
  const std::string items[] = {"spawn order", "reversed", "shuffled, another each time"};
  anchor_menu(region.canvas(), press.box);
  const int picked = menu(ui, "schedules", items, static_cast<int>(schedule.kind));
  if (picked < 0) return;
  SchedulePolicy chosen;
  chosen.kind = static_cast<SchedulePolicy::Kind>(picked);
  if (chosen.kind == SchedulePolicy::Kind::kShuffled) chosen.seed = schedule.seed + 1;
  ui.send(command::SetSchedule{chosen});
}

// Seed, knobs, schedule from x to `limit`. The schedule is always said; knobs that find no room
// stand in a menu.
void draw_inputs(const Session& session, const Ui& ui, const Region& region, const HeadLine& line,
                 float x, float limit) {
  const Canvas& c = region.canvas();
  const std::span<const Knob> knobs = session.recording().scenario()->knobs;
  const float schedule = field_width(c, look_of_schedule(session, line));
  if (x + schedule > limit) return;
  float room = limit - x - schedule;
  const float more = field_width(c, look_of_more(knobs.size(), line)) + 8;
  const float seed = field_width(c, look_of_seed(session, line)) + 8;
  const bool has_seed = seed + (knobs.empty() ? 0 : more) <= room;
  if (has_seed) {
    x = draw_seed(session, ui, region, line, x);
    room -= seed;
  }
  std::vector<float> widths;
  float all = 0;
  for (const Knob& knob : knobs) {
    widths.push_back(field_width(c, look_of_knob(session, knob, line)) + 8);
    all += widths.back();
  }
  std::size_t shown = knobs.size();
  const auto rest = [&] { return shown < knobs.size() || !has_seed ? more : 0; };
  while (shown > 0 && all + rest() > room) all -= widths[--shown];
  for (std::size_t i = 0; i < shown; ++i) x = draw_knob(session, ui, region, line, knobs[i], x);
  if (rest() > 0 && all + more <= room) {
    draw_more(session, ui, region, line, knobs.subspan(shown), !has_seed, x);
    x += more;
  }
  draw_schedule(session, ui, region, line, x);
}

void draw_half_moon(const Canvas& c, Point at) {
  const ImU32 colour = c.theme().text;
  c.circle(at, 9, colour, 2.5f);
  std::vector<Point> half;
  for (int i = 0; i <= 12; ++i) {
    const float angle = -1.5708f + 3.14159f * static_cast<float>(i) / 12;
    half.push_back({at.x + 9 * std::cos(angle), at.y + 9 * std::sin(angle)});
  }
  c.convex(half, colour);
}

// Returns where the right-hand side begins.
float draw_right(const Ui& ui, const Region& region, const HeadLine& line) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const float middle = line.middle;
  float x = region.width() - 12 - 42;
  Press press = button_ground(region, ui, "All keys", {x, line.top(), 42, line.height});
  hint(ui, "All keys (?)");
  c.text(x + 21, middle + 7, "?", {.size = 19, .weight = Weight::kBold, .align = Align::kMiddle});
  if (press.clicked) ui.send(command::Toggle{Overlay::kKeys});
  x -= 50;
  press = button_ground(region, ui, "Theme", {x, line.top(), 42, line.height});
  hint(ui, "Dark, light or high contrast (T)");
  draw_half_moon(c, {x + 21, middle});
  if (press.clicked) ui.send(command::ToggleTheme{});
  const bool narrow = region.width() < kNarrow;
  const float width = narrow ? 42 : 196;
  const Box find{x - 8 - width, line.top(), width, line.height};
  press = region.press("Find action", find);
  c.fill(find, 8, press.hovered ? theme.raised : theme.canvas);
  c.outline(find, 8, theme.line, 2);
  c.circle({find.x + 20, middle - 2}, 6, theme.text2, 2.5f);
  c.line({find.x + 24.5f, middle + 3}, {find.x + 29, middle + 8}, theme.text2, 2.5f);
  hint(ui, "Find an action by its name (Ctrl+K)");
  if (!narrow) {
    c.text(find.x + 38, line.baseline(), "Find action", {.size = 16, .colour = theme.text2});
    c.text(find.right() - 12, line.baseline(), "Ctrl K",
           {.size = 15.5f, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight});
  }
  if (press.clicked) ui.send(command::Toggle{Overlay::kPalette});
  return find.x - 12;
}

}  // namespace

void draw_head(const Session& session, const Ui& ui, const Box& box) {
  const Region region("head", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const HeadLine line{region.height() / 2, std::min(38.0f, region.height() - 6)};
  const float limit = draw_right(ui, region, line);
  draw_logo(c, 16, line.middle - 16);
  if (session.empty()) {
    c.text(54, line.middle + 7, "Grove", {.size = 22, .weight = Weight::kBold});
    return;
  }
  const Recording& recording = session.recording();
  TextLook title{.size = 22, .weight = Weight::kBold};
  const float room = limit * (region.width() < kNarrow ? 0.3f : 0.4f);
  // Rather smaller than cut.
  const float wanted = std::max(1.0f, c.width(recording.title(), title));
  title.size *= std::clamp(room / wanted * 0.99f, 0.72f, 1.0f);
  float x = c.text(54, line.middle + 7, c.fitting(recording.title(), title, room), title);
  x = draw_dialect(c, recording.record().header.dialect, x + 14, line.middle);
  if (session.classroom().walking()) return draw_lesson_stops(session, region, x, limit);
  if (recording.scenario() != nullptr) return draw_inputs(session, ui, region, line, x, limit);
  const TextLook look{.size = 16, .colour = c.theme().text2};
  const std::string words = fmt::format("a record of {}", recording.record().header.source);
  c.text(x, line.baseline(), c.fitting(words, look, limit - x), look);
}

}  // namespace grove
