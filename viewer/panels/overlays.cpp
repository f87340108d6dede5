#include "viewer/panels/overlays.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/core/palette.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/drawing/rows.h"

namespace grove {
namespace {

constexpr float kKeysRow = 31, kKeysColumn = 464, kKeysGap = 36;
constexpr std::size_t kMostFound = 9;
constexpr float kFaultHead = 50, kFaultLine = 22;

float draw_key(const Canvas& c, const std::string& key, float right, float baseline) {
  const TextLook look{
      .size = 16, .weight = Weight::kBold, .family = Family::kCode, .align = Align::kRight};
  const float width = c.width(key, look) + 20;
  const Box box{right - width, baseline - 20, width, 28};
  c.fill(box, 7, c.theme().canvas);
  c.outline(box, 7, c.theme().wire, 2);
  c.text(right - 10, baseline, key, look);
  return box.x;
}

// A region in the middle of the window, over a veil.
Box dialog(const Ui& ui, const Box& window, float width, float height, float from_top) {
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  whole.fill(window, 0, with_alpha(ui.style.theme.win, 0.6f));
  const float w = std::min(width * ui.scale, window.w * 0.96f);
  const float h = std::min(height * ui.scale, window.h * 0.96f);
  const float y = from_top > 0 ? window.h * from_top : (window.h - h) / 2;
  return {std::round((window.w - w) / 2), std::round(std::min(y, window.h - h)), w, h};
}

// What is behind the dialog takes no clicks; a click beside it closes it.
bool pressed_beside(const Ui& ui, const Box& window) {
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  ImGui::SetNextItemAllowOverlap();
  return press(whole, "beside", window).clicked;
}

// The messages line by line, with the wheel where they are many; what is too long for the region
// is shown whole under the mouse.
void draw_fault_lines(const Region& region, const Ui& ui, const std::string& text) {
  const Canvas& c = region.canvas();
  const TextLook look{.size = 15.5f, .family = Family::kCode};
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("scroll");
  const float scroll = storage.GetFloat(key);
  Rows rows(kFaultHead, region.height() - 8, scroll);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (const auto y = rows.next(kFaultLine)) {
      const std::string shown = c.fitting(line, look, region.width() - 36);
      c.text(16, *y + 3, shown, look);
      const Box row{12, *y - 14, region.width() - 24, kFaultLine};
      ImGui::PushID(static_cast<int>(at));
      if (region.press("fault", row).hovered && shown.size() != line.size()) {
        tooltip(ui, line.c_str());
      }
      ImGui::PopID();
    }
    at = end + 1;
  }
  storage.SetFloat(key, rows.finish(region, scroll));
}

// The keys of an action from the right; returns where they begin.
float draw_keys_of(const Canvas& c, const Action& action, float right, float baseline) {
  if (action.other.key != Key::kNone) {
    right = draw_key(c, name_of(action.other), right, baseline) - 8;
  }
  return action.chord.key == Key::kNone ? right
                                        : draw_key(c, name_of(action.chord), right, baseline);
}

// What the list of keys shows: a group's name, an action that has a key, or what the mouse does.
struct KeyRow {
  const char* group;
  const Action* action = nullptr;
  const Gesture* gesture = nullptr;
};
using KeyColumn = std::vector<KeyRow>;

// Whole groups in three columns of about one height.
std::vector<KeyColumn> key_columns() {
  std::vector<KeyColumn> groups;
  std::size_t all = 0;
  const auto add = [&](const Action& action) {
    if (action.chord.key == Key::kNone) return;
    if (groups.empty() || std::string_view(groups.back().front().group) != action.group) {
      groups.push_back({{action.group}});
      ++all;
    }
    groups.back().push_back({action.group, &action});
    ++all;
  };
  for (const Action& action : all_actions()) add(action);
  for (const Action& action : hand_actions()) add(action);
  groups.push_back({{"Mouse"}});
  for (const Gesture& gesture : all_gestures()) {
    groups.back().push_back({"Mouse", nullptr, &gesture});
  }
  all += groups.back().size();
  std::vector<KeyColumn> columns(1);
  for (const KeyColumn& group : groups) {
    const bool full = columns.back().size() + group.size() / 2 > (all + 2) / 3;
    if (full && columns.size() < 3 && !columns.back().empty()) columns.emplace_back();
    columns.back().insert(columns.back().end(), group.begin(), group.end());
  }
  return columns;
}

// What was just done, over the middle of the transport's upper edge.
void draw_notice(const std::string& notice, const Ui& ui, const Box& window) {
  const Canvas c(*ImGui::GetForegroundDrawList(), ui.style, {0, 0}, ui.scale);
  const TextLook look{.size = 18, .weight = Weight::kSemiBold, .align = Align::kMiddle};
  const float most = window.w / ui.scale - 80;
  const std::string words = c.fitting(notice, look, most);
  const float width = c.width(words, look) + 44;
  const float middle = window.middle_x() / ui.scale;
  const Box box{middle - width / 2, window.h / ui.scale - 136, width, 44};
  c.fill(box, 10, c.theme().raised);
  c.outline(box, 10, c.theme().wire, 2);
  c.text(middle, box.middle_y() + 6.3f, words, look);
}

}  // namespace

