// What contextvars.py builds on: the dict of the running stack's context.
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/core/machine.h"

namespace grove {

namespace {

Value current(Machine& machine, Args) { return machine.heap.retain(machine.context()); }

Value enter(Machine& machine, Args args) { return Value::boolean(machine.enter_context(args[0])); }

Value leave(Machine& machine, Args args) {
  machine.leave_context(args[0]);
  return Value::none();
}

}  // namespace

void add_contextvars(Library& library) {
  library.module("_contextvars")
      .function("current", "", current)
      .function("enter", "values, /", enter)
      .function("leave", "values, /", leave);
}

}  // namespace grove
