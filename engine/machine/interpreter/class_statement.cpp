#include "engine/machine/interpreter/class_statement.h"

#include <fmt/format.h>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/lookup.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/descriptors.h"
#include "engine/machine/types/generic_alias.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Slots of kClassStatement.
enum Slot : std::size_t {
  kBody,       // the function that is the body
  kName,       // a str
  kOrigBases,  // the tuple of bases as written
  kKeywords,   // a dict without `metaclass`, or null
  kMetaclass,  // null: not said
  kBaseList,   // a list of the bases: what stands for others is worked off
  kNamespace,  // the class that the body fills
  kSlotCount
};
// What comes next; its `state`.
enum Step : int32_t { kResolveBases, kTakeEntries, kPrepare, kRunBody, kBodyIsRun, kMade };

Turn raise_again(Machine& m, Value exception) {
  m.raise_as_is(exception);
  return Turn::raised();
}

std::vector<Value>& base_list(Machine& m, FrameBody& frame) {
  return m.heap.list(frame.slots[kBaseList]).items;
}

// Bases that are no classes say which classes they stand for. True: a call was set.
bool ask_for_entries(Machine& m, FrameBody& frame) {
  std::vector<Value>& bases = base_list(m, frame);
  for (int64_t& at = frame.scratch[0]; at < static_cast<int64_t>(bases.size()); ++at) {
    Value& base = bases[static_cast<std::size_t>(at)];
    if (base.is(Type::kClass)) continue;
    const Value origin = origin_of_alias(m, base);
    if (!origin.is_null()) {
      m.heap.assign(base, m.heap.retain(origin));
      frame.scratch[1] = 1;
      continue;
    }
    const Value entries = m.find_in_class(m.class_of(base), known(Known::kMroEntries));
    if (entries.is_null() || entries.is(Type::kNative)) continue;
    const Value args[] = {base, frame.slots[kOrigBases]};
    m.set_call(entries, args);
    return true;
  }
  return false;
}

bool take_entries(Machine& m, FrameBody& frame, Value entries) {
  const Owned keep = own(m.heap, entries);
  if (!entries.is(Type::kTuple)) {
    m.raise_error("TypeError", "__mro_entries__ must return a tuple");
    return false;
  }
  std::vector<Value> added = m.heap.tuple(entries).items;
  for (Value v : added) m.heap.retain(v);
  std::vector<Value>& bases = base_list(m, frame);
  const auto place = bases.begin() + frame.scratch[0];
  const Owned old = own(m.heap, *place);
  const auto next = bases.erase(place);
  bases.insert(next, added.begin(), added.end());
  m.heap.recharge(m.heap.list(frame.slots[kBaseList]));
  frame.scratch[0] += static_cast<int64_t>(added.size());
  frame.scratch[1] = 1;
  return true;
}

bool has_own_metaclass(Machine& m, const FrameBody& frame) {
  return !same(frame.slots[kMetaclass], m.builtin_class(1));
}

// Decides on the metaclass; asks it for a namespace if it wants to be asked.
bool prepare(Machine& m, FrameBody& frame, bool* is_called) {
  for (Value base : base_list(m, frame)) {
    if (base.is(Type::kClass)) continue;
    m.raise_error("TypeError", fmt::format("'{}' object is not a class that can be inherited from",
                                           m.type_name(base)));
    return false;
  }
  const Value said = frame.slots[kMetaclass];
  if (!said.is_null() && !(said.is(Type::kClass) && m.is_subclass(said, m.builtin_class(1)))) {
    m.raise_error("TypeError", "a metaclass that is no class is not supported in Grove");
    return false;
  }
  const Value metaclass = metaclass_of(m, said, base_list(m, frame));
  if (metaclass.is_null()) return false;
  m.heap.assign(frame.slots[kMetaclass], m.heap.retain(metaclass));
  const Value prepare_it = m.find_in_class(metaclass, known(Known::kPrepare));
  if (prepare_it.is_null() || prepare_it.is(Type::kNative)) return true;
  const Owned bound = own(m.heap, m.get_attribute(metaclass, known(Known::kPrepare)));
  if (!bound) return false;
  std::vector<Value> bases = base_list(m, frame);
  for (Value v : bases) m.heap.retain(v);
  const Owned tuple = own(m.heap, m.heap.new_tuple(std::move(bases)));
  const Value args[] = {frame.slots[kName], tuple.get()};
  std::vector<Value> values, names;
  split_keywords(m, frame.slots[kKeywords], &values, &names);
  m.set_call(bound.get(), args, values, names);
  *is_called = true;
  return true;
}

