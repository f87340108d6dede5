// Interpreter: one Machine::run() in progress. Internal to the machine.
//
// It holds nothing that outlives run(): the state is in the heap's frames and in the Stack, so that
// a run can pause after any instruction and a copied machine goes on the same way.
//
// Every step works on the frame on top of the stack and says how to go on (Flow). Results of calls
// travel in two ways: at once, where the callee is a plain built-in; else through a new frame on
// top, whose result finish() hands to the frame below when it ends.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/core/answers.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/lookup.h"

namespace grove {

class Interpreter {
 public:
  Interpreter(Machine& machine, Stack& stack)
      : m_(machine), heap_(machine.heap), stack_(stack), program_(machine.program()) {}

  enum class Flow : uint8_t {
    kNext,     // on with the next instruction of the same frame
    kSwitch,   // another frame is on top, or this one is to be resumed with stack_.resume
    kError,    // the instruction failed: the pending exception unwinds from here
    kReraise,  // the same, but the traceback already names this frame
    kBlock,    // the task is parked
  };
  // What a call that was begun has come to.
  struct Begun {
    Flow flow = Flow::kError;  // kNext: done, with `value`; kSwitch: a frame was pushed; kError
    Value value;               // new reference
  };

  // `tells_lines`: whether the host wants to know of them.
  Pause run(int64_t& budget, bool tells_lines);
  // What Machine offers under these names.
  void start(Value function);
  void start_coroutine(Value coroutine);
  void start_call(Value callable, std::span<const Value> args);
  Value make_coroutine(Value callable, const CallArguments& args);
  void report_deaths();
  // Runs one of the machine's own steps (machinery.h), with what it works on (borrowed).
  Begun begin_step(int32_t native, std::span<const Value> args);
  // The frames of the coroutine whose stack this is leave it (awaiting.h).
  void give_up();
  // Whether its frame stands on this stack.
  bool runs(const CoroutineBody& body);
  Value driven_frame(Value from);
  // What `ask` says of the stack that runs now; false if none does.
  template <class Ask>
  static bool on_running_stack(Machine& m, Ask ask) {
    if (m.stack_ == nullptr) return false;
    Interpreter interpreter(m, *m.stack_);
    return ask(interpreter, m.stack_->top);
  }
  // Takes the top frame off; a coroutine's or generator's is over with that.
  void pop_frame();
  void pop_frame(FrameBody& f);

 private:
  // dispatch.cpp: the loop
  Flow run_python(FrameBody& first, int64_t& budget);
  Flow take_resume(FrameBody& frame);
  FrameBody* python_on_top();
  bool is_over(int64_t& budget);
  bool settle(int64_t& budget, uint64_t made);
  FrameBody* switch_plainly(FrameBody& frame, const Instr& instr);
  Flow execute(FrameBody& frame, const Instr& instr);
  Flow execute_rare(FrameBody& frame, const Instr& instr);
  bool deliver(FrameBody& frame, Flow* flow);
  void report_never_awaited(const std::string& name);

  // dispatch.cpp: operations
  Flow load_attr(FrameBody& f, int32_t name);
  Flow load_method(FrameBody& f, int32_t name);
  Flow binary_op(FrameBody& f, int32_t arg);
  Flow compare_op(FrameBody& f, int32_t arg);
  Flow get_attribute(FrameBody& f, Symbol name, ResultUse use);
  Flow call_property(FrameBody& f, const Lookup& found, ResultUse use);
  Flow call_on_frame(FrameBody& f, const Lookup& found, int32_t count, ResultUse use);
  Flow jump_by_truth(FrameBody& f);
  void decide(FrameBody& f, bool truth);
  void jump(FrameBody& f, int32_t target);

  // variables.cpp
  Flow delete_fast(FrameBody& f, int32_t slot);
  Flow store_deref(FrameBody& f, int32_t slot);
  Flow delete_deref(FrameBody& f, int32_t slot);
  Flow make_cell(FrameBody& f, int32_t slot);
  Flow store_global(FrameBody& f, int32_t global);
  Flow delete_global(FrameBody& f, int32_t global);
  Flow load_name(FrameBody& f, int32_t name);
  Flow store_name(FrameBody& f, int32_t name);
  Flow delete_name(FrameBody& f, int32_t name);
  Flow unbound_slot(const FrameBody& f, int32_t slot);
  Flow unbound_name(std::string_view name);
  Flow import_module(FrameBody& f, int32_t name);
  Flow import_from(FrameBody& f, int32_t name);

