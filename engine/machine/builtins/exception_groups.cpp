// BaseExceptionGroup and ExceptionGroup.
#include <fmt/format.h>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/exceptions.h"
#include "engine/machine/core/library.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/types/exception_args.h"
#include "engine/machine/types/groups.h"

namespace grove {

namespace {

Value make_group_object(Machine& m, Args args) {
  const std::vector<Value>& given = m.heap.tuple(args[1]).items;
  if (given.size() != 2) {
    return m.raise_error("TypeError",
                         fmt::format("BaseExceptionGroup.__new__() takes exactly 2 arguments "
                                     "({} given)",
                                     given.size()));
  }
  return make_group(m, args[0], given[0], given[1]);
}

Value message_of(Machine& m, Value group) { return made_with(m, group)[0]; }

Value get_message(Machine& m, Args args) { return m.heap.retain(message_of(m, args[0])); }

Value get_exceptions(Machine& m, Args args) {
  pay_copies(m, args[0]);
  return m.heap.retain(m.heap.exception(args[0]).members);
}

Value group_str(Machine& m, Args args) {
  const std::size_t count = m.heap.tuple(m.heap.exception(args[0]).members).items.size();
  return m.heap.new_str(fmt::format("{} ({} sub-exception{})", m.str_of(message_of(m, args[0])),
                                    count, count == 1 ? "" : "s"));
}

Value derive(Machine& m, Args args) {
  return make_group(m, m.builtin_class(m.image().base_exception_group), message_of(m, args[0]),
                    args[1]);
}

bool is_class_condition(Machine& m, Value condition) {
  if (!condition.is(Type::kTuple)) return is_exception_class(m, condition);
  for (Value v : m.heap.tuple(condition).items) {
    if (!is_exception_class(m, v)) return false;
  }
  return true;
}

Value or_none(Value v) { return v.is_null() ? Value::none() : v; }

Turn finish_split(Machine& m, Split split, bool want_rest) {
  if (!want_rest) {
    m.heap.release(split.rest);
    return Turn::done(or_none(split.match));
  }
  return Turn::done(m.heap.new_tuple({or_none(split.match), or_none(split.rest)}));
}

// A condition that is a function takes a turn per exception. Slots: the group, the function, the
// exceptions still to be asked about (a list, the next one last), the answers (a list, in order).
// The split itself comes after, asking in the same order.
Turn split_by_function(Machine& m, FrameBody& frame, Resume resume, bool want_rest) {
  Heap& heap = m.heap;
  if (resume.kind == Resume::Kind::kStart) {
    frame.slots.push_back(heap.new_list({heap.retain(frame.slots[0])}));
    frame.slots.push_back(heap.new_list({}));
  }
  std::vector<Value>& waiting = heap.list(frame.slots[2]).items;
  std::vector<Value>& answers = heap.list(frame.slots[3]).items;
  if (resume.kind == Resume::Kind::kValue) {
    bool failed = false;
    const Owned answer = own(heap, resume.value);
    const bool yes = m.truth(answer.get(), &failed);
    if (failed) return Turn::raised();
    answers.push_back(Value::boolean(yes));
    const Owned asked = own(heap, waiting.back());
    waiting.pop_back();
    if (!yes && m.is_group(asked.get())) {
      const std::vector<Value>& members = heap.tuple(heap.exception(asked.get()).members).items;
      for (std::size_t i = members.size(); i > 0; --i)
        waiting.push_back(heap.retain(members[i - 1]));
    }
  }
  if (!waiting.empty()) {
    m.set_call(frame.slots[1], {&waiting.back(), 1});
    return Turn::call();
  }
  std::size_t next = 0;
  return finish_split(
      m, split_group(m, frame.slots[0], [&](Value) { return answers[next++].integer != 0; }),
      want_rest);
}

Turn split_turn(Machine& m, FrameBody& frame, Resume resume, bool want_rest) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const Value condition = frame.slots[1];
  if (condition.is(Type::kFunction)) return split_by_function(m, frame, resume, want_rest);
  if (!is_class_condition(m, condition)) {
    m.raise_error("TypeError", "expected a function, exception type or tuple of exception types");
    return Turn::raised();
  }
  return finish_split(
      m, split_group(m, frame.slots[0], [&](Value e) { return matches_any(m, e, condition); }),
      want_rest);
}

Turn split(Machine& m, FrameBody& frame, Resume resume) {
  return split_turn(m, frame, resume, true);
}

Turn subgroup(Machine& m, FrameBody& frame, Resume resume) {
  return split_turn(m, frame, resume, false);
}

}  // namespace

void add_exception_groups(Library& library) {
  library.exception("builtins", "BaseExceptionGroup", "BaseException")
      .constructor("*args", make_group_object)
      .method("__str__", "", group_str)
      .method("derive", "excs, /", derive)
      .method_turns("split", "condition, /", split)
      .method_turns("subgroup", "condition, /", subgroup)
      .property("message", get_message)
      .property("exceptions", get_exceptions);
  library.exception("builtins", "ExceptionGroup", "BaseExceptionGroup, Exception");
}

}  // namespace grove
