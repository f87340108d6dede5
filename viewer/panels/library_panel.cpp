#include "viewer/panels/library_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/drawing/paragraph.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

constexpr float kHead = 58, kGap = 6, kCourse = 290;
constexpr float kCardWidth = 380, kPicture = 118, kText = 146, kCardGap = 12, kPartTitle = 52;
constexpr std::size_t kMostTags = 6, kMostRecent = 6;

const LessonProgress* progress_of(const Session& session, const LibraryEntry& entry) {
  const Progress& all = session.classroom().progress();
  const auto found = all.find(entry.slug);
  return found != all.end() ? &found->second : nullptr;
}

bool is_done(const Session& session, const LibraryEntry& entry) {
  const LessonProgress* progress = progress_of(session, entry);
  return progress != nullptr && progress->done;
}

// The tags that most have.
std::vector<std::string> common_tags(const Shelf& shelf) {
  std::map<std::string, int> counts;
  for (const LibraryEntry& entry : shelf.entries()) {
    for (const std::string& tag : entry.tags) ++counts[tag];
  }
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [tag, count] : counts) order.emplace_back(-count, tag);
  std::sort(order.begin(), order.end());
  std::vector<std::string> tags;
  for (std::size_t i = 0; i < std::min(order.size(), kMostTags); ++i) {
    tags.push_back(order[i].second);
  }
  return tags;
}

// The first lesson in the order of the course that is not done, one that was begun before others.
const LibraryEntry* next_lesson(const Session& session) {
  const LibraryEntry* next = nullptr;
  for (const LibraryEntry& entry : session.shelf().entries()) {
    if (entry.stops == 0 || is_done(session, entry)) continue;
    if (progress_of(session, entry) != nullptr) return &entry;
    if (next == nullptr) next = &entry;
  }
  return next;
}

// "done", "stop 4 of 7", "5 min"
std::string state_words(const Session& session, const LibraryEntry& entry) {
  const LessonProgress* progress = progress_of(session, entry);
  if (progress != nullptr && progress->done) return "done";
  if (progress != nullptr) return fmt::format("stop {} of {}", progress->stop + 1, progress->of);
  if (entry.minutes > 0) return fmt::format("{} min", entry.minutes);
  return entry.stops > 0 ? "a lesson" : "";
}

// A rounded label; returns where it ends.
float draw_tag(const Canvas& c, const std::string& tag, float x, float middle) {
  const TextLook look{.size = 15.5f, .weight = Weight::kSemiBold};
  const Box box{x, middle - 13, c.width(tag, look) + 22, 26};
  c.outline(box, 13, c.theme().wire, 1.8f);
  c.text(box.x + 11, middle + 5.5f, tag, look);
  return box.right() + 7;
}

void draw_thumbnail(const Canvas& c, const Thumbnail& picture, const Box& box) {
  if (picture.bounds.empty()) return;
  const float fit =
      std::min({(box.w - 24) / picture.bounds.w, (box.h - 16) / picture.bounds.h, 0.36f});
  const Point from{box.middle_x() - picture.bounds.middle_x() * fit,
                   box.middle_y() - picture.bounds.middle_y() * fit};
  const auto at = [&](const Point& p) { return Point{from.x + p.x * fit, from.y + p.y * fit}; };
  const auto boxed = [&](const Box& b) {
    return Box{from.x + b.x * fit, from.y + b.y * fit, b.w * fit, b.h * fit};
  };
  const Theme& theme = c.theme();
  for (const Box& scope : picture.scopes) {
    c.outline(boxed(scope), 6, theme.outline(Hue::kOrange), 2);
  }
  for (const std::vector<Point>& edge : picture.edges) {
    std::vector<Point> points;
    for (const Point& point : edge) points.push_back(at(point));
    c.path(points, theme.wire, 2.2f);
  }
  for (const Thumbnail::Card& card : picture.cards) {
    const Box place = boxed(card.box);
    const Look& look = look_of(card.status);
    const Hue hue = card.orphan ? Hue::kPurple : look.hue;
    const float corner = card.status == TaskStatus::kDone ? 1.5f : std::min(5.0f, place.h / 4);
    c.fill(place, corner,
           look.solid ? theme.base(look.hue) : mix(theme.base(hue), theme.canvas, 0.3f));
    if (card.status == TaskStatus::kCancelled) {
      c.outline(place, corner, theme.outline(hue), 1.8f, {4, 3, false});
    } else {
      c.outline(place, corner, theme.outline(hue), 2);
    }
    const Glyph glyph = card.status == TaskStatus::kWaiting ? glyph_of(card.on) : look.glyph;
    const float half = std::min(place.h, place.w) * 0.27f;
    if (half < 2.5f) continue;
    draw_glyph(c, glyph, {place.middle_x(), place.middle_y()}, half,
               look.solid ? theme.ink : theme.word(hue));
  }
}

}  // namespace

