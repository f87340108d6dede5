// Library: everything that is built in, described once and shared by all runs: modules, classes,
// functions with their signatures. Immutable after it is made; a Machine refers to things in it by
// index, so that its own state stays free of host pointers.
//
//   Library library;
//   add_builtins(library);          // engine/machine/builtins/*.cpp, one file per Python module
//   add_trio(library);              // engine/runtime/trio/*.cpp
//
//   library.module("trio").function("current_time", "", current_time)
//                         .coroutine("sleep", "seconds", sleep_step);
//   library.klass("trio", "CancelScope").method(…).property("deadline", get, set);
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"
#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;
struct FrameBody;

// The arguments of a call to a built-in, bound to its signature as Python binds: one Value per
// parameter (defaults filled in; null where an optional one without default value was not given),
// `*args` as a tuple, `**kwargs` as a dict. Borrowed. For methods, self comes first.
struct Args {
  const Value* values = nullptr;
  int32_t count = 0;
  Value operator[](int32_t i) const { return values[i]; }
};

// A built-in that is done at once. Returns a new reference, or null with an exception pending
// (machine.raise_… returns that null).
using PlainFunction = Value (*)(Machine& machine, Args args);

// A built-in that takes several turns: it calls Python functions, awaits, or blocks its task. Each
// turn is one call; `frame.state` says which (its own affair), `frame.slots` hold its bound
// arguments first and then what it put there, `frame.scratch` its numbers.
struct Resume {
  enum class Kind : uint8_t {
    kStart,      // first turn
    kValue,      // what it called or awaited returned `value`, or its block ended with it
    kException,  // … raised `value`
    kEnd,        // the iterator that it stepped is at its end; `value`: what a generator returned
  };
  Kind kind = Kind::kStart;
  Value value;  // a reference that the receiver owns
};
struct Turn {
  enum class Kind : uint8_t {
    kReturn,  // done: `value` (reference handed over)
    kRaise,   // done: the machine's pending exception
    kCall,    // call what machine.set_call(callable, args…) was given, resume with its result
    kAwait,   // await `value` (reference handed over), resume with its result
    kBlock,   // the task is parked; the runtime resumes it with a value or an exception
    kYield,   // of a generator-like built-in: hand `value` out
    // Iterating, of anything (consumer.h does it for whoever goes through an iterable). `value` is
    // borrowed: it stands in the frame's slots.
    kIterate,  // iter(value), resume with the iterator
    kNext,     // next(value), resume with the item, or kEnd
    kGoOn,     // let the generator `value` go on with `with`; resume as kNext does
    // Of a step of an iterator (iterator_steps.h): there is no next item; `value` as in kEnd.
    kEnd,
    // Done, and what is below goes on as if nothing had been: it is resumed with `with`.
    kGiveBack,
    kAgain,  // once more, after what died meanwhile has been dealt with
  };
  Kind kind = Kind::kReturn;
  Value value;
  Resume with;

  static Turn done(Value v) { return v.is_null() ? raised() : of(Kind::kReturn, v); }
  static Turn raised() { return of(Kind::kRaise, Value{}); }
  static Turn call() { return of(Kind::kCall, Value{}); }
  static Turn await(Value v) { return of(Kind::kAwait, v); }
  static Turn block() { return of(Kind::kBlock, Value{}); }
  static Turn iterate(Value iterable) { return of(Kind::kIterate, iterable); }
  static Turn next(Value iterator) { return of(Kind::kNext, iterator); }
  static Turn go_on(Value generator, Resume with) { return {Kind::kGoOn, generator, with}; }
  static Turn end(Value result = Value::none()) { return of(Kind::kEnd, result); }
  static Turn give_back(Resume with) { return {Kind::kGiveBack, Value{}, with}; }
  static Turn of(Kind kind, Value value) { return {kind, value, {}}; }
};
// `frame` is the frame's handle: look its body up anew after anything that may allocate frames is
// NOT needed (pools never move), so a FrameBody& stays valid for the whole turn.
using TurnFunction = Turn (*)(Machine& machine, FrameBody& frame, Resume resume);

// One parameter of a signature. Signatures are written as in Python: "async_fn, *args, name=None",
// "seconds, *, shield=False", "self, /"; a default is a literal (None, True, False, a number, a
// string, math.inf as `inf`) or `?`: optional, null when not given.
struct NativeParameter {
  enum class Kind : uint8_t { kPositionalOnly, kPositional, kVarArgs, kKeywordOnly, kVarKeywords };
  std::string name;
  Kind kind = Kind::kPositional;
  bool required = true;
  Constant default_value;  // when not required and has_default
  bool has_default = false;
};

