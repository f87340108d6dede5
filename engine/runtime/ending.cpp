// How a program ends: with its module's last line, with SystemExit, or with an exception that is
// told as CPython tells it.
#include <string>
#include <utility>

#include "engine/runtime/runtime.h"

namespace grove {

void Runtime::finish_module(bool raised, Value result) {
  if (!raised) {
    machine.heap.release(result);
    finish(Outcome::kOk, 0, recorder.step);
    return machine.let_go_of_globals(*this);
  }
  if (machine.is_instance(result, machine.exception_class("SystemExit"))) {
    const int code = exit_code_of(result);
    finish(code == 0 ? Outcome::kOk : Outcome::kError, code, recorder.step, result);
    return machine.let_go_of_globals(*this);
  }
  uncaught_ = result;
  module_ = machine.start_traceback(machine.heap.retain(result));
  begin_count();
  phase_ = Phase::kTelling;
}

// The text takes turns, as it may need a __str__ of the program's.
void Runtime::tell(int64_t& budget) {
  const Pause pause = run_code(module_, budget);
  if (pause == Pause::kReturned) {
    const std::string text = machine.str_of(module_.resume.value);
    machine.discard(module_);
    finish_told(text);
  } else if (machine.allowance.exceeded == Allowance::Exceeded::kStopped) {
    return;
  } else if (pause != Pause::kBudget || step_instructions_ >= inputs_.limits.instructions ||
             machine.allowance.is_exceeded()) {
    machine.discard(module_);
    finish_told_briefly();
  }
}

// Without the program's `__str__`s, and as much of it as a description is long.
void Runtime::finish_told_briefly() {
  std::string text;
  {
    const Machine::Description description(machine);
    text = machine.format_traceback(uncaught_);
  }
  finish_told(text);
}

void Runtime::finish_told(const std::string& text) {
  errors_ += text;
  const Value e = std::exchange(uncaught_, Value{});
  const bool interrupted = machine.is_instance(e, machine.exception_class("KeyboardInterrupt"));
  finish(interrupted ? Outcome::kInterrupted : Outcome::kError, interrupted ? 130 : 1,
         recorder.step, e);
  machine.let_go_of_globals(*this);
}

// SystemExit's own: None is 0, an integer itself, anything else is printed and 1.
int Runtime::exit_code_of(Value system_exit) {
  const Owned owned = own(machine.heap, machine.get_attribute(system_exit, known(Known::kCode)));
  const Value code = owned.get();
  if (code.is_none()) return 0;
  if (code.is(Type::kInt) || code.is(Type::kBool)) return static_cast<int>(code.integer & 0xff);
  errors_ += machine.str_of(code) + "\n";
  return 1;
}

}  // namespace grove
