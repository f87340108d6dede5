#include "engine/runtime/asyncio/shield.h"

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/future_methods.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

Value shield(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  if (is_future_like(m, args[0])) {
    const Owned done = own(m.heap, m.get_attribute(args[0], m.symbols.intern("done")));
    const Owned answer = done ? own(m.heap, m.ask(done.get(), {})) : Owned{};
    bool failed = !answer;
    if (!failed && m.truth(answer.get(), &failed)) return m.heap.retain(args[0]);
    if (failed) return {};
  }
  const Value inner = ensure_future(m, args[0], -1);
  if (inner.is_null() || is_done(future_of(k, inner))) return inner;
  const Owned owned = own(m.heap, inner);
  const Value outer = new_future(k, future_of(k, inner).loop);
  future_of(k, outer).id = record_created(k, "shield");
  add_callback(k, inner,
               Callback{.kind = CallbackKind::kShieldInner, .target = m.heap.retain(outer)});
  add_callback(k, outer,
               Callback{.kind = CallbackKind::kShieldOuter, .target = m.heap.retain(inner)});
  return outer;
}

}  // namespace

void shielded_done(Kernel& k, Value outer, Value inner) {
  AioFuture& f = future_of(k, inner);
  if (is_cancelled(future_of(k, outer))) {
    if (!is_cancelled(f)) f.log_traceback = false;
    return;
  }
  // The program may have set it by hand; then CPython's callback fails here.
  if (is_done(future_of(k, outer))) return;
  if (is_cancelled(f)) {
    cancel_future(k, outer, Value::none());
  } else if (f.exception.is_null()) {
    set_result(k, outer, k.machine.heap.retain(f.result));
  } else {
    f.log_traceback = false;
    set_exception(k, outer, k.machine.heap.retain(f.exception));
  }
}

void shield_done(Kernel& k, Value inner, Value outer) {
  if (is_done(future_of(k, inner))) return;
  remove_callbacks(k, inner, CallbackKind::kShieldInner, outer);
}

void add_shield(Library& library) {
  library.module("asyncio").shown_as("asyncio.tasks").function("shield", "arg", shield);
}

}  // namespace grove::aio
