#include "viewer/panels/window.h"

#include <fmt/format.h>

#include <cmath>

#include "viewer/panels/compare_panel.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/head_panel.h"
#include "viewer/panels/keys.h"
#include "viewer/panels/legend.h"
#include "viewer/panels/lesson_bars.h"
#include "viewer/panels/lesson_card.h"
#include "viewer/panels/lesson_marks.h"
#include "viewer/panels/transport_panel.h"

namespace grove {
namespace {

constexpr float kNotice = 46;

Regions lesson_or_two(const Session& session, const Regions& regions) {
  if (session.comparing()) return with_comparison(regions, session.view().regions.presenting);
  if (!session.classroom().walking()) return regions;
  return with_lesson(regions, session.view().regions.presenting, session.beside() != nullptr);
}

// With a strip below the head while there is something to be answered.
Regions lay_out(const Session& session, float width, float height) {
  const int branches = session.empty() ? 1 : static_cast<int>(session.branches().all().size());
  const RegionWishes& wishes = session.view().regions;
  Regions regions = lay_out_regions(width, height, wishes, branches);
  const bool has_strip = session.kept_offer() != nullptr || lesson_waits(session) ||
                         session.exporting().progress().has_value();
  if (!has_strip) return lesson_or_two(session, regions);
  const float strip = std::round(std::min(kNotice * regions.scale, height * 0.12f));
  const float taken = strip + regions.gap;
  regions = lay_out_regions(width, height - taken, wishes, branches);
  for (Box* box : {&regions.rail, &regions.tree, &regions.source, &regions.inspector,
                   &regions.bottom, &regions.branches, &regions.transport, &regions.tree_splitter,
                   &regions.source_splitter, &regions.upper_splitter}) {
    if (!box->empty()) box->y += taken;
  }
  regions.notice = {regions.gap, regions.head.bottom() + regions.gap, regions.head.w, strip};
  return lesson_or_two(session, regions);
}

const Theme& theme_of(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::kLight:
      return light_theme();
    case ThemeChoice::kContrast:
      return contrast_theme();
    default:
      return dark_theme();
  }
}

}  // namespace

Commands Window::draw(const Session& session, float width, float height, float seconds) {
  frame_time_.begin();
  const View& view = session.view();
  const Regions regions = lay_out(session, width, height);
  const Theme& coloured = theme_of(view.theme);
  if (view.monochrome) grey_ = without_colour(coloured);
  const Style style{view.monochrome ? grey_ : coloured, fonts_};
  Commands commands;
  const Ui ui{style, regions.scale, seconds, still_, commands, regions.growth};
  set_imgui_style(style, regions.scale);
  read_keys(session, ui);

  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, style.theme.win);
  ImGui::Begin("Grove", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);
  if (session.exporting().progress()) {
    draw_exporting(session, ui, regions.notice);
  } else if (session.kept_offer() != nullptr) {
    draw_kept_offer(session, ui, regions.notice);
  } else if (lesson_waits(session)) {
    draw_way_back(session, ui, regions.notice);
  }
  if (session.empty()) {
    draw_nothing(session, ui, regions);
  } else {
    draw_regions(session, ui, regions);
    if (session.classroom().walking()) draw_lesson(session, ui, regions, {0, 0, width, height});
    if (view.overlay == Overlay::kLegend) {
      const Box right = united(regions.source, regions.inspector);
      draw_legend(ui, united(united(regions.tree, right), regions.bottom));
    }
    acts_.draw(session, ui, {0, 0, width, height}, regions.tree);
  }
  ImGui::End();
  ImGui::PopStyleColor();
  library_.draw(session, ui, {0, 0, width, height});
  overlays_.draw(session, ui, {0, 0, width, height});
  files_.draw(session, ui, {0, 0, width, height});
  if (view.frame_time) frame_time_.draw(ui, regions.tree);
  frame_time_.end();
  return commands;
}