ClassName name_of_class(Machine& m, const FrameBody& frame) {
  const int32_t index = m.heap.function(frame.slots[kBody]).code;
  const Code& code = m.program().codes[static_cast<std::size_t>(index)];
  return {std::string(text_of(m, frame.slots[kName])), code.qualname, m.module_name_of(code)};
}

// What `__prepare__` gave is a dict of the program's own kind, which is told of each name.
void run_body_within(Machine& m, FrameBody& frame, Value prepared) {
  const ClassName name = name_of_class(m, frame);
  const Value dict = content_of(m, prepared);
  dict_set_text(m, dict, "__module__", own(m.heap, m.heap.new_str(name.module)).get());
  dict_set_text(m, dict, "__qualname__", own(m.heap, m.heap.new_str(name.qualname)).get());
  frame.slots[kNamespace] = m.heap.retain(prepared);
  m.set_call(frame.slots[kBody], {});
  m.set_namespace(prepared);
}

// The body fills the class itself: nothing can see it before the body has ended, so the dict that
// CPython fills first is needed only where a metaclass of the program's is to be given one.
bool run_body(Machine& m, FrameBody& frame, Value prepared) {
  const Owned keep = own(m.heap, prepared);
  if (prepared.is(Type::kInstance) && content_of(m, prepared).is(Type::kDict)) {
    run_body_within(m, frame, prepared);
    return true;
  }
  const bool direct = !has_own_metaclass(m, frame);
  const Value klass =
      new_class(m, name_of_class(m, frame), direct ? base_list(m, frame) : std::vector<Value>{},
                m.builtin_class(1));
  if (klass.is_null()) return false;
  m.heap.assign(frame.slots[kNamespace], klass);
  if (!prepared.is_null()) {
    const Value dict = content_of(m, prepared);
    if (!dict.is(Type::kDict)) {
      m.raise_error("TypeError",
                    fmt::format("{}.__prepare__() must return a mapping, not {}",
                                m.heap.klass(frame.slots[kMetaclass]).name, m.type_name(prepared)));
      return false;
    }
    for (int32_t at = 0; const TableBody::Entry* entry = next_entry(m.heap.dict(dict), &at);) {
      m.heap.release(m.heap.klass(klass).attributes.set(m.symbol_of(text_of(m, entry->key)),
                                                        m.heap.retain(entry->value)));
    }
  }
  m.set_call(frame.slots[kBody], {});
  m.set_namespace(klass);
  return true;
}

// The dict of what the body left, for the metaclass.
Value namespace_dict(Machine& m, Value klass) {
  const Value dict = m.heap.new_dict();
  for (const Namespace::Entry& entry : m.heap.klass(klass).attributes.entries()) {
    dict_set_text(m, dict, m.symbols.name(entry.symbol), entry.value);
  }
  return dict;
}

void call_metaclass(Machine& m, FrameBody& frame, Value names) {
  std::vector<Value> bases = base_list(m, frame);
  for (Value v : bases) m.heap.retain(v);
  const Owned tuple = own(m.heap, m.heap.new_tuple(std::move(bases)));
  const Value args[] = {frame.slots[kName], tuple.get(), names};
  std::vector<Value> values, keyword_names;
  split_keywords(m, frame.slots[kKeywords], &values, &keyword_names);
  m.set_call(frame.slots[kMetaclass], args, values, keyword_names);
}