struct Native {
  enum class Kind : uint8_t {
    kPlain,      // a call runs `plain`
    kTurns,      // a call pushes a native frame that runs `turn` until it is done
    kCoroutine,  // a call makes a coroutine; awaiting it does the same
    kProperty,   // never called: reading the attribute runs `plain`, setting it `setter`
  };
  std::string name, qualname, module;
  Kind kind = Kind::kPlain;
  std::vector<NativeParameter> parameters;
  PlainFunction plain = nullptr;
  TurnFunction turn = nullptr;
  PlainFunction setter = nullptr;  // of a property; null: read-only
  bool is_method = false;          // bound to an instance when looked up through one
  bool is_class_method = false;    // bound to the class, however it is looked up
  bool is_generic = false;         // f[type] is f
  std::string called;              // its name in complaints about arguments, if not qualname
  // Of a method or property: the class that its self must be an instance of; -1: of none.
  int32_t owner = -1;
  // Written in C in the real Python, whose messages about wrong arguments are other ones.
  bool is_c_function = false;
  // A call by position alone needs no binding if it gives at least `least` arguments: `defaults`
  // (by parameter) says what the others are. Functions that are not like that have a `least` of
  // more than they have parameters.
  std::size_t least = 0;
  std::vector<Value> defaults;

  bool binds_self() const { return is_method && kind != Kind::kProperty; }
};

// A built-in class. Instances are of `instance_type`; a class whose base is an exception class has
// exceptions as instances and needs no constructor of its own.
struct NativeClass {
  std::string name, module;
  std::vector<int32_t> bases;  // classes; empty only for object
  Type instance_type = Type::kObject;
  int32_t constructor = -1;  // native called with (cls, …), or -1: cannot be made by programs
  // Of a class with an `__init__`: where the program's own is what initializes an object, the
  // constructor makes one of these arguments, and the program's gets all that were given.
  bool has_initializer = false;
  std::vector<Value> bare_arguments;
  std::vector<int32_t> methods;  // natives, properties among them
  std::vector<std::pair<std::string, Constant>> constants;
  std::vector<std::pair<std::string, int32_t>> instances;  // objects of this class, with their id
  bool is_exception = false;
  bool is_generic = false;       // may be subscripted with one type
  bool is_open = false;          // its kObjects may be given attributes
  bool is_frozen = false;        // none may be given them, or lose one: a class of attrs'
  bool is_cancellation = false;  // how a library tells a task to stop: trio.Cancelled
};

struct NativeModule {
  std::string name;
  std::string shown;  // as repr and tracebacks name it
  struct Member {
    enum class Kind : uint8_t { kNative, kClass, kConstant, kModule, kInstance, kNotImplemented };
    std::string name;
    Kind kind = Kind::kNative;
    int32_t index = -1;  // native, class, module; the class of an instance
    Constant constant;
    int32_t id = 0;  // of an instance
  };
  std::vector<Member> members;
  // What of it is written in Python. There the other members are known like built-ins.
  std::vector<ModuleSource> sources;
};

class Library;

// Fluent helpers for add_… functions; cheap handles, valid while the library is.
class ModuleBuilder {
 public:
  ModuleBuilder(Library& library, int32_t module) : library_(&library), module_(module) {}
  ModuleBuilder& function(const char* name, const char* signature, PlainFunction fn);
  ModuleBuilder& turns(const char* name, const char* signature, TurnFunction fn);
  ModuleBuilder& coroutine(const char* name, const char* signature, TurnFunction fn);
  ModuleBuilder& constant(const char* name, Constant value);
  ModuleBuilder& not_implemented();  // the constant NotImplemented
  // An object of that class (dotted name), made once; `id` tells several apart.
  ModuleBuilder& instance(const char* name, const char* klass, int32_t id = 0);
  ModuleBuilder& submodule(const char* name);  // the module "thismodule.name"
  // Makes a class of another module visible here too (trio.lowlevel.Abort, …).
  ModuleBuilder& alias(const char* name, const char* module, const char* original);
  // A class (dotted name) that has another name of its own.
  ModuleBuilder& known_as(const char* name, const char* klass);
  // The functions and classes added from here on are shown (by repr and in tracebacks) as of that
  // module: asyncio's exceptions live in "asyncio.exceptions".
  ModuleBuilder& shown_as(const char* module);
  // The part of it that is written in Python: a text that outlives the library, with its public
  // names in a literal `__all__ = [...]`. With a name: a part of it (ModuleSource).
  ModuleBuilder& source(std::string_view text, std::string_view part = {});
  // A built-in that is written in Python: the module has one of that name, which takes all its
  // parameters by position.
  ModuleBuilder& in_python(const char* name, const char* signature, const char* module);
  // The function added last can be subscripted, for type checkers: f[int] is f.
  ModuleBuilder& generic();

 private:
  Library* library_;
  int32_t module_;
};

