// Machine: runs Python code of one Program. It knows values, frames, calls and exceptions; it knows
// nothing of tasks, clocks or scopes. Those are the runtime's, which owns one Stack per task and
// asks the machine to run it until it blocks, ends, or has used up its budget.
//
//   Machine machine(program, library);
//   Stack stack = machine.start_module();
//   switch (machine.run(host, stack, budget)) { case Pause::kBlocked: … }
//
// There is no C++ recursion across a simulated call: every call in progress is a frame in the
// heap. A Machine is a value; copying it is a snapshot.
//
// Exceptions of the simulated program are values. A function that fails leaves the exception
// pending here and returns null (or Turn::raised()); raise_error() does both.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/sim_time.h"
#include "engine/language/code/program.h"
#include "engine/machine/core/allowance.h"
#include "engine/machine/core/heap.h"
#include "engine/machine/core/image.h"
#include "engine/machine/core/library.h"
#include "engine/machine/core/mersenne_twister.h"
#include "engine/machine/core/nesting.h"
#include "engine/machine/core/symbols.h"

namespace grove {

struct Lookup;

// What the machine tells and asks the layer above. Called while run() runs.
class Host {
 public:
  virtual ~Host() = default;
  // The running stack came to another line. `code`: index of the function; `depth`: 0 for the
  // outermost function of the stack.
  virtual void on_line(int32_t line, int32_t depth, int32_t code) = 0;
  // Whether it is to be told of lines: asked once for each run().
  virtual bool wants_lines() const = 0;
  // An exception begins to unwind (raised, or raised again after it was caught), at that line.
  virtual void on_raise(Value exception, int32_t line) = 0;
  // A handler took it (except, except*, a with block that swallows it).
  virtual void on_catch(Value exception, int32_t line) = 0;
  // What print() wrote: text, then end.
  virtual void on_print(std::string_view text, std::string_view end, int32_t line) = 0;
  // What the program wrote to its standard error, in the same way.
  virtual void on_print_error(std::string_view text, std::string_view end, int32_t line) = 0;
  // A warning, as it goes to standard error (never-awaited coroutines), with its final newline.
  virtual void on_warning(std::string_view text) = 0;
  // A draw from `random`: function name and repr of the result.
  virtual void on_draw(std::string_view function, std::string_view result, int32_t line) = 0;
  // One with a finalizer is handed over with its last reference.
  virtual void on_death(const Heap::Death& death) = 0;
  // An asynchronous generator is asked for its first item (sys.set_asyncgen_hooks). Not 0: whoever
  // that number stands for gets it when nobody else refers to it any more.
  virtual int32_t claim_async_generator() { return 0; }
  // Such a one has lost its last reference, which is taken over. False: it is for nobody any more.
  virtual bool adopt_async_generator(Value, int32_t) { return false; }
  virtual SimTime now() const = 0;
  // time.sleep: the code that runs stands still for that long, and its whole loop with it. False:
  // it is a thread, which has to block, and is resumed with None.
  virtual bool sleep(SimTime duration) = 0;
};

// One line of execution: a task's, or the module's. `top` is its innermost frame. Owns one
// reference to it, to resume.value and to context.
struct Stack {
  Value top;
  // The dict of what contextvars.ContextVars are set to, or null: none is. A stack starts with a
  // copy of that of the stack that runs then.
  Value context;
  Resume resume;            // what the top frame is resumed with on the next run()
  int32_t line_depth = -1;  // depth and line that on_line last told, so that it is told once
  int32_t line = 0;
};

enum class Pause : uint8_t {
  kBlocked,   // a built-in returned Turn::block()
  kReturned,  // the outermost function returned; stack.resume.value is the result
  kRaised,    // … raised; stack.resume.value is the exception
  kBudget,    // the budget is used up; run() again to go on
};

// The arguments of a call, borrowed; a keyword's name is a str.
struct CallArguments {
  std::span<const Value> positional;
  std::span<const Value> keyword_values;
  std::span<const Value> keyword_names;
};

class Machine {
 public:
  Machine(std::shared_ptr<const Program> program, const Library& library);