  // collections.cpp: containers, items, strings, unpacking
  Flow store_attr(FrameBody& f, int32_t name);
  Flow delete_attr(FrameBody& f, int32_t name);
  Flow binary_subscr(FrameBody& f);
  Flow store_subscr(FrameBody& f);
  Flow delete_subscr(FrameBody& f);
  Flow build_slice(FrameBody& f, int32_t parts);
  Flow build_sequence(FrameBody& f, int32_t count, Type type);
  Flow build_set(FrameBody& f, int32_t count);
  Flow build_map(FrameBody& f, int32_t count);
  Flow build_string(FrameBody& f, int32_t count);
  Flow add_to(FrameBody& f, Op op, int32_t depth);
  Flow extend(FrameBody& f, Op op, int32_t depth);
  Flow list_to_tuple(FrameBody& f);
  Flow format(FrameBody& f, int32_t arg);
  Flow unary(FrameBody& f, Op op);

  // calls.cpp
  Flow call(FrameBody& f, int32_t count);
  Flow call_keywords(FrameBody& f, int32_t count);
  Flow call_unpacked(FrameBody& f, bool with_keywords);
  Flow finish_call(FrameBody& f, int32_t drop, Begun begun);
  // Calls anything. `self` (or null) goes before the other arguments.
  Begun begin(Value callable, Value self, const CallArguments& args);
  Begun begin_function(Value function, Value self, const CallArguments& args);
  Begun run_plain(int32_t index, std::span<const Value> args);
  Begun ask_for(int32_t native, std::span<const Value> args, Value result,
                ResultUse use = ResultUse::kPush);
  template <class Work>
  Flow operate(FrameBody& f, int32_t native, std::span<const Value> args, int32_t drop_count,
               Work work, ResultUse use = ResultUse::kPush);
  bool ask_truth(FrameBody& f, bool* truth, Flow* flow);
  Flow change_attribute(FrameBody& f, const Lookup& change, int32_t count);
  bool check_self(const Native& native, const CallArguments& args);
  Begun begin_native(int32_t native, Value self, const CallArguments& args);
  Flow make_function(FrameBody& f, int32_t flags);
  // "__main__.f()", as messages about unpacked arguments name what is called.
  std::string called_text(Value callable);

  // frames.cpp
  // A new frame for the function, its slots unset; not on the stack yet. New reference.
  Value new_frame(Value function);
  Value new_frame(Value function, const FunctionBody& body, const Code& code);
  Value new_native_frame(int32_t native);
  // Puts the frame (taken over) on top. False with RecursionError pending; the frame is dropped.
  bool push_frame(Value frame);
  bool push_frame(Value frame, FrameBody& f, int32_t below);
  Value take_positional(FrameBody& f, int32_t count, bool plain);
  bool make_positional_coroutine(FrameBody& f, int32_t count);
  // The usual ways from one frame of Python code to another, without what only others need: the
  // frame that is on top now, or null and nothing done.
  FrameBody* call_plainly(FrameBody& f, int32_t count);
  FrameBody* return_plainly(FrameBody& f);
  // The top frame has ended with that value (taken over).
  Flow finish(Value result);
  void hand_over(Value value);
  // The top frame ends with the pending exception.
  Flow finish_raising();
  Flow handle_error(FrameBody& f, bool add_to_traceback);
  Flow run_turn(FrameBody& f);
  Flow take_turn(const Turn& turn);
  Begun begin_asked(const Turn& turn);
  Value start_frame_of(int32_t code, Value frame);

  // coroutines.cpp
  bool is_async(Value callable);
  Value wrap_frame(Value frame);
  Flow await(FrameBody& f);
  Begun begin_await(Value awaitable);
  Flow before_with(FrameBody& f, bool is_async);
  Flow with_except_start(FrameBody& f);
  Flow get_async_iterator(FrameBody& f);
  Flow get_async_next(FrameBody& f);
  Flow end_async_for(FrameBody& f);
  // Calls that method of the class of `self` (borrowed); its result is pushed. TypeError
  // `complaint` with {} for the type's name if there is none.
  Flow call_special(FrameBody& f, Symbol name, Value self, const char* complaint);

  // generators.cpp
  Flow yield_value(FrameBody& f);
  Flow suspend(Value value);
  // Goes on with a generator, by a value or an exception (taken over): its next value comes to the
  // frame that is on top now.
  Flow resume_generator(Value generator, Resume with);
  bool may_go_on(const CoroutineBody& generator, Resume with);
  Flow throw_into(FrameBody& f, Value exception);
  void expect_thrown();
  void note_reached();
  Flow finish_generator(Value result);
  Flow finish_iterator(Value result);
  void convert_stop_iteration(CoroutineBody::Kind kind);
  Flow get_yield_from_iterator(FrameBody& f);
  Flow send(FrameBody& f, int32_t target);
  bool take_stop_iteration(FrameBody& f);

