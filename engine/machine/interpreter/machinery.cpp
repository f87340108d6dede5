#include "engine/machine/core/machinery.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/machine/core/answers.h"
#include "engine/machine/core/library.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/interpreter/class_statement.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/lookup.h"
#include "engine/machine/types/descriptors.h"

namespace grove {

namespace {

struct GivenArguments {
  std::span<const Value> positional, keyword_values, keyword_names;
};

// The arguments that stand in a frame's slots, from `first` on.
GivenArguments given_arguments(const FrameBody& frame, std::size_t first, int64_t positional,
                               int64_t keywords) {
  const std::span<const Value> slots = std::span<const Value>(frame.slots).subspan(first);
  const auto p = static_cast<std::size_t>(positional);
  const auto k = static_cast<std::size_t>(keywords);
  return {slots.first(p), slots.subspan(p, k), slots.subspan(p + k, k)};
}

// Containers are made empty for an `__init__` of the program's, all else of the arguments.
bool is_filled_by_init(Machine& m, Value content) {
  const Type type = m.heap.klass(content).instance_type;
  return type == Type::kList || type == Type::kDict || type == Type::kSet;
}

Turn make_instance(Machine& m, FrameBody& frame) {
  constexpr std::size_t kArguments = 4;
  const GivenArguments given =
      given_arguments(frame, kArguments, frame.scratch[0], frame.scratch[1]);
  const Value klass = frame.slots[0], maker = frame.slots[1];
  frame.state = kIsBeingMade;
  if (maker.is_null()) {
    const Value content = content_class(m, klass);
    if (same(content, m.builtin_class(1))) {
      std::vector<Value> args{klass};
      args.insert(args.end(), given.positional.begin(), given.positional.end());
      m.set_call(m.find_in_class(content, known(Known::kNew)), args, given.keyword_values,
                 given.keyword_names);
    } else if (!frame.slots[2].is_null() && is_filled_by_init(m, content)) {
      m.set_call(content, {});
    } else {
      m.set_call(content, given.positional, given.keyword_values, given.keyword_names);
    }
    return Turn::call();
  }
  std::vector<Value> args{klass};
  args.insert(args.end(), given.positional.begin(), given.positional.end());
  const Lookup bound = bind_to(m, maker, Value{}, klass);
  const Owned callable =
      own(m.heap, bound.kind == Lookup::Kind::kValue ? bound.value : m.heap.retain(bound.value));
  m.set_call(callable.get(), args, given.keyword_values, given.keyword_names);
  return Turn::call();
}

// What `__new__` gave (taken over) gets its `__init__` called if it is an instance of the class.
Turn initialize(Machine& m, FrameBody& frame, Value made) {
  constexpr std::size_t kArguments = 4;
  const Value klass = frame.slots[0];
  if (frame.slots[1].is_null() && !same(content_class(m, klass), m.builtin_class(1))) {
    made = new_instance(m, klass, made);
  }
  m.heap.assign(frame.slots[3], made);
  frame.state = kInitIsCalled;
  const Value init = frame.slots[2];
  if (init.is_null() || !m.is_instance(made, klass)) return Turn::done(m.heap.retain(made));
  const GivenArguments given =
      given_arguments(frame, kArguments, frame.scratch[0], frame.scratch[1]);
  const Value own_init = m.find_in_class(m.class_of(made), known(Known::kInit));
  const Value method = m.heap.allocate(Type::kMethod);
  m.heap.method(method).function = m.heap.retain(own_init);
  m.heap.method(method).self = m.heap.retain(made);
  const Owned keep = own(m.heap, method);
  m.set_call(method, given.positional, given.keyword_values, given.keyword_names);
  return Turn::call();
}

Turn construct(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (frame.state == kMakeIt) return make_instance(m, frame);
  if (frame.state == kIsBeingMade) return initialize(m, frame, resume.value);
  const Owned result = own(m.heap, resume.value);
  if (!result.get().is_none()) {
    m.raise_error("TypeError", fmt::format("__init__() should return None, not '{}'",
                                           m.type_name(result.get())));
    return Turn::raised();
  }
  return Turn::done(std::exchange(frame.slots[3], Value{}));
}

Turn call_got(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const auto first = static_cast<std::size_t>(frame.scratch[0]);
  if (frame.state == 0) {
    m.set_call(frame.slots[0], std::span<const Value>(frame.slots).subspan(1, first));
  } else if (frame.state == 1) {
    const Owned callable = own(m.heap, resume.value);
    const GivenArguments given =
        given_arguments(frame, 1 + first, frame.scratch[1], frame.scratch[2]);
    m.set_call(callable.get(), given.positional, given.keyword_values, given.keyword_names);
  } else {
    return Turn::done(resume.value);
  }
  ++frame.state;
  return Turn::call();
}

// Calls the classes among exception and cause, then raises.
Turn raise_made(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kValue) {
    m.heap.assign(frame.slots[static_cast<std::size_t>(frame.state)], resume.value);
    ++frame.state;
  }
  for (; frame.state < 2; ++frame.state) {
    const Value v = frame.slots[static_cast<std::size_t>(frame.state)];
    if (!is_exception_class(m, v)) continue;
    m.set_call(v, {});
    return Turn::call();
  }
  raise_from(m, std::exchange(frame.slots[0], Value{}), std::exchange(frame.slots[1], Value{}));
  return Turn::raised();
}

// The bottom of a stack that runs one call to its end.
Turn call_function(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kStart:
      break;
    case Resume::Kind::kValue:
    case Resume::Kind::kEnd:
      return Turn::done(resume.value);
    case Resume::Kind::kException:
      m.raise_as_is(resume.value);
      return Turn::raised();
  }
  m.set_call(frame.slots[0], std::span<const Value>(frame.slots).subspan(1));
  return Turn::call();
}

