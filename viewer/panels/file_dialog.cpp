#include "viewer/panels/file_dialog.h"

#include <fmt/format.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "viewer/core/files/exporting.h"
#include "viewer/core/files/library.h"
#include "viewer/core/files/saving.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/rows.h"

namespace grove {
namespace {

constexpr float kWidth = 820, kHeight = 640, kRow = 42, kFoot = 62, kAskWidth = 190;

// The last part of a path.
std::string name_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// The ending need not be typed. One of letters only is meant as it stands.
std::string with_ending(const std::string& path) {
  const std::string name = name_of(path);
  const std::size_t dot = name.find_last_of('.');
  const bool has_one = dot != std::string::npos && dot > 0 && dot + 1 < name.size() &&
                       std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                                   [](unsigned char c) { return std::isalpha(c) != 0; });
  return name.empty() || has_one ? path : path + ".json";
}

// A file that is there, where only its ending was left out.
std::string found_with_ending(Files& files, const std::string& path) {
  if (files.look(path).there) return path;
  for (const char* ending : {".json", ".py", ".jsonl"}) {
    if (files.look(path + ending).there) return path + ending;
  }
  return path;
}

bool is_path(const std::string& text) { return text.find('/') != std::string::npos; }

void draw_folder(const Canvas& c, Point at, ImU32 colour) {
  const Point outline[] = {{at.x - 10, at.y - 7}, {at.x - 2, at.y - 7},  {at.x + 1, at.y - 4},
                           {at.x + 10, at.y - 4}, {at.x + 10, at.y + 8}, {at.x - 10, at.y + 8}};
  c.path(outline, colour, 2.3f, true);
}

void draw_page(const Canvas& c, Point at, ImU32 colour) {
  const Point outline[] = {{at.x - 7, at.y - 9},
                           {at.x + 3, at.y - 9},
                           {at.x + 8, at.y - 4},
                           {at.x + 8, at.y + 9},
                           {at.x - 7, at.y + 9}};
  c.path(outline, colour, 2.3f, true);
}

}  // namespace

void FileDialog::begin(const Session& session) {
  const bool saves = session.view().overlay == Overlay::kSave;
  const bool exports = session.view().overlay == Overlay::kExport;
  files_ = &session.files();
  go_to(session.path().empty() ? "." : folder_of(session.path()));
  field_ = saves ? name_of(free_name_beside(session.files(), session.path())) : "";
  // The file itself, if it may be written.
  if (saves && plan_save(session.files(), session.path()).possible)
    field_ = name_of(session.path());
  if (exports) {
    const std::string own = name_of(session.path());
    field_ = own.substr(0, own.find_last_of('.')) + session.export_formats_here().front().ending;
  }
  confirmed_ = false;
}

void FileDialog::go_to(const std::string& folder) {
  list_ = list_files(*files_, folder);
  chosen_ = -1;
  scroll_ = 0;
}

// When opening with nothing typed: what was opened last, then the folder.
std::vector<FileEntry> FileDialog::rows(const Session& session) const {
  const bool saves = writes();
  if (saves || is_path(field_)) {
    std::vector<FileEntry> folders = list_.entries;
    if (saves) std::erase_if(folders, [](const FileEntry& entry) { return !entry.is_folder; });
    return folders;
  }
  std::vector<FileEntry> rows;
  for (const std::string& path : session.recent()) {
    if (path != session.path()) rows.push_back({name_of(path), path, "opened before", false});
  }
  rows.insert(rows.end(), list_.entries.begin(), list_.entries.end());
  return field_.empty() ? rows : matching(rows, field_);
}