class ClassBuilder {
 public:
  ClassBuilder(Library& library, int32_t klass) : library_(&library), class_(klass) {}
  ClassBuilder& constructor(const char* signature,
                            PlainFunction fn);  // without cls: (cls, …) is passed
  // Its `__init__`, which the program's own may call (NativeClass::bare_arguments).
  ClassBuilder& initializer(const char* signature, PlainFunction fn, std::vector<Value> bare = {});
  ClassBuilder& constructor_turns(const char* signature, TurnFunction fn);
  ClassBuilder& method(const char* name, const char* signature, PlainFunction fn);  // self is added
  ClassBuilder& method_turns(const char* name, const char* signature, TurnFunction fn);
  ClassBuilder& method_coroutine(const char* name, const char* signature, TurnFunction fn);
  ClassBuilder& class_method(const char* name, const char* signature,
                             PlainFunction fn);  // cls is added
  // Bound to nothing, however it is looked up.
  ClassBuilder& static_turns(const char* name, const char* signature, TurnFunction fn);
  // One that is written in Python (ModuleBuilder::in_python), and is given self first.
  ClassBuilder& method_in_python(const char* name, const char* signature, const char* module);
  ClassBuilder& property(const char* name, PlainFunction get, PlainFunction set = nullptr);
  ClassBuilder& constant(const char* name, Constant value);
  ClassBuilder& generic();  // may be subscripted with one type
  ClassBuilder& open();     // its objects may be given attributes
  ClassBuilder& frozen();   // … refuse them, and lose none, as attrs' frozen classes do
  // What wrong arguments of the constructor added last are told under.
  ClassBuilder& called(const char* qualname);
  ClassBuilder& cancellation();  // its exceptions are cancellations
  // An attribute of the class that is an object of it: a member of an enumeration. `id`: the
  // object's.
  ClassBuilder& instance(const char* name, int32_t id);

 private:
  Native& add_method(const char* name, Native::Kind kind, const char* signature);
  Native& add_constructor(Native::Kind kind, const char* signature);

  Library* library_;
  int32_t class_;
};

class Library : public Catalogue {
 public:
  // Starts with the classes `object` and `type`, which all others build on, and the machine's own
  // step functions (machinery.h).
  Library();

  ModuleBuilder module(const char* name);  // makes it on first use
  // Makes the class on first use. `base`: "" for object, else the names of its bases, separated by
  // commas, of the same module, of builtins, or dotted. REQUIRES: they were added before.
  ClassBuilder klass(const char* module, const char* name, Type instance_type = Type::kObject,
                     const char* base = "");
  ClassBuilder exception(const char* module, const char* name, const char* base);
  // A class that is no name of its module: programs meet only its objects.
  ClassBuilder unlisted_class(const char* module, const char* name, const char* base = "");
  // A class of module "builtins" that no program can name: NoneType, function, dict_keys, …
  ClassBuilder hidden_class(const char* name, Type instance_type);
  // A step function that no program can name: machinery of its own (a nursery's exit, …). The
  // result is what FrameBody::native holds.
  int32_t internal(const char* name, const char* signature, TurnFunction fn,
                   Native::Kind kind = Native::Kind::kTurns);
  int32_t internal_plain(const char* name, const char* signature, PlainFunction fn);

  const std::vector<Native>& natives() const { return natives_; }
  const std::vector<NativeClass>& classes() const { return classes_; }
  const std::vector<NativeModule>& native_modules() const { return modules_; }
  int32_t find_module(std::string_view name) const;
  int32_t find_class(std::string_view module, std::string_view name) const;
  // "ValueError" (of builtins) or "trio.Cancelled"; -1 if absent.
  int32_t find_class(std::string_view dotted_name) const;
  int32_t find_native(TurnFunction fn) const;  // by its function; -1 if absent
  const Symbols& symbols() const { return symbols_; }

  // Catalogue
  const std::vector<std::string>* names_in(std::string_view module) const override;
  std::vector<std::string> modules() const override;
  const std::vector<std::string>& builtins() const override;
  std::vector<std::string> submodules_of(std::string_view module) const override;
  std::vector<ModuleSource> sources_of(std::string_view module) const override;
  const std::vector<BuiltinHome>& builtins_in_python() const override { return homes_; }

 private:
  friend class ModuleBuilder;
  friend class ClassBuilder;
  int32_t add_native(Native&& native, const char* signature);
  int32_t add_class(const char* module, const char* name, Type instance_type, const char* base);
  void add_member(int32_t module, NativeModule::Member member);
  void add_name(int32_t module, const std::string& name);
  void add_names(int32_t module, const std::vector<std::string>& more);
  std::vector<int32_t> find_bases(std::string_view module, std::string_view list) const;
  std::vector<Native> natives_;
  std::vector<NativeClass> classes_;
  std::vector<NativeModule> modules_;
  std::vector<std::vector<std::string>> names_;  // by module, sorted
  // "ValueError", "trio.Cancelled"; looked up, never iterated.
  std::unordered_map<std::string, int32_t, TextHash, std::equal_to<>> class_by_name_;
  Symbols symbols_;
  std::vector<BuiltinHome> homes_;
};

// "a, b=1, *args, c=None" → parameters. ENSUREs that the text is well-formed: signatures are ours.
std::vector<NativeParameter> parse_signature(const char* signature);

}  // namespace grove
