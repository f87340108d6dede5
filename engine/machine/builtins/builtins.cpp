// The module builtins: its functions, and the types that have few methods.
#include "engine/machine/builtins/builtins.h"

#include <fmt/format.h>

#include "engine/machine/builtins/codecs.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/numbers.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/text/standard_streams.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/generic_alias.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// --- Printing and text ---

bool separator(Machine& machine, Value v, const char* name, std::string_view otherwise,
               std::string_view* out) {
  *out = otherwise;
  return v.is_none() ||
         to_text(machine, v, fmt::format("{} must be None or a string, not ", name), out);
}

// Hands what print was given to the `write` of an object: each item, and what stands between and
// behind them, by itself.
Value print_to(Machine& machine, Value file, const std::vector<Value>& items,
               std::string_view between, std::string_view end) {
  const Owned write = own(machine.heap, machine.get_attribute(file, machine.symbol_of("write")));
  if (!write) return Value{};
  const auto write_text = [&](Value text) {
    const Owned keep = own(machine.heap, text);
    return !text.is_null() &&
           static_cast<bool>(own(machine.heap, machine.ask(write.get(), {&text, 1})));
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && !write_text(machine.heap.new_str(between))) return Value{};
    if (!write_text(str_value(machine, items[i]))) return Value{};
  }
  return write_text(machine.heap.new_str(end)) ? Value::none() : Value{};
}

// print(*args, sep=' ', end='\n', file=None, flush=False)
Value print(Machine& machine, Args args) {
  std::string_view between;
  std::string_view end;
  if (!separator(machine, args[1], "sep", " ", &between) ||
      !separator(machine, args[2], "end", "\n", &end)) {
    return Value{};
  }
  const StandardStream to =
      args[3].is_none() ? StandardStream::kOutput : standard_stream(machine, args[3]);
  const auto& items = machine.heap.tuple(args[0]).items;
  if (to == StandardStream::kNone) return print_to(machine, args[3], items, between, end);
  TextBuilder text(machine.heap);
  if (!items.empty()) text.make_room((items.size() - 1) * between.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += between;
    const Owned shown = own(machine.heap, str_value(machine, items[i]));
    if (!shown) {
      // What stands before it is written by then.
      if (!machine.asked() && text.size() > 0) write_to(machine, to, text.view(), "");
      return Value{};
    }
    text += text_of(machine, shown.get());
  }
  write_to(machine, to, text.view(), end);
  return Value::none();
}

// method(function, instance)
Value make_method(Machine& machine, Args args) {
  if (!machine.is_callable(args[1])) {
    return raise_type_error(machine, "first argument must be callable");
  }
  if (args[2].is_none()) return raise_type_error(machine, "instance must not be None");
  const Value v = machine.heap.allocate(Type::kMethod);
  machine.heap.method(v).function = machine.heap.retain(args[1]);
  machine.heap.method(v).self = machine.heap.retain(args[2]);
  return v;
}

// function.__get__(instance, owner)
Value bind_function(Machine& machine, Args args) {
  if (args[1].is_none()) return machine.heap.retain(args[0]);
  const Value v = machine.heap.allocate(Type::kMethod);
  machine.heap.method(v).function = machine.heap.retain(args[0]);
  machine.heap.method(v).self = machine.heap.retain(args[1]);
  return v;
}

Value repr_function(Machine& machine, Args args) { return repr_value(machine, args[0]); }

// str(object=?, encoding=?, errors=?): the last two are for bytes.
Value make_str(Machine& machine, Args args) {
  if (!args[2].is_null() || !args[3].is_null()) {
    std::string_view encoding, errors;
    if (!codec_names(machine, args[2], args[3], "str", &encoding, &errors)) return Value{};
    if (!args[1].is_null() && is_bytes_like(machine, args[1])) {
      return decode(machine, bytes_in(machine, args[1]), content_of(machine, args[1]), encoding,
                    errors);
    }
    if (args[1].is_null()) return machine.heap.new_str("");
    if (args[1].is(Type::kStr)) return raise_type_error(machine, "decoding str is not supported");
    return raise_type_error(machine,
                            fmt::format("decoding to str: need a bytes-like object, {} found",
                                        machine.type_name(args[1])));
  }
  if (args[1].is_null()) return machine.heap.new_str("");
  return str_value(machine, args[1]);
}