void Overlays::draw(const Session& session, const Ui& ui, const Box& window) {
  const Overlay overlay = session.view().overlay;
  const bool fresh = overlay != shown_;
  shown_ = overlay;
  if (overlay == Overlay::kCurtain) {
    ImGui::GetForegroundDrawList()->AddRectFilled(
        {window.x, window.y}, {window.right(), window.bottom()}, IM_COL32(0, 0, 0, 255));
    return;
  }
  const std::string notice = session.notice().empty() ? session.computing() : session.notice();
  if (!notice.empty()) draw_notice(notice, ui, window);
  const bool finds = overlay == Overlay::kPalette || overlay == Overlay::kCompare;
  if (overlay != Overlay::kKeys && !finds) return;
  begin_over("overlay", window);
  if (fresh) {
    ImGui::SetWindowFocus();
    search_[0] = '\0';
    chosen_ = first_ = 0;
  }
  if (pressed_beside(ui, window)) ui.send(command::Close{});
  if (overlay == Overlay::kKeys) {
    draw_keys(ui, window);
  } else {
    if (fresh) ImGui::SetKeyboardFocusHere();
    draw_palette(session, ui, window);
  }
  ImGui::End();
}

void Overlays::draw_keys(const Ui& ui, const Box& window) {
  const std::vector<KeyColumn> columns = key_columns();
  std::size_t rows = 0;
  for (const KeyColumn& column : columns) rows = std::max(rows, column.size());
  const float width = static_cast<float>(columns.size()) * (kKeysColumn + kKeysGap) - kKeysGap + 56;
  const float height = static_cast<float>(rows) * kKeysRow + 96;
  // All of them, whatever the text size: smaller where the window is.
  const float fit = std::min(
      {1.0f, window.w * 0.96f / (width * ui.scale), window.h * 0.96f / (height * ui.scale)});
  const Ui smaller{ui.style, ui.scale * fit, ui.seconds, ui.still, ui.commands};
  const Box box = dialog(smaller, window, width, height, 0);
  const Region region("keys", box, smaller, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, theme.wire, 2);
  c.text(28, 46, "All keys", {.size = 26, .weight = Weight::kExtraBold});
  c.text(region.width() - 28, 44, "Ctrl+K finds these and more by name",
         {.size = 17, .colour = theme.text2, .align = Align::kRight});
  float x = 28;
  for (const KeyColumn& column : columns) {
    float y = 84;
    for (const KeyRow& row : column) {
      if (row.gesture != nullptr) {
        c.text(x, y, row.gesture->what, {.size = 17});
        draw_key(c, row.gesture->how, x + kKeysColumn, y);
      } else if (row.action == nullptr) {
        c.text(x, y, row.group, {.size = 16, .weight = Weight::kBold, .colour = theme.text2});
      } else {
        c.text(x, y, row.action->name, {.size = 17});
        draw_keys_of(c, *row.action, x + kKeysColumn, y);
      }
      y += kKeysRow;
    }
    x += kKeysColumn + kKeysGap;
  }
}

// Keeps what is chosen among the rows that are shown.
void Overlays::walk_found(int count) {
  const auto rows = static_cast<int>(kMostFound);
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++chosen_;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --chosen_;
  if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) chosen_ += rows;
  if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) chosen_ -= rows;
  chosen_ = std::clamp(chosen_, 0, std::max(0, count - 1));
  first_ -= static_cast<int>(std::round(ImGui::GetIO().MouseWheel * 3));
  if (ImGui::GetIO().MouseWheel == 0) first_ = std::clamp(first_, chosen_ - rows + 1, chosen_);
  first_ = std::clamp(first_, 0, std::max(0, count - rows));
  chosen_ = std::clamp(chosen_, first_, std::max(first_, std::min(first_ + rows, count) - 1));
}

void Overlays::draw_found(const Region& region, const Ui& ui, const FoundAction& found, int index,
                          bool entered) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Box row{8, 68 + static_cast<float>(index - first_) * 44, region.width() - 16, 42};
  ImGui::PushID(index);
  const Press press = region.press(found.name.c_str(), row);
  ImGui::PopID();
  if (index == chosen_ || press.hovered) c.fill(row, 8, theme.highlight);
  const float baseline = row.middle_y() + 6;
  float right = row.right() - 12;
  if (found.action != nullptr) {
    right = draw_keys_of(c, *found.action, right, baseline);
  } else {
    const TextLook look{.size = 16, .colour = theme.text2, .align = Align::kRight};
    c.text(right, baseline, found.group, look);
    right -= c.width(found.group, look);
  }
  const TextLook look{.size = 18};
  c.text(row.x + 14, baseline, c.fitting(found.name, look, right - row.x - 26), look);
  if (!press.clicked && !(entered && index == chosen_)) return;
  ui.send(command::Close{});
  ui.commands.push_back(found.command);
}

