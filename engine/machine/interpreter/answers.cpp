#include "engine/machine/core/answers.h"

#include <utility>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Entries of the log: two values each, what it is and the value.
enum Logged : int64_t { kAnswer, kRaised, kKept };
constexpr std::size_t kEntry = 2;

}  // namespace

Asking::Asking(Machine& machine, std::vector<Value> log) : Asking(machine) {
  machine_.asking_.log = std::move(log);
}

void Asking::append(std::vector<Value>* log, const Resume& answer) {
  const bool is_raised = answer.kind == Resume::Kind::kException;
  log->push_back(Value::of_int(is_raised ? kRaised : kAnswer));
  log->push_back(answer.value);
}

void Asking::forget() {
  for (Value v : machine_.asking_.log) machine_.heap.release(v);
  machine_.asking_.log.clear();
}

Value Machine::ask(Value callable, std::span<const Value> args) {
  ENSURE(asking_.allowed, "the program is asked where nobody could call it");
  const auto wait = [this] {
    if (has_pending()) heap.release(take_pending());
    return raise_as_is(heap.retain(question_));
  };
  // What asked already only comes to its end; nothing of it counts.
  if (asked()) return wait();
  if (asking_.used < asking_.log.size()) {
    const int64_t kind = asking_.log[asking_.used].integer;
    ENSURE(kind != kKept, "a built-in that ran again asks something else");
    const Value answer = heap.retain(asking_.log[asking_.used + 1]);
    asking_.used += kEntry;
    return kind == kRaised ? raise_as_is(answer) : answer;
  }
  set_call(callable, args);
  asking_.open = true;
  return wait();
}

void Machine::take_question(Value result) {
  asking_.open = false;
  heap.release(result);
  if (has_pending()) heap.release(take_pending());
}

Kept::Kept(Machine& machine) : machine_(machine) {
  Machine::Questions& asking = machine_.asking_;
  at_ = asking.used;
  if (at_ == asking.log.size()) {
    asking.log.push_back(Value::of_int(kKept));
    asking.log.push_back(Value{});
  }
  ENSURE(asking.log[at_].integer == kKept, "a built-in that ran again asks something else");
  kept_ = asking.log[at_ + 1];
  asking.used = at_ + kEntry;
}

// Where nobody could be asked there is no log to keep.
Kept::~Kept() {
  if (machine_.asking_.allowed) return;
  machine_.heap.release(machine_.asking_.log[at_ + 1]);
  machine_.asking_.log.resize(at_);
  machine_.asking_.used = at_;
}

void Kept::keep(Value v) {
  machine_.heap.assign(machine_.asking_.log[at_ + 1], v);
  kept_ = v;
  settle();
}

void Kept::settle() {
  Machine::Questions& asking = machine_.asking_;
  if (asking.open) return;
  while (asking.log.size() > at_ + kEntry) {
    machine_.heap.release(asking.log.back());
    asking.log.pop_back();
  }
  asking.used = at_ + kEntry;
}

namespace {

Turn answered(Machine& m, FrameBody& frame, Resume resume) {
  const auto count = static_cast<std::ptrdiff_t>(frame.scratch[1]);
  const Native& native = m.library().natives()[static_cast<std::size_t>(frame.scratch[0])];
  std::vector<Value> log(frame.slots.begin() + count, frame.slots.end());
  frame.slots.resize(static_cast<std::size_t>(count));
  if (resume.kind != Resume::Kind::kStart) Asking::append(&log, resume);
  Value result;
  {
    const Asking asking(m, std::move(log));
    result = native.plain(m, Args{frame.slots.data(), static_cast<int32_t>(count)});
  }
  if (!m.asked()) return Turn::done(result);
  m.take_question(result);
  m.take_log(&frame.slots);
  return Turn::call();
}

Value format_operation(Machine& m, Args args) {
  const std::string_view spec = args[2].is_null() ? std::string_view{} : text_of(m, args[2]);
  return format_value(m, args[0], static_cast<int>(args[1].integer), spec);
}

Value binary_operation(Machine& m, Args args) {
  const bool in_place = args[0].integer >= kInPlace;
  const int64_t op = args[0].integer - (in_place ? kInPlace : 0);
  return binary_op(m, static_cast<BinaryOperator>(op), in_place, args[1], args[2]);
}

Value traceback_text(Machine& m, Args args) { return m.heap.new_str(m.format_traceback(args[0])); }

}  // namespace

void Machine::take_log(std::vector<Value>* slots) {
  slots->insert(slots->end(), asking_.log.begin(), asking_.log.end());
  asking_.log.clear();
}

// It asked: the call is made on top of a frame that can wait for the answer.
Interpreter::Begun Interpreter::ask_for(int32_t native, std::span<const Value> args, Value result,
                                        ResultUse use) {
  m_.take_question(result);
  const Value frame = new_native_frame(kAnswered);
  FrameBody& f = heap_.frame(frame);
  f.result_use = use;
  f.scratch[0] = native;
  f.scratch[1] = static_cast<int64_t>(args.size());
  f.slots.clear();
  for (Value v : args) f.slots.push_back(heap_.retain(v));
  m_.take_log(&f.slots);
  push_frame(frame);
  take_turn(Turn::call());
  return {Flow::kSwitch, Value{}};
}

Stack Machine::start_traceback(Value exception) {
  Stack stack;
  const Owned keep = own(heap, exception);
  const Value native = Value::of(Type::kNative, kTracebackText);
  Interpreter(*this, stack).start_call(native, std::span(&exception, 1));
  return stack;
}

namespace {

void add_at(Library& library, const char* name, const char* signature, PlainFunction fn,
            int32_t index) {
  ENSURE(library.internal_plain(name, signature, fn) == index,
         "the machine's own steps must be the first of a library");
}

}  // namespace

void add_answers(Library& library) {
  ENSURE(library.internal("answered", "", answered) == kAnswered,
         "the machine's own steps must be the first of a library");
  add_at(library, "format", "value, conversion, spec", format_operation, kFormatOperation);
  add_at(library, "operator", "op, a, b", binary_operation, kBinaryOperation);
  add_at(library, "traceback", "exception", traceback_text, kTracebackText);
}

}  // namespace grove
