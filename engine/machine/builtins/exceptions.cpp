// The built-in exception classes, with what each has beyond its arguments.
#include "engine/machine/builtins/exceptions.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/library.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/exception_args.h"
#include "engine/machine/types/groups.h"

namespace grove {

namespace {

ExceptionBody& body_of(Machine& m, Value exception) { return m.heap.exception(exception); }

const std::vector<Value>& args_of(Machine& m, Value exception) {
  return m.heap.tuple(body_of(m, exception).args).items;
}

// Most attributes of exceptions are plain fields, None until set; they live in the instance's
// namespace.
Value field(Machine& m, Value exception, Known name) {
  const Value v = body_of(m, exception).attributes.find(known(name));
  return v.is_null() ? Value::none() : m.heap.retain(v);
}
void set_field(Machine& m, Value exception, Known name, Value value) {
  Namespace& names = body_of(m, exception).attributes;
  m.heap.release(names.set(known(name), m.heap.retain(value)));
}
template <Known kName>
Value get_field(Machine& m, Args args) {
  return field(m, args[0], kName);
}
template <Known kName>
Value put_field(Machine& m, Args args) {
  set_field(m, args[0], kName, args[1]);
  return Value::none();
}

// --- BaseException ---

Value base_init(Machine& m, Args args) {
  if (m.is_group(args[0])) {
    replace_args(m, args[0], m.heap.retain(args[1]));
  } else {
    m.heap.assign(body_of(m, args[0]).args, m.heap.retain(args[1]));
  }
  return Value::none();
}

Value base_str(Machine& m, Args args) {
  const std::vector<Value>& all = args_of(m, args[0]);
  if (all.empty()) return m.heap.new_str("");
  // An exception can hold itself.
  const bool is_one = all.size() == 1 && !same(all[0], args[0]);
  return is_one ? str_value(m, all[0]) : repr_value(m, body_of(m, args[0]).args);
}

Value base_repr(Machine& m, Args args) { return plain_repr_value(m, args[0]); }

Value get_args(Machine& m, Args args) {
  if (m.is_group(args[0])) pay_copies(m, args[0]);
  return m.heap.retain(body_of(m, args[0]).args);
}

Value put_args(Machine& m, Args args) {
  std::vector<Value> items;
  if (!collect(m, args[1], &items)) return Value{};
  replace_args(m, args[0], m.heap.new_tuple(std::move(items)));
  return Value::none();
}

Value or_none(Machine& m, Value v) { return v.is_null() ? Value::none() : m.heap.retain(v); }

Value get_cause(Machine& m, Args args) { return or_none(m, body_of(m, args[0]).cause); }
Value get_context(Machine& m, Args args) { return or_none(m, body_of(m, args[0]).context); }

bool put_link(Machine& m, Value& link, Value value, const char* what) {
  if (!value.is_none() && !value.is(Type::kException)) {
    m.raise_error("TypeError",
                  fmt::format("exception {} must be None or derive from BaseException", what));
    return false;
  }
  m.heap.assign(link, value.is_none() ? Value{} : m.heap.retain(value));
  return true;
}

Value put_cause(Machine& m, Args args) {
  ExceptionBody& body = body_of(m, args[0]);
  if (!put_link(m, body.cause, args[1], "cause")) return Value{};
  body.suppress_context = true;
  return Value::none();
}

Value put_context(Machine& m, Args args) {
  return put_link(m, body_of(m, args[0]).context, args[1], "context") ? Value::none() : Value{};
}

Value get_suppress(Machine& m, Args args) {
  return Value::boolean(body_of(m, args[0]).suppress_context);
}

Value put_suppress(Machine& m, Args args) {
  if (!args[1].is(Type::kBool)) {
    return m.raise_error("TypeError", "attribute value type must be bool");
  }
  body_of(m, args[0]).suppress_context = args[1].integer != 0;
  return Value::none();
}

Value get_traceback(Machine& m, Args args) { return m.traceback_of(args[0]); }

Value put_traceback(Machine& m, Args args) {
  const bool is_traceback =
      args[1].is(Type::kObject) && m.type_name(args[1]) == std::string_view("traceback");
  if (!args[1].is_none() && !is_traceback) {
    return m.raise_error("TypeError", "__traceback__ must be a traceback or None");
  }
  m.set_traceback(args[0], args[1]);
  return Value::none();
}

Value with_traceback(Machine& m, Args args) {
  const Value done = put_traceback(m, args);
  return done.is_null() ? done : m.heap.retain(args[0]);
}

Value add_note(Machine& m, Args args) {
  if (!args[1].is(Type::kStr)) {
    return m.raise_error("TypeError",
                         fmt::format("note must be a str, not '{}'", m.type_name(args[1])));
  }
  Namespace& names = body_of(m, args[0]).attributes;
  Value notes = names.find(known(Known::kNotes));
  if (notes.is_null()) {
    notes = m.heap.new_list({});
    names.set(known(Known::kNotes), notes);
  } else if (!notes.is(Type::kList)) {
    return m.raise_error("TypeError", "Cannot add note: __notes__ is not a list");
  }
  m.heap.append(notes, m.heap.retain(args[1]));
  return Value::none();
}

// --- Those with arguments of their own ---

Value keep_args(Machine& m, Value klass, Value tuple) {
  std::vector<Value> items = m.heap.tuple(tuple).items;
  for (Value v : items) m.heap.retain(v);
  return m.new_exception(klass, std::move(items));
}

Value make_stop_iteration(Machine& m, Args args) {
  const Value e = keep_args(m, args[0], args[1]);
  if (!args_of(m, e).empty()) set_field(m, e, Known::kValue, args_of(m, e)[0]);
  return e;
}

// StopIteration made by the machine has no field yet.
Value get_stop_value(Machine& m, Args args) {
  const Value set = body_of(m, args[0]).attributes.find(known(Known::kValue));
  if (!set.is_null()) return m.heap.retain(set);
  return args_of(m, args[0]).empty() ? Value::none() : m.heap.retain(args_of(m, args[0])[0]);
}

Value make_system_exit(Machine& m, Args args) {
  const Value e = keep_args(m, args[0], args[1]);
  const std::vector<Value>& all = args_of(m, e);
  if (!all.empty()) {
    set_field(m, e, Known::kCode, all.size() == 1 ? all[0] : body_of(m, e).args);
  }
  return e;
}

Value system_exit_init(Machine& m, Args args) {
  const std::vector<Value>& all = m.heap.tuple(args[1]).items;
  if (!all.empty()) set_field(m, args[0], Known::kCode, all.size() == 1 ? all[0] : args[1]);
  return base_init(m, args);
}

Value make_name_error(Machine& m, Args args) {
  const Value e = keep_args(m, args[0], args[1]);
  if (!args[2].is_none()) set_field(m, e, Known::kNameAttribute, args[2]);
  return e;
}

Value make_attribute_error(Machine& m, Args args) {
  const Value e = make_name_error(m, args);
  if (!args[3].is_none()) set_field(m, e, Known::kObjAttribute, args[3]);
  return e;
}

Value make_import_error(Machine& m, Args args) {
  const Value e = make_name_error(m, args);
  if (!args[3].is_none()) set_field(m, e, Known::kPath, args[3]);
  if (args_of(m, e).size() == 1) set_field(m, e, Known::kMsg, args_of(m, e)[0]);
  return e;
}

Value import_error_str(Machine& m, Args args) {
  const Owned text = own(m.heap, field(m, args[0], Known::kMsg));
  return text.get().is(Type::kStr) ? m.heap.retain(text.get()) : base_str(m, args);
}

Value key_error_str(Machine& m, Args args) {
  const std::vector<Value>& all = args_of(m, args[0]);
  return all.size() == 1 ? repr_value(m, all[0]) : base_str(m, args);
}

// Linux's error numbers, as Python's OSError turns them into subclasses.
struct ErrorNumber {
  int number;
  const char* name;
};
constexpr std::array kErrorNumbers{
    ErrorNumber{1, "PermissionError"},        ErrorNumber{2, "FileNotFoundError"},
    ErrorNumber{3, "ProcessLookupError"},     ErrorNumber{4, "InterruptedError"},
    ErrorNumber{10, "ChildProcessError"},     ErrorNumber{11, "BlockingIOError"},
    ErrorNumber{13, "PermissionError"},       ErrorNumber{17, "FileExistsError"},
    ErrorNumber{20, "NotADirectoryError"},    ErrorNumber{21, "IsADirectoryError"},
    ErrorNumber{32, "BrokenPipeError"},       ErrorNumber{103, "ConnectionAbortedError"},
    ErrorNumber{104, "ConnectionResetError"}, ErrorNumber{108, "BrokenPipeError"},
    ErrorNumber{110, "TimeoutError"},         ErrorNumber{111, "ConnectionRefusedError"},
    ErrorNumber{114, "BlockingIOError"},      ErrorNumber{115, "BlockingIOError"},
};

// The second of two files, of a rename.
Symbol second_file(Machine& m) { return m.symbols.intern("filename2"); }
Value get_second_file(Machine& m, Args args) {
  const Value v = body_of(m, args[0]).attributes.find(second_file(m));
  return v.is_null() ? Value::none() : m.heap.retain(v);
}
Value put_second_file(Machine& m, Args args) {
  Namespace& names = body_of(m, args[0]).attributes;
  m.heap.release(names.set(second_file(m), m.heap.retain(args[1])));
  return Value::none();
}

Value make_os_error(Machine& m, Args args) {
  std::vector<Value> all = m.heap.tuple(args[1]).items;
  Value klass = args[0];
  if (all.size() < 2 || all.size() > 5) return keep_args(m, klass, args[1]);
  if ((all[0].is(Type::kInt) || all[0].is(Type::kBool)) &&
      same(klass, m.exception_class("OSError"))) {
    for (const ErrorNumber& e : kErrorNumbers) {
      if (e.number == all[0].integer) klass = m.exception_class(e.name);
    }
  }
  std::vector<Value> kept = all;
  // A file name is no part of args.
  if (kept.size() > 2 && !all[2].is_none()) kept.resize(2);
  for (Value v : kept) m.heap.retain(v);
  const Value e = m.new_exception(klass, std::move(kept));
  set_field(m, e, Known::kErrno, all[0]);
  set_field(m, e, Known::kStrerror, all[1]);
  if (all.size() > 2 && !all[2].is_none()) set_field(m, e, Known::kFilename, all[2]);
  if (all.size() > 4) {
    const Value both[] = {e, all[4]};
    put_second_file(m, Args{both, 2});
  }
  return e;
}

Value os_error_str(Machine& m, Args args) {
  const Owned number = own(m.heap, field(m, args[0], Known::kErrno));
  const Owned text = own(m.heap, field(m, args[0], Known::kStrerror));
  const Owned file = own(m.heap, field(m, args[0], Known::kFilename));
  // A field that was set to None is not one that was never set.
  const auto is_set = [&names = body_of(m, args[0]).attributes](Known name) {
    return !names.find(known(name)).is_null();
  };
  const bool of_file = is_set(Known::kFilename);
  if (!of_file && !(is_set(Known::kErrno) && is_set(Known::kStrerror))) return base_str(m, args);
  const Owned number_text = own(m.heap, str_value(m, number.get()));
  if (!number_text) return {};
  const Owned words = own(m.heap, str_value(m, text.get()));
  if (!words) return {};
  std::string out = fmt::format("[Errno {}] {}", m.heap.str(number_text.get()).utf8,
                                m.heap.str(words.get()).utf8);
  if (!of_file) return m.heap.new_str(out);
  const Owned name = own(m.heap, repr_value(m, file.get()));
  if (!name) return {};
  out += ": " + m.heap.str(name.get()).utf8;
  const Value second = body_of(m, args[0]).attributes.find(second_file(m));
  if (second.is_null() || second.is_none()) return m.heap.new_str(out);
  const Owned second_name = own(m.heap, repr_value(m, second));
  if (!second_name) return {};
  return m.heap.new_str(out + " -> " + m.heap.str(second_name.get()).utf8);
}

void add_base(Library& library) {
  library.exception("builtins", "BaseException", "")
      .method("__init__", "*args", base_init)
      .method("__str__", "", base_str)
      .method("__repr__", "", base_repr)
      .method("add_note", "note, /", add_note)
      .method("with_traceback", "tb, /", with_traceback)
      .property("args", get_args, put_args)
      .property("__cause__", get_cause, put_cause)
      .property("__context__", get_context, put_context)
      .property("__suppress_context__", get_suppress, put_suppress)
      .property("__traceback__", get_traceback, put_traceback);
}

// The tree, parents first: name and base.
constexpr const char* kPlainClasses[][2] = {
    {"Exception", "BaseException"},
    {"GeneratorExit", "BaseException"},
    {"KeyboardInterrupt", "BaseException"},
    {"SystemExit", "BaseException"},
    {"ArithmeticError", "Exception"},
    {"FloatingPointError", "ArithmeticError"},
    {"OverflowError", "ArithmeticError"},
    {"ZeroDivisionError", "ArithmeticError"},
    {"AssertionError", "Exception"},
    {"AttributeError", "Exception"},
    {"BufferError", "Exception"},
    {"EOFError", "Exception"},
    {"ImportError", "Exception"},
    {"ModuleNotFoundError", "ImportError"},
    {"LookupError", "Exception"},
    {"IndexError", "LookupError"},
    {"KeyError", "LookupError"},
    {"MemoryError", "Exception"},
    {"NameError", "Exception"},
    {"UnboundLocalError", "NameError"},
    {"OSError", "Exception"},
    {"BlockingIOError", "OSError"},
    {"ChildProcessError", "OSError"},
    {"ConnectionError", "OSError"},
    {"BrokenPipeError", "ConnectionError"},
    {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionRefusedError", "ConnectionError"},
    {"ConnectionResetError", "ConnectionError"},
    {"FileExistsError", "OSError"},
    {"FileNotFoundError", "OSError"},
    {"InterruptedError", "OSError"},
    {"IsADirectoryError", "OSError"},
    {"NotADirectoryError", "OSError"},
    {"PermissionError", "OSError"},
    {"ProcessLookupError", "OSError"},
    {"TimeoutError", "OSError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"NotImplementedError", "RuntimeError"},
    {"RecursionError", "RuntimeError"},
    {"StopAsyncIteration", "Exception"},
    {"StopIteration", "Exception"},
    {"SyntaxError", "Exception"},
    {"SystemError", "Exception"},
    {"TypeError", "Exception"},
    {"ValueError", "Exception"},
    {"UnicodeError", "ValueError"},
    {"Warning", "Exception"},
    {"BytesWarning", "Warning"},
    {"DeprecationWarning", "Warning"},
    {"EncodingWarning", "Warning"},
    {"FutureWarning", "Warning"},
    {"ImportWarning", "Warning"},
    {"PendingDeprecationWarning", "Warning"},
    {"ResourceWarning", "Warning"},
    {"RuntimeWarning", "Warning"},
    {"SyntaxWarning", "Warning"},
    {"UnicodeWarning", "Warning"},
    {"UserWarning", "Warning"},
};

void add_fields(Library& library) {
  const auto klass = [&](const char* name) {
    return library.exception("builtins", name, "Exception");
  };
  klass("StopIteration")
      .constructor("*args", make_stop_iteration)
      .property("value", get_stop_value, put_field<Known::kValue>);
  klass("SystemExit")
      .constructor("*args", make_system_exit)
      .method("__init__", "*args", system_exit_init)
      .property("code", get_field<Known::kCode>, put_field<Known::kCode>);
  klass("NameError")
      .constructor("*args, name=None", make_name_error)
      .property("name", get_field<Known::kNameAttribute>, put_field<Known::kNameAttribute>);
  klass("AttributeError")
      .constructor("*args, name=None, obj=None", make_attribute_error)
      .property("name", get_field<Known::kNameAttribute>, put_field<Known::kNameAttribute>)
      .property("obj", get_field<Known::kObjAttribute>, put_field<Known::kObjAttribute>);
  klass("ImportError")
      .constructor("*args, name=None, path=None", make_import_error)
      .method("__str__", "", import_error_str)
      .property("name", get_field<Known::kNameAttribute>, put_field<Known::kNameAttribute>)
      .property("path", get_field<Known::kPath>, put_field<Known::kPath>)
      .property("msg", get_field<Known::kMsg>, put_field<Known::kMsg>);
  klass("KeyError").method("__str__", "", key_error_str);
  klass("OSError")
      .constructor("*args", make_os_error)
      .method("__str__", "", os_error_str)
      .property("errno", get_field<Known::kErrno>, put_field<Known::kErrno>)
      .property("strerror", get_field<Known::kStrerror>, put_field<Known::kStrerror>)
      .property("filename", get_field<Known::kFilename>, put_field<Known::kFilename>)
      .property("filename2", get_second_file, put_second_file);
}

}  // namespace

void add_exceptions(Library& library) {
  add_base(library);
  for (const auto& [name, base] : kPlainClasses) library.exception("builtins", name, base);
  add_fields(library);
  add_unicode_errors(library);
  add_exception_groups(library);
  ModuleBuilder builtins = library.module("builtins");
  builtins.alias("EnvironmentError", "builtins", "OSError");
  builtins.alias("IOError", "builtins", "OSError");
}

}  // namespace grove