void Window::draw_regions(const Session& session, const Ui& ui, const Regions& regions) {
  draw_head(session, ui, regions.head);
  if (session.comparing()) {
    draw_compared(session, ui, regions);
  } else {
    tree_.draw(session, ui, regions.tree);
  }
  draw_lesson_offer(session, ui, regions.tree);
  branches_.draw(session, ui, regions.branches);
  if (session.view().regions.presenting) {
    draw_strip(session, ui, regions.bottom);
    draw_transport(session, ui, regions.transport);
    draw_problems(session, ui, regions.tree);
    return;
  }
  rail_.draw(session, ui, regions.rail);
  if (!regions.source.empty()) source_.draw(session, ui, regions.source);
  if (!regions.inspector.empty()) inspector_.draw(session, ui, regions.inspector);
  draw_bottom(session, ui, regions.bottom);
  draw_transport(session, ui, regions.transport);
  // An editor shows its faults in place, and must stay to be seen.
  const Box& faults = session.draft() != nullptr ? regions.inspector : regions.source;
  draw_problems(session, ui, faults.empty() ? regions.tree : faults);
  drag_splitters(session, ui, regions);
}

namespace {

// What is done in the second run is for the sitting that shows it.
template <typename Draw>
void draw_for_beside(const Ui& ui, Draw draw) {
  Commands commands;
  const Ui beside{ui.style, ui.scale, ui.seconds, ui.still, commands, ui.growth};
  ImGui::PushID("beside");
  draw(beside);
  ImGui::PopID();
  for (Command& command : commands) {
    ui.send(command::OfBeside{std::move(command)});
  }
}

std::string title_of(const Session& session) {
  const Scenario* scenario = session.recording().scenario();
  return scenario != nullptr ? scenario->title : "";
}

}  // namespace

// The second tree.
void Window::draw_beside(const Session& session, const Ui& ui, const Box& box) {
  if (sides_ != session.sides()) tree_beside_ = std::make_unique<TreePanel>();
  sides_ = session.sides();
  draw_for_beside(ui, [&](const Ui& own) { tree_beside_->draw(*session.beside(), own, box); });
}

// In a lesson with two runs, of the one that is spoken of.
void Window::draw_bottom(const Session& session, const Ui& ui, const Box& box) {
  const Classroom& room = session.classroom();
  const Session* other = room.walking() ? session.beside() : nullptr;
  if (other == nullptr || other->empty()) return bottom_.draw(session, ui, box);
  const bool over = room.walk()->phase() == LessonWalk::Phase::kOver;
  if (over || room.walk()->step().on.pane == Pane::kLeft) {
    return bottom_.draw(session, ui, box, title_of(session));
  }
  draw_for_beside(ui,
                  [&](const Ui& own) { bottom_beside_.draw(*other, own, box, title_of(*other)); });
}

// Two trees, each below what it is.
void Window::draw_compared(const Session& session, const Ui& ui, const Regions& regions) {
  const float head = std::round(std::min(kPaneHead * ui.scale, regions.tree.h * 0.2f));
  const auto below = [&](const Box& box) { return Box{box.x, box.y + head, box.w, box.h - head}; };
  const ShownTree left{&tree_, &session, below(regions.tree)};
  tree_.draw(session, ui, left.box);
  draw_beside(session, ui, below(regions.beside));
  const ShownTree right{tree_beside_.get(), session.beside(), below(regions.beside)};
  draw_what_differs(session, ui, left, right,
                    {regions.tree.x, regions.tree.y, regions.strip.w, regions.tree.h});
  draw_pane_head(session, ui, Pane::kLeft, {regions.tree.x, regions.tree.y, regions.tree.w, head});
  draw_pane_head(session, ui, Pane::kRight,
                 {regions.beside.x, regions.beside.y, regions.beside.w, head});
  draw_difference_strip(session, ui, regions.strip);
}

// The card, the second tree where there are two, and what is marked in them.
void Window::draw_lesson(const Session& session, const Ui& ui, const Regions& regions,
                         const Box& window) {
  const ShownTree left{&tree_, &session, regions.tree};
  std::optional<ShownTree> right;
  if (session.beside() != nullptr && !session.beside()->empty()) {
    draw_beside(session, ui, regions.beside);
    draw_pane_name(session, ui, Pane::kLeft, regions.names[0]);
    draw_pane_name(*session.beside(), ui, Pane::kRight, regions.names[1]);
    right = ShownTree{tree_beside_.get(), session.beside(), regions.beside};
  }
  draw_lesson_card(session, ui, regions.card, !regions.beside.empty());
  draw_lesson_marks(session, ui, left, right ? &*right : nullptr, regions.card, window);
}