// Runs the bodies of linked modules, one after another; then the module is the result. One of them
// may import another, which is then run already when its turn comes.
Turn import(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  m.heap.release(resume.value);
  for (;;) {
    const auto next = static_cast<std::size_t>(++frame.state);
    if (next == frame.slots.size()) return Turn::done(frame.slots[0]);
    const Owned body =
        own(m.heap, m.take_module_body(static_cast<int32_t>(frame.slots[next].integer)));
    if (!body) continue;
    m.set_call(body.get(), {});
    return Turn::call();
  }
}

Value new_super(Machine& m, Value klass, Value self) {
  if (!klass.is(Type::kClass)) {
    return m.raise_error(
        "TypeError", fmt::format("super() argument 1 must be a type, not {}", m.type_name(klass)));
  }
  const bool fits =
      m.is_instance(self, klass) || (self.is(Type::kClass) && m.is_subclass(self, klass));
  if (!fits) {
    return m.raise_error("TypeError",
                         "super(type, obj): obj must be an instance or subtype of type");
  }
  const Value v = m.new_object(m.builtin_class(kSuperClass), -1);
  m.heap.object(v).values = {m.heap.retain(klass), m.heap.retain(self)};
  return v;
}

// super(), or super(type, obj). Without arguments it takes them from the function that calls it:
// the class from the cell that the front end gave it, the object from its first argument.
Value make_super(Machine& m, Args args) {
  const std::vector<Value>& given = m.heap.tuple(args[1]).items;
  if (given.size() == 2) return new_super(m, given[0], given[1]);
  if (!given.empty()) {
    return m.raise_error(
        "TypeError", given.size() == 1 ? "super() with one argument is not supported"
                                       : fmt::format("super() expected at most 2 arguments, got {}",
                                                     given.size()));
  }
  const FrameBody& frame = m.heap.frame(m.current_frame());
  const Code& code = m.program().codes[static_cast<std::size_t>(frame.code)];
  const Value in_slot = frame.slots[0];
  if (code.parameter_count == 0) return m.raise_error("RuntimeError", "super(): no arguments");
  const Value self = in_slot.is(Type::kCell) ? m.heap.cell(in_slot).value : in_slot;
  if (self.is_null()) return m.raise_error("RuntimeError", "super(): arg[0] deleted");
  for (int32_t i = code.slot_count - code.free_count; i < code.slot_count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (code.slot_names[at] != "__class__") continue;
    const Value klass = m.heap.cell(frame.slots[at]).value;
    if (klass.is_null()) return m.raise_error("RuntimeError", "super(): empty __class__ cell");
    return new_super(m, klass, self);
  }
  return m.raise_error("RuntimeError", "super(): __class__ cell not found");
}

}  // namespace