  // iterating.cpp: iter() and next() of anything
  Begun begin_iter(Value iterable);
  // kNext with a null value: there is no next item.
  Begun begin_next(Value iterator);
  Flow for_iter(FrameBody& f, int32_t target);
  Flow get_iter(FrameBody& f);
  Flow unpack(FrameBody& f, int32_t count);
  Flow unpack_starred(FrameBody& f, int32_t arg);
  Flow contains_op(FrameBody& f, bool negate);
  void receive(FrameBody& f, Value value);
  void spread(FrameBody& f, const std::vector<Value>& items);

  // matching.cpp
  Flow match_kind(FrameBody& f, bool is_mapping);
  Flow get_length(FrameBody& f);
  Flow match_keys(FrameBody& f);
  Flow match_class(FrameBody& f, int32_t positional);

  // driving.cpp
  Flow hand_out(Value value);
  void leave_together(Value base, Value innermost);
  bool is_half_done(const CoroutineBody& body);
  Flow come_back(Value coroutine, Resume with);

  // last_wishes.cpp
  void grant_last_wishes();
  bool has_code_to_run(Value generator);

  // exceptions.cpp
  Flow push_exc_info(FrameBody& f);
  Flow pop_except(FrameBody& f);
  Flow check_exc_match(FrameBody& f);
  Flow check_eg_match(FrameBody& f);
  Flow prep_reraise_star(FrameBody& f);
  Flow reraise(FrameBody& f, int32_t arg);
  Flow raise_op(FrameBody& f, int32_t arg);
  Flow raise_value(Value exception, Value cause);
  void pop_top(FrameBody& f);
  void tell_caught(Value exception);
  void tell_raised(Value exception);

  // class_statement.cpp
  Flow build_class(FrameBody& f, int32_t bases);
  Flow build_class_unpacked(FrameBody& f, bool with_keywords);
  Flow begin_class_statement(FrameBody& f, int32_t count, Value bases, Value keywords);
  // construction.cpp
  Begun begin_class(Value klass, const CallArguments& args);
  Begun construct(Value klass, const CallArguments& args);
  Begun construct_plain(Value klass, Value init, const CallArguments& args);
  Begun construct_builtin(Value klass, Value init, const CallArguments& args);
  Begun construct_in_turns(Value klass, Value maker, Value init, const CallArguments& args);
  Begun begin_init(Value instance, Value init, const CallArguments& args);
  Begun begin_bound(Value found, Value self, Value klass, const CallArguments& args);
  Value python_init(Value klass);
  Value python_new(Value klass);

  // The value stack.
  void push(FrameBody& f, Value v) { f.slots[static_cast<std::size_t>(f.top++)] = v; }
  Value pop(FrameBody& f) { return f.slots[static_cast<std::size_t>(--f.top)]; }
  // depth 1: TOS.
  Value& peek(FrameBody& f, int32_t depth) {
    return f.slots[static_cast<std::size_t>(f.top - depth)];
  }
  void drop(FrameBody& f, int32_t count) {
    for (int32_t i = 0; i < count; ++i) heap_.release(pop(f));
  }
  // TOS becomes `result` (a new reference); null: the pending error.
  Flow replace_top(FrameBody& f, Value result) {
    if (result.is_null()) return Flow::kError;
    heap_.assign(peek(f, 1), result);
    return Flow::kNext;
  }
  const Code& code_of(const FrameBody& f) const {
    return program_.codes[static_cast<std::size_t>(f.code)];
  }
  const std::string& name_text(int32_t name) const {
    return program_.names[static_cast<std::size_t>(name)];
  }
  Symbol symbol_of(int32_t name) const { return m_.image().names[static_cast<std::size_t>(name)]; }

  Machine& m_;
  Heap& heap_;
  Stack& stack_;
  const Program& program_;
  bool tells_lines_ = false;
};

// Does `work` on what stands on the stack; where the program is asked, `native` does the same on
// `args` with the answers. Then `drop` values are taken off, and the result is pushed (kPush) or
// was none (kDrop).
template <class Work>
Interpreter::Flow Interpreter::operate(FrameBody& f, int32_t native, std::span<const Value> args,
                                       int32_t drop_count, Work work, ResultUse use) {
  Value result;
  {
    const Asking asking(m_);
    result = work();
  }
  if (m_.asked()) [[unlikely]] {
    ask_for(native, args, result, use);
    drop(f, drop_count);
    return Flow::kSwitch;
  }
  if (result.is_null()) return Flow::kError;
  drop(f, drop_count);
  if (use != ResultUse::kDrop) push(f, result);
  if (use == ResultUse::kMethod) push(f, Value{});
  return Flow::kNext;
}

}  // namespace grove