// --- Iterating ---

Value len(Machine& machine, Args args) {
  const int64_t length = length_of(machine, args[0]);
  if (length >= 0) return Value::of_int(length);
  if (args[0].is(Type::kRange)) {  // whose length an int64_t does not hold
    machine.raise_error("OverflowError", "Python int too large to convert to C ssize_t");
    return Value{};
  }
  bool failed = false;
  const int64_t said = length_by_special(machine, args[0], &failed);
  if (failed) return Value{};
  const int64_t of_content = said >= 0 ? said : length_of(machine, content_of(machine, args[0]));
  if (of_content >= 0) return Value::of_int(of_content);
  return raise_type_error(
      machine, fmt::format("object of type '{}' has no len()", machine.type_name(args[0])));
}

// A bound of a range, or its step.
bool to_bound(Machine& machine, Value v, int64_t* out) {
  const Owned number = own(machine.heap, to_int(machine, v));
  if (number.get().is(Type::kInt)) *out = number.get().integer;
  if (number.get().is(Type::kBigInt)) raise_long_range(machine);
  return number.get().is(Type::kInt);
}

Value make_range(Machine& machine, Args args) {
  int64_t start = 0;
  int64_t stop = 0;
  int64_t step = 1;
  const bool just_stop = args[2].is_null();
  if (!to_bound(machine, args[1], just_stop ? &stop : &start)) return Value{};
  if (!just_stop && !to_bound(machine, args[2], &stop)) return Value{};
  if (!args[3].is_null() && !to_bound(machine, args[3], &step)) return Value{};
  if (step == 0) return raise_value_error(machine, "range() arg 3 must not be zero");
  const Value v = machine.heap.allocate(Type::kRange);
  RangeBody& body = machine.heap.range(v);
  body.start = start;
  body.stop = stop;
  body.step = step;
  return v;
}

Value get_start(Machine& machine, Args args) {
  return Value::of_int(machine.heap.range(args[0]).start);
}
Value get_stop(Machine& machine, Args args) {
  return Value::of_int(machine.heap.range(args[0]).stop);
}
Value get_step(Machine& machine, Args args) {
  return Value::of_int(machine.heap.range(args[0]).step);
}

Value make_slice(Machine& machine, Args args) {
  if (args[2].is_null()) return new_slice(machine, Value::none(), args[1], Value::none());
  return new_slice(machine, args[1], args[2], args[3]);
}

template <Value SliceBody::*kPart>
Value get_slice_part(Machine& machine, Args args) {
  return machine.heap.retain(machine.heap.slice(args[0]).*kPart);
}

Value slice_indices(Machine& machine, Args args) {
  int64_t length = 0;
  if (!to_index(machine, args[1], &length)) return Value{};
  if (length < 0) return raise_value_error(machine, "length should not be negative");
  SliceIndices s;
  if (!resolve_slice(machine, args[0], length, &s)) return Value{};
  return machine.heap.new_tuple(
      {Value::of_int(s.start), Value::of_int(s.stop), Value::of_int(s.step)});
}

Value range_count(Machine& machine, Args args) {
  bool failed = false;
  const bool found = contains(machine, args[0], args[1], &failed);
  return failed ? Value{} : Value::of_int(found ? 1 : 0);
}

// The steps may be more than an int64_t counts.
Value range_index(Machine& machine, Args args) {
  bool failed = false;
  const bool found = contains(machine, args[0], args[1], &failed);
  if (failed) return {};
  if (found) {
    const int64_t value =
        args[1].is(Type::kFloat) ? static_cast<int64_t>(args[1].real) : args[1].integer;
    const RangeBody& r = machine.heap.range(args[0]);
    bool hits = false;
    const uint64_t steps = steps_in_range(r.start, r.step, value, &hits);
    return machine.heap.new_int(big_int_of_magnitude(steps));
  }
  if (is_number(args[1])) {
    return raise_value_error(
        machine, is_int(args[1]) ? fmt::format("{} is not in range", machine.repr_of(args[1]))
                                 : "sequence.index(x): x not in sequence");
  }
  return raise_value_error(machine, "sequence.index(x): x not in sequence");
}

// --- Types and attributes ---

// What a test says of an object that has no `__instancecheck__` and the like.
constexpr int kHasNoSay = -2;

