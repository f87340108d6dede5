#include "viewer/panels/tree/tree_tools.h"

#include <fmt/format.h>
#include <misc/cpp/imgui_stdlib.h>

#include <array>
#include <vector>

#include "engine/picture/orphans.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

// One entry of the tally.
struct Count {
  TaskStatus status;
  const char* word;
  int32_t number;
  bool orphans = false;  // alive, whatever they do
};

// `apart`: failures where they began, and those that were passed on; else both together.
std::vector<Count> counts_of(const Model& model, bool apart) {
  std::array<int32_t, kTaskStatusCount> all = model.status_counts();
  const Orphans orphans = orphans_of(model);
  for (std::size_t i = 0; i < orphans.among.size(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (orphans.has(task) && model.task(task).alive) {
      --all[static_cast<std::size_t>(model.status(task))];
    }
  }
  if (!apart) {
    auto& passed = all[static_cast<std::size_t>(TaskStatus::kPassesOn)];
    all[static_cast<std::size_t>(TaskStatus::kFailed)] += passed;
    passed = 0;
  }
  const auto of = [&](TaskStatus s) { return all[static_cast<std::size_t>(s)]; };
  const std::vector<Count> every = {
      {TaskStatus::kWaiting, orphans.alive == 1 ? "orphan" : "orphans", orphans.alive, true},
      {TaskStatus::kRunning, "running", of(TaskStatus::kRunning)},
      {TaskStatus::kReady, "ready", of(TaskStatus::kReady)},
      {TaskStatus::kAsked, "asked", of(TaskStatus::kAsked)},
      {TaskStatus::kCancelling, "cancelling", of(TaskStatus::kCancelling)},
      {TaskStatus::kFailed, "failed", of(TaskStatus::kFailed)},
      {TaskStatus::kPassesOn, "passed on", of(TaskStatus::kPassesOn)},
      {TaskStatus::kCancelled, "cancelled", of(TaskStatus::kCancelled)},
      {TaskStatus::kDone, "done", of(TaskStatus::kDone)},
      {TaskStatus::kWaiting, "waiting", of(TaskStatus::kWaiting)},
  };
  std::vector<Count> some;
  for (const Count& count : every) {
    if (count.number > 0) some.push_back(count);
  }
  return some;
}

// What stands beside the disc of a state.
std::string words_of(const Count& count, bool alone, bool short_of_room) {
  if (short_of_room) return std::to_string(count.number);
  if (!alone || count.orphans || count.status != TaskStatus::kWaiting) {
    return fmt::format("{} {}", count.number, count.word);
  }
  return fmt::format("{} alive, {}waiting", count.number, count.number > 1 ? "all " : "");
}

constexpr float kField = 210;
// A smaller tree is seen whole, and the numbers have its button's room.
constexpr std::size_t kTasksToFilter = 40;
constexpr float kDisc = 32, kBetween = 24, kTallyRow = 34;

float width_of(const Canvas& c, const std::vector<Count>& counts, const TextLook& look) {
  float all = -kBetween;
  for (const Count& count : counts) {
    all += c.width(words_of(count, counts.size() == 1, false), look) + kDisc + kBetween;
  }
  return all;
}

// No state is ever left out: where there is no room failures are told together; then the words go,
// for the discs say the same; and where there is none for the numbers, they go on below.
void draw_tally(const Region& region, const Ui& ui, const Model& model, float right, float left) {
  const Canvas& c = region.canvas();
  std::vector<Count> counts = counts_of(model, true);
  const bool alone = counts.size() == 1;
  const TextLook look{.size = alone ? 20.0f : 18.0f, .weight = Weight::kSemiBold};
  if (right - width_of(c, counts, look) < left) counts = counts_of(model, false);
  const bool short_of_room = right - width_of(c, counts, look) < left;
  float x = right, y = 28;
  for (auto count = counts.rbegin(); count != counts.rend(); ++count) {
    const std::string words = words_of(*count, alone, short_of_room);
    const float width = c.width(words, look) + kDisc;
    if (x - width < left && x < right) {
      x = right;
      y += kTallyRow;
    }
    x -= width;
    if (y > 28) c.fill({x - 4, y - 16, width + 8, 32}, 8, with_alpha(c.theme().canvas, 0.8f));
    if (count->orphans) {
      c.disc({x + 13, y}, 12, c.theme().base(Hue::kPurple));
      draw_glyph(c, Glyph::kOrphan, {x + 13, y}, 8, c.theme().canvas);
    } else {
      draw_state_disc(c, count->status, look_of(count->status).glyph, {x + 13, y}, 12,
                      c.theme().canvas);
    }
    c.text(x + kDisc, y + 6, words, look);
    if (short_of_room) {
      region.press(count->word, {x, y - 14, width, 28});
      hint(ui, fmt::format("{} {}", count->number, count->word).c_str());
    }
    x -= short_of_room ? kBetween / 2 : kBetween;
  }
}

// Returns where it ends.
float draw_tool(const Region& region, const char* label, float x, bool on, bool dot,
                bool* clicked) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const TextLook look{.size = 16, .weight = Weight::kSemiBold};
  const Box box{x, 12, c.width(label, look) + (dot ? 44 : 26), 32};
  const Press press = region.press(label, box);
  c.fill(box, 8, on || press.hovered ? theme.raised : theme.canvas);
  c.outline(box, 8, theme.line, 2);
  if (dot) {
    if (on) {
      c.disc({box.x + 17, box.middle_y()}, 5, theme.text);
    } else {
      c.circle({box.x + 17, box.middle_y()}, 5, theme.text2, 2);
    }
  }
  c.text(box.x + (dot ? 30 : 13), box.middle_y() + 5.6f, label, look);
  *clicked = press.clicked;
  return box.right() + 8;
}

}  // namespace

