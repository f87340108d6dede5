// What a lesson is to the session: what it keeps from being done, and the pane beside it.
#include "viewer/core/session.h"

namespace grove {

namespace {

// Acts at the moment that is shown: what is shown in a lesson is no run that could go on otherwise.
bool acts_here(const Command& command) {
  return command
      .is<command::OfferActs, command::OfferActsOnSelection, command::DoToSelection,
          command::SetDeadline, command::HoldCard, command::MoveCard, command::LetGoCard>();
}

// Takes the person out of the lesson, to where it can be done.
bool plays_freely(const Command& command) {
  return command
      .is<command::SetKnob, command::SetSeed, command::SetSchedule, command::ApplyPreset,
          command::Intervene, command::ShowBranch, command::NextBranch, command::ToggleEditing,
          command::RunProgram, command::Undo, command::Redo, command::TakeUpKept, command::SaveAs,
          command::ToggleCompare, command::ShowBelieved, command::CompareWithBranch,
          command::CompareWithSeed, command::CompareWithFile>();
}

}  // namespace

bool Session::refused_in_lesson(const Command& command) {
  if (!classroom_.walking()) return false;
  if (plays_freely(command)) classroom_.play_freely();
  if (!acts_here(command)) return false;
  messages_.notify("In the lesson the run is what it is; G plays freely, and comes back.");
  return true;
}

bool Session::start_lesson_at(const std::string& step) {
  const bool started = classroom_.start_at(step);
  follow();
  return started;
}

// The line that a stop points at comes into view with it.
void Session::show_lesson_line() {
  if (!classroom_.walking() || classroom_.travelling()) return;
  const LessonWalk& walk = *classroom_.walk();
  if (walk.phase() == LessonWalk::Phase::kOver || lined_stop_ == walk.stop()) return;
  lined_stop_ = walk.stop();
  for (const Anchor& anchor : walk.step().point) {
    if (anchor.kind == Anchor::Kind::kLine) return view_.show_line(anchor.line);
  }
}

void Session::open_next() {
  const std::string path = classroom_.next_path();
  if (path.empty()) return messages_.notify("The lesson names none to go on with.");
  if (document_.open(path) != OpenResult::kOpened) return;
  classroom_.follow();
  if (classroom_.has_lesson()) classroom_.start();
}

// The right pane of a lesson of two runs stands where the left one's clock is.
void Session::follow_beside() {
  // A lesson takes the window from whatever was compared.
  if (comparing_ && classroom_.walking()) stop_comparing();
  Recording* other = classroom_.beside();
  if (other == nullptr) {
    if (comparing_) return follow_compared();
    return beside_.reset();
  }
  if (beside_ == nullptr) {
    beside_ = std::make_unique<Session>(files_);
    ++sides_;
  }
  Session& right = *beside_;
  if (right.empty() || &right.recording() != other) right.player_.load(other);
  right.view_.theme = view_.theme;
  right.view_.monochrome = view_.monochrome;
  right.view_.reduced_motion = view_.reduced_motion;
  right.view_.regions = view_.regions;
  right.player_.stand_at(std::min(classroom_.place_beside(), other->record().size()), now());
}

}  // namespace grove
