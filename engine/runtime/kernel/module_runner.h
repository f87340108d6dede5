// ModuleRunner: module-level code, and how a program ends: with its last line, with SystemExit, or
// with an exception that is told as CPython tells it.
#pragma once

#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

class ModuleRunner {
 public:
  explicit ModuleRunner(Kernel& kernel) : k_(kernel) {}

  void run(Activity& module, int64_t& budget);
  // The text of the exception takes turns, as it may need a __str__ of the program's.
  void tell(Activity& telling, int64_t& budget);
  // What dies with the module may have code to run; then the run is over.
  void leave(Activity& leaving, int64_t& budget);
  void finish_left(Activity& leaving);
  // Without the program's `__str__`s, and as much of it as a description is long.
  void finish_told_briefly(Activity& telling);

 private:
  void finish(bool raised, Value result);
  void begin_leaving(Ending ending, Value uncaught);
  void finish_told(Activity& telling, const std::string& text);
  int exit_code_of(Value system_exit);

  Kernel& k_;
};

}  // namespace grove