void LibraryPanel::begin(const Session& session) {
  search_[0] = '\0';
  scroll_ = 0;
  row_ = column_ = 0;
  wanted_part_.clear();
  // On what is open, else on what comes next.
  const std::vector<LibraryEntry>& entries = session.shelf().entries();
  const auto open = std::find_if(entries.begin(), entries.end(), [&](const LibraryEntry& entry) {
    return entry.path == session.path();
  });
  if (open != entries.end()) wanted_part_ = open->path;
}

void LibraryPanel::draw(const Session& session, const Ui& ui, const Box& window) {
  const bool open = session.view().overlay == Overlay::kLibrary;
  const bool fresh = open && !open_;
  open_ = open;
  if (!open) return;
  if (fresh) begin(session);
  begin_over("library page", window);
  if (fresh) ImGui::SetWindowFocus();
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  whole.fill(window, 0, ui.style.theme.win);
  // What is behind it takes no clicks.
  ImGui::SetNextItemAllowOverlap();
  press(whole, "behind the library", window);
  const float s = ui.scale, gap = kGap * s;
  const float head = kHead * s, course = std::min(kCourse * s, window.w * 0.26f);
  draw_head(session, ui, {gap, gap, window.w - 2 * gap, head});
  const float top = head + 2 * gap, height = window.h - top - gap;
  draw_course(session, ui, {gap, top, course, height});
  draw_cards(session, ui, {course + 2 * gap, top, window.w - course - 3 * gap, height});
  ImGui::End();
}

