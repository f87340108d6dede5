// LoopRunner: a loop's work, a little at a time: its passes and the steps of its tasks.
#pragma once

#include "engine/runtime/kernel/kernel.h"

namespace grove {

class LoopRunner {
 public:
  // `activity`: the topmost one.
  LoopRunner(Kernel& kernel, Activity& activity)
      : k_(kernel),
        activity_(activity),
        loop_(kernel.loop(activity.loop)),
        dialect_(kernel.dialect(loop_.dialect)) {}

  void go_on(int64_t& budget);

 private:
  using Moment = PendingInputs::Moment;

  void work(int64_t& budget);
  void begin_pass();
  void poll();
  void look_at_timers();
  bool fire_timers();
  bool jump_clock();
  EventId cause_of_jump(SimTime time);
  void take_batch();
  void next_turn();
  void begin_step(TaskSlot task);
  void run_step(int64_t& budget);
  void end_step();
  void finish_step();
  void apply_inputs(Moment moment);
  bool is_left_to_another() const;
  // False once something else has taken over, or this loop has ended.
  bool is_innermost() const {
    return !k_.activities_.empty() && &k_.activities_.back() == &activity_;
  }

  Kernel& k_;
  Activity& activity_;
  Loop& loop_;
  Dialect& dialect_;
};

}  // namespace grove
