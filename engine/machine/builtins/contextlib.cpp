// The module contextlib: suppress, an object with values = {tuple of exception classes}.
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"

namespace grove {

namespace {

Value make_suppress(Machine& machine, Args args) {
  const Value v = machine.new_object(args[0], -1);
  machine.heap.object(v).values = {machine.heap.retain(args[1])};
  return v;
}

Value enter(Machine&, Args) { return Value::none(); }

// As 3.11: a group is suppressed by its own class only, not for what is in it.
Value exit(Machine& machine, Args args) {
  if (args[1].is_none()) return Value::boolean(false);
  const Value classes = machine.heap.object(args[0]).values[0];
  for (const Value klass : machine.heap.tuple(classes).items) {
    if (!klass.is(Type::kClass)) {
      return raise_type_error(machine,
                              "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    }
    if (machine.is_subclass(args[1], klass)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace

void add_contextlib(Library& library) {
  library.klass("contextlib", "suppress")
      .constructor("*exceptions", make_suppress)
      .method("__enter__", "", enter)
      .method("__exit__", "exctype, excinst, exctb", exit);
}

}  // namespace grove
