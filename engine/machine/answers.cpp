#include "engine/machine/answers.h"

#include <utility>

#include "engine/machine/format.h"
#include "engine/machine/interpreter.h"
#include "engine/machine/operators.h"
#include "engine/machine/strings.h"

namespace grove {

Asking::Asking(Machine& machine, std::span<const Value> given) : machine_(machine) {
  machine_.asking_.allowed = true;
  machine_.asking_.given = given;
  machine_.asking_.used = 0;
}

Asking::~Asking() {
  machine_.asking_.allowed = false;
  machine_.asking_.given = {};
}

Value Machine::ask(Value method, std::span<const Value> args) {
  ENSURE(asking_.allowed, "a method of the program is asked where nobody could call it");
  // What asked already only comes to its end; nothing of it counts.
  if (asked()) return raise_error("RuntimeError", "a question is open");
  if (asking_.used < asking_.given.size()) {
    const bool is_raised = asking_.given[asking_.used].integer != 0;
    const Value answer = heap.retain(asking_.given[asking_.used + 1]);
    asking_.used += 2;
    return is_raised ? raise_as_is(answer) : answer;
  }
  set_call(method, args);
  asking_.open = true;
  return raise_error("RuntimeError", "a question is open");
}

void Machine::take_question(Value result) {
  asking_.open = false;
  heap.release(result);
  if (has_pending()) heap.release(take_pending());
}

namespace {

Turn answered(Machine& m, FrameBody& frame, Resume resume) {
  const auto count = static_cast<std::size_t>(frame.scratch[1]);
  if (resume.kind != Resume::Kind::kStart) {
    frame.slots.push_back(Value::boolean(resume.kind == Resume::Kind::kException));
    frame.slots.push_back(resume.value);
  }
  const Native& native = m.library().natives()[static_cast<std::size_t>(frame.scratch[0])];
  Value result;
  {
    const Asking asking(m, std::span<const Value>(frame.slots).subspan(count));
    result = native.plain(m, Args{frame.slots.data(), static_cast<int32_t>(count)});
  }
  if (m.asked()) {
    m.take_question(result);
    return Turn::call();
  }
  return Turn::done(result);
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

Interpreter::Begun Interpreter::begin_answered(int32_t native, std::span<const Value> args) {
  const Value frame = new_native_frame(kAnswered);
  FrameBody& f = heap_.frame(frame);
  f.scratch[0] = native;
  f.scratch[1] = static_cast<int64_t>(args.size());
  for (Value v : args) f.slots.push_back(heap_.retain(v));
  if (!push_frame(frame)) return {};
  return {Flow::kSwitch, Value{}};
}

Stack Machine::start_traceback(Value exception) {
  Stack stack;
  const Owned keep = own(heap, exception);
  Interpreter(*this, stack).begin_answered(kTracebackText, std::span(&exception, 1));
  return stack;
}

void add_answers(Library& library) {
  const auto is = [](int32_t index, int32_t wanted) {
    ENSURE(index == wanted, "the machine's own steps must be the first of a library");
  };
  is(library.internal("answered", "", answered), kAnswered);
  is(library.internal_plain("format", "value, conversion, spec", format_operation),
     kFormatOperation);
  is(library.internal_plain("operator", "op, a, b", binary_operation), kBinaryOperation);
  is(library.internal_plain("traceback", "exception", traceback_text), kTracebackText);
}

}  // namespace grove
