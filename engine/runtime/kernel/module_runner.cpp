#include "engine/runtime/kernel/module_runner.h"

#include <utility>

namespace grove {

void ModuleRunner::run(Activity& module, int64_t& budget) {
  switch (k_.run_code(module.stack, budget)) {
    case Pause::kBlocked:
      return;  // it waits for a loop, which has taken over
    case Pause::kBudget:
      return k_.stop_if_over(module.stack);
    case Pause::kReturned:
      return finish(false, module.stack.resume.value);
    case Pause::kRaised:
      return finish(true, module.stack.resume.value);
  }
}

void ModuleRunner::finish(bool raised, Value result) {
  Machine& m = k_.machine;
  if (!raised) {
    m.heap.release(result);
    return begin_leaving({Outcome::kOk, 0}, Value{});
  }
  if (m.is_instance(result, m.exception_class("SystemExit"))) {
    const int code = exit_code_of(result);
    return begin_leaving({code == 0 ? Outcome::kOk : Outcome::kError, code}, result);
  }
  k_.activities_.pop_back();
  k_.push(Activity{.kind = Activity::Kind::kTelling,
                   .stack = m.start_traceback(m.heap.retain(result)),
                   .uncaught = result});
  k_.begin_count();
}

void ModuleRunner::tell(Activity& telling, int64_t& budget) {
  Machine& m = k_.machine;
  const Pause pause = k_.run_code(telling.stack, budget);
  if (pause == Pause::kReturned) {
    const std::string text = m.str_of(telling.stack.resume.value);
    m.discard(telling.stack);
    finish_told(telling, text);
  } else if (m.allowance.exceeded == Allowance::Exceeded::kStopped) {
    return;
  } else if (pause != Pause::kBudget || k_.step_instructions_ >= k_.inputs_.limits.instructions ||
             m.allowance.is_exceeded()) {
    m.discard(telling.stack);
    finish_told_briefly(telling);
  }
}

void ModuleRunner::finish_told_briefly(Activity& telling) {
  std::string text;
  {
    const Machine::Description description(k_.machine);
    text = k_.machine.format_traceback(telling.uncaught);
  }
  finish_told(telling, text);
}

void ModuleRunner::finish_told(Activity& telling, const std::string& text) {
  Machine& m = k_.machine;
  k_.errors_ += text;
  const Value e = std::exchange(telling.uncaught, Value{});
  const bool interrupted = m.is_instance(e, m.exception_class("KeyboardInterrupt"));
  begin_leaving({interrupted ? Outcome::kInterrupted : Outcome::kError, interrupted ? 130 : 1}, e);
}

// In place of what ran, with the exception that ended the program (taken over), if any: code of the
// program that runs last, when things die with the module.
void ModuleRunner::begin_leaving(Ending ending, Value uncaught) {
  FinalException exception;
  if (!uncaught.is_null()) {
    exception.info = k_.recorder.record.add_members({k_.recorder.describe(k_.machine, uncaught)});
  }
  if (k_.machine.allowance.is_exceeded()) {
    k_.machine.heap.release(uncaught);
    return k_.finish(ending.outcome, ending.exit_status, k_.recorder.step, exception);
  }
  k_.activities_.pop_back();
  k_.push(Activity{.kind = Activity::Kind::kLeaving,
                   .stack = k_.machine.start_letting_go(uncaught),
                   .ending = ending,
                   .final_exception = exception});
  k_.begin_count();
}

void ModuleRunner::leave(Activity& leaving, int64_t& budget) {
  switch (k_.run_code(leaving.stack, budget)) {
    case Pause::kBlocked:
      return;  // it waits for a loop, which has taken over
    case Pause::kBudget:
      return k_.stop_if_over(leaving.stack);
    case Pause::kReturned:
    case Pause::kRaised:
      break;
  }
  finish_left(leaving);
}

void ModuleRunner::finish_left(Activity& leaving) {
  const Ending ending = leaving.ending;
  k_.finish(ending.outcome, ending.exit_status, k_.recorder.step, leaving.final_exception);
}

// SystemExit's own: None is 0, an integer itself, anything else is printed and 1.
int ModuleRunner::exit_code_of(Value system_exit) {
  Machine& m = k_.machine;
  const Owned owned = own(m.heap, m.get_attribute(system_exit, known(Known::kCode)));
  const Value code = owned.get();
  if (code.is_none()) return 0;
  if (code.is(Type::kBigInt)) return 255;  // as C reads -1
  if (code.is(Type::kInt) || code.is(Type::kBool)) return static_cast<int>(code.integer & 0xff);
  k_.errors_ += m.str_of(code) + "\n";
  return 1;
}

}  // namespace grove