  // --- Running ---
  Stack start_module();
  // A stack that runs a coroutine to its end: a task's life. Takes the reference over. REQUIRES:
  // it has not been started.
  Stack start_coroutine(Value coroutine);
  // A stack that makes one call, of anything. References borrowed.
  Stack start_call(Value callable, std::span<const Value> args);
  // Runs the stack. `budget` is counted down by one per instruction or turn. A built-in that sets
  // it to 0 makes the run pause as soon as that built-in is done.
  Pause run(Host& host, Stack& stack, int64_t& budget);
  // Calls an async function (Python or built-in, or a partial of one) to make its coroutine, as
  // start_soon does. New reference; null with TypeError pending if the arguments do not fit; null
  // with nothing pending if `callable` is no async function: such a one can be anything, and takes
  // a turn to call.
  Value make_coroutine(Value callable, std::span<const Value> args,
                       std::span<const Value> keyword_values = {},
                       std::span<const Value> keyword_names = {});
  // Drops a stack's frames and what it was to be resumed with (its task is over).
  void discard(Stack& stack);
  // What died where no code runs is told now, not with the next instruction. REQUIRES: attached.
  void report_deaths();
  // While one lives, there is a host, whether code runs or what is above does work of its own.
  class Attached {
   public:
    Attached(Machine& machine, Host& host);
    ~Attached();
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;

   private:
    Machine& machine_;
    Host* const before_;
  };
  // The awaitable that closes an asynchronous generator: new reference.
  Value close_async_generator(Value generator);
  // A stack on which the module lets go of its globals, as CPython does when the program has ended:
  // what dies of it is reported (coroutines that were never awaited) and runs its last code. First
  // it lets go of the exception that ended the program (taken over), or null.
  Stack start_letting_go(Value uncaught);

  // The host of the run() in progress, or that which is attached. REQUIRES: there is one.
  Host& host();
  // The line that the innermost frame of the program's own code of the running stack, or of any, is
  // at; 0 if none.
  int32_t current_line();
  int32_t line_of(const Stack& stack);

  // The innermost Python frame of the running stack (borrowed). REQUIRES: there is one.
  Value current_frame();
  // The program's own frame that is `level` calls out (1: the innermost) on the running stack,
  // borrowed, or null.
  Value program_frame(int64_t level);
  // The line that a frame of Python code is at.
  int32_t line_of(const FrameBody& frame) const;
  // Whether the innermost Python frame of the running stack is a linked module's.
  bool runs_linked_code();
  // The function that is the body of a linked module, to be called, or null if it was called
  // already. New reference. `linked`: into Program::linked.
  Value take_module_body(int32_t linked);
  bool has_called_module(int32_t linked) const {
    return imported_[static_cast<std::size_t>(linked)];
  }

  // The context of the running stack, borrowed, made if there is none yet.
  Value context();
  // contextvars.Context.run(): another context holds until leave_context(), borrowed both times.
  // Nothing and false if it is entered already: a context is entered once at a time.
  bool enter_context(Value dict);
  void leave_context(Value dict);
  // The context that a stack has where none is entered: borrowed, made if there is none yet.
  Value own_context(Stack& stack);

  // For turns: what Turn::call() calls. References borrowed.
  void set_call(Value callable, std::span<const Value> args,
                std::span<const Value> keyword_values = {},
                std::span<const Value> keyword_names = {});

  // … which is the body of that class.
  void set_namespace(Value klass) { call_.namespace_class = heap.retain(klass); }
  // … which is a class, whose metaclass is not to be asked.
  void construct_only() { call_.constructs = true; }