void add_machinery(Library& library) {
  library.hidden_class("traceback", Type::kObject);
  library.hidden_class("coroutine", Type::kCoroutine);
  library.hidden_class("generator", Type::kCoroutine);
  library.hidden_class("async_generator", Type::kCoroutine);
  library.klass("builtins", "super");
  library.hidden_class("async_generator_asend", Type::kCoroutine);
  library.hidden_class("async_generator_athrow", Type::kCoroutine);
  library.klass("builtins", "property", Type::kObject);
  library.klass("builtins", "classmethod", Type::kObject);
  library.klass("builtins", "staticmethod", Type::kObject);
  library.hidden_class("member_descriptor", Type::kObject);
  library.hidden_class("mappingproxy", Type::kObject);
  ENSURE(library.classes().size() == kMappingProxyClass + 1,
         "the machine's own classes must follow object and type");
  ENSURE(library.internal("construct", "", construct) == kConstruct,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("raise", "", raise_made) == kRaiseMade,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("call", "", call_function) == kCallFunction,
         "the machine's own steps must be the first of a library");
  add_answers(library);
  ENSURE(library.internal("import", "", import) == kImport,
         "the machine's own steps must be the first of a library");
  add_consumers(library);
  add_iterator_steps(library);
  add_last_wishes(library);
  add_async_generator_steps(library);
  add_operations(library);
  add_class_statement(library);
  ENSURE(library.internal("call", "", call_got) == kCallGot,
         "the machine's own steps must be the first of a library");
  add_awaiting(library);
  add_async_generators(library);
  add_generators(library);
  add_type(library);
  add_descriptors(library);
  library.klass("builtins", "super").constructor("*args", make_super);
}

// Its module may not have been imported yet.
Turn call_in_python(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (frame.state == 2) return Turn::done(resume.value);
  m.heap.release(resume.value);
  const Library& library = m.library();
  const std::string& name = library.natives()[static_cast<std::size_t>(frame.native)].name;
  const std::vector<BuiltinHome>& homes = library.builtins_in_python();
  const auto home = std::find_if(homes.begin(), homes.end(),
                                 [&name](const BuiltinHome& each) { return each.name == name; });
  const int32_t module = library.find_module(home->module);
  for (std::size_t i = 0; frame.state == 0 && i < m.image().linked.size(); ++i) {
    if (m.image().linked[i].module != module) continue;
    frame.state = 1;
    const Owned body = own(m.heap, m.take_module_body(static_cast<int32_t>(i)));
    if (!body) continue;
    m.set_call(body.get(), {});
    return Turn::call();
  }
  frame.state = 2;
  m.set_call(m.find_in_module(Value::of(Type::kModule, static_cast<uint32_t>(module)),
                              m.symbols.intern(name)),
             frame.slots);
  return Turn::call();
}

bool is_exception_class(Machine& m, Value value) {
  return value.is(Type::kClass) && m.is_subclass(value, m.builtin_class(m.image().base_exception));
}

void raise_from(Machine& m, Value exception, Value cause) {
  Owned e = own(m.heap, exception), c = own(m.heap, cause);
  if (!exception.is(Type::kException)) {
    m.raise_error("TypeError", "exceptions must derive from BaseException");
    return;
  }
  if (c) {
    if (!cause.is_none() && !cause.is(Type::kException)) {
      m.raise_error("TypeError", "exception causes must derive from BaseException");
      return;
    }
    ExceptionBody& body = m.heap.exception(exception);
    m.heap.assign(body.cause, cause.is_none() ? Value{} : c.release());
    body.suppress_context = true;
  }
  m.raise(e.release());
}

}  // namespace grove
