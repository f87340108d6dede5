// LessonWalk: how far somebody is in a lesson: at which stop, what was answered there, what comes
// next. It knows nothing of runs; what is seen at a stop, LessonStage shows.
//
//   LessonWalk walk(lesson);
//   walk.vote(1);                       // for the second choice
//   walk.go_on();                       // locks; then another round, or the answer; then the next
//   stop walk.phase() == LessonWalk::Phase::kRevealed
//
// A question is answered in its rounds: votes, then locked; nothing of them is shown before the
// answer is revealed. Stops that do not fit the run any more are passed over.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/scenario/lesson.h"
#include "viewer/core/lesson/drawn_answer.h"

namespace grove {

// Of one round, by choice.
using LessonVotes = std::array<int32_t, kMostChoices>;
int32_t total_of(const LessonVotes& votes);

struct LessonAnswer {
  int round = 0;                     // that is voted in, from 0
  std::array<LessonVotes, 2> votes;  // by round
  DrawnAnswer drawn;
  bool locked = false;  // the round is over
  bool revealed = false;
  LessonAnswer() : votes{} {}
};

class LessonWalk {
 public:
  enum class Phase : uint8_t {
    kTold,      // nothing is asked here
    kVoting,    // a question that waits for an answer
    kLocked,    // a round is over
    kRevealed,  // the answer, and why
    kOver,      // behind the last stop
  };

  // The lesson must outlive it. `fits`: which stops the run has; all of them if it is empty.
  explicit LessonWalk(const Lesson& lesson, std::vector<bool> fits = {});

  const Lesson& lesson() const { return lesson_; }
  std::size_t stop() const { return stop_; }
  const LessonStep& step() const { return lesson_.steps[stop_]; }
  std::size_t size() const { return lesson_.steps.size(); }
  bool fits(std::size_t stop) const { return fits_.empty() || fits_[stop]; }
  // The last stop that was come to.
  std::size_t reached() const { return reached_; }
  Phase phase() const;
  const LessonAnswer& answer() const { return answers_[stop_]; }
  const LessonAnswer& answer(std::size_t stop) const { return answers_[stop]; }
  // Votes that were given in the round, however they fell.
  int32_t votes_in() const { return total_of(votes_of_round()); }
  bool has_answer() const;

  // One step further, whatever that is: a round is locked once there is an answer, and is left out
  // without one; the answer is revealed; the next stop. False at the end.
  bool go_on();
  // To the stop before; from behind the last one to that. False at the first.
  bool go_back();
  // To a stop that was reached already, or to any for a teacher who begins there.
  void go_to(std::size_t stop);
  // REQUIRES for all of these: nothing; where a question is not asked, they change nothing.
  // `alone`: one person has one vote and changes it; else votes are counted.
  void vote(std::size_t choice, bool alone);
  void take_back(std::size_t choice);
  void mark(std::size_t task);  // of the drawing's `among`
  void draw_until(SimTime until);
  bool lock();
  bool reveal();

 private:
  const LessonVotes& votes_of_round() const {
    const LessonAnswer& a = answer();
    return a.votes[static_cast<std::size_t>(a.round)];
  }
  bool asks() const { return step().kind == LessonStep::Kind::kAsk; }
  bool is_open() const { return phase() == Phase::kVoting; }
  LessonAnswer& open_answer() { return answers_[stop_]; }

  const Lesson& lesson_;
  std::vector<bool> fits_;
  std::vector<LessonAnswer> answers_;  // by stop
  std::size_t stop_ = 0, reached_ = 0;
  bool over_ = false;
};

}  // namespace grove
