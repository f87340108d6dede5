// The machine's exceptions: made, raised, asked for, filtered.
#include <utility>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/types/groups.h"

namespace grove {

namespace {

// BaseException.__str__: nothing, the only argument's str, or the tuple of arguments.
std::string exception_text(Machine& m, Value exception) {
  const ExceptionBody& body = m.heap.exception(exception);
  const std::vector<Value>& args = m.heap.tuple(body.args).items;
  if (args.empty()) return {};
  // An exception can hold itself.
  if (args.size() == 1 && !same(args[0], exception)) return m.str_of(args[0]);
  return m.repr_of(body.args);
}

}  // namespace

Value Machine::raise_as_is(Value exception) {
  ENSURE(exception.is(Type::kException), "something is raised that is no exception");
  heap.assign(pending_, exception);
  return Value{};
}

Value Machine::raise(Value exception) {
  if (stack_ != nullptr) set_context(exception, handled_exception());
  return raise_as_is(exception);
}

void Machine::set_context(Value exception, Value handled) {
  if (handled.is_null() || same(handled, exception)) return;
  // The exception must not come to stand below itself in the chain.
  for (Value link = handled; !link.is_null(); link = heap.exception(link).context) {
    allowance.take_items(1);
    ExceptionBody& body = heap.exception(link);
    if (!same(body.context, exception)) continue;
    heap.assign(body.context, Value{});
    break;
  }
  heap.assign(heap.exception(exception).context, heap.retain(handled));
}

void Machine::throw_into(Stack& stack, Value exception, Value outside) {
  if (!stack.top.is_null()) {
    const FrameBody& frame = heap.frame(stack.top);
    throwing_ = {.next = frame.back, .last = Value{}, .outside = outside};
    reach_by_throw(frame, exception);
  }
  heap.release(stack.resume.value);
  stack.resume = Resume{Resume::Kind::kException, exception};
}

void Machine::reach_by_throw(const FrameBody& frame, Value exception) {
  const bool is_own = !frame.back.is_null() || !same(frame.handled, throwing_.outside);
  if (is_own) set_context(exception, frame.handled);
}

Value Machine::raise_error(std::string_view klass, std::string_view message) {
  std::vector<Value> args;
  if (!message.empty()) args.push_back(heap.new_str(message));
  return raise(new_exception(exception_class(klass), std::move(args)));
}

Value Machine::take_pending() {
  ENSURE(has_pending(), "an exception is taken where none is pending");
  return std::exchange(pending_, Value{});
}

Value Machine::new_exception(Value klass, std::vector<Value> args) {
  const Owned tuple = own(heap, heap.new_tuple(std::move(args)));
  return new_exception_with(klass, tuple.get());
}

Value Machine::new_exception_with(Value klass, Value args) {
  const Value v = heap.allocate(Type::kException);
  ExceptionBody& body = heap.exception(v);
  body.klass = heap.retain(klass);
  body.args = heap.retain(args);
  return v;
}

bool Machine::is_cancellation_class(Value klass) {
  const int32_t native = heap.klass(klass).native_class;
  return native >= 0 && library_->classes()[static_cast<std::size_t>(native)].is_cancellation;
}

bool Machine::is_cancellation(Value exception) {
  const ExceptionBody& body = heap.exception(exception);
  return body.members.is_null() ? is_cancellation_class(body.klass) : !body.holds_errors;
}

void Machine::set_members(Value group, Value tuple) {
  ExceptionBody& body = heap.exception(group);
  for (Value member : heap.tuple(tuple).items) {
    const ExceptionBody& inner = heap.exception(member);
    const bool is_leaf = inner.members.is_null();
    const bool is_error = is_leaf ? !is_cancellation_class(inner.klass) : inner.holds_errors;
    const int32_t cancels_with = !is_leaf   ? inner.cancels_with
                                 : is_error ? ExceptionBody::kNoClass
                                            : heap.klass(inner.klass).native_class;
    body.holds_errors = body.holds_errors || is_error;
    if (cancels_with == ExceptionBody::kNoClass || cancels_with == body.cancels_with) continue;
    body.cancels_with =
        body.cancels_with == ExceptionBody::kNoClass ? cancels_with : ExceptionBody::kSeveral;
  }
  body.members = tuple;
}

Value Machine::exception_class(std::string_view name) {
  const int32_t index = library_->find_class(name);
  ENSURE(index >= 0, "an exception class is asked for that no module has");
  return builtin_class(index);
}

Value Machine::new_group(std::string_view message, std::vector<Value> members) {
  const Value exception = builtin_class(image_->exception);
  bool all_plain = true;
  for (Value v : members) {
    all_plain = all_plain && is_instance(v, exception);
    heap.retain(v);  // once for the tuple, once for the list in args
  }
  const Value klass =
      builtin_class(all_plain ? image_->exception_group : image_->base_exception_group);
  const Value list = heap.new_list(members);
  const Value group = new_exception(klass, {heap.new_str(message), list});
  set_members(group, heap.new_tuple(std::move(members)));
  return group;
}

bool Machine::give_up() {
  if (!has_pending()) raise_error("MemoryError", "");
  return false;
}

bool Machine::is_group(Value value) {
  return value.is(Type::kException) && !heap.exception(value).members.is_null();
}

Value Machine::handled_exception() {
  ENSURE(stack_ != nullptr, "the exception being handled is asked for outside run()");
  for (Value frame = stack_->top; !frame.is_null();) {
    const FrameBody& f = heap.frame(frame);
    if (!f.handled.is_null()) return f.handled;
    frame = f.back;
  }
  return Value{};
}

Value Machine::traceback_of(Value exception) {
  const std::vector<TracebackEntry>& entries = heap.exception(exception).traceback;
  if (entries.empty()) return Value::none();
  const Value v = new_object(builtin_class(kTracebackClass), -1);
  std::vector<Value>& values = heap.object(v).values;
  heap.grow(values, 2 * entries.size());
  heap.recharge(heap.object(v));
  for (const TracebackEntry& entry : entries) {
    values.push_back(heap.retain(entry.frame));
    values.push_back(Value::of_int(entry.instr));
  }
  return v;
}

void Machine::set_traceback(Value exception, Value traceback) {
  std::vector<TracebackEntry> entries;
  if (!traceback.is_none()) {
    const std::vector<Value>& values = heap.object(traceback).values;
    for (std::size_t i = 0; i < values.size(); i += 2) {
      entries.push_back({heap.retain(values[i]), static_cast<int32_t>(values[i + 1].integer)});
    }
  }
  std::swap(entries, heap.exception(exception).traceback);
  heap.recharge(heap.exception(exception));
  for (const TracebackEntry& entry : entries) heap.release(entry.frame);
}

std::string Machine::exception_message(Value exception) {
  const Value method = find_in_class(class_of(exception), known(Known::kStr));
  if (!method.is(Type::kNative)) return exception_text(*this, exception);
  const Owned text = own(heap, library_->natives()[method.index].plain(*this, Args{&exception, 1}));
  if (text) return heap.str(text.get()).utf8;
  heap.release(take_pending());
  return "<exception str() failed>";
}

Machine::Description::Description(Machine& machine, std::size_t longest)
    : machine_(machine),
      longest_before_(std::exchange(machine.longest_description_, longest)),
      allowance_(std::exchange(machine.allowance, Allowance::of_items(kItems))),
      bytes_limit_(std::exchange(machine.heap.bytes_limit, std::numeric_limits<uint64_t>::max())),
      pending_(std::exchange(machine.pending_, Value{})),
      may_ask_(std::exchange(machine.asking_.allowed, false)) {}

Machine::Description::~Description() {
  machine_.heap.release(machine_.pending_);
  machine_.pending_ = pending_;
  machine_.asking_.allowed = may_ask_;
  machine_.heap.bytes_limit = bytes_limit_;
  machine_.allowance = allowance_;
  machine_.heap.take_made();
  machine_.longest_description_ = longest_before_;
}

Symbol Machine::symbol_of(std::string_view text) {
  const Symbol there = symbols.find(text);
  if (there) return there;
  // What is interned stays: its text, and what finds it.
  constexpr uint64_t kOverhead = 64;
  heap.charge_for_good(text.size() + kOverhead);
  return symbols.intern(text);
}

void Machine::name_the_name(std::string_view name) {
  const Value text = heap.new_str(name);
  heap.release(heap.exception(pending_).attributes.set(known(Known::kNameAttribute), text));
}

}  // namespace grove
