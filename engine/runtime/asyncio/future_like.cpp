#include "engine/runtime/asyncio/future_like.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// A function of modules/_asyncio_stand_ins.py, which is there where the program names what makes
// its objects futures.
Value ask_python(Machine& m, const char* name, Value object) {
  const int32_t module = m.library().find_module("_asyncio_stand_ins");
  const Value function = m.find_in_module(Value::of(Type::kModule, static_cast<uint32_t>(module)),
                                          m.symbols.intern(name));
  if (function.is_null()) {
    return m.raise_error("TypeError", "write `_asyncio_future_blocking` to make such a future");
  }
  return m.ask(function, {&object, 1});
}

}  // namespace

bool is_future_like(Machine& m, Value value) {
  if (is_future(m, value)) return false;
  const Symbol blocking = m.symbols.intern("_asyncio_future_blocking");
  if (m.find_in_class(m.class_of(value), blocking).is_null()) return false;
  const Owned says = own(m.heap, m.find_attribute(value, blocking));
  return says && !says.get().is_none();
}

Value stood_for(Machine& m, Value future) {
  return is_a(m, future, kStandIn) ? m.heap.object(future).values[0] : future;
}

Value stand_in(Machine& m, Value object) { return ask_python(m, "stand_in", object); }

bool any_future_like(Machine& m, const std::vector<Value>& values) {
  return std::any_of(values.begin(), values.end(), [&m](Value v) { return is_future_like(m, v); });
}

Value put_stand_ins(Machine& m, std::vector<Value>* values) {
  Owned made = own(m.heap, m.heap.new_list({}));
  std::vector<std::pair<Value, Value>> seen;
  for (Value& each : *values) {
    if (!is_future_like(m, each)) continue;
    const auto known = std::find_if(seen.begin(), seen.end(),
                                    [&](const auto& pair) { return same(pair.first, each); });
    if (known != seen.end()) {
      each = known->second;
      continue;
    }
    const Value instead = stand_in(m, each);
    if (instead.is_null()) return Value{};
    m.heap.append(made.get(), instead);
    seen.emplace_back(each, instead);
    each = instead;
  }
  return made.release();
}

Value stand_in_for(Machine& m, Args args) { return stand_in(m, args[0]); }
Value take_awaited(Machine& m, Args args) { return ask_python(m, "awaited", args[0]); }

Value list_of_stand_ins(Machine& m, Args args) {
  std::vector<Value> items = m.heap.list(args[0]).items;
  const Owned made = own(m.heap, put_stand_ins(m, &items));
  if (!made) return Value{};
  for (Value v : items) m.heap.retain(v);
  return m.heap.new_list(std::move(items));
}

}  // namespace grove::aio
