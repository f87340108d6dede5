#include "viewer/panels/branch_strip.h"

#include <fmt/format.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "engine/picture/words.h"
#include "viewer/core/view/regions.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/drawing/rows.h"

namespace grove {
namespace {

constexpr float kIndent = 18, kLeastTrack = 160;

std::string end_words(const BranchEnd& end) {
  if (!end.known) return end.tasks == 0 ? "…" : "goes on past " + short_time(end.time);
  std::string words = fmt::format("{} at {}", ending_words(end.outcome), short_time(end.time));
  const auto add = [&](int32_t count, const char* what) {
    if (count > 0) words += fmt::format(" · {} {}", count, what);
  };
  add(end.cancelled, "cancelled");
  add(end.failed, "failed");
  add(end.printed, end.printed == 1 ? "line" : "lines");
  return words;
}

TextLook name_look(bool shown) {
  return {.size = 16.5f, .weight = shown ? Weight::kBold : Weight::kMedium};
}
TextLook end_look(const Theme& theme, bool shown) {
  return {.size = 16, .colour = shown ? theme.text : theme.text2};
}

}  // namespace

// What all rows share.
struct BranchStrip::Columns {
  float left, right;  // of the tracks
  SimTime last;       // the latest end of all

  float at(SimTime time) const {
    const double share =
        last.ns > 0 ? static_cast<double>(time.ns) / static_cast<double>(last.ns) : 0;
    return left + (right - left) * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
};

void BranchStrip::draw(const Session& session, const Ui& ui, const Box& box) {
  if (box.empty()) return;
  const Region region("branches", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const std::vector<Branches::Row> rows = session.branches().rows();
  float names = 0, ends = 0;
  SimTime last{0};
  for (const auto& [branch, depth] : rows) {
    const BranchEnd end = session.recordings().end(branch->id);
    names = std::max(names,
                     c.width(branch->name, name_look(true)) + static_cast<float>(depth) * kIndent);
    ends = std::max(ends, c.width(end_words(end), end_look(c.theme(), true)));
    last = std::max(last, end.time);
  }
  const float room = region.width() - 32;
  names = std::min(names, room * 0.36f);
  ends = std::min(ends + 34, std::max(0.0f, room - names - kLeastTrack));
  const Columns columns{16 + names + 26, region.width() - 16 - ends - 14, last};
  follow(session, rows.size(), region.height() - 2 * kBranchPadding);
  Rows lines(kBranchPadding, region.height() - kBranchPadding + 1, scroll_);
  for (const Branches::Row& row : rows) {
    const auto baseline = lines.next(kBranchRow);
    if (!baseline) continue;
    draw_row(session, ui, region, row,
             {6, *baseline - kBranchRow * 0.7f, region.width() - 12, kBranchRow}, columns);
  }
  scroll_ = lines.finish(region, scroll_);
  draw_menu(session, ui);
}

// Brings the shown row into sight when another is shown.
void BranchStrip::follow(const Session& session, std::size_t rows, float room) {
  const BranchId shown = session.branches().shown().id;
  if (shown != shown_) {
    const std::vector<Branches::Row> all = session.branches().rows();
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Branches::Row& row) { return row.branch->id == shown; });
    const float top = static_cast<float>(at - all.begin()) * kBranchRow;
    scroll_ = std::clamp(scroll_, top + kBranchRow - room, top);
  }
  shown_ = shown;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, static_cast<float>(rows) * kBranchRow - room));
}

void BranchStrip::draw_row(const Session& session, const Ui& ui, const Region& region,
                           const Branches::Row& row, const Box& box, const Columns& columns) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Branch& branch = *row.branch;
  const bool shown = branch.id == session.branches().shown().id;
  ImGui::PushID(branch.id);
  ImGui::SetNextItemAllowOverlap();
  const Press pressed = region.press(branch.name.c_str(), box);
  ImGui::PopID();
  if (shown || pressed.hovered) c.fill(box, 6, theme.highlight);
  if (shown) c.fill({box.x, box.y, 5, box.h}, 2, theme.text);
  const float indent = 16 + static_cast<float>(row.depth) * kIndent;
  const float baseline = box.middle_y() + 5.8f, y = box.middle_y();
  if (renamed_ == branch.id) {
    draw_name_field(ui, region, branch, {indent, box.y, columns.left - indent - 16, box.h});
  } else {
    c.text(indent, baseline, c.fitting(branch.name, name_look(shown), columns.left - indent - 14),
           name_look(shown));
  }
  const BranchEnd end = session.recordings().end(branch.id);
  const auto departure = session.recordings().departure(branch.id);
  const float from = departure ? columns.at(departure->time) : columns.left;
  const float to = columns.at(end.time);
  c.line({from, y}, {to, y}, shown ? theme.text : theme.wire, shown ? 4.0f : 3.0f);
  if (departure) {
    // From the row above, where it departs.
    c.line({from, box.y - 2}, {from, y}, theme.wire, 2.5f);
    const Point diamond[] = {{from - 6, y}, {from, y - 6}, {from + 6, y}, {from, y + 6}};
    c.convex(diamond, shown ? theme.text : theme.wire);
  }
  if (shown) c.disc({columns.at(session.now()), y}, 6, theme.text);
  float x = columns.right + 14;
  if (end.known) {
    const EventMark mark = mark_of(end.outcome);
    c.disc({x + 9, y}, 10, theme.base(mark.hue));
    draw_glyph(c, mark.glyph, {x + 9, y}, 5.5f, glyph_colour(theme, mark.hue, false));
  }
  x += 27;
  const TextLook words = end_look(theme, shown);
  c.text(x, baseline, c.fitting(end_words(end), words, region.width() - 14 - x), words);
  if (pressed.clicked) ui.send(command::ShowBranch{branch.id});
  if (pressed.double_clicked) rename(branch);
  if (pressed.right_clicked) {
    pointed_ = branch.id;
    ImGui::OpenPopup("branch menu");
  }
}

void BranchStrip::draw_menu(const Session& session, const Ui& ui) {
  const Branch* branch = session.branches().find(pointed_);
  if (branch == nullptr) return;
  const std::string items[] = {"Show it", "Put it beside what is shown", "Give it another name",
                               "Remove it"};
  const int picked = menu(ui, "branch menu", items, -1);
  if (picked == 0) ui.send(command::ShowBranch{pointed_});
  if (picked == 1) ui.send(command::CompareWithBranch{pointed_});
  if (picked == 2) rename(*branch);
  if (picked == 3) ui.send(command::RemoveBranch{pointed_});
}

void BranchStrip::rename(const Branch& branch) {
  renamed_ = branch.id;
  name_ = branch.name;
  wants_focus_ = true;
}

// Enter takes the name, Esc and a click elsewhere leave it.
void BranchStrip::draw_name_field(const Ui& ui, const Region& region, const Branch& branch,
                                  const Box& box) {
  const ImVec2 corner = region.canvas().pixel(box.x, box.y);
  ImGui::SetCursorScreenPos(corner);
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 16.5f * ui.scale);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {6 * ui.scale, 2 * ui.scale});
  ImGui::SetNextItemWidth(std::max(80.0f, box.w) * ui.scale);
  if (wants_focus_) {
    ImGui::SetWindowFocus();
    ImGui::SetKeyboardFocusHere();
  }
  const bool entered = ImGui::InputText(
      "##name", &name_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  if (entered) ui.send(command::RenameBranch{branch.id, name_});
  if (ImGui::IsItemActive()) wants_focus_ = false;
  if (entered || ImGui::IsItemDeactivated()) renamed_ = kNoBranch;
}

}  // namespace grove
