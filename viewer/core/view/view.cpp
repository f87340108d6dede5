#include "viewer/core/view/view.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace grove {
namespace {

constexpr float kTextSizes[] = {0.8f, 0.9f, 1.0f, 1.1f, 1.25f, 1.5f, 1.75f, 2.0f};

// The times that a person chose to see go along when the present leaves them.
void keep_in_sight(TimeRange* shown, SimTime now) {
  if (!shown->chosen || (now >= shown->from && now <= shown->to)) return;
  const SimTime span = shown->to - shown->from;
  const SimTime before{span.ns / 4};
  shown->from = now > before ? now - before : SimTime{0};
  shown->to = shown->from + span;
}

}  // namespace

void View::follow(const Model& model, SimTime now) {
  keep_in_sight(&time_range, now);
  // What did not happen yet cannot be selected.
  const bool gone = (selection.task() && selection.task().index() >= model.task_count()) ||
                    (selection.nursery() && selection.nursery().index() >= model.nursery_count()) ||
                    (selection.scope() && selection.scope().index() >= model.scope_count());
  if (gone) selection = {};
}

void View::reselect(const Model& model) {
  for (const auto& [path, folded] : refold_paths) {
    const auto found = find_named(model, path);
    if (found && found->task()) folds[found->task()] = folded;
  }
  refold_paths.clear();
  if (reselect_path.empty()) return;
  if (const auto found = find_named(model, reselect_path)) selection = *found;
  reselect_path.clear();
}

void View::forget_run() {
  selection = {};
  folds.clear();
}

void View::show_line(int32_t asked) {
  line = asked;
  ++line_asked;
}

void View::show_times(SimTime from, SimTime to) {
  if (from < to) time_range = {true, std::max(from, SimTime{0}), to};
}

void View::show_tab(BottomTab wanted) {
  tab = wanted;
  regions.presenting = false;
}

void View::open_search() {
  search = {.open = true, .text = search.text, .missed = false};
  show_tab(BottomTab::kEvents);
}

void View::toggle_focus() {
  const bool focused = camera.aim == CameraAim::kSelection;
  const bool selected = selection.kind != Selection::Kind::kNothing;
  camera.aim = selected && !focused ? CameraAim::kSelection : CameraAim::kFit;
}

const char* word_of(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::kDark:
      return "dark";
    case ThemeChoice::kLight:
      return "light";
    case ThemeChoice::kContrast:
      return "contrast";
  }
  return "";
}

void View::next_theme() {
  switch (theme) {
    case ThemeChoice::kDark:
      theme = ThemeChoice::kLight;
      break;
    case ThemeChoice::kLight:
      theme = ThemeChoice::kContrast;
      break;
    case ThemeChoice::kContrast:
      theme = ThemeChoice::kDark;
      break;
  }
}

void View::toggle(Overlay wanted) {
  overlay = overlay == wanted ? Overlay::kNone : wanted;
  // The library has no place in presentation.
  if (overlay == Overlay::kLibrary) regions.presenting = false;
}

void View::toggle_presentation() {
  regions.presenting = !regions.presenting;
  search.open = false;
  if (overlay == Overlay::kLibrary) overlay = Overlay::kNone;
}

void View::scale_text(int step) {
  float& size = regions.text_size;
  if (step == 0) {
    size = 1;
    return;
  }
  const auto* at =
      std::min_element(std::begin(kTextSizes), std::end(kTextSizes),
                       [&](float a, float b) { return std::abs(a - size) < std::abs(b - size); });
  const auto rung =
      std::clamp<std::ptrdiff_t>(at - std::begin(kTextSizes) + step, 0, std::ssize(kTextSizes) - 1);
  size = kTextSizes[rung];
}

void View::reset_regions() { regions = {.presenting = regions.presenting}; }

}  // namespace grove