  // For built-ins that are done at once (answers.h): what `callable`, which takes turns, answers to
  // these arguments (borrowed all). New reference; null: failed, or the question is now open and
  // the caller has to fail. REQUIRES: may_ask().
  Value ask(Value callable, std::span<const Value> args);
  // The same of one of the machine's own steps (machinery.h).
  Value ask_native(int32_t native, std::span<const Value> args) {
    return ask(Value::of(Type::kNative, static_cast<uint32_t>(native)), args);
  }
  bool may_ask() const { return asking_.allowed; }
  bool asked() const { return asking_.open; }
  // The question goes on as the call of a turn; what the one who asked came to is dropped.
  void take_question(Value result);
  // … with the log of what was answered, behind what stands in a frame's slots.
  void take_log(std::vector<Value>* slots);
  // "Exception ignored in: …" with its traceback, to standard error. REQUIRES: inside run().
  void report_unraisable(Value where, Value exception);
  // A stack that makes the text of format_traceback, with the program's own `__str__`s. Takes the
  // reference over.
  Stack start_traceback(Value exception);

  // --- Exceptions ---
  // Sets the pending exception (takes the reference over; sets __context__ from the exception
  // being handled, as Python does) and returns null.
  Value raise(Value exception);
  // The same without touching __context__: raised again, or thrown in from outside.
  Value raise_as_is(Value exception);
  // What raise() does to __context__, with another exception than the running stack's as the one
  // being handled, or with null. Borrowed.
  void set_context(Value exception, Value handled);
  // The stack, which is blocked, is resumed with an exception (taken over), as coroutine.throw()
  // does it with a task's coroutine. On its way out through the frames that await each other it
  // gets the exception that each of them is handling as its __context__, up to the next wait: see
  // Throwing. `outside`: what the outermost frame has as handled and is not its own, or null;
  // borrowed for that long.
  void throw_into(Stack& stack, Value exception, Value outside);
  // A new exception of a built-in class with one text argument, or none if it is empty; raised.
  // `klass`: "ValueError", "trio.Cancelled", …: see exception_class.
  Value raise_error(std::string_view klass, std::string_view message);
  // A built-in has dealt with an exception that reached it, whose reference it gives up.
  void swallow(Value exception);
  bool has_pending() const { return !pending_.is_null(); }
  Value pending() const { return pending_; }  // borrowed, or null
  Value take_pending();                       // the caller owns it
  // New exception object, not raised. args: taken over.
  Value new_exception(Value klass, std::vector<Value> args);
  // … with a tuple that others have too; borrowed.
  Value new_exception_with(Value klass, Value args);
  Value exception_class(std::string_view name);  // borrowed; ENSUREs that it exists
  // Makes a group of a new exception; the tuple is taken over.
  void set_members(Value group, Value tuple);
  // Whether it is of a class that libraries cancel with, or a group of nothing else: a cancellation
  // on its way, and not an error.
  bool is_cancellation(Value exception);
  bool is_cancellation_class(Value klass);
  // New ExceptionGroup or BaseExceptionGroup (by whether all members are Exceptions); takes the
  // references of members over.
  Value new_group(std::string_view message, std::vector<Value> members);
  // What remains of a group when all leaves of that class of cancellations are taken out, as
  // BaseExceptionGroup.split does (nested groups that become empty vanish, the class of what
  // remains is recomputed; groups are made anew even where nothing is taken out). Null if nothing
  // remains. New reference.
  Value take_out_cancellations(Value group, Value klass);
  bool is_group(Value value);
  // The symbol of a text that the program made; new ones count for the limit on bytes.
  Symbol symbol_of(std::string_view text);
  bool is_instance(Value value, Value klass);
  bool is_subclass(Value klass, Value base);
  // The innermost exception being handled by the running stack (sys.exc_info), borrowed, or null.
  Value handled_exception();
  // "Bang", "r01", "ExceptionGroup" …
  std::string type_name(Value value);
  // str(exception), as the record's `message`. Never runs Python code: for classes with a
  // __str__ of their own, str of args.
  std::string exception_message(Value exception);
  // "Bang" as tracebacks name the class: with its module, unless that is builtins.
  std::string class_display_name(Value klass);
  // A traceback object, or None: new reference. And back.
  Value traceback_of(Value exception);
  void set_traceback(Value exception, Value traceback);
  // The traceback text as CPython 3.11 prints it for an uncaught exception. Outside of a stack
  // (start_traceback) without the program's own `__str__`s.
  std::string format_traceback(Value exception);

