#include "engine/runtime/deadlines.h"

#include <rapidcheck/catch.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace grove {
namespace {

std::vector<int> drain(Deadlines& deadlines, SimTime now) {
  std::vector<int> scopes;
  ScopeSlot scope;
  while (deadlines.pop_due(now, &scope)) scopes.push_back(scope.value);
  return scopes;
}

TEST_CASE("deadlines expire in order of time, equal ones in order of registration") {
  Deadlines deadlines;
  deadlines.add(SimTime{30}, ScopeSlot{0});
  deadlines.add(SimTime{10}, ScopeSlot{3});
  deadlines.add(SimTime{10}, ScopeSlot{1});
  deadlines.add(SimTime{20}, ScopeSlot{2});
  CHECK(drain(deadlines, SimTime{20}) == std::vector<int>{3, 1, 2});
  CHECK(deadlines.next() == SimTime{30});
}

TEST_CASE("a removed deadline neither expires nor is the next one") {
  Deadlines deadlines;
  const auto ticket = deadlines.add(SimTime{10}, ScopeSlot{0});
  deadlines.add(SimTime{20}, ScopeSlot{1});
  deadlines.remove(ticket);
  CHECK(deadlines.next() == SimTime{20});
  CHECK(deadlines.next_scope() == ScopeSlot{1});
  CHECK(drain(deadlines, SimTime{100}) == std::vector<int>{1});
  CHECK(deadlines.next() == kNever);
}

TEST_CASE("whatever is added and removed, what expires is what is registered, sorted") {
  rc::prop("for all", [] {
    Deadlines deadlines;
    struct Registered {
      int64_t time;
      Deadlines::Ticket ticket;
      int scope;
    };
    std::vector<Registered> expected;
    const auto ops = *rc::gen::container<std::vector<std::pair<bool, int>>>(
        rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 50)));
    int scope = 0;
    for (const auto& [remove, number] : ops) {
      if (remove && !expected.empty()) {
        const auto which = expected.begin() + number % static_cast<int>(expected.size());
        deadlines.remove(which->ticket);
        expected.erase(which);
      } else {
        expected.push_back({number, deadlines.add(SimTime{number}, ScopeSlot{scope}), scope});
        ++scope;
      }
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Registered& a, const Registered& b) { return a.time < b.time; });
    std::vector<int> scopes;
    for (const Registered& r : expected) scopes.push_back(r.scope);
    RC_ASSERT(drain(deadlines, SimTime{1000}) == scopes);
  });
}

}  // namespace
}  // namespace grove
