#include "viewer/panels/head_panel.h"

#include <fmt/format.h>

#include <cmath>

#include "viewer/panels/controls.h"

namespace grove {
namespace {

constexpr float kFieldTop = 8, kFieldHeight = 38;

void draw_logo(const Canvas& c, float x, float y) {
  const ImU32 colour = c.theme().outline(Hue::kGreen);
  c.line({x + 13, y + 8}, {x + 13, y + 16}, colour, 3);
  const Point bracket[] = {{x + 4, y + 22}, {x + 4, y + 16}, {x + 22, y + 16}, {x + 22, y + 22}};
  c.path(rounded(bracket, 3), colour, 3);
  c.disc({x + 13, y + 5}, 5, colour);
  c.disc({x + 4, y + 25}, 4, colour);
  c.disc({x + 22, y + 25}, 4, colour);
}

float draw_dialect(const Canvas& c, Dialect dialect, float x, float middle) {
  const char* name = dialect == Dialect::kTrio      ? "Trio"
                     : dialect == Dialect::kAsyncio ? "asyncio"
                                                    : "Trio and asyncio";
  const TextLook look{.size = 15.5f, .weight = Weight::kSemiBold};
  const Box box{x, middle - 13, c.width(name, look) + 20, 26};
  c.outline(box, 13, c.theme().wire, 2);
  c.text(box.x + 10, middle + 5.5f, name, look);
  return box.right() + 18;
}

// A knob's value as a person writes it: "['r01']" is r01, "True" is yes.
std::string knob_words(const std::string& literal) {
  if (literal == "True") return "yes";
  if (literal == "False") return "no";
  if (literal == "[]") return "none";
  std::string words;
  for (const char c : literal) {
    if (c != '[' && c != ']' && c != '\'' && c != '"') words += c;
  }
  return words;
}

// The value in force: set from outside, else the program's own first assignment.
std::string value_of(const Recording& recording, const Knob& knob) {
  for (const auto& [name, literal] : recording.inputs().knobs) {
    if (name == knob.name) return literal;
  }
  for (const std::string& line : recording.record().header.program) {
    if (line.compare(0, knob.name.size(), knob.name) != 0) continue;
    const std::size_t equals = line.find_first_not_of(' ', knob.name.size());
    if (equals == std::string::npos || line[equals] != '=') continue;
    const std::size_t begin = line.find_first_not_of(' ', equals + 1);
    if (begin == std::string::npos) continue;
    std::size_t end = line.find("  #", begin);
    if (end == std::string::npos) end = line.size();
    return line.substr(begin, line.find_last_not_of(' ', end - 1) + 1 - begin);
  }
  return "";
}

// The choice that means the same, whatever quotes and blanks it is written with; -1 if none does.
int index_of_choice(const Knob& knob, const std::string& literal) {
  for (std::size_t i = 0; i < knob.choices.size(); ++i) {
    if (knob_words(knob.choices[i]) == knob_words(literal)) return static_cast<int>(i);
  }
  return -1;
}

std::string stepped(const Knob& knob, const std::string& literal, int step) {
  const double value = std::strtod(literal.c_str(), nullptr) + step * knob.step;
  const double kept = std::clamp(value, knob.min, knob.max);
  if (knob.is_integer) return fmt::format("{}", std::lround(kept));
  // Steps such as 0.1 must not leave 0.30000000000000004 behind.
  return fmt::format("{:.10g}", kept);
}

// Returns where it ends; `limit` where the next thing begins, and nothing may reach.
float draw_knob(const Session& session, const Ui& ui, const Region& region, const Knob& knob,
                float x, float limit) {
  const std::string literal = value_of(session.recording(), knob);
  const bool ranged = knob.kind == Knob::Kind::kRange;
  const FieldLook look{.id = knob.name.c_str(),
                       .name = knob.label,
                       .value = knob_words(literal),
                       .opens = !ranged,
                       .steps = ranged,
                       .height = kFieldHeight};
  if (x + field_width(region.canvas(), look) > limit) return x;
  const FieldPress press = field(region, ui, look, x, kFieldTop);
  if (press.step != 0) ui.send(command::SetKnob{knob.name, stepped(knob, literal, press.step)});
  const std::string popup = knob.name + " choices";
  if (press.opened) ImGui::OpenPopup(popup.c_str());
  std::vector<std::string> literals = knob.choices;
  if (knob.kind == Knob::Kind::kBool) literals = {"False", "True"};
  std::vector<std::string> items;
  for (const std::string& choice : literals) items.push_back(knob_words(choice));
  int chosen =
      knob.kind == Knob::Kind::kBool ? (literal == "True" ? 1 : 0) : index_of_choice(knob, literal);
  chosen = menu(ui, popup.c_str(), items, chosen);
  if (chosen >= 0) {
    ui.send(command::SetKnob{knob.name, literals[static_cast<std::size_t>(chosen)]});
  }
  return press.right + 8;
}

float draw_seed(const Session& session, const Ui& ui, const Region& region, float x) {
  const int64_t seed = session.recording().inputs().seed;
  const FieldPress press = field(region, ui,
                                 {.id = "seed",
                                  .name = "seed",
                                  .value = std::to_string(seed),
                                  .steps = true,
                                  .height = kFieldHeight},
                                 x, kFieldTop);
  if (press.step != 0) ui.send(command::SetSeed{seed + press.step});
  return press.right + 8;
}

float draw_schedule(const Session& session, const Ui& ui, const Region& region, float x,
                    float limit) {
  const SchedulePolicy& schedule = session.recording().inputs().schedule;
  std::string words = name_of(schedule);
  std::replace(words.begin(), words.end(), '-', ' ');
  const FieldLook look{
      .id = "schedule", .name = "schedule", .value = words, .opens = true, .height = kFieldHeight};
  if (x + field_width(region.canvas(), look) > limit) return x;
  const FieldPress press = field(region, ui, look, x, kFieldTop);
  hint(ui,
       "In which order tasks that can run at the same time take their steps. Trio itself shuffles "
       "them; here the order is pinned, so that a run can be repeated.");
  if (press.opened) ImGui::OpenPopup("schedules");
  const std::string items[] = {"spawn order", "reversed", "shuffled, another each time"};
  const int picked = menu(ui, "schedules", items, static_cast<int>(schedule.kind));
  if (picked < 0) return press.right + 8;
  SchedulePolicy chosen;
  chosen.kind = static_cast<SchedulePolicy::Kind>(picked);
  if (chosen.kind == SchedulePolicy::Kind::kShuffled) chosen.seed = schedule.seed + 1;
  ui.send(command::SetSchedule{chosen});
  return press.right + 8;
}

// Returns where the right-hand side begins.
float draw_right(const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  float x = region.width() - 12 - 42;
  Press press = button_ground(region, ui, "All keys", {x, kFieldTop, 42, kFieldHeight});
  hint(ui, "All keys (?)");
  c.text(x + 21, 34, "?", {.size = 19, .weight = Weight::kBold, .align = Align::kMiddle});
  if (press.clicked) ui.send(command::Toggle{Overlay::kKeys});
  x -= 50;
  press = button_ground(region, ui, "Theme", {x, kFieldTop, 42, kFieldHeight});
  hint(ui, "Dark or light (T)");
  c.circle({x + 21, 27}, 9, theme.text, 2.5f);
  std::vector<Point> half;
  for (int i = 0; i <= 12; ++i) {
    const float angle = -1.5708f + 3.14159f * static_cast<float>(i) / 12;
    half.push_back({x + 21 + 9 * std::cos(angle), 27 + 9 * std::sin(angle)});
  }
  c.convex(half, theme.text);
  if (press.clicked) ui.send(command::ToggleTheme{});
  const Box find{x - 8 - 196, kFieldTop, 196, kFieldHeight};
  press = region.press("Find action", find);
  c.fill(find, 8, press.hovered ? theme.raised : theme.canvas);
  c.outline(find, 8, theme.line, 2);
  c.circle({find.x + 20, 25}, 6, theme.text2, 2.5f);
  c.line({find.x + 24.5f, 30}, {find.x + 29, 35}, theme.text2, 2.5f);
  c.text(find.x + 38, 33, "Find action", {.size = 16, .colour = theme.text2});
  c.text(find.right() - 12, 33, "Ctrl K",
         {.size = 15, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight});
  if (press.clicked) ui.send(command::Toggle{Overlay::kPalette});
  return find.x - 12;
}

}  // namespace

void draw_head(const Session& session, const Ui& ui, const Box& box) {
  const Region region("head", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const float limit = draw_right(ui, region);
  draw_logo(c, 16, 11);
  if (session.empty()) {
    c.text(54, 34, "Grove", {.size = 22, .weight = Weight::kBold});
    return;
  }
  const Recording& recording = session.recording();
  const TextLook title{.size = 22, .weight = Weight::kBold};
  float x = c.text(54, 34, c.fitting(recording.title(), title, limit * 0.4f), title) + 14;
  x = draw_dialect(c, recording.record().header.dialect, x, 27);
  if (recording.scenario() == nullptr) {
    c.text(x, 33, fmt::format("a record of {}", recording.record().header.source),
           {.size = 16, .colour = c.theme().text2});
    return;
  }
  if (x + 120 < limit) x = draw_seed(session, ui, region, x);
  for (const Knob& knob : recording.scenario()->knobs) {
    x = draw_knob(session, ui, region, knob, x, limit);
  }
  draw_schedule(session, ui, region, x, limit);
}

}  // namespace grove
