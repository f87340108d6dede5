#include "engine/runtime/kernel/advance.h"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <utility>

#include "engine/runtime/kernel/loop_runner.h"
#include "engine/runtime/kernel/module_runner.h"

namespace grove {

void Advance::run(int64_t instructions) {
  int64_t budget = std::max<int64_t>(1, instructions);
  const Machine::Attached attached(k_.machine, k_);
  // What fails to be made fails where it is asked for, at any depth: the machine is left as it
  // is, and not run any more.
  try {
    while (budget > 0 && !k_.finished() && !stopped()) go_on(budget);
  } catch (const Stopped&) {
    k_.running_budget_ = nullptr;
    k_.machine.allowance.exceeded = Allowance::Exceeded::kStopped;
  } catch (const std::bad_alloc&) {
    run_out_of_bytes();
  } catch (const std::length_error&) {
    run_out_of_bytes();
  }
}

bool Advance::stopped() const {
  return k_.machine.allowance.exceeded == Allowance::Exceeded::kStopped;
}

void Advance::go_on(int64_t& budget) {
  if (k_.dying_of_ != 0) return k_.die();
  if (!k_.failure_.is_null()) {
    return k_.raise_behind_call(k_.failing_loop_, std::exchange(k_.failure_, Value{}));
  }
  if (!k_.due_calls_.empty()) k_.begin_due_calls();
  Activity& top = k_.activities_.back();
  switch (top.kind) {
    case Activity::Kind::kModule:
      return ModuleRunner(k_).run(top, budget);
    case Activity::Kind::kTelling:
      return ModuleRunner(k_).tell(top, budget);
    case Activity::Kind::kLeaving:
      return ModuleRunner(k_).leave(top, budget);
    case Activity::Kind::kLoop:
      return LoopRunner(k_, top).go_on(budget);
    case Activity::Kind::kCall:
      return k_.run_call(budget);
    case Activity::Kind::kThread:
      return k_.run_thread(top, budget);
    case Activity::Kind::kSleep:
      --budget;
      return k_.go_on_sleeping(top);
    case Activity::Kind::kHandler:
      return k_.run_handler(top, budget);
  }
}

// The topmost activity that has code is what runs.
std::vector<Value> Advance::frames_outside() const {
  std::vector<Value> frames;
  for (auto each = k_.activities_.rbegin(); each != k_.activities_.rend(); ++each) {
    if (each->kind == Activity::Kind::kThread) break;
    const Value top = each->task ? k_.task(each->task).stack.top : each->stack.top;
    if (!top.is_null()) frames.push_back(top);
  }
  if (!frames.empty()) frames.erase(frames.begin());
  return frames;
}

void Advance::run_out_of_bytes() {
  k_.running_budget_ = nullptr;
  k_.due_calls_.clear();
  if (k_.finished()) return;
  Activity& top = k_.activities_.back();
  if (top.kind == Activity::Kind::kTelling) return ModuleRunner(k_).finish_told_briefly(top);
  if (top.kind == Activity::Kind::kLeaving) return ModuleRunner(k_).finish_left(top);
  // Of the task, or of the module: a call that the loop makes is made for one of them.
  const Stack& stack = k_.current_ ? k_.current_task().stack : k_.activities_.front().stack;
  k_.reach_limit("bytes", k_.inputs_.limits.bytes, 80, &stack);
}

}  // namespace grove
