// The way through a lesson, without runs and without a window: stops, rounds of votes, what is
// drawn, and what is remembered of it.
#include <catch2/catch.hpp>

#include "viewer/core/lesson/progress.h"

namespace grove {
namespace {

using Phase = LessonWalk::Phase;

LessonStep told(const std::string& id) {
  LessonStep step;
  step.id = id;
  step.text = id;
  return step;
}

LessonStep asked(const std::string& id, int32_t rounds) {
  LessonStep step = told(id);
  step.kind = LessonStep::Kind::kAsk;
  step.rounds = rounds;
  step.choices = {{"one", "so", false, ""}, {"two", "yes", true, ""}, {"three", "no", false, ""}};
  return step;
}

Lesson small_lesson() {
  Lesson lesson;
  lesson.steps = {told("begin"), asked("guess", 2), told("seen")};
  return lesson;
}

TEST_CASE("a walk goes from stop to stop, and is over behind the last one") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson);
  CHECK(walk.phase() == Phase::kTold);
  CHECK_FALSE(walk.go_back());
  REQUIRE(walk.go_on());
  CHECK(walk.stop() == 1);
  REQUIRE(walk.go_on());  // nobody voted: the answer
  CHECK(walk.phase() == Phase::kRevealed);
  REQUIRE(walk.go_on());
  REQUIRE(walk.go_on());
  CHECK(walk.phase() == Phase::kOver);
  CHECK_FALSE(walk.go_on());
  REQUIRE(walk.go_back());
  CHECK(walk.stop() == 2);
}

TEST_CASE("going on from a question with votes locks them, opens the second round, then answers") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson);
  walk.go_on();
  walk.vote(0, false);
  walk.vote(0, false);
  walk.vote(1, false);
  CHECK(walk.votes_in() == 3);
  walk.go_on();
  CHECK(walk.phase() == Phase::kLocked);
  walk.vote(2, false);  // too late
  CHECK(walk.answer().votes[0] == LessonVotes{2, 1, 0, 0});
  walk.go_on();
  CHECK(walk.phase() == Phase::kVoting);
  CHECK(walk.answer().round == 1);
  CHECK(walk.votes_in() == 0);
  walk.vote(1, false);
  walk.go_on();
  walk.go_on();
  CHECK(walk.phase() == Phase::kRevealed);
  CHECK(walk.stop() == 1);
  walk.vote(0, false);
  CHECK(walk.answer().votes[1] == LessonVotes{0, 1, 0, 0});
}

TEST_CASE("one person alone has one vote, and changes it; a vote of a class can be taken back") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson);
  walk.go_on();
  walk.vote(0, true);
  walk.vote(2, true);
  CHECK(walk.answer().votes[0] == LessonVotes{0, 0, 1, 0});
  walk.take_back(2);
  walk.take_back(2);
  CHECK_FALSE(walk.has_answer());
  walk.vote(7, true);  // there is no such choice
  CHECK_FALSE(walk.has_answer());
}

TEST_CASE("an answer that was seen stays seen when one goes back and comes again") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson);
  walk.go_on();
  walk.reveal();
  walk.go_back();
  CHECK(walk.phase() == Phase::kTold);
  walk.go_on();
  CHECK(walk.phase() == Phase::kRevealed);
  CHECK(walk.reached() == 1);
}

TEST_CASE("stops that the run does not have are passed over, both ways") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson, {false, true, true});
  CHECK(walk.stop() == 1);
  CHECK_FALSE(walk.go_back());
  LessonWalk other(lesson, {true, false, true});
  other.go_on();
  CHECK(other.stop() == 2);
  other.go_back();
  CHECK(other.stop() == 0);
}

TEST_CASE("the gap of ticks names what was missed and what is not so") {
  Drawing drawing;
  drawing.among = {"a", "b", "c"};
  DrawnAnswer answer;
  answer.mark("a");
  answer.mark("b");
  answer.mark("a");  // no longer
  const DrawnGap gap = gap_of(drawing, answer, {{"b", "c"}, kNever});
  CHECK(gap.missed == std::vector<std::string>{"c"});
  CHECK(gap.wrong.empty());
  CHECK(gap_words(drawing, gap) == "1 of 3 happens otherwise.");
  answer.mark("c");
  CHECK(gap_of(drawing, answer, {{"b", "c"}, kNever}).met);
}

TEST_CASE("the gap of an order is the places that differ, that of an end a time") {
  Drawing order;
  order.kind = Drawing::Kind::kOrder;
  order.among = {"a", "b", "c"};
  DrawnAnswer answer;
  for (const char* name : {"a", "c", "b"}) answer.mark(name);
  CHECK(gap_of(order, answer, {{"a", "b", "c"}, kNever}).missed.size() == 2);

  Drawing until;
  until.kind = Drawing::Kind::kUntil;
  until.tolerance = sim_time_from_seconds(0.05);
  DrawnAnswer drawn;
  drawn.until = sim_time_from_seconds(0.4);
  const DrawingTruth truth{{}, sim_time_from_seconds(0.28)};
  CHECK(gap_words(until, gap_of(until, drawn, truth)) == "0.12 s too late.");
  drawn.until = sim_time_from_seconds(0.25);
  CHECK(gap_of(until, drawn, truth).met);
}

TEST_CASE("progress comes back from its text as it was, and is never taken back") {
  const Lesson lesson = small_lesson();
  LessonWalk walk(lesson);
  LessonProgress known;
  walk.go_on();
  walk.vote(1, false);
  walk.reveal();
  note_progress(walk, &known);
  CHECK(known.reached == "guess");
  CHECK_FALSE(known.done);
  CHECK(known.questions["guess"].first == LessonVotes{0, 1, 0, 0});
  walk.go_on();
  walk.go_on();
  note_progress(walk, &known);
  CHECK(known.done);
  walk.go_back();
  walk.go_back();
  note_progress(walk, &known);
  CHECK(known.reached == "seen");
  CHECK(known.done);
  const Progress progress{{"small", known}};
  CHECK(read_progress(write_progress(progress)) == progress);
}

TEST_CASE("what is wrong in a text of progress is passed over") {
  CHECK(read_progress("").empty());
  CHECK(read_progress("[1, 2]").empty());
  const Progress read = read_progress(
      R"({"a": 3, "b": {"done": "yes", "stop": -4, "questions": {"q": {"first": [1e9, "x"]}}}})");
  REQUIRE(read.size() == 1);
  CHECK_FALSE(read.at("b").done);
  CHECK(read.at("b").stop == 0);
  CHECK(read.at("b").questions.at("q").first == LessonVotes{});
}

}  // namespace
}  // namespace grove