  // --- Objects and attributes ---
  Value class_of(Value value);                 // borrowed
  Value builtin_class(int32_t library_class);  // borrowed
  // A runtime object: new reference.
  Value new_object(Value klass, int32_t id);
  // New reference, or null with an exception pending. Properties written in Python are asked, where
  // that can be (may_ask).
  Value get_attribute(Value object, Symbol name);
  // The same, but null with nothing pending if there is no such attribute.
  Value find_attribute(Value object, Symbol name);
  bool set_attribute(Value object, Symbol name, Value value);  // false: pending
  bool delete_attribute(Value object, Symbol name);
  // In the class and its bases, unbound; borrowed, or null.
  Value find_in_class(Value klass, Symbol name);
  // What a module has under that name; borrowed, or null.
  Value find_in_module(Value module, Symbol name) const;
  // A method to be called with `object` before its arguments, borrowed; null if the attribute is
  // anything else than a method of the object's class (then get_attribute knows).
  Value find_method(Value object, Symbol name);
  // What a look-up has come to (lookup.h), for built-ins: what is to be called is asked. New
  // reference, or null with or without something pending.
  Value settle(const Lookup& found);
  bool settle_change(const Lookup& change);
  // The attributes that an object has of its own, or null. Of an instance only until its `__dict__`
  // was asked for (lookup.h).
  Namespace* namespace_of(Value object);
  // Goes up whenever a class gets or loses a name.
  uint32_t class_version() const { return class_version_; }
  void classes_changed() { ++class_version_; }
  // obj.__class__ = klass.
  bool change_class(Value object, Value klass);
  // What is no entry of a class's namespace: `__name__`, `__qualname__`, `__bases__`. False: it is
  // one, and nothing was done.
  bool set_fact_of_class(Value klass, Symbol name, Value value);
  bool set_property(Value object, Value property, Value value);
  void raise_not_deleted(Value object, Value property);
  // Sets AttributeError.name and .obj of the pending exception.
  void name_the_attribute(std::string_view name, Value object);
  const std::string& class_qualname(Value klass);
  std::string join_class_names(const std::vector<Value>& classes);
  // "Can't instantiate abstract class C with abstract method f".
  std::string abstract_complaint(Value klass);
  // That of the innermost Python frame.
  std::string current_module_name();
  // Whether it can be called.
  bool is_callable(Value value);
  // The qualified name of a function of the program (`code` >= 0) or of the library.
  const std::string& qualname_of(int32_t code, int32_t native) const;
  // "__main__", or the linked module that the code is part of.
  std::string module_name_of(const Code& code) const;

  bool truth(Value value, bool* failed);
  std::string str_of(Value value);  // str(), built-in types only; never fails
  std::string repr_of(Value value);
  bool equal(Value a, Value b);  // ==, built-in types only
  // The float an argument stands for; false with TypeError pending if it is no number.
  bool to_double(Value value, double* out);

  // For built-ins whose work can be out of proportion to the one instruction that calls them: may
  // one more item be gone through? False: no, and MemoryError is pending, so that the built-in
  // gives up; the run ends there (allowance.h).
  bool afford_item() { return afford_items(1); }
  bool afford_items(std::size_t count) {
    return allowance.take_items(static_cast<int64_t>(count)) || give_up();
  }
  // The same for going through so many bytes of text: an item takes as much room as a value.
  bool afford_text(std::size_t size) { return afford_items(size / sizeof(Value)); }
  Allowance allowance;
  // How many calls of Python functions may be open in one stack; past it RecursionError.
  int32_t deepest_call = kDeepestNesting;
  // How deep things may be nested that are followed by calls of ours (nesting.h).
  int32_t deepest_nesting() const { return std::min<int32_t>(deepest_call, kDeepestNesting); }