void FileDialog::draw(const Session& session, const Ui& ui, const Box& window) {
  const Overlay overlay = session.view().overlay;
  if (overlay != Overlay::kOpen && overlay != Overlay::kSave && overlay != Overlay::kExport) {
    shown_ = Overlay::kNone;
    return;
  }
  const bool fresh = shown_ != overlay;
  shown_ = overlay;
  if (fresh) begin(session);
  begin_over("files", window);
  if (fresh) ImGui::SetWindowFocus();
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  whole.fill(window, 0, with_alpha(ui.style.theme.win, 0.6f));
  ImGui::SetNextItemAllowOverlap();
  if (press(whole, "beside the files", window).clicked) ui.send(command::Close{});
  const float w = std::min(kWidth * ui.scale, window.w * 0.94f);
  const float h = std::min(kHeight * ui.scale, window.h * 0.9f);
  {
    const Box box{std::round((window.w - w) / 2), std::round((window.h - h) / 2.4f), w, h};
    const Region region("file dialog", box, ui, ui.style.theme.panel);
    const Canvas& c = region.canvas();
    c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, c.theme().wire, 2);
    const char* title = overlay == Overlay::kSave     ? "Save with all branches"
                        : overlay == Overlay::kExport ? "Export"
                                                      : "Open a file";
    c.text(24, 42, title, {.size = 24, .weight = Weight::kBold});
    if (overlay == Overlay::kExport) draw_formats(session, region, ui);
    if (overlay == Overlay::kOpen && can_ask(*files_)) {
      const Box button{region.width() - 24 - kAskWidth, 14, kAskWidth, 38};
      if (text_button(region, ui, "From this device …", button)) {
        ui.send(command::Close{});
        ask(*files_);
      }
    }
    const TextLook where{.size = 16, .family = Family::kCode, .colour = c.theme().text2};
    c.text(24, 70, c.fitting_middle(list_.folder, where, region.width() - 48), where);
    draw_field(region, ui, 84);
    draw_rows(session, ui, region, 142, region.height() - kFoot);
    take_field(session, ui);
    const std::string words =
        writes() ? save_words(session)
                 : "A scenario (.json), a program (.py) or a record (.jsonl). Backspace goes up.";
    const TextLook foot{.size = 16.5f,
                        .weight = Weight::kSemiBold,
                        .colour = confirmed_ ? c.theme().text : c.theme().text2};
    c.line({16, region.height() - kFoot + 6}, {region.width() - 16, region.height() - kFoot + 6},
           c.theme().line, 1.5f);
    c.text(24, region.height() - 22, c.fitting(words, foot, region.width() - 48), foot);
  }
  ImGui::End();
}

// One button for each, which gives the name its ending.
void FileDialog::draw_formats(const Session& session, const Region& region, const Ui& ui) {
  constexpr float kTitle = 140, kWidest = 72, kBetween = 6;
  float x = region.width() - 24;
  const auto formats = session.export_formats_here();
  const float room = (region.width() - kTitle) / static_cast<float>(formats.size());
  const float button = std::min(kWidest, room - kBetween);
  for (auto format = formats.rbegin(); format != formats.rend(); ++format) {
    x -= button + kBetween;
    if (!text_button(region, ui, format->ending, {x + kBetween, 14, button, 38})) continue;
    field_ = field_.substr(0, field_.find_last_of('.')) + format->ending;
    confirmed_ = false;
  }
}

SavePlan FileDialog::plan(const Session& session) const {
  return shown_ == Overlay::kExport ? session.export_plan(typed_path())
                                    : session.save_plan(typed_path());
}

std::string FileDialog::save_words(const Session& session) const {
  const SavePlan plan = this->plan(session);
  if (confirmed_) {
    return plan.changed ? "Something else has changed this file. Enter again replaces it anyway."
                        : "Press Enter again to replace the file that is there.";
  }
  if (!plan.possible) return "Not so: " + plan.words + ".";
  std::string words = fmt::format("Enter {}: {}", plan.words, name_of(typed_path()));
  if (shown_ == Overlay::kExport) return words;
  // A person who opened a program may take this for a change of it.
  const std::string program = name_of(session.path());
  const bool is_program = program.size() > 3 && program.compare(program.size() - 3, 3, ".py") == 0;
  if (is_program) words += fmt::format("; {} stays as it is", program);
  return words;
}