// The body has ended with the cell in which its methods find the class, or None (taken over).
void call_metaclass_or_finish(Machine& m, FrameBody& frame, Value cell) {
  const Owned keep = own(m.heap, cell);
  const Value klass = frame.slots[kNamespace];
  if (!klass.is(Type::kClass)) {
    if (frame.scratch[1] != 0) {
      dict_set_text(m, content_of(m, klass), "__orig_bases__", frame.slots[kOrigBases]);
    }
    call_metaclass(m, frame, klass);
    return;
  }
  Namespace& names = m.heap.klass(klass).attributes;
  if (frame.scratch[1] != 0) {
    m.heap.release(names.set(known(Known::kOrigBases), m.heap.retain(frame.slots[kOrigBases])));
  }
  if (!has_own_metaclass(m, frame)) {
    if (cell.is(Type::kCell)) {
      m.heap.assign(m.heap.cell(cell).value, m.heap.retain(klass));
      m.heap.release(names.remove(known(Known::kClassCell)));
    }
    const Value args[] = {klass, frame.slots[kKeywords]};
    m.set_call(Value::of(Type::kNative, kFinishClass), args);
    return;
  }
  const Owned dict = own(m.heap, namespace_dict(m, klass));
  call_metaclass(m, frame, dict.get());
}

Turn class_statement(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_again(m, resume.value);
  Value given = resume.value;
  if (frame.state == kTakeEntries) {
    if (!take_entries(m, frame, given)) return Turn::raised();
    frame.state = kResolveBases;
    given = Value{};
  }
  if (frame.state == kResolveBases) {
    frame.state = kTakeEntries;
    if (ask_for_entries(m, frame)) return Turn::call();
    frame.state = kPrepare;
  }
  if (frame.state == kPrepare) {
    bool is_called = false;
    frame.state = kRunBody;
    if (!prepare(m, frame, &is_called)) return Turn::raised();
    if (is_called) return Turn::call();
  }
  if (frame.state == kRunBody) {
    frame.state = kBodyIsRun;
    return run_body(m, frame, given) ? Turn::call() : Turn::raised();
  }
  if (frame.state == kBodyIsRun) {
    frame.state = kMade;
    call_metaclass_or_finish(m, frame, given);
    return Turn::call();
  }
  return Turn::done(given);
}

// --- Finishing ---

// The next thing of the class that wants to know its name: a call is set. scratch[0]: how many
// entries were looked at.
bool name_next(Machine& m, FrameBody& frame) {
  const Value klass = frame.slots[0];
  for (int64_t& at = frame.scratch[0];;) {
    const auto& entries = m.heap.klass(klass).attributes.entries();
    if (at >= static_cast<int64_t>(entries.size())) return false;
    const Namespace::Entry entry = entries[static_cast<std::size_t>(at++)];
    if (descriptor_kind(m, entry.value) == Descriptor::kProperty) {
      Value& name = m.heap.object(descriptor_object(m, entry.value)).values[kPropertyName];
      m.heap.assign(name, m.heap.new_str(m.symbols.name(entry.symbol)));
    }
    const Value hook = m.find_in_class(m.class_of(entry.value), known(Known::kSetName));
    if (hook.is_null() || hook.is(Type::kNative)) continue;
    const Owned name = own(m.heap, m.heap.new_str(m.symbols.name(entry.symbol)));
    const Value args[] = {entry.value, klass, name.get()};
    m.set_call(hook, args);
    return true;
  }
}

Turn raise_naming_failed(Machine& m, FrameBody& frame, Value cause) {
  const auto at = static_cast<std::size_t>(frame.scratch[0] - 1);
  const Namespace::Entry& entry = m.heap.klass(frame.slots[0]).attributes.entries()[at];
  const std::string text = fmt::format("Error calling __set_name__ on '{}' instance '{}' in '{}'",
                                       m.type_name(entry.value), m.symbols.name(entry.symbol),
                                       m.heap.klass(frame.slots[0]).name);
  const Value error = m.new_exception(m.exception_class("RuntimeError"), {m.heap.new_str(text)});
  m.heap.exception(error).context = m.heap.retain(cause);
  m.raise_as_is(error);
  const Value raised = m.take_pending();
  raise_from(m, raised, cause);
  return Turn::raised();
}