  // While one lives, what the machine is asked is for the record or the person, and nothing that
  // the program could notice comes of it: nothing is asked of the program, what is pending stays
  // pending, and items and bytes are not the run's. Texts that str, repr and messages give end in
  // "…" where `longest` bytes or kItems items are used up.
  class Description {
   public:
    static constexpr std::size_t kLongest = 10'000;
    static constexpr int64_t kItems = 10'000;
    explicit Description(Machine& machine, std::size_t longest = kLongest);
    ~Description();
    Description(const Description&) = delete;
    Description& operator=(const Description&) = delete;

   private:
    Machine& machine_;
    const std::size_t longest_before_;
    const Allowance allowance_;
    const uint64_t bytes_limit_;
    const Value pending_;
    const bool may_ask_;
  };
  bool describing() const { return longest_description_ > 0; }
  std::size_t longest_description() const { return longest_description_; }

  Heap heap;
  Symbols symbols;
  // random's module-level generator.
  MersenneTwister random;
  // Globals of the module, by Program::globals; null: unset.
  std::vector<Value> globals;
  const Program& program() const { return *program_; }
  const Library& library() const { return *library_; }
  const Image& image() const { return *image_; }

 private:
  friend class Interpreter;
  friend class Asking;
  friend class Kept;
  friend class Description;
  bool give_up();
  void inherit_context(Stack& stack);
  bool is_of_program(const FrameBody& frame) const;
  struct Questions {
    bool allowed = false;
    bool open = false;
    std::size_t used = 0;
    std::vector<Value> log;  // what was answered, kept and is still to be used: see answers.h
  };
  struct PendingCall {
    Value callable;
    std::vector<Value> positional, keyword_values, keyword_names;
    Value namespace_class;
    bool constructs = false;
  };
  void release(const PendingCall& call);
  // Between an exception's being thrown into a chain of frames that await each other and the next
  // wait of any of them. CPython enters each of those frames once more with what comes out of the
  // inner one, as if that were thrown into it (gen_send_ex), and so sets the context again.
  struct Throwing {
    Value next;     // the innermost frame that was not reached yet, or null; all borrowed
    Value last;     // the outermost, or null: that of the stack
    Value outside;  // see throw_into
  };
  void reach_by_throw(const FrameBody& frame, Value exception);
  // Where a class finds a name: an entry of that class's own namespace.
  struct FoundPlace {
    static constexpr uint32_t kNowhere = 0xFFFFFFFF;
    uint32_t version = 0;
    uint32_t klass = 0;
    Symbol name;
    uint32_t owner = kNowhere;
    uint32_t entry = 0;
  };
  static constexpr std::size_t kFoundPlaces = 1024;
  void find_place(Value klass, FoundPlace* place);
  // Sets NameError.name of the pending exception, for "Did you mean".
  void name_the_name(std::string_view name);

  std::shared_ptr<const Program> program_;
  const Library* library_;
  std::shared_ptr<const Image> image_;
  Value pending_;
  Throwing throwing_;
  // What set_call was given, with references of its own, until the turn has ended.
  PendingCall call_;
  // Empty but while a built-in runs.
  Questions asking_;
  // Pending while a question is open: what the built-in that asks fails with.
  Value question_;
  std::size_t longest_description_ = 0;  // of the Description that lives, if any
  // By Program::linked: whether the module's body was called.
  std::vector<bool> imported_;
  uint32_t class_version_ = 1;
  std::vector<FoundPlace> found_places_ = std::vector<FoundPlace>(kFoundPlaces);
  // Line and name of the coroutines that a warning was given about.
  std::vector<std::pair<int32_t, std::string>> warned_;
  // Of the run() in progress; null outside, but for a host that is attached.
  Host* host_ = nullptr;
  Stack* stack_ = nullptr;
  // What Context.run()s in progress have put in whose place, both owned.
  struct EnteredContext {
    Value entered, left;
  };
  std::vector<EnteredContext> entered_contexts_;
  std::vector<EnteredContext>::iterator entry_of(Value entered);  // or the end
};

}  // namespace grove