// Whether `test` holds (1, 0, -1: pending) for a class, or for what its class makes one, or for any
// in a tuple or union of them. Tuples may be nested; they are worked off from a list. -1: pending.
template <class Test>
int any_class(Machine& machine, Value classes, const char* message, Test test) {
  std::vector<Value> waiting{classes};
  while (!waiting.empty()) {
    const Value v = waiting.back();
    waiting.pop_back();
    // A tuple that holds another twice, which holds another twice, is as long as it looks.
    if (!machine.afford_item()) return -1;
    if (v.is(Type::kClass)) {
      const int result = test(v);
      if (result != 0) return result;
      continue;
    }
    if (v.is(Type::kInstance)) {
      const int result = test(v);
      if (result == 0) continue;
      if (result != kHasNoSay) return result;
    }
    const std::vector<Value>* members =
        v.is(Type::kTuple) ? &machine.heap.tuple(v).items : union_members(machine, v);
    if (members == nullptr) {
      raise_type_error(machine, message);
      return -1;
    }
    for (auto m = members->rbegin(); m != members->rend(); ++m) {
      waiting.push_back(m->is_none() ? machine.class_of(*m) : *m);
    }
  }
  return 0;
}

// Whether its class (a metaclass, as a rule) says so; -1: pending or open.
int asked_of_metaclass(Machine& machine, Value klass, Known hook, Value v) {
  const Value meta =
      klass.is(Type::kClass) ? machine.heap.klass(klass).metaclass : machine.class_of(klass);
  if (meta.is_null() || !machine.may_ask()) return kHasNoSay;
  const Value method = machine.find_in_class(meta, known(hook));
  if (method.is_null() || method.is(Type::kNative)) return kHasNoSay;
  const Value args[] = {klass, v};
  const Owned said = own(machine.heap, machine.ask(method, args));
  bool failed = !said;
  const bool truth = said && truth_of(machine, said.get(), &failed);
  return failed ? -1 : truth ? 1 : 0;
}

Value is_instance(Machine& machine, Args args) {
  const int result = any_class(
      machine, args[1], "isinstance() arg 2 must be a type, a tuple of types, or a union",
      [&](Value klass) {
        if (same(machine.class_of(args[0]), klass)) return 1;
        const int said = asked_of_metaclass(machine, klass, Known::kInstanceCheck, args[0]);
        if (said != kHasNoSay || !klass.is(Type::kClass)) return said;
        return machine.is_instance(args[0], klass) ? 1 : 0;
      });
  return result < 0 ? Value{} : Value::boolean(result == 1);
}

Value is_subclass(Machine& machine, Args args) {
  if (!args[0].is(Type::kClass)) {
    return raise_type_error(machine, "issubclass() arg 1 must be a class");
  }
  const int result = any_class(
      machine, args[1], "issubclass() arg 2 must be a class, a tuple of classes, or a union",
      [&](Value klass) {
        const int said = asked_of_metaclass(machine, klass, Known::kSubclassCheck, args[0]);
        if (said != kHasNoSay || !klass.is(Type::kClass)) return said;
        return machine.is_subclass(args[0], klass) ? 1 : 0;
      });
  return result < 0 ? Value{} : Value::boolean(result == 1);
}

// Whether the pending exception is an AttributeError, which then is dropped.
bool drop_attribute_error(Machine& machine) {
  if (!machine.is_instance(machine.pending(), machine.exception_class("AttributeError"))) {
    return false;
  }
  machine.heap.release(machine.take_pending());
  return true;
}

Value get_attr(Machine& machine, Args args) {
  Symbol name;
  if (!to_attribute_name(machine, args[1], &name)) return Value{};
  const Value found = machine.get_attribute(args[0], name);
  if (found || args[2].is_null() || !drop_attribute_error(machine)) return found;
  return machine.heap.retain(args[2]);
}

Value has_attr(Machine& machine, Args args) {
  Symbol name;
  if (!to_attribute_name(machine, args[1], &name)) return Value{};
  const Owned found = own(machine.heap, machine.get_attribute(args[0], name));
  if (!found && !drop_attribute_error(machine)) return Value{};
  return Value::boolean(static_cast<bool>(found));
}

Value is_callable(Machine& machine, Args args) {
  return Value::boolean(machine.is_callable(args[0]));
}

