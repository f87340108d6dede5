#include "engine/machine/types/exception_args.h"

#include <utility>

#include "engine/machine/core/machine.h"

namespace grove {

namespace {

// In the instance's namespace, under a name that no program can write.
Symbol first_args(Machine& m) { return m.symbols.intern("args that it was made with"); }

}  // namespace

const std::vector<Value>& made_with(Machine& m, Value exception) {
  const ExceptionBody& body = m.heap.exception(exception);
  const Value first = body.attributes.find(first_args(m));
  return m.heap.tuple(first.is_null() ? body.args : first).items;
}

void replace_args(Machine& m, Value exception, Value tuple) {
  ExceptionBody& body = m.heap.exception(exception);
  const Value before = std::exchange(body.args, tuple);
  if (!body.attributes.find(first_args(m)).is_null()) return m.heap.release(before);
  body.attributes.set(first_args(m), before);
  m.heap.recharge(body.attributes);
}

}  // namespace grove
