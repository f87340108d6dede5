#include "viewer/core/actions.h"

namespace grove {
namespace {

namespace c = command;

constexpr Chord plain(Key key) { return {key}; }
constexpr Chord plain(char letter) { return {key_of(letter)}; }
constexpr Chord ctrl(Key key) { return {key, true}; }
constexpr Chord ctrl(char letter) { return ctrl(key_of(letter)); }
constexpr Chord shift(Key key) { return {key, false, true}; }
constexpr Chord shift(char letter) { return shift(key_of(letter)); }
constexpr Chord ctrl_shift(Key key) { return {key, true, true}; }
constexpr Chord alt(Key key) { return {key, false, false, true}; }

const Action kActions[] = {
    {"Play", "Play or pause", plain(Key::kSpace), c::TogglePlay{}},
    {"Play", "Faster", plain(Key::kPlus), c::Faster{}},
    {"Play", "Slower", plain(Key::kMinus), c::Slower{}},
    {"Play", "From the start", {key_of('R'), true}, c::Restart{}},
    {"Play", "At event pace", {}, c::ChooseClock{PlayClock::kEventPace}},
    {"Play", "At time pace", {}, c::ChooseClock{PlayClock::kTimePace}},

    {"Step", "Forward", plain(Key::kRight), c::Step{+1}},
    {"Step", "Back", plain(Key::kLeft), c::Step{-1}},
    {"Step", "To the next thing that matters", shift(Key::kRight),
     c::StepBy{StepKind::kInteresting, +1}, plain(Key::kPageDown)},
    {"Step", "To the last thing that mattered", shift(Key::kLeft),
     c::StepBy{StepKind::kInteresting, -1}, plain(Key::kPageUp)},
    {"Step", "To the next step of the task", ctrl(Key::kRight), c::StepBy{StepKind::kTaskStep, +1}},
    {"Step", "To the last step of the task", ctrl(Key::kLeft), c::StepBy{StepKind::kTaskStep, -1}},
    {"Step", "To the next instant", ctrl_shift(Key::kRight), c::StepBy{StepKind::kInstant, +1}},
    {"Step", "To the last instant", ctrl_shift(Key::kLeft), c::StepBy{StepKind::kInstant, -1}},
    {"Step", "To the start", plain(Key::kHome), c::ToStart{}},
    {"Step", "To the end of what is recorded; live, its edge", plain(Key::kEnd), c::ToEnd{}},
    {"Step", "To the cause", plain(Key::kLeftBracket), c::ToCause{}},
    {"Step", "To the effect", plain(Key::kRightBracket), c::ToEffect{}},
    {"Step", "Run to the next cancellation", shift('C'), c::RunTo{{Stop::What::kCancellation}}},
    {"Step", "Run to the next exception", shift('E'), c::RunTo{{Stop::What::kException}}},
    {"Step", "Run to the next breakpoint", shift('B'), c::RunTo{{Stop::What::kBreakpoint}}},
    {"Step", "Step by event", {}, c::ChooseStep{StepKind::kStepEvent}},
    {"Step", "Step by what matters", {}, c::ChooseStep{StepKind::kInteresting}},
    {"Step", "Step by instant", {}, c::ChooseStep{StepKind::kInstant}},
    {"Step", "Step by task step", {}, c::ChooseStep{StepKind::kTaskStep}},
    {"Step", "Step by line", {}, c::ChooseStep{StepKind::kLine}},
    {"Step", "Step by every detail", {}, c::ChooseStep{StepKind::kEvent}},

    {"Act", "What can be done here", plain('B'), c::OfferActsOnSelection{}},
    {"Act", "Cancel the selected scope", plain('X'), c::DoToSelection{Intervention::Kind::kCancel}},
    {"Act", "Raise an exception in the selected task", plain('E'),
     c::DoToSelection{Intervention::Kind::kRaise}},
    {"Act", "Let the selected task step next", plain('J'),
     c::DoToSelection{Intervention::Kind::kChoose}},
    {"Act", "Press control-C", plain('K'), c::DoToSelection{Intervention::Kind::kInterrupt}},
    {"Act", "Turn the selected scope's shield", plain('H'),
     c::DoToSelection{Intervention::Kind::kShield}},
    {"Act",
     "Another deadline for the selected scope",
     {},
     c::DoToSelection{Intervention::Kind::kDeadline}},
    {"Act", "Undo", ctrl('Z'), c::Undo{}},
    {"Act", "Do again", ctrl_shift(key_of('Z')), c::Redo{}, ctrl('Y')},
    {"Act", "Next branch", ctrl(Key::kPageDown), c::NextBranch{+1}},
    {"Act", "Branch before", ctrl(Key::kPageUp), c::NextBranch{-1}},
    {"Act", "Edit the program", ctrl('E'), c::ToggleEditing{}},
    {"Act", "Run the edited program", ctrl(Key::kEnter), c::RunProgram{}},

    {"Tree", "Focus the selection; again: everything", plain('F'), c::Focus{}},
    {"Tree", "Follow what happens", {}, c::Aim{CameraAim::kFollow}},
    {"Tree", "Ready tasks as a hand of cards", plain('Y'), c::ToggleHand{}},
    {"Tree", "Channels, locks and other things between tasks", plain('O'), c::ToggleThings{}},
    {"Tree", "Next task", plain(Key::kTab), c::WalkTree{Walk::kNext}},
    {"Tree", "Task before", shift(Key::kTab), c::WalkTree{Walk::kPrevious}},
    {"Tree", "Parent", alt(Key::kUp), c::WalkTree{Walk::kParent}},
    {"Tree", "First child", alt(Key::kDown), c::WalkTree{Walk::kChild}},
    {"Tree", "Sibling before", alt(Key::kLeft), c::WalkTree{Walk::kPreviousSibling}},
    {"Tree", "Sibling after", alt(Key::kRight), c::WalkTree{Walk::kNextSibling}},
    {"Tree", "Select nothing", {}, c::Select{}},

    {"Timeline", "Zoom in", plain('W'), c::ZoomTimes{1.5}},
    {"Timeline", "Zoom out", plain('S'), c::ZoomTimes{1 / 1.5}},
    {"Timeline", "Earlier", plain('A'), c::PanTimes{-0.2}},
    {"Timeline", "Later", plain('D'), c::PanTimes{0.2}},
    {"Timeline", "The whole run", shift('W'), c::ShowAllTimes{}},
    {"Timeline", "Open or close instants", shift('I'), c::ToggleInstant{}},

    {"Lesson", "Start the lesson, or go back to it", plain(Key::kEnter), c::StartLesson{}},
    {"Lesson", "Play freely; back to the lesson", plain('G'), c::PlayFreely{}},
    {"Lesson", "End the lesson", {}, c::EndLesson{}},
    {"Lesson", "Forget all progress: a new class", {}, c::ForgetProgress{}},

    {"Compare", "Two runs side by side, or one", plain('C'), c::ToggleCompare{}},
    {"Compare", "Put another run beside this one", plain('P'), c::Toggle{Overlay::kCompare}},
    {"Compare", "To the next difference", plain('U'), c::NextDifference{+1}},
    {"Compare", "To the difference before", shift('U'), c::NextDifference{-1}},
    {"Compare", "Step both, the left, the right", plain('I'), c::TurnPanes{}},

    {"Find", "The library", ctrl('L'), c::Toggle{Overlay::kLibrary}},
    {"Find", "Open a file", ctrl('O'), c::Toggle{Overlay::kOpen}},
    {"Find", "Save with all branches", ctrl('S'), c::Toggle{Overlay::kSave}},
    {"Find", "Export: a picture, a graph, a trace, a record", ctrl_shift(key_of('E')),
     c::Toggle{Overlay::kExport}},
    {"Find", "Bring back the last sitting with this file", {}, c::TakeUpKept{}},
    {"Find", "Next of the programs that are live", plain('N'), c::ShowProgram{+1}},
    {"Find", "Search the events", plain(Key::kSlash), c::OpenSearch{}},
    {"Find", "Filter the tasks of the tree", shift('F'), c::ToggleFilter{}},
    {"Find", "Find an action", ctrl('K'), c::Toggle{Overlay::kPalette}, ctrl_shift(key_of('P'))},
    {"Find", "Why has it not ended? What could wake it?", plain('Q'), c::ToggleWhyNot{}},
    {"Find", "Bookmark this moment", plain('M'), c::ToggleBookmark{}},
    {"Find", "Copy the command that shows this", ctrl('C'), c::CopyCommandLine{}},
    {"Find", "Copy the grove command that does the same", ctrl_shift(key_of('C')),
     c::CopyRunCommand{}},

    {"Window", "Presentation on or off", plain(Key::kF5), c::TogglePresentation{}},
    {"Window", "Curtain", plain(Key::kPeriod), c::Toggle{Overlay::kCurtain}},
    {"Window", "Larger text", ctrl(Key::kPlus), c::ScaleText{+1}},
    {"Window", "Smaller text", ctrl(Key::kMinus), c::ScaleText{-1}},
    {"Window", "Text as it was", ctrl('0'), c::ScaleText{0}},
    {"Window", "Regions as they were", {}, c::ResetRegions{}},
    {"Window", "Dark, light or high contrast", plain('T'), c::ToggleTheme{}},
    {"Window", "Without colour", shift('M'), c::ToggleMonochrome{}},
    {"Window", "Less or all motion", ctrl('M'), c::ToggleMotion{}},
    {"Window", "Timeline", {}, c::ShowTab{BottomTab::kTimeline}},
    {"Window", "Events", {}, c::ShowTab{BottomTab::kEvents}},
    {"Window", "Output", {}, c::ShowTab{BottomTab::kOutput}},
    {"Window", "The time that a frame takes", plain(Key::kF12), c::ToggleFrameTime{}},
    {"Window", "What the signs mean", plain('L'), c::Toggle{Overlay::kLegend}},
    {"Window", "All keys", plain(Key::kQuestion), c::Toggle{Overlay::kKeys}},
    {"Window", "Close what is open; leave presentation", plain(Key::kEscape), c::Close{}},
    {"Window", "Quit", ctrl('Q'), c::Quit{}},
};

// A remote has PageUp and PageDown, or the arrows.
const Action kLessonActions[] = {
    {"Lesson", "Go on: lock the votes, show the answer, to the next stop", plain(Key::kPageDown),
     c::LessonOn{}, plain(Key::kSpace)},
    {"Lesson", "To the stop before", plain(Key::kPageUp), c::LessonBack{}},
    {"Lesson", "One event forward; at the stop, go on", plain(Key::kRight), c::LessonForward{}},
    {"Lesson", "Vote for the first", plain('1'), c::Vote{0}},
    {"Lesson", "Vote for the second", plain('2'), c::Vote{1}},
    {"Lesson", "Vote for the third", plain('3'), c::Vote{2}},
    {"Lesson", "Vote for the fourth", plain('4'), c::Vote{3}},
    {"Lesson", "Mark the fifth", plain('5'), c::Vote{4}},
    {"Lesson", "Mark the sixth", plain('6'), c::Vote{5}},
    {"Lesson", "Mark the seventh", plain('7'), c::Vote{6}},
    {"Lesson", "Mark the eighth", plain('8'), c::Vote{7}},
    {"Lesson", "Mark the ninth", plain('9'), c::Vote{8}},
    {"Lesson", "Lock the votes", plain(Key::kEnter), c::LockVotes{}},
    {"Lesson", "Show the answer", plain('V'), c::RevealAnswer{}},
    {"Lesson", "The bar ends later", plain(Key::kUp), c::MoveEnd{+1}},
    {"Lesson", "The bar ends earlier", plain(Key::kDown), c::MoveEnd{-1}},
    {"Lesson", "The lesson from its beginning", plain('R'), c::StartLesson{}},
    {"Lesson", "The scenario that comes next", plain('N'), c::OpenNext{}},
};

const Action kHandActions[] = {
    {"Cards", "The card one place earlier", alt(Key::kLeft), c::MoveCard{-1}},
    {"Cards", "The card one place later", alt(Key::kRight), c::MoveCard{+1}},
    {"Cards", "Let the card go: a branch", plain(Key::kEnter), c::LetGoCard{}},
};

constexpr Gesture kGestures[] = {
    {"click", "Select a task, a nursery, a scope"},
    {"double click", "Fold or unfold below a task"},
    {"wheel", "Zoom tree or timeline at the mouse"},
    {"drag", "Move the tree; go along the timeline"},
    {"Shift+drag", "Show those times of the timeline"},
    {"Shift+wheel", "Earlier and later on the timeline"},
    {"click a line", "Set or remove a breakpoint"},
    {"right click", "What can be done to it; run to a line"},
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
    case Key::kEnter:
      return "Enter";
    case Key::kPageUp:
      return "PageUp";
    case Key::kPageDown:
      return "PageDown";
    case Key::kF5:
      return "F5";
    case Key::kF12:
      return "F12";
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

std::string keys_of(const Action& action) {
  if (action.chord.key == Key::kNone) return "";
  const std::string keys = name_of(action.chord);
  return action.other.key == Key::kNone ? keys : keys + " or " + name_of(action.other);
}

std::span<const Action> all_actions() { return kActions; }
std::span<const Gesture> all_gestures() { return kGestures; }

std::span<const Action> lesson_actions() { return kLessonActions; }
std::span<const Action> hand_actions() { return kHandActions; }

namespace {

const Action* find_action(std::span<const Action> actions, const Chord& chord) {
  if (chord.key == Key::kNone) return nullptr;
  for (const Action& action : actions) {
    if (action.chord == chord || action.other == chord) return &action;
  }
  return nullptr;
}

}  // namespace

const Action* action_of(const Chord& chord) { return find_action(kActions, chord); }
const Action* lesson_action_of(const Chord& chord) { return find_action(kLessonActions, chord); }
const Action* hand_action_of(const Chord& chord) { return find_action(kHandActions, chord); }

}  // namespace grove
