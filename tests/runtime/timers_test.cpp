#include "engine/runtime/kernel/timers.h"

#include <rapidcheck/catch.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace grove {
namespace {

std::vector<int> drain(Timers& timers, SimTime now) {
  std::vector<int> numbers;
  TimerOwner owner;
  while (timers.pop_due(now, &owner)) numbers.push_back(owner.number);
  return numbers;
}

TEST_CASE("timers fire in order of time, equal ones in order of registration") {
  Timers timers;
  timers.add(SimTime{30}, TimerOwner{LoopSlot{0}, 0});
  timers.add(SimTime{10}, TimerOwner{LoopSlot{0}, 3});
  timers.add(SimTime{10}, TimerOwner{LoopSlot{0}, 1});
  timers.add(SimTime{20}, TimerOwner{LoopSlot{0}, 2});
  CHECK(drain(timers, SimTime{20}) == std::vector<int>{3, 1, 2});
  CHECK(timers.next() == SimTime{30});
}

TEST_CASE("a removed timer neither fires nor is the next one") {
  Timers timers;
  const auto ticket = timers.add(SimTime{10}, TimerOwner{LoopSlot{0}, 0});
  timers.add(SimTime{20}, TimerOwner{LoopSlot{0}, 1});
  timers.remove(ticket);
  CHECK(timers.next() == SimTime{20});
  CHECK(timers.next_owner().number == 1);
  CHECK(drain(timers, SimTime{100}) == std::vector<int>{1});
  CHECK(timers.next() == kNever);
}

TEST_CASE("whatever is added and removed, what fires is what is registered, sorted") {
  rc::prop("for all", [] {
    Timers timers;
    struct Registered {
      int64_t time;
      Timers::Ticket ticket;
      int owner;
    };
    std::vector<Registered> expected;
    const auto ops = *rc::gen::container<std::vector<std::pair<bool, int>>>(
        rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 50)));
    int owner = 0;
    for (const auto& [remove, number] : ops) {
      if (remove && !expected.empty()) {
        const auto which = expected.begin() + number % static_cast<int>(expected.size());
        timers.remove(which->ticket);
        expected.erase(which);
      } else {
        expected.push_back(
            {number, timers.add(SimTime{number}, TimerOwner{LoopSlot{0}, owner}), owner});
        ++owner;
      }
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Registered& a, const Registered& b) { return a.time < b.time; });
    std::vector<int> numbers;
    for (const Registered& r : expected) numbers.push_back(r.owner);
    RC_ASSERT(drain(timers, SimTime{1000}) == numbers);
  });
}

}  // namespace
}  // namespace grove
