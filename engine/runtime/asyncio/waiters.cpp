#include "engine/runtime/asyncio/waiters.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/loops.h"

namespace grove::aio {

Value new_primitive(Machine& m, Value klass, const char* type, std::vector<Value> own_values) {
  const bool is_shown = type != nullptr && !has_program_init(m, klass);
  const ObjectId id = is_shown ? record_created(kernel_of(m), type) : ObjectId{};
  const Value self = m.new_object(klass, id.value);
  std::vector<Value>& values = m.heap.object(self).values;
  values = {Value::of_int(-1), m.heap.new_list({})};
  values.insert(values.end(), own_values.begin(), own_values.end());
  return self;
}

ObjectId object_of(Machine& m, Value self) { return ObjectId{m.heap.object(self).id}; }

Value& own_value(Machine& m, Value self, std::size_t which) {
  return m.heap.object(self).values[kOwn + which];
}

namespace {

bool bind(Machine& m, Value self) {
  const int32_t loop = running_loop_or_none(kernel_of(m));
  if (loop < 0) {
    m.raise_error("AttributeError", "'NoneType' object has no attribute 'create_future'");
    return false;
  }
  Value& bound = m.heap.object(self).values[kBoundLoop];
  if (bound.integer < 0) bound = Value::of_int(loop);
  if (bound.integer == loop) return true;
  const Symbol symbol = known(Known::kRepr);
  const Value method = m.find_in_class(m.class_of(self), symbol);
  const Args args{&self, 1};
  const Owned repr = own(m.heap, m.library().natives()[method.index].plain(m, args));
  m.raise_error("RuntimeError", m.str_of(repr.get()) + " is bound to a different event loop");
  return false;
}

}  // namespace

bool wait_in_line(Machine& m, FrameBody& frame, Value self, const Wait& wait, Turn* turn,
                  std::size_t line) {
  *turn = Turn::raised();
  if (!bind(m, self)) return false;
  Kernel& k = kernel_of(m);
  const Value future = new_future(k, running_loop_or_none(k));
  m.heap.append(m.heap.object(self).values[line], m.heap.retain(future));
  frame.slots.push_back(future);
  *turn = wait_for_future(m, future, wait);
  return true;
}

void leave_line(Machine& m, Value self, Value future, std::size_t line) {
  std::vector<Value>& items = m.heap.list(m.heap.object(self).values[line]).items;
  const auto at =
      std::find_if(items.begin(), items.end(), [&](Value each) { return same(each, future); });
  if (at == items.end()) return;
  const Owned left = own(m.heap, *at);
  items.erase(at);
}

const std::vector<Value>& waiters_of(Machine& m, Value self, std::size_t line) {
  return m.heap.list(m.heap.object(self).values[line]).items;
}

bool wake_first(Kernel& k, Value self, Value result, EventId because, std::size_t line) {
  for (Value future : waiters_of(k.machine, self, line)) {
    if (is_done(future_of(k, future))) continue;
    set_result(k, future, result, because);
    return true;
  }
  return false;
}

bool is_cancellation(Machine& m, Resume resume) {
  return resume.kind == Resume::Kind::kException &&
         m.is_instance(resume.value, m.exception_class(kCancelledError));
}

std::string with_waiters(Machine& m, Value self, std::string extra) {
  const std::size_t count = waiters_of(m, self).size();
  if (count > 0) extra += ", waiters:" + std::to_string(count);
  return extra;
}

}  // namespace grove::aio
