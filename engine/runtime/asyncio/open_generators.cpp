#include "engine/runtime/asyncio/open_generators.h"

#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/gather.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/dialects.h"

namespace grove::aio {

namespace {

constexpr auto kTrios = static_cast<int32_t>(DialectSlot::kTrio) + 1;

// Closed ones among them, as long as they are there. Borrowed, oldest first.
std::vector<Value> open_generators(Kernel& k) {
  std::vector<Value> open;
  for (const auto& [claim, generator] : k.machine.heap.claimed) {
    if (k.machine.heap.coroutine(generator).claimant != kTrios) open.push_back(generator);
  }
  return open;
}

void report_failures(Machine& m, int32_t loop, Value generators, Value results) {
  const std::vector<Value>& closed = m.heap.list(generators).items;
  for (std::size_t i = 0; i < closed.size(); ++i) {
    const Value result = m.heap.list(results).items[i];
    if (!m.is_instance(result, m.exception_class("Exception"))) continue;
    const std::string message =
        "an error occurred during closing of asynchronous generator " + m.repr_of(closed[i]);
    call_exception_handler(
        kernel_of(m), loop,
        new_context(m, message, {{"exception", result}, {"asyncgen", closed[i]}}));
  }
}

}  // namespace

bool any_generator_open(Kernel& k) { return !open_generators(k).empty(); }

bool close_later(Kernel& k, Value generator) {
  const int32_t loop = asyncio_of(k).running_loop;
  if (loop < 0) return false;
  const Value closer = k.machine.close_async_generator(generator);
  k.machine.heap.release(generator);
  queue_soon(k, new_handle(k, loop, Callback{.kind = CallbackKind::kCloser, .target = closer}),
             k.recorder.step);
  return true;
}

Turn shutdown_asyncgens(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const int32_t loop = m.heap.object(frame.slots[0]).id;
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) {
    const Owned results = own(m.heap, resume.value);
    report_failures(m, loop, frame.slots[1], results.get());
    return Turn::done(Value::none());
  }
  const std::vector<Value> open = open_generators(k);
  if (open.empty()) return Turn::done(Value::none());
  const Value generators = m.heap.new_list({});
  frame.slots.push_back(generators);
  const Owned closers = own(m.heap, m.heap.new_list({}));
  for (Value each : open) {
    m.heap.append(generators, m.heap.retain(each));
    m.heap.append(closers.get(), m.close_async_generator(each));
  }
  frame.state = 1;
  const Value outer = gather(m, m.heap.list(closers.get()).items, true);
  return outer.is_null() ? Turn::raised() : Turn::await(outer);
}

}  // namespace grove::aio
