// The module itertools: count.
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/types/arithmetic.h"

namespace grove {

namespace {

Value make_count(Machine& machine, Args args) {
  if (!is_number(args[1]) || !is_number(args[2])) {
    return raise_type_error(machine, "a number is required");
  }
  const Value v = machine.heap.allocate(Type::kIterator);
  IteratorBody& it = machine.heap.iterator(v);
  it.kind = IteratorBody::Kind::kCount;
  it.sources = {args[1], args[2]};
  return v;
}

}  // namespace

void add_itertools(Library& library) {
  library.klass("itertools", "count", Type::kIterator).constructor("start=0, step=1", make_count);
}

}  // namespace grove