void LibraryPanel::draw_head(const Session& session, const Ui& ui, const Box& box) {
  const Region region("library head", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const float middle = region.height() / 2;
  const TextLook title{.size = 24, .weight = Weight::kBold};
  float x = c.text(20, middle + 8, "Library", title) + 26;
  float right = region.width() - 12;
  const auto button = [&](const char* label, const char* words) {
    const float width = c.width(label, {.size = 16, .weight = Weight::kSemiBold}) + 30;
    right -= width;
    const bool clicked = text_button(region, ui, label, {right, middle - 19, width, 38});
    hint(ui, words);
    right -= 8;
    return clicked;
  };
  if (button("Close the library", "Esc")) ui.send(command::Close{});
  if (button("Open a file", "Ctrl+O; or drop it on the window")) {
    ui.send(command::Toggle{Overlay::kOpen});
  }
  const float width = std::min(430.0f, right - x - 20);
  if (width > 90) {
    ImGui::SetCursorScreenPos(c.pixel(x, middle - 19));
    push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 18 * ui.scale);
    ImGui::SetNextItemWidth(width * ui.scale);
    if (!ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
    ImGui::PushID(fields_);
    if (ImGui::InputTextWithHint("##search the library", "Search titles, goals, tags", search_,
                                 sizeof search_)) {
      row_ = column_ = 0;
      scroll_ = 0;
    }
    ImGui::PopID();
    ImGui::PopFont();
    x += width + 16;
  }
  for (const std::string& tag : common_tags(session.shelf())) {
    const float end = x + c.width(tag, {.size = 15.5f, .weight = Weight::kSemiBold}) + 22;
    if (end > right - 10) break;
    if (region.press(("tag " + tag).c_str(), {x, middle - 15, end - x, 30}).clicked) {
      const std::string text = tag == search_ ? "" : tag;
      text.copy(search_, sizeof search_ - 1);
      search_[std::min(text.size(), sizeof search_ - 1)] = '\0';
      ++fields_;
    }
    x = draw_tag(c, tag, x, middle);
  }
}

// The parts of the course, how much of each is done; what was open lately.
void LibraryPanel::draw_course(const Session& session, const Ui& ui, const Box& box) {
  const Region region("library course", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Shelf& shelf = session.shelf();
  const float right = region.width() - 18;
  float y = 34;
  if (!shelf.parts().empty()) {
    c.text(18, y, "The course", {.size = 19, .weight = Weight::kBold});
    y += 16;
  }
  for (const std::string& part : shelf.parts()) {
    int all = 0, done = 0;
    for (const LibraryEntry& entry : shelf.entries()) {
      if (std::find(entry.parts.begin(), entry.parts.end(), part) == entry.parts.end()) continue;
      ++all;
      done += is_done(session, entry) ? 1 : 0;
    }
    const Press press = region.press(("part " + part).c_str(), {8, y, region.width() - 16, 48});
    if (press.hovered) c.fill({8, y, region.width() - 16, 48}, 8, theme.highlight);
    if (press.clicked) {
      search_[0] = '\0';
      ++fields_;
      wanted_part_ = part;
    }
    const TextLook look{.size = 17, .weight = Weight::kSemiBold};
    const TextLook count{
        .size = 16, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight};
    const std::string number = done > 0 ? fmt::format("{} of {}", done, all) : std::to_string(all);
    c.text(right, y + 24, number, count);
    c.text(18, y + 24, c.fitting(part, look, right - 30 - c.width(number, count)), look);
    const Box bar{18, y + 34, right - 18, 6};
    c.fill(bar, 3, theme.raised);
    if (done > 0) {
      c.fill({bar.x, bar.y, bar.w * static_cast<float>(done) / static_cast<float>(all), bar.h}, 3,
             theme.text2);
    }
    y += 52;
  }
  if (session.recent().empty() || y + 90 > region.height()) return;
  c.line({18, y + 14}, {right, y + 14}, theme.line, 2);
  y += 46;
  c.text(18, y, "Recent", {.size = 19, .weight = Weight::kBold});
  y += 10;
  for (std::size_t i = 0; i < std::min(kMostRecent, session.recent().size()); ++i) {
    if (y + 66 > region.height()) break;
    const std::string& path = session.recent()[i];
    const std::string name = std::filesystem::path(path).filename().string();
    const TextLook look{.size = 16, .family = Family::kCode, .colour = theme.link};
    const Press press = region.press(("recent " + path).c_str(), {8, y, region.width() - 16, 30});
    hint(ui, path.c_str());
    TextLook shown = look;
    shown.underlined = press.hovered;
    c.text(18, y + 20, c.fitting_middle(name, look, right - 18), shown);
    if (press.clicked) {
      ui.send(command::Open{path});
      ui.send(command::Close{});
    }
    y += 30;
  }
  if (y + 40 < region.height()) {
    c.text(18, region.height() - 16, "Drop a file anywhere to open it",
           {.size = 15.5f, .colour = theme.text2});
  }
}

std::vector<LibraryPanel::Row> LibraryPanel::rows(const Session& session, int across) const {
  const Shelf& shelf = session.shelf();
  std::vector<std::string> parts = shelf.parts();
  const bool searches = search_[0] != '\0';
  // What is found stands in one list, each once.
  if (searches || parts.empty()) parts = {searches ? "Found" : "In this folder"};
  std::vector<Row> rows;
  float y = 0;
  for (const std::string& part : parts) {
    std::vector<std::size_t> entries;
    for (std::size_t i = 0; i < shelf.entries().size(); ++i) {
      const LibraryEntry& entry = shelf.entries()[i];
      const bool in_part =
          searches || shelf.parts().empty() ||
          std::find(entry.parts.begin(), entry.parts.end(), part) != entry.parts.end();
      if (in_part && is_found(entry, search_)) entries.push_back(i);
    }
    rows.push_back({part, {}, entries.size(), y, kPartTitle});
    y += kPartTitle;
    for (std::size_t i = 0; i < entries.size(); i += static_cast<std::size_t>(across)) {
      const auto end = std::min(entries.size(), i + static_cast<std::size_t>(across));
      Row row{"", {}, 0, y, kPicture + kText};
      for (std::size_t j = i; j < end; ++j) row.cards.push_back(entries[j]);
      rows.push_back(std::move(row));
      y += kPicture + kText + kCardGap;
    }
  }
  return rows;
}

// With the arrows, row by row.
void LibraryPanel::walk(const std::vector<Row>& rows) {
  std::vector<std::size_t> of_cards;
  for (const Row& row : rows) {
    if (!row.cards.empty()) of_cards.push_back(row.cards.size());
  }
  if (of_cards.empty()) return;
  row_ = std::min(row_, of_cards.size() - 1);
  const std::size_t row = row_, column = column_;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow) && row_ + 1 < of_cards.size()) ++row_;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && row_ > 0) --row_;
  // In what was typed the arrows across move the cursor.
  const bool across = search_[0] == '\0';
  if (across && ImGui::IsKeyPressed(ImGuiKey_RightArrow)) ++column_;
  if (across && ImGui::IsKeyPressed(ImGuiKey_LeftArrow) && column_ > 0) --column_;
  column_ = std::min(column_, of_cards[row_] - 1);
  shows_chosen_ = shows_chosen_ || row != row_ || column != column_;
}