// The `__init_subclass__` of the classes above, for the new one. False: there is nothing to call.
bool tell_bases(Machine& m, Value klass, Value keywords) {
  for (Value base : m.heap.klass(klass).mro) {
    const Value found = m.heap.klass(base).attributes.find(known(Known::kInitSubclass));
    if (found.is_null()) continue;
    if (found.is(Type::kNative)) break;
    const Lookup bound = bind_to(m, found, Value{}, klass);
    std::vector<Value> values, names;
    split_keywords(m, keywords, &values, &names);
    const Value method = m.heap.allocate(Type::kMethod);
    m.heap.method(method).function = m.heap.retain(bound.value);
    m.heap.method(method).self = m.heap.retain(klass);
    const Owned keep = own(m.heap, method);
    m.set_call(bound.kind == Lookup::Kind::kMethod ? method : bound.value, {}, values, names);
    if (bound.kind == Lookup::Kind::kValue) m.heap.release(bound.value);
    return true;
  }
  if (!keywords.is_null() && m.heap.dict(keywords).size > 0) {
    m.raise_error("TypeError", fmt::format("{}.__init_subclass__() takes no keyword arguments",
                                           m.heap.klass(klass).name));
  }
  return false;
}

Turn finish_class(Machine& m, FrameBody& frame, Resume resume) {
  enum : int32_t { kStart, kNaming, kTold };
  const Value klass = frame.slots[0], keywords = frame.slots[1];
  if (resume.kind == Resume::Kind::kException) {
    return frame.state == kNaming ? raise_naming_failed(m, frame, resume.value)
                                  : raise_again(m, resume.value);
  }
  m.heap.release(resume.value);
  if (frame.state == kStart && !complete_class(m, klass)) return Turn::raised();
  if (frame.state != kTold) {
    frame.state = kNaming;
    if (name_next(m, frame)) return Turn::call();
    frame.state = kTold;
    if (tell_bases(m, klass, keywords)) return Turn::call();
    if (m.has_pending()) return Turn::raised();
  }
  return Turn::done(m.heap.retain(klass));
}

// type.__new__(cls, name, bases, namespace, **keywords).
bool check_type_arguments(Machine& m, const std::vector<Value>& given) {
  constexpr const char* kTypes[] = {"str", "tuple", "dict"};
  const Type wanted[] = {Type::kStr, Type::kTuple, Type::kDict};
  if (given.size() != 3) {
    m.raise_error("TypeError", "type() takes 1 or 3 arguments");
    return false;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (content_of(m, given[i]).is(wanted[i])) continue;
    m.raise_error("TypeError", fmt::format("type.__new__() argument {} must be {}, not {}", i + 1,
                                           kTypes[i], m.type_name(given[i])));
    return false;
  }
  return true;
}

bool begin_type(Machine& m, Value cls, Value arguments, Value keywords) {
  const std::vector<Value>& given = m.heap.tuple(arguments).items;
  if (!check_type_arguments(m, given)) return false;
  const std::vector<Value> bases = m.heap.tuple(content_of(m, given[1])).items;
  const Value metaclass = metaclass_of(m, cls, bases);
  if (metaclass.is_null()) return false;
  const Value maker = m.find_in_class(metaclass, known(Known::kNew));
  if (!same(metaclass, cls) && !maker.is(Type::kNative)) {
    std::vector<Value> values, keyword_names;
    split_keywords(m, keywords, &values, &keyword_names);
    m.set_call(metaclass, given, values, keyword_names);
    m.construct_only();
    return true;
  }
  const std::string name(text_of(m, content_of(m, given[0])));
  const Owned klass =
      own(m.heap, new_class(m, {name, name, m.current_module_name()}, bases, metaclass));
  if (!klass) return false;
  Namespace& names = m.heap.klass(klass.get()).attributes;
  const TableBody& entries = m.heap.dict(content_of(m, given[2]));
  for (int32_t at = 0; const TableBody::Entry* entry = next_entry(entries, &at);) {
    if (!entry->key.is(Type::kStr)) continue;
    m.heap.release(names.set(m.symbol_of(text_of(m, entry->key)), m.heap.retain(entry->value)));
  }
  if (names.find(known(Known::kModule)).is_null()) {
    names.set(known(Known::kModule), m.heap.new_str(m.current_module_name()));
  }
  const Owned cell = own(m.heap, names.remove(known(Known::kClassCell)));
  if (cell.get().is(Type::kCell)) {
    m.heap.assign(m.heap.cell(cell.get()).value, m.heap.retain(klass.get()));
  }
  const Value args[] = {klass.get(), keywords};
  m.set_call(Value::of(Type::kNative, kFinishClass), args);
  return true;
}

