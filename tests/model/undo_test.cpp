// The laws of time travel, over random records.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "engine/model/journal.h"
#include "engine/model/model.h"
#include "engine/record/check.h"
#include "tests/model/random_record.h"

using namespace grove;
using test::RandomRecord;

namespace {

Model at(const Record& record, std::size_t position) {
  Model model(record);
  while (model.position() < position) model.forward();
  return model;
}

}  // namespace

TEST_CASE("the random records of these tests are records as a reader would admit them") {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    RandomRecord random(seed);
    random.grow(300);
    RecordCheck check;
    for (std::size_t i = 0; i < random.record.size(); ++i) {
      INFO("seed " << seed << ", event " << i);
      REQUIRE(check.admit(random.record, random.record.at(i)) == "");
    }
  }
}

TEST_CASE("undoing an event restores the model before it, at every event") {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    RandomRecord random(seed);
    random.grow(120);
    const Record& record = random.record;
    Model walker(record);
    for (std::size_t k = 0; k < record.size(); ++k) {
      INFO("seed " << seed << ", event " << k << ", " << name_of(record.at(k).kind()));
      const Model before = at(record, k);
      walker.forward();
      walker.back();
      REQUIRE(walker.same_as(before));
      walker.forward();
      REQUIRE(walker.same_as(at(record, k + 1)));
    }
  }
}

TEST_CASE("going back all the way leaves an empty model") {
  for (uint64_t seed = 100; seed < 130; ++seed) {
    RandomRecord random(seed);
    random.grow(500);
    Model model = at(random.record, random.record.size());
    while (model.position() > 0) model.back();
    CHECK(model.same_as(Model(random.record)));
    CHECK(model.task_count() == 0);
    CHECK(model.alive_count() == 0);
    CHECK(model.printed().empty());
    CHECK(model.now() == SimTime{});
  }
}

TEST_CASE("seeking in any order equals folding from zero, while the record grows") {
  for (uint64_t seed = 200; seed < 230; ++seed) {
    RandomRecord random(seed);
    random.grow(50);
    std::mt19937_64 dice(seed);
    Model model(random.record);
    for (int i = 0; i < 40; ++i) {
      if (i % 8 == 0) random.grow(60);
      const std::size_t target = dice() % (random.record.size() + 1);
      model.seek(target);
      INFO("seed " << seed << ", seek to " << target);
      REQUIRE(model.position() == target);
      REQUIRE(model.same_as(at(random.record, target)));
    }
  }
}

TEST_CASE("a model that was moved goes on where it stood") {
  RandomRecord random(7);
  random.grow(200);
  Model first = at(random.record, 150);
  Model second = std::move(first);
  second.back();
  CHECK(second.same_as(at(random.record, 149)));
}

TEST_CASE("models at the same position of different records are told apart") {
  RandomRecord one(1);
  RandomRecord two(2);
  one.grow(100);
  two.grow(100);
  CHECK_FALSE(at(one.record, 80).same_as(at(two.record, 80)));
  CHECK_FALSE(at(one.record, 80).same_as(at(one.record, 79)));
}

TEST_CASE("the counts of states are those of counting") {
  for (uint64_t seed = 300; seed < 320; ++seed) {
    RandomRecord random(seed);
    random.grow(400);
    std::mt19937_64 dice(seed);
    Model model(random.record);
    for (int i = 0; i < 30; ++i) {
      model.seek(dice() % (random.record.size() + 1));
      std::array<int32_t, kTaskStatusCount> counted{};
      int32_t alive = 0;
      std::vector<int32_t> children(model.nursery_count());
      for (int32_t id = 0; id < static_cast<int32_t>(model.task_count()); ++id) {
        const TaskFacts& task = model.task(TaskId{id});
        ++counted[static_cast<std::size_t>(model.status(TaskId{id}))];
        alive += task.alive ? 1 : 0;
        if (task.alive && task.nursery) ++children[task.nursery.index()];
      }
      REQUIRE(counted == model.status_counts());
      REQUIRE(alive == model.alive_count());
      for (int32_t id = 0; id < static_cast<int32_t>(model.nursery_count()); ++id) {
        REQUIRE(model.nursery(NurseryId{id}).alive == children[static_cast<std::size_t>(id)]);
      }
    }
  }
}

TEST_CASE("a journal forgets its oldest events whole, and takes the others back in order") {
  Journal journal(2);
  constexpr uint64_t kEvents = 40'000;
  for (uint64_t event = 0; event < kEvents; ++event) {
    journal.begin_event();
    for (uint64_t i = 0; i <= event % 3; ++i) journal.push(nullptr, 0, event);
    journal.end_event();
  }
  uint64_t event = kEvents;
  while (journal.can_undo()) {
    --event;
    uint64_t entries = 0;
    for (bool first = false; !first; ++entries) {
      const Journal::Entry entry = journal.pop();
      REQUIRE(entry.old == event);
      first = entry.first_of_event;
    }
    REQUIRE(entries == event % 3 + 1);
  }
  // Two chunks hold at most 2 * 16,384 entries, two for an event on average.
  CHECK(kEvents - event > Journal::kChunkEntries / 2 - 2);
  CHECK(kEvents - event <= Journal::kChunkEntries);
}

TEST_CASE("going back beyond what the journal holds is exact as well") {
  RandomRecord random(11);
  random.grow(300);
  Record& record = random.record;
  const TaskId main{0};
  const Text spin = record.add_text("spin");
  const auto enough = Journal::kChunkEntries * (Journal::kDefaultChunks + 3);
  for (std::size_t i = 0; i < enough; ++i) {
    record.append(
        record.at(record.size() - 1).t, EventId{0},
        Line{.task = main, .line = static_cast<int32_t>(i % 97), .depth = 0, .function = spin});
  }
  Model model(record);
  model.seek(record.size());
  const std::size_t target = Journal::kChunkEntries * 2;
  // Past the middle of the record it undoes; the journal ends on the way.
  for (std::size_t position = record.size(); position > target;) {
    position = std::max(target, position - position / 3);
    model.seek(position);
    REQUIRE(model.position() == position);
  }
  REQUIRE(model.same_as(at(record, target)));
}
