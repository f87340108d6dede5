// Commands: everything a person can do. Panels return them; Session::apply() is the one place where
// they take effect, between two frames.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/model/cursor.h"
#include "engine/record/inputs.h"
#include "viewer/core/files/settings.h"
#include "viewer/core/player/playback.h"
#include "viewer/core/player/stop.h"
#include "viewer/core/sandbox/branches.h"
#include "viewer/core/view/tree_walk.h"
#include "viewer/core/view/view.h"

namespace grove::command {

// --- what is open
struct Open {
  std::string path;
};
// Writes the sitting, with all branches, and goes on with that file. A file that something else has
// changed since it was opened is replaced only where the person knows that.
struct SaveAs {
  std::string path;
  bool over_changes = false;
};
// What is shown, in the format that the name's ending says.
struct Export {
  std::string path;
};
struct Reload {};  // the file has changed
// Of the programs whose records come in: the next, the one before.
struct ShowProgram {
  int direction;
};
// What was kept of an earlier sitting: brought back; left for the next time; thrown away.
struct TakeUpKept {};
struct LeaveKept {};
struct ForgetKept {};
struct Restart {};
struct SetKnob {
  std::string name, literal;
};
struct SetSeed {
  int64_t seed;
};
struct SetSchedule {
  SchedulePolicy schedule;
};
struct ApplyPreset {
  std::string name;
};

// --- what is done to the run, and what comes of it
// Asks what can be done to a thing, here and now; the answer is the session's offer().
struct OfferActs {
  Selection about;
};
struct OfferActsOnSelection {};
struct DeclineOffer {};
// Computes what would come of the act of that number on offer; of none, if there is no such.
struct Consider {
  int act;
};
// The act of that number on offer.
struct DoOffered {
  int act;
};
// The first act of that kind that fits the selection, or else the run.
struct DoToSelection {
  Intervention::Kind kind;
};
// An act at a moment of its own, whatever is shown.
struct Intervene {
  Intervention what;
};
// Gives a scope another deadline, now.
struct SetDeadline {
  ScopeId scope;
  SimTime deadline;
};
// Of the hand of cards: takes that one, to stand there; what would change is computed.
struct HoldCard {
  std::size_t card, place;
};
// The held card, else that of the selected task, one place on.
struct MoveCard {
  int direction;
};
struct LetGoCard {};  // a branch in which it runs there
struct PutCardBack {};
struct ShowBranch {
  BranchId branch;
};
struct NextBranch {
  int direction;
};
struct RenameBranch {
  BranchId branch;
  std::string name;
};
struct RemoveBranch {
  BranchId branch;
};
struct Undo {};
struct Redo {};
// `grove run …` that leaves the same record.
struct CopyRunCommand {};

// --- the program in place
struct ToggleEditing {};
// What was typed so far.
struct EditProgram {
  std::string text;
};
struct RunProgram {};
struct DiscardEdits {};

// --- time
struct TogglePlay {};
struct Step {
  int direction;
};  // by the kind that is chosen
struct StepBy {
  StepKind kind;
  int direction;
};
struct Seek {
  std::size_t position;
};
struct SeekTime {
  SimTime time;
};
struct ToStart {};
struct ToEnd {};
struct ChooseStep {
  StepKind kind;
};
struct ChooseClock {
  PlayClock clock;
};
struct Faster {};
struct Slower {};
struct ToggleBreakpoint {
  int32_t line;
};
// To the next event of that sort in what is recorded.
struct RunTo {
  Stop stop;
};
struct ToggleBookmark {};  // at the moment that is shown
// Along causes: back to the cause of what is shown, forward to the next event it caused.
struct ToCause {};
struct ToEffect {};

// --- the lesson of what is open
struct StartLesson {};
struct EndLesson {};
// To the next stop, or what comes before it: a vote is locked, an answer shown.
struct LessonOn {};
struct LessonBack {};
// One event forward; where nothing more is shown yet, as LessonOn.
struct LessonForward {};
// For the choice of that number, from 0; of a question that is drawn, marks or unmarks one.
struct Vote {
  std::size_t choice;
  bool takes_back = false;
};
struct LockVotes {};
struct RevealAnswer {};
// Of the bar whose end is to be drawn: later, earlier.
struct MoveEnd {
  int direction;
};
struct DrawUntil {
  SimTime until;
};
// Out of the lesson's hands, and back.
struct PlayFreely {};
// The scenario that the lesson goes on with.
struct OpenNext {};
struct ForgetProgress {};
// --- two runs side by side
// What is shown beside what suggests itself: the branch that it departs from, the scenario that the
// file names, the next seed; or no longer.
struct ToggleCompare {};
struct CompareWithBranch {
  BranchId branch;
};
struct CompareWithSeed {
  int64_t seed;
};
struct CompareWithFile {
  std::string path;
};
// The world as a wrong answer believes it to be, beside the true one: the name of its rule.
struct ShowBelieved {
  std::string rule;
};
// To the next instant at which the two differ; back if `direction` is negative.
struct NextDifference {
  int direction;
};
// Who steps: both, the left one, the right one.
struct TurnPanes {};
struct OfBeside;

// --- what is looked at
struct Select {
  Selection selection;
};
struct WalkTree {
  Walk walk;
};
struct ShowLine {
  int32_t line;
};  // scrolls the source there
struct Fold {
  TaskId task;
  bool folded;
};
struct Aim {
  CameraAim aim;
};
struct MoveCamera {
  Point middle;
  float zoom;
};
struct Focus {};  // the selection; again: everything
struct ShowTab {
  BottomTab tab;
};
struct ShowTimes {
  SimTime from, to;
};
struct ZoomTimes {
  double factor;
};  // round the cursor
struct PanTimes {
  double share;
};  // of what is shown
struct ShowAllTimes {};
struct ToggleInstant {};
struct ToggleTheme {};
struct ToggleMonochrome {};
struct ToggleFrameTime {};
struct ToggleHand {};    // the ready tasks as a hand of cards
struct ToggleWhyNot {};  // what has not happened to the selected task, and why
struct ToggleThings {};  // between tasks: shown or not
struct ToggleMotion {};  // little or all of it
struct ScaleText {
  int step;
};  // +1, -1, 0: as it was
struct DragRegions {
  RegionWishes wishes;
};
struct ResetRegions {};  // splitters and text size
struct Restore {
  Settings settings;
};  // but for the window's size
struct Quit {};
struct Notify {
  std::string words;
};
struct Toggle {
  Overlay overlay;
};
// What lies topmost: an overlay, the search. With nothing open it leaves presentation, and never
// enters it, because a remote control's one button sends F5 and Esc in turn.
struct Close {};
struct TogglePresentation {};
struct OpenSearch {};
struct ToggleFilter {};  // of the tree's tasks
struct FilterTasks {
  std::string text;
};
// Goes to the next event whose sentence holds the text; back if `direction` is negative.
struct Find {
  std::string text;
  int direction;
};
// Puts the command that shows the same picture into the clipboard.
struct CopyCommandLine {};

// All of them.
template <class... C>
struct List {
  // Which of them X is; -1: none.
  template <class X>
  static constexpr int index_of() {
    int at = 0, found = -1;
    ((found = std::is_same_v<X, C> ? at : found, ++at), ...);
    return found;
  }
};
using All =
    List<Open, SaveAs, Export, Reload, Restart, SetKnob, SetSeed, SetSchedule, ApplyPreset,
         TogglePlay, Step, StepBy, Seek, OfferActs, OfferActsOnSelection, DeclineOffer, Consider,
         DoOffered, DoToSelection, Intervene, HoldCard, MoveCard, LetGoCard, PutCardBack,
         SetDeadline, ShowBranch, NextBranch, RenameBranch, RemoveBranch, Undo, Redo,
         CopyRunCommand, ToggleEditing, EditProgram, RunProgram, DiscardEdits, SeekTime, ToStart,
         ToEnd, ChooseStep, ChooseClock, Faster, Slower, ToggleBreakpoint, RunTo, ToggleBookmark,
         ToCause, ToEffect, Select, WalkTree, ShowLine, Fold, Aim, MoveCamera, Focus, ShowTab,
         ShowTimes, ZoomTimes, PanTimes, ShowAllTimes, ToggleInstant, ToggleTheme, ToggleMonochrome,
         ToggleMotion, ToggleWhyNot, ToggleThings, ToggleHand, ToggleFrameTime, ScaleText,
         DragRegions, ResetRegions, Restore, Quit, Notify, Toggle, Close, TogglePresentation,
         OpenSearch, ToggleFilter, FilterTasks, Find, CopyCommandLine, TakeUpKept, LeaveKept,
         ForgetKept, StartLesson, EndLesson, LessonOn, LessonBack, LessonForward, Vote, LockVotes,
         RevealAnswer, MoveEnd, DrawUntil, PlayFreely, OpenNext, ForgetProgress, ToggleCompare,
         CompareWithBranch, CompareWithSeed, CompareWithFile, ShowBelieved, ShowProgram,
         NextDifference, TurnPanes, OfBeside>;

}  // namespace grove::command

namespace grove {

// One of them, as a value that is cheap to copy. A std::variant of a hundred would be instantiated
// whole in each source file that sends one: half of what it takes to compile the viewer.
class Command {
 public:
  template <class C>
  requires(command::All::index_of<C>() >= 0) Command(C what)
      : kind_(command::All::index_of<C>()), what_(std::make_shared<const C>(std::move(what))) {}

  // The number of its kind.
  int kind() const { return kind_; }
  template <class... C>
  bool is() const {
    return ((kind_ == command::All::index_of<C>()) || ...);
  }
  template <class C>
  const C* get_if() const {
    return is<C>() ? static_cast<const C*>(what_.get()) : nullptr;
  }
  // Calls the visitor with it.
  template <class Visitor>
  void visit(Visitor&& visitor) const {
    visit_among(command::All(), visitor);
  }

 private:
  template <class Visitor, class... C>
  void visit_among(command::List<C...>, Visitor& visitor) const {
    (void)((is<C>() && (visitor(*get_if<C>()), true)) || ...);
  }

  int kind_;
  std::shared_ptr<const void> what_;
};

using Commands = std::vector<Command>;

// A command for the right one of two panes.
struct command::OfBeside {
  Command what;
};

}  // namespace grove