// The number that repr shows as an address; of values without one, made from the value.
Value id(Machine&, Args args) {
  if (args[0].is_heap()) return Value::of_int(address_number(args[0]));
  const auto bits = static_cast<uint64_t>(args[0].integer);
  const uint64_t mixed = bits * 0x9E3779B97F4A7C15u >> 24;
  return Value::of_int(static_cast<int64_t>(mixed * 32 + static_cast<uint64_t>(args[0].type)));
}

// The classes of values that no program can name.
void add_hidden_classes(Library& library) {
  library.hidden_class("NoneType", Type::kNone);
  library.hidden_class("ellipsis", Type::kEllipsis);
  library.hidden_class("NotImplementedType", Type::kNotImplemented);
  library.hidden_class("builtin_function_or_method", Type::kNative);
  library.hidden_class("module", Type::kModule);
  library.hidden_class("code", Type::kCode);
  library.hidden_class("cell", Type::kCell);
  library.hidden_class("function", Type::kFunction)
      .method("__get__", "instance, owner=None, /", bind_function);
  library.hidden_class("method", Type::kMethod).constructor("function, instance, /", make_method);
  library.hidden_class("frame", Type::kFrame);
  library.hidden_class("iterator", Type::kIterator);
  library.hidden_class("dict_view", Type::kDictView);
  // The classes that iterator_type_name names and programs cannot.
  for (const char* name :
       {"callable_iterator", "list_iterator", "list_reverseiterator", "tuple_iterator",
        "bytes_iterator", "bytearray_iterator", "range_iterator", "set_iterator", "str_iterator",
        "str_ascii_iterator", "dict_keyiterator", "dict_valueiterator", "dict_itemiterator",
        "dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator"}) {
    library.hidden_class(name, Type::kIterator);
  }
  for (const char* name : {"dict_keys", "dict_values", "dict_items"}) {
    library.hidden_class(name, Type::kDictView);
  }
  add_generic_aliases(library);
}

void add_types(Library& library) {
  add_hidden_classes(library);
  library.klass("builtins", "str", Type::kStr)
      .constructor("object=?, encoding=?, errors=?", make_str);
  library.klass("builtins", "range", Type::kRange)
      .constructor("start, stop=?, step=?, /", make_range)
      .property("start", get_start)
      .property("stop", get_stop)
      .property("step", get_step)
      .method("count", "value, /", range_count)
      .method("index", "value, /", range_index);
  library.klass("builtins", "slice", Type::kSlice)
      .constructor("start, stop=?, step=None, /", make_slice)
      .property("start", get_slice_part<&SliceBody::start>)
      .property("stop", get_slice_part<&SliceBody::stop>)
      .property("step", get_slice_part<&SliceBody::step>)
      .method("indices", "length, /", slice_indices);
}

}  // namespace

void add_builtins(Library& library) {
  add_types(library);
  add_numbers(library);
  add_str_methods(library);
  add_str_splitting(library);
  add_str_format(library);
  add_str_translate(library);
  add_bytes(library);
  add_list(library);
  add_tuple(library);
  add_dict(library);
  add_set(library);
  add_characters(library);
  add_ordering(library);
  add_iterators(library);
  add_object(library);
  add_mapping_proxy(library);
  add_slots(library);
  library.module("builtins")
      .function("print", "*args, sep=None, end=None, file=None, flush=False", print)
      .function("repr", "obj, /", repr_function)
      .function("len", "obj, /", len)
      .function("isinstance", "obj, class_or_tuple, /", is_instance)
      .function("issubclass", "cls, class_or_tuple, /", is_subclass)
      .function("getattr", "object, name, default=?, /", get_attr)
      .function("hasattr", "obj, name, /", has_attr)
      .function("callable", "obj, /", is_callable)
      .function("id", "obj, /", id)
      .in_python("open",
                 "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
                 "closefd=True, opener=None",
                 "_open");
}

void add_python(Library& library) {
  add_exceptions(library);
  add_builtins(library);
  add_random(library);
  add_math(library);
  add_time(library);
  add_functools(library);
  add_contextlib(library);
  add_itertools(library);
  add_outcome(library);
  add_sys(library);
  add_frames(library);
  add_contextvars(library);
}

}  // namespace grove
