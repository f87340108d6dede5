// What each command does.
#include <fmt/format.h>

#include <algorithm>

#include "viewer/core/file_list.h"
#include "viewer/core/knobs.h"
#include "viewer/core/search.h"
#include "viewer/core/session.h"
#include "viewer/core/shell_words.h"
#include "viewer/core/time_axis.h"

namespace grove {
namespace {

constexpr float kTextSizes[] = {0.8f, 0.9f, 1.0f, 1.1f, 1.25f, 1.5f, 1.75f, 2.0f};

// The nearest cause that a person steps by.
EventId cause_of(const Record& record, EventId event) {
  EventId cause = record[event].cause;
  while (cause && role_of(record[cause].kind()) != EventRole::kHappening) {
    cause = record[cause].cause;
  }
  return cause;
}

}  // namespace

void Session::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

// --- what is open

void Session::on(const command::Open& c) { open(c.path); }

void Session::on(const command::Restart&) {
  if (empty()) return;
  const bool was_playing = playback_.playing();
  jump_to(first_picture());
  if (was_playing) playback_.play();
}

void Session::on(const command::SetKnob& c) {
  if (empty() || recording_->scenario() == nullptr) return;
  const Scenario& scenario = *recording_->scenario();
  Inputs inputs = recording_->inputs();
  set_knob(&inputs, scenario, *recording_, c.name, c.literal);
  const auto knob = std::find_if(scenario.knobs.begin(), scenario.knobs.end(),
                                 [&](const Knob& each) { return each.name == c.name; });
  const std::string& label = knob == scenario.knobs.end() ? c.name : knob->label;
  turn("knob " + c.name, label + " " + knob_words(c.literal), inputs);
}

void Session::on(const command::SetSeed& c) {
  if (empty()) return;
  Inputs inputs = recording_->inputs();
  inputs.seed = c.seed;
  turn("seed", fmt::format("seed {}", c.seed), inputs);
}

void Session::on(const command::SetSchedule& c) {
  if (empty()) return;
  Inputs inputs = recording_->inputs();
  inputs.schedule = c.schedule;
  turn("schedule", name_of(c.schedule), inputs);
}

void Session::on(const command::ApplyPreset& c) {
  if (empty() || recording_->scenario() == nullptr) return;
  Inputs inputs = recording_->inputs();
  if (!apply_preset(*recording_->scenario(), c.name, &inputs)) return;
  turn("preset", "preset " + c.name, inputs);
}

// --- time

void Session::on(const command::TogglePlay&) {
  if (empty()) return;
  if (playback_.playing()) return playback_.pause();
  // At the end, playing means playing again.
  if (recording_->complete() && model_->position() == record().size()) jump_to(first_picture());
  untouched_ = false;
  playback_.play();
}

void Session::on(const command::Step& c) { on(command::StepBy{playback_.step(), c.direction}); }

void Session::on(const command::StepBy& c) {
  if (empty()) return;
  playback_.pause();
  const std::size_t least = std::min(first_picture(), model_->position());
  const std::size_t to =
      next_stop(record(), model_->position(), c.kind, c.direction, selection_.task());
  go_to(std::max(to, least));
}

void Session::on(const command::Seek& c) {
  if (!empty()) pursue({.time = std::nullopt, .position = c.position});
}

void Session::on(const command::SeekTime& c) {
  if (!empty()) pursue({.time = std::max(c.time, SimTime{0}), .position = std::nullopt});
}

void Session::on(const command::ToStart&) {
  if (empty()) return;
  playback_.pause();
  jump_to(first_picture());
}

void Session::on(const command::ToEnd&) {
  if (empty()) return;
  playback_.pause();
  jump_to(record().size());
}

void Session::on(const command::ChooseStep& c) { playback_.set_step(c.kind); }
void Session::on(const command::ChooseClock& c) { playback_.set_clock(c.clock); }
void Session::on(const command::Faster&) { playback_.faster(); }
void Session::on(const command::Slower&) { playback_.slower(); }

void Session::on(const command::ToggleBreakpoint& c) {
  if (view_.breakpoints.erase(c.line) == 0) view_.breakpoints.insert(c.line);
}

void Session::on(const command::RunTo& c) {
  if (empty()) return;
  playback_.pause();
  const auto place = find_stop(record(), model_->position(), c.stop, view_.breakpoints);
  if (place) return jump_to(*place);
  const bool unset = c.stop.what == Stop::What::kBreakpoint && view_.breakpoints.empty();
  notify(unset ? "There is no breakpoint: click on a line of the program to set one."
               : fmt::format("No later {} is recorded.", name_of(c.stop.what)));
}

void Session::on(const command::ToggleBookmark&) {
  if (empty()) return;
  const std::size_t place = model_->position();
  const bool taken = view_.bookmarks.erase(place) > 0;
  if (!taken) view_.bookmarks.insert(place);
  notify(fmt::format("Bookmark {} at t = {}.", taken ? "removed" : "set", format_time(now_)));
}

void Session::on(const command::ToCause&) {
  if (empty() || !shown_event()) return;
  const EventId cause = cause_of(record(), shown_event());
  playback_.pause();
  if (cause) return jump_to(cause.index() + 1);
  notify("This has no earlier cause: it is where the run begins.");
}

void Session::on(const command::ToEffect&) {
  if (empty() || !shown_event()) return;
  const EventId from = shown_event();
  playback_.pause();
  for (std::size_t i = from.index() + 1; i < record().size(); ++i) {
    const EventId event{static_cast<int32_t>(i)};
    if (role_of(record()[event].kind()) != EventRole::kHappening) continue;
    if (cause_of(record(), event) == from) return jump_to(i + 1);
  }
  notify("This causes nothing further.");
}

// --- what is looked at

void Session::on(const command::Select& c) { selection_ = c.selection; }

void Session::on(const command::WalkTree& c) {
  if (empty() || model_->task_count() == 0) return;
  const TaskId at = selection_.task();
  if (!at) {
    selection_ = Selection::of(TaskId{0});
    return;
  }
  std::vector<TaskId> order;
  for (const TaskId task : recording_->lanes().order()) {
    if (task.index() < model_->task_count()) order.push_back(task);
  }
  const TaskId parent = model_->task(at).parent;
  const auto place = std::find(order.begin(), order.end(), at);
  const auto is_child = [&](TaskId t) { return model_->task(t).parent == at; };
  const auto is_sibling = [&](TaskId t) { return model_->task(t).parent == parent; };
  auto found = order.end();
  if (c.walk == command::Walk::kNext) {
    found = place + 1 == order.end() ? order.begin() : place + 1;
  } else if (c.walk == command::Walk::kPrevious) {
    found = (place == order.begin() ? order.end() : place) - 1;
  } else if (c.walk == command::Walk::kParent) {
    found = std::find(order.begin(), order.end(), parent);
  } else if (c.walk == command::Walk::kChild) {
    found = std::find_if(place, order.end(), is_child);
  } else if (c.walk == command::Walk::kNextSibling) {
    found = std::find_if(place + 1, order.end(), is_sibling);
  } else {
    const auto before = std::find_if(std::make_reverse_iterator(place), order.rend(), is_sibling);
    if (before != order.rend()) found = before.base() - 1;
  }
  if (found != order.end()) selection_ = Selection::of(*found);
}

void Session::on(const command::ShowLine& c) {
  view_.line = c.line;
  ++view_.line_asked;
}

void Session::on(const command::Fold& c) { view_.folds[c.task] = c.folded; }

void Session::on(const command::Aim& c) { view_.camera.aim = c.aim; }

void Session::on(const command::MoveCamera& c) {
  view_.camera = {CameraAim::kFree, c.middle, c.zoom};
}

void Session::on(const command::Focus&) {
  const bool focused = view_.camera.aim == CameraAim::kSelection;
  const bool selected = selection_.kind != Selection::Kind::kNothing;
  view_.camera.aim = selected && !focused ? CameraAim::kSelection : CameraAim::kFit;
}

void Session::on(const command::ShowTab& c) {
  view_.tab = c.tab;
  view_.regions.presenting = false;
}

void Session::on(const command::ShowTimes& c) {
  if (c.from < c.to) view_.time_range = {true, std::max(c.from, SimTime{0}), c.to};
}

void Session::on(const command::ZoomTimes& c) {
  if (empty()) return;
  const TimeRange shown = shown_times(*this);
  const auto scaled = [&](SimTime time) {
    return SimTime{now_.ns +
                   static_cast<int64_t>(static_cast<double>(time.ns - now_.ns) / c.factor)};
  };
  on(command::ShowTimes{scaled(shown.from), scaled(shown.to)});
}

void Session::on(const command::PanTimes& c) {
  if (empty()) return;
  const TimeRange shown = shown_times(*this);
  const double span = static_cast<double>(shown.to.ns - shown.from.ns);
  const SimTime shift{std::max(-shown.from.ns, static_cast<int64_t>(span * c.share))};
  on(command::ShowTimes{shown.from + shift, shown.to + shift});
}

void Session::on(const command::ShowAllTimes&) { view_.time_range = {}; }
void Session::on(const command::ToggleInstant&) { view_.open_instants = !view_.open_instants; }

void Session::on(const command::ToggleTheme&) {
  view_.theme = view_.theme == ThemeChoice::kDark ? ThemeChoice::kLight : ThemeChoice::kDark;
}

void Session::on(const command::ToggleMonochrome&) { view_.monochrome = !view_.monochrome; }

void Session::on(const command::ToggleFrameTime&) { view_.frame_time = !view_.frame_time; }
void Session::on(const command::ToggleMotion&) { view_.reduced_motion = !view_.reduced_motion; }

void Session::on(const command::ScaleText& c) {
  float& size = view_.regions.text_size;
  if (c.step == 0) {
    size = 1;
    return;
  }
  const auto* at =
      std::min_element(std::begin(kTextSizes), std::end(kTextSizes),
                       [&](float a, float b) { return std::abs(a - size) < std::abs(b - size); });
  const auto rung = std::clamp<std::ptrdiff_t>(at - std::begin(kTextSizes) + c.step, 0,
                                               std::ssize(kTextSizes) - 1);
  size = kTextSizes[rung];
}

void Session::on(const command::DragRegions& c) { view_.regions = c.wishes; }

void Session::on(const command::ResetRegions&) {
  view_.regions = {.presenting = view_.regions.presenting};
}

void Session::on(const command::Restore& c) {
  const Settings& settings = c.settings;
  view_.theme = settings.theme;
  view_.reduced_motion = settings.reduced_motion;
  view_.regions = settings.regions;
  view_.tab = settings.tab;
  playback_.set_step(settings.step);
  playback_.set_clock(settings.clock);
  playback_.set_steps_per_second(settings.steps_per_second);
  playback_.set_time_per_second(settings.time_per_second);
  // What has been opened in this sitting stays in front.
  std::vector<std::string> recent = settings.recent;
  for (auto path = recent_.rbegin(); path != recent_.rend(); ++path) put_first(&recent, *path);
  recent_ = std::move(recent);
}

void Session::on(const command::Quit&) { quits_ = true; }
void Session::on(const command::Notify& c) { notify(c.words); }

void Session::on(const command::Toggle& c) {
  view_.overlay = view_.overlay == c.overlay ? Overlay::kNone : c.overlay;
  // The library has no place in presentation.
  if (view_.overlay == Overlay::kLibrary) view_.regions.presenting = false;
}

void Session::on(const command::Close&) {
  if (offer_ != nullptr) {
    decline_offer();
  } else if (view_.overlay != Overlay::kNone) {
    view_.overlay = Overlay::kNone;
  } else if (!problems_.empty() && !empty()) {
    problems_.clear();
    broken_.reset();
  } else if (view_.search.open) {
    view_.search.open = false;
  } else if (view_.editing && !empty()) {
    view_.editing = false;
  } else if (kept_offer_) {
    on(command::LeaveKept{});
  } else if (view_.regions.presenting) {
    on(command::TogglePresentation{});
  }
}

void Session::on(const command::TogglePresentation&) {
  view_.regions.presenting = !view_.regions.presenting;
  view_.search.open = false;
  if (view_.overlay == Overlay::kLibrary) view_.overlay = Overlay::kNone;
}

void Session::on(const command::OpenSearch&) {
  view_.search = {.open = true, .text = view_.search.text, .missed = false};
  view_.tab = BottomTab::kEvents;
  view_.regions.presenting = false;
}

void Session::on(const command::Find& c) {
  view_.search.text = c.text;
  view_.search.missed = false;
  if (empty() || c.text.empty()) return;
  playback_.pause();
  const auto found = find_event(*recording_, model_->position(), c.text, c.direction);
  view_.search.missed = !found;
  if (found) jump_to(found->index() + 1);
}

void Session::on(const command::CopyCommandLine&) {
  if (empty()) return;
  const bool has_file_program = runs_file_program();
  // A file that was saved with its branches opens with the one that is shown.
  if (!has_file_program && !shown_as_saved()) {
    return notify("The program was edited: Ctrl+S saves it, and then there is a command.");
  }
  clipboard_ = command_line();
  notify("The command that shows this is in the clipboard.");
}

std::string Session::command_line() const {
  std::string line =
      fmt::format("grove-viewer {} --event {}", shell_quoted(path_), model_->position());
  if (recording_->scenario() != nullptr && !shown_as_saved()) {
    line += input_options(recording_->scenario()->inputs);
  }
  if (selection_.task())
    line += fmt::format(" --select {}", shell_quoted(model_->path(selection_.task())));
  if (view_.theme == ThemeChoice::kLight) line += " --theme light";
  return line;
}

}  // namespace grove
