#include "engine/runtime/kernel/advance.h"

#include <algorithm>

#include "engine/runtime/kernel/loop_runner.h"
#include "engine/runtime/kernel/module_runner.h"

namespace grove {

void advance(Kernel& k, int64_t instructions) {
  int64_t budget = std::max<int64_t>(1, instructions);
  while (budget > 0 && !k.finished()) {
    k.begin_due_calls();
    Activity& top = k.activities_.back();
    switch (top.kind) {
      case Activity::Kind::kModule:
        ModuleRunner(k).run(top, budget);
        break;
      case Activity::Kind::kTelling:
        ModuleRunner(k).tell(top, budget);
        break;
      case Activity::Kind::kLoop:
        LoopRunner(k, top).go_on(budget);
        break;
      case Activity::Kind::kStep:
        LoopRunner(k, top).run_step(budget);
        break;
      case Activity::Kind::kCall:
        k.run_call(budget);
        break;
    }
  }
}

}  // namespace grove