void FileDialog::draw_field(const Region& region, const Ui& ui, float y) {
  const bool empty = field_.empty();
  ImGui::SetCursorScreenPos(region.canvas().pixel(20, y));
  push_font(ui.style.fonts.get(Family::kCode, Weight::kMedium), 18 * ui.scale);
  ImGui::SetNextItemWidth((region.width() - 40) * ui.scale);
  if (!ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const std::string before = field_;
  entered_ = ImGui::InputTextWithHint("##file", writes() ? "a name" : "part of a name, or a path",
                                      &field_, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopFont();
  if (field_ != before) {
    confirmed_ = false;
    chosen_ = -1;
    if (is_path(field_) && field_.back() == '/') {
      go_to(field_);
      field_.clear();
    }
  }
  if (empty && ImGui::IsKeyPressed(ImGuiKey_Backspace)) go_to(list_.folder + "/..");
}

void FileDialog::draw_rows(const Session& session, const Ui& ui, const Region& region, float top,
                           float bottom) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const std::vector<FileEntry> entries = rows(session);
  const auto count = static_cast<int>(entries.size());
  const int before = chosen_;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) chosen_ = std::min(chosen_ + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) chosen_ = std::max(chosen_ - 1, -1);
  chosen_ = std::min(chosen_, count - 1);
  if (chosen_ != before) {
    const float row = static_cast<float>(std::max(0, chosen_)) * kRow, room = bottom - top;
    scroll_ = std::clamp(scroll_, row + kRow - room + 8, std::max(row, 0.0f));
  }
  if (!list_.fault.empty()) c.text(24, top + 26, list_.fault, {.size = 17});
  if (list_.fault.empty() && entries.empty() && !is_path(field_)) {
    c.text(24, top + 26, "Nothing here has that in its name.", {.size = 17, .colour = theme.text2});
  }
  Rows lines(top, bottom, std::max(0.0f, scroll_));
  for (int i = 0; i < count; ++i) {
    const FileEntry& entry = entries[static_cast<std::size_t>(i)];
    const auto baseline = lines.next(kRow);
    if (!baseline) continue;
    const Box row{12, *baseline - kRow * 0.7f, region.width() - 24, kRow - 2};
    ImGui::PushID(i);
    const Press pressed = region.press(entry.name.c_str(), row);
    ImGui::PopID();
    if (i == chosen_ || pressed.hovered) c.fill(row, 8, theme.highlight);
    const Point icon{row.x + 24, row.middle_y()};
    entry.is_folder ? draw_folder(c, icon, theme.text2) : draw_page(c, icon, theme.text2);
    const TextLook name{.size = 17.5f, .weight = Weight::kSemiBold, .family = Family::kCode};
    const float right =
        c.text(row.x + 48, row.middle_y() + 6, c.fitting(entry.name, name, row.w * 0.55f), name);
    const TextLook about{.size = 16, .colour = theme.text2, .align = Align::kRight};
    c.text(row.right() - 14, row.middle_y() + 6,
           c.fitting(entry.about, about, row.right() - 30 - right), about);
    const bool by_key = i == chosen_ && entered_;
    if (by_key) entered_ = false;
    if (pressed.clicked || by_key) return choose(ui, entry);
  }
  scroll_ = lines.finish(region, std::max(0.0f, scroll_));
}

void FileDialog::choose(const Ui& ui, const FileEntry& entry) {
  if (entry.is_folder) {
    const bool saves = writes();
    go_to(entry.path);
    if (!saves) field_.clear();
    return;
  }
  ui.send(command::Close{});
  ui.send(command::Open{entry.path});
}

std::string FileDialog::typed_path() const {
  const std::string path = is_path(field_) ? field_ : list_.folder + "/" + field_;
  return shown_ == Overlay::kExport ? path : with_ending(path);
}

// Enter in the field: the file that it names, or the only one that fits.
void FileDialog::take_field(const Session& session, const Ui& ui) {
  if (!entered_) return;
  entered_ = false;
  if (writes()) {
    const SavePlan plan = this->plan(session);
    if (!plan.possible) return;
    if (plan.replaces && !confirmed_) {
      confirmed_ = true;
      return;
    }
    if (shown_ == Overlay::kExport) return ui.send(command::Export{typed_path()});
    // Asked about with those words, if it was changed.
    return ui.send(command::SaveAs{typed_path(), true});
  }
  if (is_path(field_)) {
    ui.send(command::Close{});
    return ui.send(command::Open{found_with_ending(*files_, field_)});
  }
  const std::vector<FileEntry> found = rows(session);
  if (!field_.empty() && !found.empty()) choose(ui, found.front());
}

}  // namespace grove
