#include "viewer/panels/tree_tools.h"

#include <fmt/format.h>

#include <vector>

#include "viewer/panels/task_face.h"

namespace grove {
namespace {

// One entry of the tally; failures where they began and those passed on are counted together.
struct Count {
  TaskStatus status;
  const char* word;
  int32_t number;
};

std::vector<Count> counts_of(const Model& model) {
  const auto& all = model.status_counts();
  const auto of = [&](TaskStatus s) { return all[static_cast<std::size_t>(s)]; };
  const std::vector<Count> every = {
      {TaskStatus::kRunning, "running", of(TaskStatus::kRunning)},
      {TaskStatus::kReady, "ready", of(TaskStatus::kReady)},
      {TaskStatus::kAsked, "asked", of(TaskStatus::kAsked)},
      {TaskStatus::kCancelling, "cancelling", of(TaskStatus::kCancelling)},
      {TaskStatus::kFailed, "failed", of(TaskStatus::kFailed) + of(TaskStatus::kPassesOn)},
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

void draw_tally(const Canvas& c, const Model& model, float right, float left) {
  const std::vector<Count> counts = counts_of(model);
  const float size = counts.size() == 1 ? 20 : 18;
  const TextLook look{.size = size, .weight = Weight::kSemiBold};
  float x = right;
  for (auto count = counts.rbegin(); count != counts.rend(); ++count) {
    const bool alone = counts.size() == 1;
    const std::string words =
        alone && count->status == TaskStatus::kWaiting
            ? fmt::format("{} alive, {}waiting", count->number, count->number > 1 ? "all " : "")
            : fmt::format("{} {}", count->number, count->word);
    const float width = c.width(words, look);
    // The rarest words go first when there is no room.
    if (x - width - 32 < left) return;
    x -= width;
    c.text(x, 34, words, look);
    x -= 19;
    draw_state_disc(c, count->status, look_of(count->status).glyph, {x, 28}, 12, c.theme().canvas);
    x -= 37;
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

void draw_tree_tools(const Session& session, const Ui& ui, const Region& region) {
  const bool follows = session.view().camera.aim == CameraAim::kFollow;
  bool clicked = false;
  float x = draw_tool(region, "Fit", 14, false, false, &clicked);
  hint(ui, "Show everything (F F)");
  if (clicked) ui.send(command::Aim{CameraAim::kFit});
  x = draw_tool(region, "Follow", x, follows, true, &clicked);
  hint(ui, "Keep everything in view, or what happens where that would be too small");
  if (clicked) ui.send(command::Aim{follows ? CameraAim::kFit : CameraAim::kFollow});
  draw_tally(region.canvas(), session.model(), region.width() - 18, x + 16);
}

}  // namespace grove