void LibraryPanel::draw_cards(const Session& session, const Ui& ui, const Box& box) {
  const Region region("library cards", box, ui, ui.style.theme.win);
  const Canvas& c = region.canvas();
  const int across = std::max(1, static_cast<int>(region.width() / kCardWidth));
  const std::vector<Row> all = rows(session, across);
  const float width = (region.width() - kCardGap * static_cast<float>(across - 1) - 14) /
                      static_cast<float>(across);
  walk(all);
  const float height = all.empty() ? 0 : all.back().y + all.back().height + 12;
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * 90;
  std::size_t card_row = 0;
  for (const Row& row : all) {
    if (!row.title.empty() && row.title == wanted_part_) scroll_ = row.y;
    if (row.cards.empty()) continue;
    for (std::size_t i = 0; i < row.cards.size(); ++i) {
      if (session.shelf().entries()[row.cards[i]].path != wanted_part_) continue;
      row_ = card_row;
      column_ = i;
      shows_chosen_ = true;
      wanted_part_.clear();
    }
    if (shows_chosen_ && card_row == row_) {
      scroll_ = std::clamp(scroll_, row.y + row.height + 20 - region.height(), row.y - 60);
      if (row.height + 80 > region.height()) scroll_ = row.y - 8;
    }
    ++card_row;
  }
  wanted_part_.clear();
  shows_chosen_ = false;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, height - region.height()));
  card_row = 0;
  for (const Row& row : all) {
    const float y = row.y - scroll_;
    const bool visible = y + row.height > 0 && y < region.height();
    if (!row.title.empty() && visible) {
      const float x = c.text(6, y + 36, row.title, {.size = 24, .weight = Weight::kExtraBold});
      c.text(x + 16, y + 36,
             row.count == 0
                 ? std::string("Nothing of that kind.")
                 : fmt::format("{} {}", row.count, row.count == 1 ? "scenario" : "scenarios"),
             {.size = 17, .colour = c.theme().text2});
    }
    for (std::size_t i = 0; visible && i < row.cards.size(); ++i) {
      const Box place{static_cast<float>(i) * (width + kCardGap) + 2, y, width, row.height};
      draw_card(session, ui, region, card_row, i, row.cards[i], place);
    }
    if (!row.cards.empty()) ++card_row;
  }
  const LibraryEntry* next = next_lesson(session);
  if (next == nullptr || search_[0] != '\0') return;
  // At the first title, and gone with it.
  const std::string label = "Continue: " + next->title;
  const TextLook look{.size = 17.5f, .weight = Weight::kBold, .colour = c.theme().canvas};
  const Box place{region.width() - 14 - c.width(label, look) - 36, 6 - scroll_,
                  c.width(label, look) + 36, 40};
  if (place.bottom() < 0 || place.x < 330) return;
  const Press press = button_ground(region, ui, "Continue the course", place, true);
  c.text(place.x + 18, place.middle_y() + 6, label, look);
  if (!press.clicked) return;
  ui.send(command::Open{next->path});
  ui.send(command::StartLesson{});
}

