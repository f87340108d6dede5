#include "engine/runtime/trio/schedule.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace grove {
namespace {

std::vector<Ready> batch_of(std::vector<int> numbers) {
  std::vector<Ready> batch;
  for (int n : numbers) batch.push_back(Ready{.task = TaskSlot{n}});
  return batch;
}

std::vector<int> ordered(Schedule& schedule, std::vector<int> numbers) {
  std::vector<Ready> batch = batch_of(std::move(numbers));
  schedule.order(batch, [](TaskSlot slot) { return "t" + std::to_string(slot.value); });
  std::vector<int> result;
  for (const Ready& each : batch) result.push_back(each.task.value);
  return result;
}

SchedulePolicy policy(SchedulePolicy::Kind kind, uint64_t seed = 0) {
  SchedulePolicy result;
  result.kind = kind;
  result.seed = seed;
  return result;
}

TEST_CASE("spawn order steps a batch by creation, whatever woke its tasks (A9)") {
  Schedule schedule(policy(SchedulePolicy::Kind::kSpawnOrder));
  CHECK(ordered(schedule, {3, 1, 2}) == std::vector<int>{1, 2, 3});
}

TEST_CASE("reversed steps the latest created first") {
  Schedule schedule(policy(SchedulePolicy::Kind::kReversed));
  CHECK(ordered(schedule, {3, 1, 2}) == std::vector<int>{3, 2, 1});
}

// The expected orders are random.Random(seed).shuffle of CPython 3.11, read from the end, for
// batches of 2, 5, 0, 1 and 8 in turn from one generator.
TEST_CASE("shuffled replays Trio's own shuffle, which draws nothing for fewer than two (A5)") {
  using Orders = std::vector<std::vector<int>>;
  const auto replay = [](uint64_t seed) {
    Schedule schedule(policy(SchedulePolicy::Kind::kShuffled, seed));
    Orders orders;
    for (int n : {2, 5, 0, 1, 8}) {
      std::vector<int> numbers;
      for (int i = 0; i < n; ++i) numbers.push_back(i);
      orders.push_back(ordered(schedule, numbers));
    }
    return orders;
  };
  CHECK(replay(0) == Orders{{1, 0}, {3, 0, 1, 2, 4}, {}, {0}, {6, 7, 2, 3, 5, 4, 0, 1}});
  CHECK(replay(1) == Orders{{0, 1}, {4, 0, 1, 3, 2}, {}, {0}, {7, 6, 3, 5, 4, 0, 2, 1}});
  CHECK(replay(7) == Orders{{1, 0}, {1, 3, 2, 0, 4}, {}, {0}, {1, 6, 4, 0, 2, 3, 5, 7}});
}

TEST_CASE("an explicit list says who steps first; the others follow in spawn order") {
  SchedulePolicy listed = policy(SchedulePolicy::Kind::kExplicit);
  listed.batches = {{"t3", "nobody", "t1"}, {"t2"}};
  Schedule schedule(listed);
  CHECK(ordered(schedule, {0, 1, 2, 3}) == std::vector<int>{3, 1, 0, 2});
  SECTION("a batch of one needs no list and uses none up") {
    CHECK(ordered(schedule, {5}) == std::vector<int>{5});
    CHECK(ordered(schedule, {1, 2}) == std::vector<int>{2, 1});
    CHECK(ordered(schedule, {1, 2}) == std::vector<int>{1, 2});
  }
}

}  // namespace
}  // namespace grove
