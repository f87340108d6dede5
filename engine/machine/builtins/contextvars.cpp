// What contextvars.py builds on: the dict of the running stack's context.
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/core/machine.h"

namespace grove {

namespace {

Value current(Machine& machine, Args) { return machine.heap.retain(machine.context()); }

Value exchange(Machine& machine, Args args) {
  return machine.exchange_context(machine.heap.retain(args[0]));
}

}  // namespace

void add_contextvars(Library& library) {
  library.module("_contextvars")
      .function("current", "", current)
      .function("exchange", "values, /", exchange);
}

}  // namespace grove
