#include "viewer/core/lesson/lesson_walk.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace grove {

int32_t total_of(const LessonVotes& votes) {
  return std::accumulate(votes.begin(), votes.end(), int32_t{0});
}

LessonWalk::LessonWalk(const Lesson& lesson, std::vector<bool> fits)
    : lesson_(lesson), fits_(std::move(fits)), answers_(lesson.steps.size()) {
  while (stop_ + 1 < size() && !this->fits(stop_)) ++stop_;
  reached_ = stop_;
}

LessonWalk::Phase LessonWalk::phase() const {
  if (over_) return Phase::kOver;
  if (!asks()) return Phase::kTold;
  if (answer().revealed) return Phase::kRevealed;
  return answer().locked ? Phase::kLocked : Phase::kVoting;
}

bool LessonWalk::has_answer() const {
  return step().draw ? !answer().drawn.empty() : votes_in() > 0;
}

bool LessonWalk::go_on() {
  switch (phase()) {
    case Phase::kVoting:
      return has_answer() ? lock() : reveal();
    case Phase::kLocked:
      if (answer().round + 1 >= step().rounds) return reveal();
      ++open_answer().round;
      open_answer().locked = false;
      return true;
    case Phase::kOver:
      return false;
    case Phase::kTold:
    case Phase::kRevealed:
      break;
  }
  std::size_t next = stop_ + 1;
  while (next < size() && !fits(next)) ++next;
  if (next >= size()) {
    over_ = true;
    return true;
  }
  stop_ = next;
  reached_ = std::max(reached_, stop_);
  return true;
}

bool LessonWalk::go_back() {
  if (over_) {
    over_ = false;
    return true;
  }
  for (std::size_t before = stop_; before-- > 0;) {
    if (!fits(before)) continue;
    stop_ = before;
    return true;
  }
  return false;
}

void LessonWalk::go_to(std::size_t stop) {
  if (stop >= size() || !fits(stop)) return;
  over_ = false;
  stop_ = stop;
  reached_ = std::max(reached_, stop_);
}

void LessonWalk::vote(std::size_t choice, bool alone) {
  if (!is_open() || choice >= step().choices.size()) return;
  LessonVotes& votes = open_answer().votes[static_cast<std::size_t>(answer().round)];
  if (alone) votes = {};
  ++votes[choice];
}

void LessonWalk::take_back(std::size_t choice) {
  if (!is_open() || choice >= step().choices.size()) return;
  int32_t& votes = open_answer().votes[static_cast<std::size_t>(answer().round)][choice];
  votes = std::max(0, votes - 1);
}

void LessonWalk::mark(std::size_t task) {
  if (!is_open() || !step().draw || task >= step().draw->among.size()) return;
  open_answer().drawn.mark(step().draw->among[task]);
}

void LessonWalk::draw_until(SimTime until) {
  if (!is_open() || !step().draw || step().draw->kind != Drawing::Kind::kUntil) return;
  open_answer().drawn.until = until;
}

bool LessonWalk::lock() {
  if (!is_open() || !has_answer()) return false;
  open_answer().locked = true;
  return true;
}

bool LessonWalk::reveal() {
  if (phase() != Phase::kVoting && phase() != Phase::kLocked) return false;
  open_answer().revealed = true;
  return true;
}

}  // namespace grove
