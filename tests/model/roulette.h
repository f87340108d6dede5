// The course's roulette with nurseries up to 0.27, as a story.
#pragma once

#include "tests/model/story.h"

namespace grove::test {

// Bang has left r0 as a group, r10 has Cancelled in hand.
struct Roulette : Story {
  TaskId main, r0, r1, r00, r01, r10, r11;
  NurseryId of_main, of_r0, of_r1;
  ExceptionId bang;

  Roulette() {
    main = spawn("main");
    step(main);
    of_main = open_nursery(main, {});
    r0 = spawn("r0", of_main, main, 28);
    r1 = spawn("r1", of_main, main, 28);
    park(main, of_main);
    of_r0 = family(r0, "r00", "r01", &r00, &r01);
    of_r1 = family(r1, "r10", "r11", &r10, &r11);
    for (const TaskId task : {r00, r01, r10, r11}) {
      step(task);
      line(task, 21);
      sleep(task, SimTime{420'000'000});
    }
    now = SimTime{270'000'000};
    tell(TaskScheduled{r01});
    step(r01);
    line(r01, 23);
    bang = raise(r01, "Bang", "r01");
    const EventId out = exit(r01, Outcome::kError, bang);
    pass_on(bang, r01, of_r0, out);
    const EventId cancelled = cancel(ScopeId{1}, CancelReason::kNursery, out, r01);
    request(r00, ScopeId{1}, true, cancelled);
    request(r0, ScopeId{1}, false, cancelled);
    tell(TaskScheduled{r00});
    end_step(r01);
    step(r00);
    deliver(r00, ScopeId{1});
    exit(r00, Outcome::kCancelled);
    tell(TaskScheduled{r0});
    end_step(r00);
    step(r0);
    close_nursery(of_r0, r0, ScopeId{1});
    close_scope(ScopeId{1}, true);
    const ExceptionId group =
        raise(r0, "ExceptionGroup", "Exceptions from Trio nursery", 26, this->group({bang}));
    const EventId r0_out = exit(r0, Outcome::kError, group);
    pass_on(group, r0, of_main, r0_out);
    const EventId all = cancel(ScopeId{0}, CancelReason::kNursery, r0_out, r0);
    request(r1, ScopeId{0}, false, all);
    const EventId asked = request(r10, ScopeId{0}, true, all);
    tell(TaskScheduled{r10});
    request(r11, ScopeId{0}, true, all);
    tell(TaskScheduled{r11});
    request(main, ScopeId{0}, false, all);
    end_step(r0);
    step(r10);
    deliver(r10, ScopeId{0}, asked);
  }

  NurseryId family(TaskId parent, const char* one, const char* two, TaskId* first, TaskId* second) {
    step(parent);
    const NurseryId nursery = open_nursery(parent, ScopeId{0});
    *first = spawn(one, nursery, parent, 28);
    *second = spawn(two, nursery, parent, 28);
    park(parent, nursery);
    return nursery;
  }
};

}  // namespace grove::test
