#include "engine/runtime/asyncio/support.h"

#include <algorithm>
#include <utility>

#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"

namespace grove::aio {

Value class_named(Machine& m, const char* name) {
  const Library& library = m.library();
  int32_t index = library.find_class("asyncio." + std::string(name));
  if (index < 0) index = library.find_class(kUnlisted + std::string(name));
  if (index < 0) index = library.find_class(kUnixModule + std::string(".") + name);
  ENSURE(index >= 0, "a class of asyncio is used that was not added");
  return m.builtin_class(index);
}

bool is_a(Machine& m, Value value, const char* name) {
  return value.is(Type::kObject) && m.is_instance(value, class_named(m, name));
}

Value native_of(Machine& m, PlainFunction fn) {
  const std::vector<Native>& natives = m.library().natives();
  const auto it = std::find_if(natives.begin(), natives.end(),
                               [fn](const Native& native) { return native.plain == fn; });
  ENSURE(it != natives.end(), "a built-in is called that was not added");
  return Value::of(Type::kNative, static_cast<uint32_t>(it - natives.begin()));
}

Turn call_turns(Machine& m, TurnFunction fn, std::span<const Value> args) {
  m.set_call(Value::of(Type::kNative, static_cast<uint32_t>(m.library().find_native(fn))), args);
  return Turn::call();
}

bool context_argument(Machine& m, Value given, Value* context) {
  *context = {};
  if (!given.is_null() && !given.is_none()) {
    *context = m.get_attribute(given, m.symbols.intern("_values"));
    return !context->is_null();
  }
  const Value current = m.context();
  if (m.heap.dict(current).size > 0) *context = dict_copy(m, current);
  return true;
}

bool delay_argument(Machine& m, Value delay, double* seconds) {
  const Owned now = own(m.heap, Value::of_float(to_seconds(kernel_of(m).now())));
  const Owned sum = own(m.heap, binary_op(m, BinaryOperator::kAdd, false, now.get(), delay));
  return sum && m.to_double(delay, seconds);
}

Value raise_bare(Machine& m, const char* klass) {
  return m.raise(m.new_exception(m.exception_class(klass), {}));
}

Value new_state(Machine& m, const char* klass, std::vector<Value> values) {
  const Value object = m.new_object(class_named(m, klass), -1);
  m.heap.object(object).values = std::move(values);
  return object;
}

bool is_coroutine(Machine& m, Value value) {
  if (!value.is(Type::kCoroutine)) return is_coroutine_like(m, value);
  const CoroutineBody& body = m.heap.coroutine(value);
  return body.is_awaitable() || body.kind == CoroutineBody::Kind::kGenerator;
}

bool is_coroutine_like(Machine& m, Value value) {
  if (value.is(Type::kObject)) return is_a(m, value, kAsCompleted);
  if (!value.is(Type::kInstance)) return false;
  constexpr Known kAll[] = {Known::kAwait, Known::kSend, Known::kThrow, Known::kClose};
  return std::all_of(std::begin(kAll), std::end(kAll), [&](Known name) {
    return !m.find_in_class(m.class_of(value), known(name)).is_null();
  });
}

std::string plain_repr(Machine&, Value object, const char* klass, const std::string& extra) {
  return std::string("<asyncio.locks.") + klass + " object at " + address_of(object) + " [" +
         extra + "]>";
}

Turn await_native(Machine& m, TurnFunction fn, std::span<const Value> args) {
  const auto native = static_cast<uint32_t>(m.library().find_native(fn));
  const Value coroutine = m.make_coroutine(Value::of(Type::kNative, native), args);
  return coroutine.is_null() ? Turn::raised() : Turn::await(coroutine);
}

ScopeId open_scope(Kernel& k, TaskSlot slot, ScopeKind how, SimTime deadline) {
  AioTask& task = asyncio_of(k).task(slot);
  const ScopeId scope{k.recorder.scopes++};
  k.recorder.happen(ScopeOpened{.scope = scope,
                                .task = k.task(slot).shown,
                                .parent = task.scopes.empty() ? ScopeId{} : task.scopes.back(),
                                .how = how,
                                .deadline = {deadline},
                                .shield = false,
                                .line = k.machine.current_line()});
  task.scopes.push_back(scope);
  return scope;
}

void close_scope(Kernel& k, TaskSlot slot, ScopeId scope, bool caught) {
  std::erase(asyncio_of(k).task(slot).scopes, scope);
  k.recorder.happen(ScopeClosed{.scope = scope, .cancelled_caught = caught});
}

}  // namespace grove::aio
