#include "viewer/panels/act_menu.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/core/sandbox/acts.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kWidth = 460, kHead = 66, kRow = 42, kGreyRow = 60, kFoot = 120, kLeastWidth = 330;

float row_height(const OfferedAct& act) { return act.why_not.empty() ? kRow : kGreyRow; }

Glyph glyph_of(Intervention::Kind kind) {
  switch (kind) {
    case Intervention::Kind::kCancel:
    case Intervention::Kind::kCancelTask:
      return Glyph::kAsked;
    case Intervention::Kind::kRaise:
      return Glyph::kFailed;
    case Intervention::Kind::kDeadline:
      return Glyph::kFlag;
    case Intervention::Kind::kShield:
      return Glyph::kShield;
    case Intervention::Kind::kChoose:
      return Glyph::kRun;
    case Intervention::Kind::kNetwork:
      return Glyph::kNet;
    case Intervention::Kind::kInterrupt:
    case Intervention::Kind::kSignal:
    case Intervention::Kind::kFile:
      break;
  }
  return Glyph::kKnob;
}

// What the outlines on the tree mean, and what would come of it all.
void draw_foot(const Session& session, const Canvas& c, float y, float width) {
  const Theme& theme = c.theme();
  c.line({16, y}, {width - 16, y}, theme.line, 1.5f);
  const TextLook look{.size = 16.5f, .weight = Weight::kSemiBold};
  if (session.what_if() == nullptr) {
    c.text(20, y + 53, "Rest on an act to see what would come of it.",
           {.size = 16.5f, .colour = theme.text2});
    return;
  }
  const WhatIf& what_if = *session.what_if();
  float baseline = y + 29;
  for (const std::string& words : {what_if.effect(), what_if.respite(), what_if.ending()}) {
    if (words.empty()) continue;
    c.text(20, baseline, c.fitting(words, look, width - 40), look);
    baseline += 24;
  }
  const TextLook key{.size = 15.5f, .colour = theme.text2};
  float x = 20;
  const auto swatch = [&](Hue hue, const char* words) {
    c.outline({x, y + 91, 22, 16}, 4, theme.outline(hue), 3, {5, 4, false});
    x = c.text(x + 29, y + 104.5f, words, key) + 18;
  };
  swatch(Hue::kOrange, "stopped");
  swatch(Hue::kVermillion, "fails");
  swatch(Hue::kGreen, "saved");
}

}  // namespace

void ActMenu::draw(const Session& session, const Ui& ui, const Box& window, const Box& tree) {
  if (session.offer() == nullptr) {
    open_ = false;
    return;
  }
  if (!open_) {
    open_ = true;
    const ImGuiIO& io = ImGui::GetIO();
    // Where the mouse has just been pressed; a key opens it with its first act.
    constexpr double kJustNow = 0.4;
    const bool by_mouse =
        ImGui::IsMousePosValid() && ImGui::GetTime() - io.MouseClickedTime[1] < kJustNow;
    // Beside the tree, whose outlines show what an act would do; where that has all the width, at
    // the side where the mouse is not.
    const float margin = 6 * ui.scale;
    const bool at_left = by_mouse && io.MousePos.x > window.middle_x();
    const bool beside = tree.right() + kLeastWidth * ui.scale < window.right();
    corner_ = {
        beside    ? tree.right() + margin
        : at_left ? window.x + margin
                  : window.right(),
        by_mouse ? std::min(io.MousePos.y, tree.bottom()) - 40 * ui.scale : tree.y + 46 * ui.scale};
    width_ = beside ? std::min(kWidth * ui.scale, window.right() - corner_.x - margin)
                    : kWidth * ui.scale;
    at_ = by_mouse ? -1 : 0;
    ImGui::OpenPopup("acts");
  }
  const Box box = place(session, ui, window);
  ImGui::SetNextWindowPos({box.x, box.y});
  ImGui::SetNextWindowSize({box.w, box.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  const bool shown = ImGui::BeginPopup("acts", ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar();
  if (!shown) return ui.send(command::DeclineOffer{});
  const Canvas c(*ImGui::GetWindowDrawList(), ui.style, {box.x, box.y}, ui.scale);
  draw_rows(session, ui, c, box.w / ui.scale);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ui.send(command::DeclineOffer{});
  ImGui::EndPopup();
}

Box ActMenu::place(const Session& session, const Ui& ui, const Box& window) const {
  float height = kHead + kFoot + 8;
  for (const OfferedAct& act : session.offer()->acts) height += row_height(act);
  const float w = width_, h = height * ui.scale, margin = 8 * ui.scale;
  return {std::clamp(corner_.x, margin, std::max(margin, window.right() - w - margin)),
          std::clamp(corner_.y, margin, std::max(margin, window.bottom() - h - margin)), w, h};
}

void ActMenu::walk(int count) {
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) at_ = std::min(at_ + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) at_ = std::max(at_ - 1, 0);
}

void ActMenu::draw_rows(const Session& session, const Ui& ui, const Canvas& c, float width) {
  const Offer& offer = *session.offer();
  const Theme& theme = c.theme();
  const TextLook title{.size = 20, .weight = Weight::kBold, .family = Family::kCode};
  c.text(20, 30, c.fitting(offer.title, title, width - 40), title);
  c.text(20, 54, c.fitting("lands " + offer.point.words, {.size = 16}, width - 40),
         {.size = 16, .colour = theme.text2});
  walk(static_cast<int>(offer.acts.size()));
  float y = kHead;
  for (std::size_t i = 0; i < offer.acts.size(); ++i) {
    const OfferedAct& act = offer.acts[i];
    const auto index = static_cast<int>(i);
    const Box row{8, y, width - 16, row_height(act) - 2};
    y += row_height(act);
    const Press pressed = press(c, act.words.c_str(), row);
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (pressed.hovered && (at_ < 0 || moved.x != 0 || moved.y != 0)) at_ = index;
    const bool at = at_ == index;
    if (at) c.fill(row, 8, theme.highlight);
    const bool works = act.why_not.empty();
    const float baseline = row.y + 27;
    draw_glyph(c, glyph_of(act.what.kind), {row.x + 24, baseline - 6.5f}, 9,
               works ? theme.text : theme.text3);
    const TextLook words{.size = 18,
                         .weight = works ? Weight::kSemiBold : Weight::kMedium,
                         .colour = works ? theme.text : theme.text3};
    c.text(row.x + 48, baseline, c.fitting(act.words, words, row.w - 60), words);
    if (!works) {
      const TextLook why{.size = 15.5f, .colour = theme.text2};
      c.text(row.x + 48, baseline + 21,
             c.fitting("changes nothing: " + act.why_not, why, row.w - 60), why);
    }
    const bool entered = at && ImGui::IsKeyPressed(ImGuiKey_Enter);
    if (works && (pressed.clicked || entered)) ui.send(command::DoOffered{index});
  }
  if (at_ != session.considered()) ui.send(command::Consider{at_});
  draw_foot(session, c, y + 4, width);
}

}  // namespace grove