// The field, and how many it lets through. Returns where it ends.
float TreeTools::draw_filter(const Session& session, const Ui& ui, const Region& region,
                             std::ptrdiff_t matching, float x) {
  const TreeFilter& filter = session.view().filter;
  const bool fresh = filter.open && !filtering_;
  filtering_ = filter.open;
  if (!filter.open) return x;
  if (fresh) text_ = filter.text;
  const Canvas& c = region.canvas();
  ImGui::SetCursorScreenPos(c.pixel(x, 12));
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 16.5f * ui.scale);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8 * ui.scale, 6 * ui.scale});
  ImGui::SetNextItemWidth(kField * ui.scale);
  if (fresh) ImGui::SetKeyboardFocusHere();
  const bool typed = ImGui::InputTextWithHint("##filter", "name, state, -not", &text_,
                                              ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  hint(ui,
       "Tasks of which all these words are said: a part of a name, a state, what it waits for; "
       "-done leaves out");
  if (typed) ui.send(command::FilterTasks{text_});
  if (filter.text.empty()) return x + kField + 8;
  const std::string words = fmt::format("{} of {}", matching, session.model().task_count());
  const TextLook look{.size = 16, .weight = Weight::kSemiBold, .colour = c.theme().text2};
  return c.text(x + kField + 10, 33.6f, words, look) + 8;
}

void TreeTools::draw(const Session& session, const Ui& ui, const Region& region,
                     std::ptrdiff_t matching) {
  const bool follows = session.view().camera.aim == CameraAim::kFollow;
  bool clicked = false;
  float x = draw_tool(region, "Fit", 14, false, false, &clicked);
  hint(ui, "Show everything (F F)");
  if (clicked) ui.send(command::Aim{CameraAim::kFit});
  x = draw_tool(region, "Follow", x, follows, true, &clicked);
  hint(ui, "Keep everything in view, or what happens where that would be too small");
  if (clicked) ui.send(command::Aim{follows ? CameraAim::kFit : CameraAim::kFollow});
  const bool filters = session.view().filter.open;
  if (filters || session.model().task_count() >= kTasksToFilter) {
    x = draw_tool(region, "Filter", x, filters, false, &clicked);
    hint(ui, "Show some of the tasks: by name, state, and what they wait for (Shift + F)");
    if (clicked) ui.send(command::ToggleFilter{});
  }
  x = draw_filter(session, ui, region, matching, x);
  draw_tally(region, ui, session.model(), region.width() - 18, x + 16);
}

}  // namespace grove
