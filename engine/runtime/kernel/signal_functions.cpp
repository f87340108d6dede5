#include "engine/runtime/kernel/signal_functions.h"

#include <utility>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

namespace {

int32_t number_of(Args args) { return static_cast<int32_t>(args[0].integer); }

Value set(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const int32_t number = number_of(args);
  const auto known = k.signal_handlers.find(number);
  if (known != k.signal_handlers.end()) {
    m.heap.release(known->second);
    k.signal_handlers.erase(known);
  }
  if (!args[1].is_none()) k.signal_handlers.emplace(number, m.heap.retain(args[1]));
  return Value::none();
}

Value die(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  k.die_of(number_of(args), k.recorder.step);
  return Value::none();
}

Value interrupt(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  if (!k.in_task()) return Value::boolean(false);
  Dialect& dialect = k.dialect(k.loop(k.current_task().loop).dialect);
  return Value::boolean(dialect.interrupt_running(k, k.recorder.step));
}

}  // namespace

void add_signals(Library& library) {
  library.module("_signal")
      .function("set", "number, handler", set)
      .function("die", "number", die)
      .function("interrupt", "", interrupt);
}

}  // namespace grove