void LibraryPanel::draw_card(const Session& session, const Ui& ui, const Region& region,
                             std::size_t row, std::size_t column, std::size_t entry,
                             const Box& box) {
  const LibraryEntry& about = session.shelf().entries()[entry];
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  ImGui::PushID(static_cast<int>(row * 64 + column));
  const Press press = region.press(about.title.c_str(), box);
  ImGui::PopID();
  const bool chosen = row == row_ && column == column_;
  c.fill(box, 10, press.hovered ? theme.highlight : theme.panel);
  const Box picture{box.x, box.y, box.w, kPicture};
  c.fill(picture, 10, theme.canvas);
  c.push_clip(picture);
  if (const Thumbnail* thumbnail = session.shelf().thumbnail(entry)) {
    draw_thumbnail(c, *thumbnail, picture);
  }
  c.pop_clip();
  if (chosen) c.outline(box.grown(-1.5f), 10, theme.text, 3.5f);
  const float x = box.x + 16, room = box.w - 32;
  const TextLook title{.size = 18.5f, .weight = Weight::kBold};
  c.text(x, picture.bottom() + 30, c.fitting(about.title, title, room), title);
  const std::string& words = about.faulty
                                 ? std::string("Cannot be read: open it to see its faults.")
                             : about.goal.empty() ? about.about
                                                  : about.goal;
  const TextLook goal{.size = 16, .colour = theme.text2};
  std::vector<std::string> lines = lines_of(c, words, goal, room);
  if (lines.size() > 2) {
    lines[1] = c.fitting(lines[1] + " " + lines[2] + " …", goal, room);
    lines.resize(2);
  }
  float y = picture.bottom() + 55;
  for (const std::string& line : lines) {
    c.text(x, y, line, goal);
    y += 22;
  }
  const bool done = is_done(session, about);
  const std::string state = state_words(session, about);
  const TextLook end{.size = 16,
                     .weight = Weight::kSemiBold,
                     .colour = done ? theme.word(Hue::kGreen) : theme.text,
                     .align = Align::kRight};
  const float foot = box.bottom() - 24, right = box.right() - 16;
  if (done) draw_glyph(c, Glyph::kDone, {right - 8, foot}, 8, theme.word(Hue::kGreen));
  c.text(right - (done ? 24 : 0), foot + 5.5f, state, end);
  const float limit = right - c.width(state, end) - (done ? 36 : 14);
  float at = x;
  for (const std::string& tag : about.tags) {
    const float width = c.width(tag, {.size = 15.5f, .weight = Weight::kSemiBold}) + 22;
    if (at + width > limit) break;
    at = draw_tag(c, tag, at, foot);
  }
  if (!press.clicked && !(chosen && ImGui::IsKeyPressed(ImGuiKey_Enter))) return;
  ui.send(command::Open{about.path});
  ui.send(command::Close{});
}

}  // namespace grove
