#include "engine/runtime/asyncio/queue_hooks.h"

#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

bool has_hooks(Machine& m, Value queue) { return m.heap.klass(m.class_of(queue)).native_class < 0; }

Value ask_queue(Machine& m, Value queue, const char* method, std::span<const Value> args) {
  const Owned bound = own(m.heap, m.get_attribute(queue, m.symbols.intern(method)));
  return bound ? m.ask(bound.get(), args) : Value{};
}

int asks_truth(Machine& m, Value queue, const char* method) {
  const Owned answer = own(m.heap, ask_queue(m, queue, method, {}));
  if (!answer) return -1;
  bool failed = false;
  const bool is = truth_of(m, answer.get(), &failed);
  return failed ? -1 : is ? 1 : 0;
}

void call_queue(Machine& m, Value queue, const char* method, std::span<const Value> args,
                Turn* turn) {
  *turn = Turn::raised();
  const Owned bound = own(m.heap, m.get_attribute(queue, m.symbols.intern(method)));
  if (!bound) return;
  m.set_call(bound.get(), args);
  *turn = Turn::call();
}

int64_t own_size(Machine& m, Value queue) {
  const Owned items = own(m.heap, m.find_attribute(queue, m.symbols.intern("_queue")));
  if (!items) {
    // Its `_init` was to make one.
    const Value init = m.find_in_class(m.class_of(queue), m.symbols.intern("_init"));
    if (!init.is(Type::kNative)) m.heap.release(m.get_attribute(queue, m.symbols.intern("_queue")));
    return -1;
  }
  if (items.get().is(Type::kInstance)) {
    bool failed = false;
    const int64_t length = length_by_special(m, items.get(), &failed);
    return failed ? -1 : length;
  }
  return length_of(m, items.get());
}

}  // namespace grove::aio
