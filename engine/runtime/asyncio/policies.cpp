#include "engine/runtime/asyncio/policies.h"

#include <utility>

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

constexpr const char* kAbstract = "AbstractEventLoopPolicy";
constexpr const char* kDefault = "_UnixDefaultEventLoopPolicy";

Value not_implemented(Machine& m, Args) { return raise_bare(m, "NotImplementedError"); }

// --- The default one: values are its current loop, or None, and whether that was ever set. ---

enum PolicyValue : std::size_t { kCurrent, kIsSet };

Value& field(Machine& m, Value self, PolicyValue which) {
  return m.heap.object(self).values[which];
}

Value construct(Machine& m, Args args) {
  const Value self = m.new_object(args[0], -1);
  m.heap.object(self).values = {Value::none(), Value::boolean(false)};
  return self;
}

Value new_loop_of(Machine& m, Value self) {
  const Symbol factory = m.symbols.intern("_loop_factory");
  if (m.find_in_class(m.class_of(self), factory).is_null()) {
    Kernel& k = kernel_of(m);
    return m.heap.retain(loop_object(k, new_loop(k)));
  }
  const Owned given = own(m.heap, m.get_attribute(self, factory));
  return given ? m.ask(given.get(), {}) : Value{};
}

Value new_event_loop_method(Machine& m, Args args) { return new_loop_of(m, args[0]); }

bool check_loop(Machine& m, Value loop) {
  if (loop.is_none() || loop_of(m, loop) >= 0) return true;
  m.raise_error("TypeError", "loop must be an instance of AbstractEventLoop or None, not '" +
                                 m.type_name(loop) + "'");
  return false;
}

Value set_event_loop_method(Machine& m, Args args) {
  field(m, args[0], kIsSet) = Value::boolean(true);
  if (!check_loop(m, args[1])) return {};
  m.heap.assign(field(m, args[0], kCurrent), m.heap.retain(args[1]));
  return Value::none();
}

Value get_event_loop_method(Machine& m, Args args) {
  const bool in_thread = static_cast<bool>(kernel_of(m).current_thread());
  const bool is_set = field(m, args[0], kIsSet).integer != 0;
  if (field(m, args[0], kCurrent).is_none() && !is_set && !in_thread) {
    const Value loop = new_loop_of(m, args[0]);
    if (loop.is_null()) return {};
    field(m, args[0], kIsSet) = Value::boolean(true);
    m.heap.assign(field(m, args[0], kCurrent), loop);
  }
  const Value current = field(m, args[0], kCurrent);
  if (!current.is_none() && !in_thread) return m.heap.retain(current);
  return no_current_loop(m);
}

// --- The functions of the module ---

// A loop that runs is the current one, whatever a policy says.
Value get_event_loop(Machine& m, Args) {
  const int32_t loop = default_loop(m);
  return loop < 0 ? Value{} : m.heap.retain(loop_object(kernel_of(m), loop));
}

Value set_event_loop(Machine& m, Args args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  if (!aio.policy.is_null()) {
    const Owned method = own(m.heap, policy_method(m, "set_event_loop"));
    const Value loop = args[0];
    const Owned done = method ? own(m.heap, m.ask(method.get(), {&loop, 1})) : Owned{};
    return done ? Value::none() : Value{};
  }
  aio.current_loop_set = true;
  if (!check_loop(m, args[0])) return {};
  aio.current_loop = args[0].is_none() ? -1 : loop_of(m, args[0]);
  return Value::none();
}

Value new_event_loop(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  if (asyncio_of(k).policy.is_null()) return m.heap.retain(loop_object(k, new_loop(k)));
  const Owned method = own(m.heap, policy_method(m, "new_event_loop"));
  return method ? m.ask(method.get(), {}) : Value{};
}

// From here on the runtime's own state is that of an object.
Value get_event_loop_policy(Machine& m, Args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  if (aio.policy.is_null()) {
    const Value klass = class_named(m, kDefault);
    aio.policy = construct(m, Args{&klass, 1});
    field(m, aio.policy, kIsSet) = Value::boolean(aio.current_loop_set);
    if (aio.current_loop >= 0) {
      const Value current = loop_object(kernel_of(m), aio.current_loop);
      field(m, aio.policy, kCurrent) = m.heap.retain(current);
    }
  }
  return m.heap.retain(aio.policy);
}

// None: the next that is asked for is a new one.
Value set_event_loop_policy(Machine& m, Args args) {
  if (!args[0].is_none() && !is_a(m, args[0], kAbstract)) {
    return m.raise_error("TypeError",
                         "policy must be an instance of AbstractEventLoopPolicy or None, not '" +
                             m.type_name(args[0]) + "'");
  }
  Asyncio& aio = asyncio_of(kernel_of(m));
  aio.current_loop = -1;
  aio.current_loop_set = false;
  m.heap.assign(aio.policy, args[0].is_none() ? Value{} : m.heap.retain(args[0]));
  return Value::none();
}

}  // namespace

Value policy_method(Machine& m, const char* name) {
  return m.get_attribute(asyncio_of(kernel_of(m)).policy, m.symbols.intern(name));
}

void add_policies(Library& library) {
  library.module("asyncio").shown_as("asyncio.events");
  library.klass("asyncio", kAbstract)
      .open()
      .constructor("", construct)
      .initializer("", initialize<construct>)
      .method("get_event_loop", "", not_implemented)
      .method("set_event_loop", "loop", not_implemented)
      .method("new_event_loop", "", not_implemented)
      .method("get_child_watcher", "", not_implemented)
      .method("set_child_watcher", "watcher", not_implemented);
  const std::string base = std::string("asyncio.") + kAbstract;
  library.unlisted_class(kUnixModule, kDefault, base.c_str())
      .open()
      .constructor("", construct)
      .initializer("", initialize<construct>)
      .method("get_event_loop", "", get_event_loop_method)
      .method("set_event_loop", "loop", set_event_loop_method)
      .method("new_event_loop", "", new_event_loop_method);
  library.module("asyncio")
      .known_as("DefaultEventLoopPolicy", (std::string(kUnixModule) + "." + kDefault).c_str())
      .shown_as("_asyncio")
      .function("get_event_loop", "", get_event_loop)
      .shown_as("asyncio.events")
      .function("set_event_loop", "loop", set_event_loop)
      .function("new_event_loop", "", new_event_loop)
      .function("get_event_loop_policy", "", get_event_loop_policy)
      .function("set_event_loop_policy", "policy", set_event_loop_policy);
}

}  // namespace grove::aio
