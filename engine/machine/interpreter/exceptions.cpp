// Operations on exceptions: the state of handlers, matching, raising. CPython's, one by one.
#include <fmt/format.h>

#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/types/groups.h"

namespace grove {

namespace {

// Whether `classes`, a class or a tuple of them, are all accepted by `accept`.
template <class F>
bool all_classes(Heap& heap, Value classes, F&& accept) {
  if (!classes.is(Type::kTuple)) return accept(classes);
  for (Value c : heap.tuple(classes).items) {
    if (!accept(c)) return false;
  }
  return true;
}

bool check_exception_classes(Machine& m, Value classes) {
  const Value base = m.builtin_class(m.image().base_exception);
  const bool fine = all_classes(
      m.heap, classes, [&](Value c) { return c.is(Type::kClass) && m.is_subclass(c, base); });
  if (!fine) {
    m.raise_error("TypeError",
                  "catching classes that do not inherit from BaseException is not allowed");
  }
  return fine;
}

}  // namespace

// What happens inside of a linked module nobody sees; an exception that leaves it is told where it
// comes to the program's own code.
void Interpreter::tell_raised(Value exception) {
  ExceptionBody& body = heap_.exception(exception);
  if (body.in_flight || m_.runs_linked_code()) return;
  body.in_flight = true;
  m_.host().on_raise(exception, m_.current_line());
}

void Interpreter::tell_caught(Value exception) {
  ExceptionBody& body = heap_.exception(exception);
  if (!body.in_flight || m_.runs_linked_code()) return;
  body.in_flight = false;
  m_.host().on_catch(exception, m_.current_line());
}

void Machine::swallow(Value exception) {
  ExceptionBody& body = heap.exception(exception);
  if (std::exchange(body.in_flight, false)) host().on_catch(exception, current_line());
  heap.release(exception);
}

// The exception being handled is popped where a bare `except:`, a `with` block that swallows, or a
// `return` inside `finally` lets go of it.
void Interpreter::pop_top(FrameBody& f) {
  const Value v = pop(f);
  if (v.is(Type::kException) && same(v, f.handled)) tell_caught(v);
  heap_.release(v);
}

Interpreter::Flow Interpreter::push_exc_info(FrameBody& f) {
  const Value exception = pop(f);
  push(f, std::exchange(f.handled, heap_.retain(exception)));
  push(f, exception);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::pop_except(FrameBody& f) {
  heap_.assign(f.handled, pop(f));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::check_exc_match(FrameBody& f) {
  const Value exception = peek(f, 2);
  if (!check_exception_classes(m_, peek(f, 1))) return Flow::kError;
  const bool match = matches_any(m_, exception, peek(f, 1));
  if (match) tell_caught(exception);
  return replace_top(f, Value::boolean(match));
}

Interpreter::Flow Interpreter::check_eg_match(FrameBody& f) {
  const Owned classes = own(heap_, pop(f));
  if (!check_exception_classes(m_, classes.get())) return Flow::kError;
  const Value group_class = m_.builtin_class(m_.image().base_exception_group);
  if (!all_classes(heap_, classes.get(),
                   [&](Value c) { return !m_.is_subclass(c, group_class); })) {
    m_.raise_error("TypeError",
                   "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return Flow::kError;
  }
  const Value exception = peek(f, 1);
  Split split;
  if (exception.is(Type::kException)) split = split_for_except_star(m_, exception, classes.get());
  if (split.match.is_null()) {
    heap_.release(split.rest);
    push(f, Value::none());
    return Flow::kNext;
  }
  tell_caught(exception);
  heap_.assign(f.handled, heap_.retain(split.match));
  heap_.assign(peek(f, 1), split.rest.is_null() ? Value::none() : split.rest);
  push(f, split.match);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::prep_reraise_star(FrameBody& f) {
  const Owned results = own(heap_, pop(f));
  const Value original = peek(f, 1);
  return replace_top(f, reraise_star(m_, original, heap_.list(results.get()).items));
}

// The place that lasti tells is where the traceback's entry for this frame points already. For the
// telling of lines the frame is there again, as for CPython's tracer.
Interpreter::Flow Interpreter::reraise(FrameBody& f, int32_t lasti_depth) {
  if (lasti_depth > 0 && code_of(f).linked < 0) {
    const auto at = static_cast<std::size_t>(peek(f, lasti_depth + 1).integer);
    stack_.line = code_of(f).instrs[at].line;
    stack_.line_depth = f.depth - 1;
  }
  m_.raise_as_is(pop(f));
  return Flow::kReraise;
}

Interpreter::Flow Interpreter::raise_op(FrameBody& f, int32_t arg) {
  if (arg == 0) {
    const Value handled = m_.handled_exception();
    if (handled.is_null()) {
      m_.raise_error("RuntimeError", "No active exception to reraise");
      return Flow::kError;
    }
    m_.raise_as_is(heap_.retain(handled));
    return Flow::kReraise;
  }
  const Value cause = arg == 2 ? pop(f) : Value{};
  const Value exception = pop(f);
  return raise_value(exception, cause);
}

// Takes both references over. Classes are called first; where that takes Python code, a built-in of
// several turns does it and raises in our place.
Interpreter::Flow Interpreter::raise_value(Value exception, Value cause) {
  Owned e = own(heap_, exception), c = own(heap_, cause);
  const auto takes_turns_to_make = [this](Value klass) {
    return !python_init(klass).is_null() || !python_new(klass).is_null();
  };
  if (takes_turns_to_make(exception) || takes_turns_to_make(cause)) {
    const Value frame = new_native_frame(kRaiseMade);
    heap_.frame(frame).slots = {e.release(), c.release()};
    return push_frame(frame) ? Flow::kSwitch : Flow::kError;
  }
  for (Owned* v : {&e, &c}) {
    if (!is_exception_class(m_, v->get())) continue;
    const Begun begun = begin(v->get(), Value{}, {});
    if (begun.flow != Flow::kNext) return begun.flow;
    *v = own(heap_, begun.value);
  }
  raise_from(m_, e.release(), c.release());
  return Flow::kError;
}

}  // namespace grove
