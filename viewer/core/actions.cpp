#include "viewer/core/actions.h"

namespace grove {
namespace {

namespace c = command;

constexpr Chord plain(Key key) { return {key}; }
constexpr Chord plain(char letter) { return {key_of(letter)}; }
constexpr Chord ctrl(Key key) { return {key, true}; }
constexpr Chord shift(Key key) { return {key, false, true}; }
constexpr Chord ctrl_shift(Key key) { return {key, true, true}; }
constexpr Chord alt(Key key) { return {key, false, false, true}; }

const Action kActions[] = {
    {"Play", "Play or pause", plain(Key::kSpace), c::TogglePlay{}},
    {"Play", "Faster", plain(Key::kPlus), c::Faster{}},
    {"Play", "Slower", plain(Key::kMinus), c::Slower{}},
    {"Play", "From the start", {key_of('R'), true}, c::Restart{}},

    {"Step", "Forward", plain(Key::kRight), c::Step{+1}},
    {"Step", "Back", plain(Key::kLeft), c::Step{-1}},
    {"Step", "To the next thing that matters", shift(Key::kRight),
     c::StepBy{StepKind::kInteresting, +1}},
    {"Step", "To the last thing that mattered", shift(Key::kLeft),
     c::StepBy{StepKind::kInteresting, -1}},
    {"Step", "To the next step of the task", ctrl(Key::kRight), c::StepBy{StepKind::kTaskStep, +1}},
    {"Step", "To the last step of the task", ctrl(Key::kLeft), c::StepBy{StepKind::kTaskStep, -1}},
    {"Step", "To the next instant", ctrl_shift(Key::kRight), c::StepBy{StepKind::kInstant, +1}},
    {"Step", "To the last instant", ctrl_shift(Key::kLeft), c::StepBy{StepKind::kInstant, -1}},
    {"Step", "To the start", plain(Key::kHome), c::ToStart{}},
    {"Step", "To the end of what is recorded", plain(Key::kEnd), c::ToEnd{}},
    {"Step", "To the cause", plain(Key::kLeftBracket), c::ToCause{}},
    {"Step", "To the effect", plain(Key::kRightBracket), c::ToEffect{}},

    {"Tree", "Focus the selection; again: everything", plain('F'), c::Focus{}},
    {"Tree", "Next task", plain(Key::kTab), c::WalkTree{c::Walk::kNext}},
    {"Tree", "Parent", alt(Key::kUp), c::WalkTree{c::Walk::kParent}},
    {"Tree", "First child", alt(Key::kDown), c::WalkTree{c::Walk::kChild}},
    {"Tree", "Sibling before", alt(Key::kLeft), c::WalkTree{c::Walk::kPreviousSibling}},
    {"Tree", "Sibling after", alt(Key::kRight), c::WalkTree{c::Walk::kNextSibling}},

    {"Timeline", "Zoom in", plain('W'), c::ZoomTimes{1.5}},
    {"Timeline", "Zoom out", plain('S'), c::ZoomTimes{1 / 1.5}},
    {"Timeline", "Earlier", plain('A'), c::PanTimes{-0.2}},
    {"Timeline", "Later", plain('D'), c::PanTimes{0.2}},
    {"Timeline", "The whole run", {key_of('W'), false, true}, c::ShowAllTimes{}},
    {"Timeline", "Open or close instants", {key_of('I'), false, true}, c::ToggleInstant{}},

    {"Window", "Larger text", ctrl(Key::kPlus), c::ScaleText{+1}},
    {"Window", "Smaller text", ctrl(Key::kMinus), c::ScaleText{-1}},
    {"Window", "Text as it was", {key_of('0'), true}, c::ScaleText{0}},
    {"Window", "Dark or light", plain('T'), c::ToggleTheme{}},
    {"Window", "Without colour", {key_of('M'), false, true}, c::ToggleMonochrome{}},
    {"Window", "Less or all motion", {key_of('M'), true}, c::ToggleMotion{}},
    {"Window", "Copy the command that shows this", {key_of('C'), true}, c::CopyCommandLine{}},
    {"Window", "Find an action", {key_of('K'), true}, c::Toggle{Overlay::kPalette}},
    {"Window", "All keys", plain(Key::kQuestion), c::Toggle{Overlay::kKeys}},
    {"Window", "Close what is open", plain(Key::kEscape), c::Close{}},
};

std::string name_of(Key key) {
  switch (key) {
    case Key::kSpace:
      return "Space";
    case Key::kMinus:
      return "−";
    case Key::kLeft:
      return "←";
    case Key::kRight:
      return "→";
    case Key::kUp:
      return "↑";
    case Key::kDown:
      return "↓";
    case Key::kHome:
      return "Home";
    case Key::kEnd:
      return "End";
    case Key::kEscape:
      return "Esc";
    case Key::kTab:
      return "Tab";
    default:
      return std::string(1, static_cast<char>(key));
  }
}

}  // namespace

std::string name_of(const Chord& chord) {
  std::string name;
  if (chord.ctrl) name += "Ctrl+";
  if (chord.alt) name += "Alt+";
  if (chord.shift) name += "Shift+";
  return name + name_of(chord.key);
}

std::span<const Action> all_actions() { return kActions; }

const Action* action_of(const Chord& chord) {
  for (const Action& action : kActions) {
    if (action.chord == chord) return &action;
  }
  return nullptr;
}

}  // namespace grove
