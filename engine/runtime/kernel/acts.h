// InputAct: one thing that the outside world does to a run, at its moment.
//
// It leaves an input_applied in the record, and what follows from it names that as its cause. One
// that finds nothing to act on (no such task by then, a scope that is closed, …) changes nothing,
// and says so there and on the run's standard error.
#pragma once

#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

class InputAct {
 public:
  // `loop`: the one between whose steps it comes.
  InputAct(Kernel& kernel, LoopSlot loop, const Intervention& what)
      : k_(kernel),
        slot_(loop),
        loop_(kernel.loop(loop)),
        dialect_(&kernel.dialect(kernel.host_loop().dialect)),
        what_(what) {}

  void apply();

 private:
  std::string prepare();
  void perform(EventId event);

  std::string prepare_signal();
  std::string prepare_scope();
  std::string prepare_raise();
  std::string prepare_choose();
  std::string prepare_cancel_task();
  std::string prepare_network();
  void raise(EventId event);
  void choose();

  auto places_in_batch();
  std::string no_task() const;
  void find_task();

  std::string check_exception();
  Value make_exception();
  Value find_exception_class();

  Kernel& k_;
  LoopSlot slot_;
  Loop& loop_;
  Dialect* dialect_;  // of the loop that gives turns; of an act on a task, that task's
  const Intervention& what_;
  // Once prepared.
  TaskSlot task_;
  int32_t signal_ = 0;
  ScopeAct scope_act_;
  Network::Change network_change_;
};

}  // namespace grove