// Before anything is open, or when the first file cannot be: what to do, or what is wrong.
void Window::draw_nothing(const Session& session, const Ui& ui, const Regions& regions) {
  draw_head(session, ui, regions.head);
  const Box whole{regions.rail.x, regions.rail.y, regions.head.w,
                  regions.transport.bottom() - regions.rail.y};
  if (session.draft() != nullptr) return draw_broken(session, ui, whole);
  const Region region("nothing", whole, ui, ui.style.theme.canvas);
  const Canvas& c = region.canvas();
  const Point middle{region.width() / 2, region.height() / 3};
  if (const auto loaded = session.loading()) {
    c.text(middle.x, middle.y, fmt::format("Reading the record: {:.0f} %", *loaded * 100),
           {.size = 26, .weight = Weight::kBold, .align = Align::kMiddle});
    return;
  }
  if (session.problems().empty() && session.live().any()) {
    const std::string address = session.live().address();
    c.text(middle.x, middle.y,
           address.empty() ? "Waiting for the record to begin" : "Waiting for a program to call",
           {.size = 26, .weight = Weight::kBold, .align = Align::kMiddle});
    const std::string words = address.empty() ? "It is shown as it is written"
                                              : "at " + address + "; each is shown as it runs";
    c.text(middle.x, middle.y + 42, words,
           {.size = 20, .colour = c.theme().text2, .align = Align::kMiddle});
    return;
  }
  if (session.problems().empty()) {
    c.text(middle.x, middle.y, "Drop a scenario, a Python program or a record here",
           {.size = 26, .weight = Weight::kBold, .align = Align::kMiddle});
    c.text(middle.x, middle.y + 42, "Ctrl+L is the library, Ctrl+O opens a file",
           {.size = 20, .colour = c.theme().text2, .align = Align::kMiddle});
    return;
  }
  // In the middle, with a word on what it is about.
  c.text(middle.x, middle.y - 60, "This cannot be played yet",
         {.size = 26, .weight = Weight::kBold, .align = Align::kMiddle});
  const float width = std::min(whole.w * 0.9f, 1000 * ui.scale);
  const float top = whole.y + (middle.y - 30) * ui.scale;
  draw_problems(session, ui,
                {whole.middle_x() - width / 2, top, width, whole.bottom() - 20 * ui.scale - top});
}

// What is wrong first, then the file, with the fault in view.
void Window::draw_broken(const Session& session, const Ui& ui, const Box& box) {
  const float gap = 6 * ui.scale, title = std::min(44 * ui.scale, box.h * 0.1f);
  {
    const Region region("broken", {box.x, box.y, box.w, title}, ui, ui.style.theme.canvas);
    const char* words = session.problems().empty()
                            ? "Try it: Ctrl+Enter runs it"
                            : "This cannot be played yet. Mend it here, or on disk: it opens then.";
    region.canvas().text(16, region.height() / 2 + 7, words, {.size = 20, .weight = Weight::kBold});
  }
  const float top = box.y + title + gap, room = box.bottom() - top;
  const float taken = draw_problems(session, ui, {box.x, top, box.w, room * 0.36f});
  const float y = taken > 0 ? top + taken + gap : top;
  source_.draw_broken(session, ui, {box.x, y, box.w, box.bottom() - y});
}

void Window::drag_splitters(const Session& session, const Ui& ui, const Regions& regions) {
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  RegionWishes wishes = session.view().regions;
  const auto drag = [&](const char* name, const Box& box, ImGuiMouseCursor cursor) {
    const Press press = grove::press(whole, name, box);
    if (press.hovered || press.held) ImGui::SetMouseCursor(cursor);
    if (press.held) whole.fill(box, 0, ui.style.theme.wire);
    return press.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2);
  };
  if (drag("splitter of tree and source", regions.tree_splitter, ImGuiMouseCursor_ResizeEW)) {
    const float inner = regions.source.right() - regions.tree.x - regions.gap;
    wishes.tree_share = (mouse.x - regions.tree.x) / inner;
  } else if (drag("splitter of source and inspector", regions.source_splitter,
                  ImGuiMouseCursor_ResizeNS)) {
    const float inner = regions.inspector.bottom() - regions.source.y - regions.gap;
    wishes.source_share = (mouse.y - regions.source.y) / inner;
  } else if (drag("splitter of tree and timeline", regions.upper_splitter,
                  ImGuiMouseCursor_ResizeNS)) {
    const float inner = regions.bottom.bottom() - regions.tree.y - regions.gap;
    wishes.upper_share = (mouse.y - regions.tree.y) / inner;
  } else {
    return;
  }
  ui.send(command::DragRegions{wishes});
}

}  // namespace grove
