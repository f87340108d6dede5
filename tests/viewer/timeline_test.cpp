#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/programs.h"
#include "viewer/core/time_axis.h"

namespace grove {
namespace {

struct Sitting {
  Sitting() : story(small_roulette()), file("timeline.jsonl", json_lines_of(story.record())) {
    session.open(file.path());
    while (session.wants_to_compute()) session.compute(1'000);
  }
  TimeAxis axis() const {
    return TimeAxis(session, shown_times(session), open_instant(session), 100, 1100, 39, 0.45f);
  }
  test::SteppedStory story;
  TemporaryFile file;
  Session session;
};

TEST_CASE("lanes say at every event what the model says") {
  Sitting sitting;
  const Lanes& lanes = sitting.session.recording().lanes();
  Model model(sitting.story.record());
  while (model.position() < sitting.story.record().size()) {
    model.forward();
    const EventId now = model.last_event();
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      const LaneSpan* current = nullptr;
      for (const LaneSpan& span : lanes.of(task).spans) {
        if (span.first <= now && (!span.end || now < span.end)) current = &span;
      }
      REQUIRE(current != nullptr);
      CHECK(current->status == model.status(task));
    }
  }
}

TEST_CASE("lanes stand in the order of the tree, children under their parents") {
  Sitting sitting;
  std::string order;
  for (const TaskId task : sitting.session.recording().lanes().order()) {
    order += std::to_string(task.value);
  }
  // main, r0, r00, r01, r1
  CHECK(order == "01342");
}

TEST_CASE("the axis is straight in time, and grows with it") {
  Sitting sitting;
  sitting.session.apply(command::SeekTime{sim_time_from_seconds(0.2)});
  const TimeAxis axis = sitting.axis();
  CHECK_FALSE(axis.has_band());
  const float step = axis.at(sim_time_from_seconds(0.1)) - axis.at(SimTime{0});
  CHECK(axis.at(sim_time_from_seconds(0.2)) == Approx(axis.at(SimTime{0}) + 2 * step));
  CHECK(axis.now() == Approx(axis.at(sim_time_from_seconds(0.2))));
  CHECK(to_seconds(axis.time_at(axis.at(sim_time_from_seconds(0.123)))) ==
        Approx(0.123).margin(1e-4));
}

TEST_CASE("an instant with more than six step events opens: there x is the order of events") {
  Sitting sitting;
  std::size_t exited = 0;
  while (sitting.story.record().at(exited).kind() != EventKind::kTaskExited) ++exited;
  sitting.session.apply(command::Seek{exited + 1});
  const TimeAxis axis = sitting.axis();
  REQUIRE(axis.has_band());
  CHECK(axis.band_right() - axis.band_left() <= 450.01f);
  const auto& step_events = sitting.session.recording().index().step_events();
  const auto range = axis.instant()->step_events;
  for (std::size_t i = range.first; i + 1 < range.last; ++i) {
    CHECK(axis.at(step_events[i]) < axis.at(step_events[i + 1]));
    CHECK(axis.rank_at(axis.at(step_events[i])) == i + 1);
  }
  CHECK(axis.at(step_events[range.first]) > axis.band_left());
  CHECK(axis.at(step_events[range.last - 1]) < axis.band_right());
  // Outside it stays time.
  CHECK(axis.at(sim_time_from_seconds(0.1)) < axis.band_left());
  CHECK(axis.at(sim_time_from_seconds(0.37)) > axis.band_right());
  sitting.session.apply(command::ToggleInstant{});
  CHECK_FALSE(sitting.axis().has_band());
}

TEST_CASE("an instant of seven step events opens, one of six does not") {
  std::vector<std::size_t> sizes;
  for (int prints = 0; prints < 8; ++prints) {
    test::SteppedStory story;
    const TaskId main = story.spawn_main();
    for (int i = 0; i < prints; ++i) story.print(main, "x");
    story.sleep(main, 0.1);
    const TemporaryFile file("instant.jsonl", json_lines_of(story.record()));
    Session session;
    session.open(file.path());
    while (session.wants_to_compute()) session.compute(1'000);
    const EventIndex& index = session.recording().index();
    const EventId first = index.step_events().front();
    session.apply(command::Seek{first.index() + 1});
    const std::size_t size = index.instant_of(session.record(), first).size();
    CHECK(open_instant(session).has_value() == (size >= 7));
    sizes.push_back(size);
  }
  CHECK(std::count(sizes.begin(), sizes.end(), 6) == 1);
  CHECK(std::count(sizes.begin(), sizes.end(), 7) == 1);
}

TEST_CASE("a sleep that is told anew with another end begins another span of its lane") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  story.sleep(main, 0.1);
  Record& record = story.record();
  for (const double until : {0.1, 0.3}) {
    record.append(SimTime{0}, EventId{0},
                  TaskBlocked{.task = main,
                              .on = WaitKind::kSleep,
                              .object = {},
                              .nursery = {},
                              .other = {},
                              .until = {sim_time_from_seconds(until)}});
  }
  Lanes lanes(record);
  lanes.extend();
  const std::vector<LaneSpan>& spans = lanes.of(main).spans;
  REQUIRE(spans.size() >= 2);
  CHECK(spans.back().until == sim_time_from_seconds(0.3));
  CHECK(spans[spans.size() - 2].until == sim_time_from_seconds(0.1));
  CHECK(spans[spans.size() - 2].end == spans.back().first);
}

TEST_CASE("ticks are 1, 2 or 5 times a power of ten") {
  CHECK(tick_ns(SimTime{400'000'000}, 8) == 50'000'000);
  CHECK(tick_ns(SimTime{1'000'000'000}, 10) == 100'000'000);
  CHECK(tick_ns(SimTime{60'000'000'000}, 10) == 10'000'000'000);
  CHECK(tick_ns(SimTime{3}, 10) == 1);
}

TEST_CASE("zooming keeps the present where it is, and panning never leaves the beginning") {
  Sitting sitting;
  sitting.session.apply(command::SeekTime{sim_time_from_seconds(0.2)});
  const float before = sitting.axis().now();
  sitting.session.apply(command::ZoomTimes{2});
  CHECK(sitting.session.view().time_range.chosen);
  CHECK(sitting.axis().now() == Approx(before).margin(100));
  for (int i = 0; i < 20; ++i) sitting.session.apply(command::PanTimes{-0.3});
  CHECK(shown_times(sitting.session).from == SimTime{0});
  sitting.session.apply(command::ShowAllTimes{});
  CHECK_FALSE(sitting.session.view().time_range.chosen);
}

TEST_CASE(
    "where hundreds of events share the last instant, the axis still shows a part of the run") {
  const TemporaryFile file("crowd.py", many(500, 333));
  Session session;
  session.open(file.path());
  compute(session);
  session.apply(command::ToEnd{});
  compute(session);
  const TimeRange times = shown_times(session);
  CHECK(times.to - times.from >= SimTime{session.now().ns / 20});
}

}  // namespace
}  // namespace grove
