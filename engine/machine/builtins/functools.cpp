// The module functools: partial. An object with values = {function, tuple of arguments, dict of
// keywords}; calling it calls the function with these before and under the call's own.
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// A new tuple of both tuples' items.
Value joined(Machine& machine, Value a, Value b) {
  std::vector<Value> items;
  for (const Value tuple : {a, b}) {
    for (const Value v : machine.heap.tuple(tuple).items) items.push_back(machine.heap.retain(v));
  }
  return machine.heap.new_tuple(std::move(items));
}

// A new dict of a's entries, then b's.
Value merged(Machine& machine, Value a, Value b) {
  const Value dict = dict_copy(machine, a);
  dict_update(machine, dict, b);
  return dict;
}

bool is_partial(Machine& machine, Value v, Value klass) {
  return v.is(Type::kObject) && same(machine.heap.object(v).klass, klass);
}

// partial(func, /, *args, **keywords): args[1] is the tuple of all positional ones. A partial of a
// partial is one of the function inside.
Value make_partial(Machine& machine, Args args) {
  Heap& heap = machine.heap;
  const std::vector<Value> given = heap.tuple(args[1]).items;
  if (given.empty()) return raise_type_error(machine, "type 'partial' takes at least one argument");
  Value function = given[0];
  if (!machine.is_callable(function)) {
    return raise_type_error(machine, "the first argument must be callable");
  }
  std::vector<Value> rest(given.begin() + 1, given.end());
  for (const Value v : rest) heap.retain(v);
  Owned positional = own(heap, heap.new_tuple(std::move(rest)));
  Owned keywords = own(heap, dict_copy(machine, args[2]));
  if (is_partial(machine, function, args[0])) {
    const std::vector<Value> inner = heap.object(function).values;
    function = inner[0];
    positional = own(heap, joined(machine, inner[1], positional.get()));
    keywords = own(heap, merged(machine, inner[2], args[2]));
  }
  const Value v = machine.new_object(args[0], -1);
  heap.object(v).values = {heap.retain(function), positional.release(), keywords.release()};
  return v;
}

Turn call_partial(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kException) {
    machine.raise_as_is(resume.value);
    return Turn::raised();
  }
  const std::vector<Value> values = machine.heap.object(frame.slots[0]).values;
  const Owned positional = own(machine.heap, joined(machine, values[1], frame.slots[1]));
  const Owned keywords = own(machine.heap, merged(machine, values[2], frame.slots[2]));
  std::vector<Value> names;
  std::vector<Value> given;
  int32_t at = 0;
  while (const auto* entry = next_entry(machine.heap.dict(keywords.get()), &at)) {
    names.push_back(entry->key);
    given.push_back(entry->value);
  }
  machine.set_call(values[0], machine.heap.tuple(positional.get()).items, given, names);
  return Turn::call();
}

Value repr_partial(Machine& machine, Args args) {
  const std::vector<Value> values = machine.heap.object(args[0]).values;
  std::string text = "functools.partial(" + repr(machine, values[0]);
  for (const Value v : machine.heap.tuple(values[1]).items) text += ", " + repr(machine, v);
  int32_t at = 0;
  while (const auto* entry = next_entry(machine.heap.dict(values[2]), &at)) {
    text += ", " + str(machine, entry->key) + "=" + repr(machine, entry->value);
  }
  return machine.heap.new_str(text + ")");
}

template <int kIndex>
Value part(Machine& machine, Args args) {
  return machine.heap.retain(machine.heap.object(args[0]).values[kIndex]);
}

}  // namespace

void add_functools(Library& library) {
  library.klass("functools", "partial")
      .constructor("*args, **keywords", make_partial)
      .method_turns("__call__", "*args, **keywords", call_partial)
      .method("__repr__", "", repr_partial)
      .property("func", part<0>)
      .property("args", part<1>)
      .property("keywords", part<2>);
}

}  // namespace grove