void Overlays::draw_palette(const Session& session, const Ui& ui, const Box& window) {
  const bool compares = shown_ == Overlay::kCompare;
  const auto find = [&] {
    return compares ? find_comparisons(session, search_) : find_actions(session, search_);
  };
  std::vector<FoundAction> found = find();
  const auto count = static_cast<int>(found.size());
  const int shown = std::min(count, static_cast<int>(kMostFound));
  // As high as what was found, so that nothing is hidden for nothing.
  const float foot = count > shown ? 30 : 0;
  const float height = 78 + static_cast<float>(std::max(1, shown)) * 44 + foot;
  const Box box = dialog(ui, window, 640, height, 0.12f);
  const Region region("palette", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, theme.wire, 2);
  ImGui::SetCursorScreenPos(c.pixel(16, 14));
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 20 * ui.scale);
  ImGui::SetNextItemWidth((region.width() - 32) * ui.scale);
  if (!ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const std::string typed = search_;
  const char* hint = compares ? "Put beside this run: a name, or a seed" : "Find an action";
  const bool entered = ImGui::InputTextWithHint("##search", hint, search_, sizeof search_,
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopFont();
  if (typed != search_) {
    // Enter may come in the same frame, and means what is typed by then.
    found = find();
    chosen_ = first_ = 0;
  }
  walk_found(static_cast<int>(found.size()));
  for (int i = first_; i < first_ + shown && i < static_cast<int>(found.size()); ++i) {
    draw_found(region, ui, found[static_cast<std::size_t>(i)], i, entered);
  }
  if (count == 0) {
    const char* none =
        compares ? "Nothing of that name can be put beside it." : "No action of that name.";
    c.text(24, 100, none, {.size = 18, .colour = theme.text2});
  }
  if (count > shown) {
    c.text(region.width() - 20, region.height() - 14, fmt::format("{} of {}", shown, count),
           {.size = 16, .colour = theme.text2, .align = Align::kRight});
  }
}

void draw_kept_offer(const Session& session, const Ui& ui, const Box& box) {
  if (session.kept_offer() == nullptr) return;
  OfferStrip strip("kept", box, ui);
  if (strip.button("Forget", "Throws away what was kept")) ui.send(command::ForgetKept{});
  if (strip.button("Not now", "It stays kept (Esc)")) ui.send(command::LeaveKept{});
  if (strip.button("Bring back", "As it was left; Ctrl+Z goes back to the file")) {
    ui.send(command::TakeUpKept{});
  }
  strip.say("From your last sitting with this file: " + session.kept_words());
}

void draw_exporting(const Session& session, const Ui& ui, const Box& box) {
  const auto progress = session.exporting().progress();
  if (!progress) return;
  OfferStrip strip("exporting", box, ui);
  if (strip.button("Stop", "Nothing is written then (Esc)")) ui.send(command::Close{});
  strip.say(fmt::format("Exporting {}: {:.0f} %", session.exporting().path(), *progress * 100));
}

float draw_problems(const Session& session, const Ui& ui, const Box& box) {
  const Problems& problems = session.problems();
  if (problems.empty()) return 0;
  std::string text;
  for (const Problem& problem : problems) text += format_problem(problem) + "\n";
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto lines = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1);
  const float height = std::min(box.h, (kFaultHead + 16 + lines * kFaultLine) * ui.scale);
  // Over the foot of the source, which stays readable; alone, from the top.
  const float y = session.empty() ? box.y : box.bottom() - height;
  const Box place{box.x, y, box.w, height};
  const Region region("problems", place, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1.5f, 1.5f, region.width() - 3, region.height() - 3}, 8,
            theme.outline(Hue::kVermillion), 3);
  draw_glyph(c, Glyph::kFailed, {26, 28}, 8, theme.word(Hue::kVermillion));
  const char* kept = session.empty() ? "" : "; the last good program stays";
  c.text(44, 34,
         fmt::format("{} {}{}", problems.size(), problems.size() == 1 ? "fault" : "faults", kept),
         {.size = 18, .weight = Weight::kBold});
  if (!session.empty() && text_button(region, ui, "Close", {region.width() - 82, 10, 68, 34})) {
    ui.send(command::Close{});
  }
  draw_fault_lines(region, ui, text);
  return height;
}

}  // namespace grove
