#include "engine/runtime/trio/objects.h"

#include <array>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

bool begin_operation(Machine& m, FrameBody& frame, Turn* turn) {
  Kernel* k = in_task(m);
  if (k == nullptr) {
    *turn = Turn::raised();
    return false;
  }
  if (!must_break_off(*k)) {
    ++trio_of(*k).task(k->current()).cancel_points;
    return true;
  }
  *turn = begin_checkpoint_since_cancelled(m, frame);
  return false;
}

Turn finish_operation(Machine& m, FrameBody& frame, Value result) {
  block_shielded_checkpoint(kernel_of(m));
  // The bound arguments are used up; the result waits in the first place, or behind them.
  frame.slots.push_back(result);
  frame.state = kDone;
  return Turn::block();
}

Turn go_on_operation(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state >= kYielded) return go_on_checkpoint(m, frame, resume);
  if (resume.kind == Resume::Kind::kException) {
    m.raise(resume.value);
    return Turn::raised();
  }
  if (frame.state == kWaits) return Turn::done(resume.value);
  m.heap.release(resume.value);
  const Value result = frame.slots.back();
  frame.slots.pop_back();
  return Turn::done(result);
}

void handle_would_block(Machine& m, FrameBody& frame) {
  raise_bare(m, "trio.WouldBlock");
  m.heap.assign(frame.handled, m.take_pending());
}

Value raise_bare(Machine& m, const char* klass) {
  return m.raise(m.new_exception(m.exception_class(klass), {}));
}

Value new_statistics(Machine& m, const char* klass, std::vector<Value> values) {
  const Value object = m.new_object(class_named(m, klass), -1);
  m.heap.object(object).values = std::move(values);
  return object;
}

namespace {

template <std::size_t kField>
Value get_field(Machine& m, Args args) {
  return m.heap.retain(m.heap.object(args[0]).values[kField]);
}

// Field names are found through the class's own properties, which stand in the same order.
Value statistics_repr(Machine& m, Args args) {
  const ClassBody& klass = m.heap.klass(m.heap.object(args[0]).klass);
  std::string text = klass.name + "(";
  std::size_t field = 0;
  for (int32_t member :
       m.library().classes()[static_cast<std::size_t>(klass.native_class)].methods) {
    const Native& native = m.library().natives()[static_cast<std::size_t>(member)];
    if (native.kind != Native::Kind::kProperty) continue;
    if (field > 0) text += ", ";
    text += native.name + "=" + m.repr_of(m.heap.object(args[0]).values[field++]);
  }
  return m.heap.new_str(text + ")");
}

Value construct_statistics(Machine& m, Args args) {
  const Value object = m.new_object(args[0], -1);
  for (int32_t i = 1; i < args.count; ++i) {
    m.heap.object(object).values.push_back(m.heap.retain(args[i]));
  }
  return object;
}

Value values_as_tuple(Machine& m, Value statistics) {
  std::vector<Value> values = m.heap.object(statistics).values;
  for (const Value v : values) m.heap.retain(v);
  return m.heap.new_tuple(std::move(values));
}

// Equal in content, as attrs' classes are.
Value statistics_equal(Machine& m, Args args) {
  const bool alike = args[1].is(Type::kObject) && same(m.class_of(args[0]), m.class_of(args[1]));
  if (!alike) return Value::of(Type::kNotImplemented, 0);
  const Owned a = own(m.heap, values_as_tuple(m, args[0]));
  const Owned b = own(m.heap, values_as_tuple(m, args[1]));
  bool failed = false;
  const bool result = equal(m, a.get(), b.get(), &failed);
  return failed ? Value{} : Value::boolean(result);
}

Value statistics_hash(Machine& m, Args args) {
  const Owned values = own(m.heap, values_as_tuple(m, args[0]));
  bool failed = false;
  const int64_t hash = hash_of(m, values.get(), &failed);
  return failed ? Value{} : Value::of_int(hash);
}

}  // namespace

void add_statistics_class(Library& library, const char* module, const char* name,
                          std::initializer_list<const char*> fields) {
  static constexpr std::array<PlainFunction, 7> kGetters = {
      get_field<0>, get_field<1>, get_field<2>, get_field<3>,
      get_field<4>, get_field<5>, get_field<6>};
  ENSURE(fields.size() <= kGetters.size(), "a statistics class has more fields than getters");
  ClassBuilder klass = library.klass(module, name);
  klass.frozen()
      .method("__repr__", "", statistics_repr)
      .method("__eq__", "other, /", statistics_equal)
      .method("__hash__", "", statistics_hash);
  std::string signature;
  std::size_t i = 0;
  for (const char* field : fields) {
    klass.property(field, kGetters[i++]);
    signature += (signature.empty() ? "" : ", ") + std::string(field);
  }
  klass.constructor(signature.c_str(), construct_statistics);
}

}  // namespace grove::trio
