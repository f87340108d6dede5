#include "viewer/core/player/playback.h"

#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "viewer/core/session.h"

namespace grove {
namespace {

constexpr double kFrame = 1.0 / 60;

// A session that has read a small record.
struct Sitting {
  explicit Sitting(test::SteppedStory story = small_roulette())
      : file("playback.jsonl", json_lines_of(story.record())) {
    session.open(file.path());
    while (session.wants_to_compute()) session.compute(1'000);
  }
  void play(double seconds) {
    for (double passed = 0; passed < seconds - 1e-9; passed += kFrame) session.tick(kFrame);
  }
  std::size_t position() const { return session.model().position(); }
  std::size_t step_events() const {
    return session.recording().index().rank_of(session.model().position());
  }

  TemporaryFile file;
  Session session;
};

TEST_CASE("nothing moves while paused") {
  Sitting sitting;
  const std::size_t before = sitting.position();
  sitting.play(5);
  CHECK(sitting.position() == before);
}

TEST_CASE("at event pace so many step events pass a second, whatever simulated time they take") {
  Sitting sitting;
  const std::size_t before = sitting.step_events();
  sitting.session.apply(command::TogglePlay{});
  sitting.play(2.01);
  const auto expected = static_cast<std::size_t>(2 * sitting.session.playback().steps_per_second());
  CHECK(sitting.step_events() == before + expected);
}

TEST_CASE("at time pace simulated time flows, also between two events") {
  Sitting sitting;
  sitting.session.apply(command::ChooseClock{PlayClock::kTimePace});
  const double pace = sitting.session.playback().time_per_second();
  sitting.session.apply(command::TogglePlay{});
  sitting.play(1);
  CHECK(to_seconds(sitting.session.now()) == Approx(pace).margin(0.002));
  CHECK(sitting.session.now() > sitting.session.model().now());
  // All events up to that time are shown, and none after it.
  const std::size_t position = sitting.position();
  CHECK(position == position_at(sitting.session.record(), sitting.session.now()));
}

TEST_CASE("playing pauses at the end of the run, and plays again from the start") {
  Sitting sitting;
  sitting.session.apply(command::ToEnd{});
  CHECK(sitting.position() == sitting.session.record().size());
  sitting.session.apply(command::TogglePlay{});
  CHECK(sitting.position() < 5);
  sitting.session.apply(command::ToEnd{});
  sitting.session.apply(command::StepBy{StepKind::kStepEvent, -1});
  sitting.session.apply(command::TogglePlay{});
  sitting.play(3);
  CHECK_FALSE(sitting.session.playback().playing());
  CHECK(sitting.position() == sitting.session.record().size());
}

TEST_CASE("stepping pauses, and a step back undoes a step forward, for every kind of step") {
  for (const StepKind kind : {StepKind::kStepEvent, StepKind::kEvent, StepKind::kTaskStep,
                              StepKind::kLine, StepKind::kInstant, StepKind::kInteresting}) {
    CAPTURE(name_of(kind));
    Sitting sitting;
    sitting.session.apply(command::TogglePlay{});
    sitting.session.apply(command::StepBy{kind, +1});
    CHECK_FALSE(sitting.session.playback().playing());
    std::vector<std::size_t> places = {sitting.position()};
    while (places.size() < 6) {
      sitting.session.apply(command::StepBy{kind, +1});
      places.push_back(sitting.position());
    }
    for (std::size_t i = places.size() - 1; i-- > 0;) {
      if (places[i + 1] == places[i]) continue;  // at the end
      sitting.session.apply(command::StepBy{kind, -1});
      CHECK(sitting.position() == places[i]);
    }
  }
}

TEST_CASE("the arrow keys step by the kind that was chosen") {
  Sitting sitting;
  sitting.session.apply(command::ChooseStep{StepKind::kInstant});
  sitting.session.apply(command::Step{+1});
  CHECK(to_seconds(sitting.session.now()) == 0.0);
  sitting.session.apply(command::Step{+1});
  CHECK(to_seconds(sitting.session.now()) == 0.1);
}

TEST_CASE("nobody steps back behind the first picture") {
  Sitting sitting;
  const std::size_t first = sitting.position();
  for (int i = 0; i < 5; ++i) sitting.session.apply(command::Step{-1});
  CHECK(sitting.position() == first);
  CHECK(sitting.session.model().task_count() == 1);
}

TEST_CASE("playing stops at a line with a breakpoint, at the event that comes there") {
  Sitting sitting;
  sitting.session.apply(command::ToggleBreakpoint{2});
  sitting.session.apply(command::TogglePlay{});
  sitting.play(30);
  CHECK_FALSE(sitting.session.playback().playing());
  const Event& last = sitting.session.record()[sitting.session.model().last_event()];
  REQUIRE(last.kind() == EventKind::kLine);
  CHECK(last.get<Line>().line == 2);
}

TEST_CASE("faster and slower go along the ladder of the clock in use, and stop at its ends") {
  Playback playback;
  const double usual = playback.steps_per_second();
  playback.faster();
  CHECK(playback.steps_per_second() > usual);
  for (int i = 0; i < 30; ++i) playback.slower();
  const double slowest = playback.steps_per_second();
  playback.slower();
  CHECK(playback.steps_per_second() == slowest);
  playback.set_clock(PlayClock::kTimePace);
  const double before = playback.time_per_second();
  playback.faster();
  CHECK(playback.time_per_second() > before);
  CHECK(playback.steps_per_second() == slowest);
}

TEST_CASE("a long pause of the whole program skips nothing") {
  Playback playback;
  playback.set_clock(PlayClock::kTimePace);
  playback.play();
  CHECK(playback.pass(3600).time <= sim_time_from_seconds(0.1 * playback.time_per_second()));
}

}  // namespace
}  // namespace grove
