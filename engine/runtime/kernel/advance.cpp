#include "engine/runtime/kernel/advance.h"

#include <algorithm>
#include <new>
#include <stdexcept>

#include "engine/runtime/kernel/loop_runner.h"
#include "engine/runtime/kernel/module_runner.h"

namespace grove {

void Advance::run(int64_t instructions) {
  int64_t budget = std::max<int64_t>(1, instructions);
  // What fails to be made fails where it is asked for, at any depth: the machine is left as it
  // is, and not run any more.
  try {
    while (budget > 0 && !k_.finished()) go_on(budget);
  } catch (const std::bad_alloc&) {
    run_out_of_bytes();
  } catch (const std::length_error&) {
    run_out_of_bytes();
  }
}

void Advance::go_on(int64_t& budget) {
  k_.begin_due_calls();
  Activity& top = k_.activities_.back();
  switch (top.kind) {
    case Activity::Kind::kModule:
      return ModuleRunner(k_).run(top, budget);
    case Activity::Kind::kTelling:
      return ModuleRunner(k_).tell(top, budget);
    case Activity::Kind::kLoop:
      return LoopRunner(k_, top).go_on(budget);
    case Activity::Kind::kStep:
      return LoopRunner(k_, top).run_step(budget);
    case Activity::Kind::kCall:
      return k_.run_call(budget);
  }
}

void Advance::run_out_of_bytes() {
  k_.running_budget_ = nullptr;
  k_.due_calls_.clear();
  if (k_.finished()) return;
  Activity& top = k_.activities_.back();
  if (top.kind == Activity::Kind::kTelling) return ModuleRunner(k_).finish_told_briefly(top);
  k_.reach_limit("bytes", k_.inputs_.limits.bytes, 80);
}

}  // namespace grove