// Slots: the class that is called, tuple of arguments, dict of keywords.
Turn make_type(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_again(m, resume.value);
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  const Value cls = frame.slots[0];
  const std::vector<Value>& given = m.heap.tuple(frame.slots[1]).items;
  const bool is_type = same(cls, m.builtin_class(1));
  if (is_type && given.size() == 1 && m.heap.dict(frame.slots[2]).size == 0) {
    return Turn::done(m.heap.retain(m.class_of(given[0])));
  }
  if (!cls.is(Type::kClass) || !m.is_subclass(cls, m.builtin_class(1))) {
    m.raise_error("TypeError", "type.__new__(X): X is not a type object");
    return Turn::raised();
  }
  return begin_type(m, cls, frame.slots[1], frame.slots[2]) ? Turn::call() : Turn::raised();
}

}  // namespace

Interpreter::Flow Interpreter::build_class(FrameBody& f, int32_t count) {
  std::vector<Value> bases;
  for (int32_t i = count; i > 0; --i) bases.push_back(heap_.retain(peek(f, i)));
  const Owned tuple = own(heap_, heap_.new_tuple(std::move(bases)));
  return begin_class_statement(f, count + 2, tuple.get(), Value{});
}

Interpreter::Flow Interpreter::build_class_unpacked(FrameBody& f, bool with_keywords) {
  const int32_t extra = with_keywords ? 1 : 0;
  return begin_class_statement(f, 3 + extra, peek(f, 1 + extra),
                               with_keywords ? peek(f, 1) : Value{});
}

// `count`: of what it takes off the stack, body and name at the bottom.
Interpreter::Flow Interpreter::begin_class_statement(FrameBody& f, int32_t count, Value bases,
                                                     Value keywords) {
  Owned metaclass;
  if (!keywords.is_null()) {
    bool failed = false;
    const Owned key = own(heap_, heap_.new_str("metaclass"));
    metaclass = own(heap_, dict_remove(m_, keywords, key.get(), &failed));
  }
  std::vector<Value> items = heap_.tuple(bases).items;
  for (Value v : items) heap_.retain(v);
  const Value list = heap_.new_list(std::move(items));
  const Value frame = new_native_frame(kClassStatement);
  std::vector<Value>& slots = heap_.frame(frame).slots;
  slots.assign(kSlotCount, Value{});
  slots[kBody] = heap_.retain(peek(f, count));
  slots[kName] = heap_.retain(peek(f, count - 1));
  slots[kOrigBases] = heap_.retain(bases);
  slots[kKeywords] = heap_.retain(keywords);
  slots[kMetaclass] = metaclass.release();
  slots[kBaseList] = list;
  drop(f, count);
  return push_frame(frame) ? Flow::kSwitch : Flow::kError;
}

void add_class_statement(Library& library) {
  ENSURE(library.internal("class", "", class_statement) == kClassStatement,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("finish class", "klass, keywords", finish_class) == kFinishClass,
         "the machine's own steps must be the first of a library");
}

void add_type(Library& library) {
  library.klass("builtins", "type", Type::kClass)
      .constructor_turns("*args, **kwargs", make_type)
      .static_turns("__new__", "cls, /, *args, **kwargs", make_type);
}

}  // namespace grove
