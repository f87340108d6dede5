// `await` of what has an `__await__` of the program's, and what a coroutine's own `__await__`
// gives: an iterator that runs the coroutine (generator_methods.cpp).
#include "engine/machine/interpreter/awaiting.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/iteration.h"

namespace grove {

namespace {

Turn raise_again(Machine& m, Value exception) {
  m.raise_as_is(exception);
  return Turn::raised();
}

bool check_iterator(Machine& m, Value v) {
  if (v.is(Type::kCoroutine) && m.heap.coroutine(v).kind == CoroutineBody::Kind::kCoroutine) {
    m.raise_error("TypeError", "__await__() returned a coroutine");
    return false;
  }
  if (is_iterator(m, v)) return true;
  m.raise_error("TypeError",
                fmt::format("__await__() returned non-iterator of type '{}'", m.type_name(v)));
  return false;
}

// The built-in of a library's that goes by that name; -1: there is none.
int32_t native_called(Machine& m, std::string_view name) {
  const std::vector<Native>& natives = m.library().natives();
  const auto it = std::find_if(natives.begin(), natives.end(),
                               [&](const Native& native) { return native.name == name; });
  return it == natives.end() ? -1 : static_cast<int32_t>(it - natives.begin());
}

// The loop, or whoever drives the coroutine, has dealt with what was handed out.
Turn go_on_after(Machine& m, FrameBody& frame, Resume resume, int32_t state) {
  const Value iterator = frame.slots[1];
  frame.state = state;
  if (resume.kind == Resume::Kind::kValue && resume.value.is_none()) return Turn::next(iterator);
  const Owned given = own(m.heap, resume.value);
  const bool is_thrown = resume.kind == Resume::Kind::kException;
  const bool closes = is_thrown && m.is_instance(given.get(), m.exception_class("GeneratorExit"));
  if (closes) {
    const Value args[] = {iterator, given.get()};
    m.set_call(Value::of(Type::kNative, kCloseDelegate), args);
    return Turn::call();
  }
  if (iterator.is(Type::kCoroutine)) {
    return Turn::go_on(iterator, {resume.kind, m.heap.retain(given.get())});
  }
  const Owned method =
      own(m.heap, m.find_attribute(iterator, known(is_thrown ? Known::kThrow : Known::kSend)));
  if (!method) return raise_again(m, m.heap.retain(given.get()));
  const Value value = given.get();
  m.set_call(method.get(), {&value, 1});
  return Turn::call();
}

// Slots: what is awaited, then the iterator that its `__await__` gave.
Turn await_by_call(Machine& m, FrameBody& frame, Resume resume) {
  enum : int32_t { kStart, kCalled, kWaits, kHandsOut };
  if (frame.state == kStart) {
    const Value self = frame.slots[0];
    frame.state = kCalled;
    m.set_call(m.find_in_class(m.class_of(self), known(Known::kAwait)), std::span(&self, 1));
    return Turn::call();
  }
  if (frame.state == kHandsOut) return go_on_after(m, frame, resume, kWaits);
  if (resume.kind == Resume::Kind::kException) {
    const bool is_end =
        frame.state == kWaits && m.is_instance(resume.value, m.exception_class("StopIteration"));
    if (!is_end) return raise_again(m, resume.value);
    const Owned stop = own(m.heap, resume.value);
    return Turn::done(m.get_attribute(stop.get(), known(Known::kValue)));
  }
  if (frame.state == kCalled) {
    frame.state = kWaits;
    frame.slots.push_back(resume.value);
    if (!check_iterator(m, resume.value)) return Turn::raised();
    return Turn::next(resume.value);
  }
  if (resume.kind == Resume::Kind::kEnd) return Turn::done(resume.value);
  Owned yielded = own(m.heap, resume.value);
  if (runs_by_hand(m)) {
    frame.state = kHandsOut;
    return Turn::of(Turn::Kind::kYield, yielded.release());
  }
  const int32_t taker = native_called(m, kTakesYields);
  if (taker < 0) {
    m.raise_error("TypeError",
                  fmt::format("a task awaits {}, which is nothing that its library knows",
                              m.repr_of(yielded.get())));
    return Turn::raised();
  }
  frame.state = kHandsOut;
  const Value given = yielded.get();
  m.set_call(Value::of(Type::kNative, static_cast<uint32_t>(taker)), {&given, 1});
  return Turn::call();
}

// coroutine.__await__()
Value wrap_coroutine(Machine& m, Args args) {
  const auto& classes = m.library().classes();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].name != kCoroutineIterator) continue;
    const Value v = m.new_object(m.builtin_class(static_cast<int32_t>(i)), -1);
    m.heap.object(v).values = {m.heap.retain(args[0])};
    return v;
  }
  ENSURE(false, "the class of a coroutine's iterator was not added");
  return Value{};
}

}  // namespace

std::vector<Value> program_frames(Machine& m, Value innermost) {
  std::vector<Value> frames;
  const auto add = [&](Value from) {
    for (Value at = from; !at.is_null(); at = m.heap.frame(at).back) {
      const int32_t code = m.heap.frame(at).code;
      const bool is_ours =
          code >= 0 && m.program().codes[static_cast<std::size_t>(code)].linked < 0;
      if (is_ours) frames.push_back(at);
    }
  };
  add(innermost);
  const Owned outside = own(m.heap, ask_library(m, kFramesOutside, Value::none()));
  if (!outside) return frames;
  for (Value each : m.heap.tuple(outside.get()).items) add(each);
  return frames;
}

Value ask_library(Machine& m, const char* name, Value about) {
  const int32_t native = native_called(m, name);
  if (native < 0) return {};
  return m.library().natives()[static_cast<std::size_t>(native)].plain(m, Args{&about, 1});
}

void add_awaiting(Library& library) {
  ENSURE(library.internal("await", "awaitable", await_by_call) == kAwaitByCall,
         "the machine's own steps must be the first of a library");
  library.hidden_class("coroutine", Type::kCoroutine).method("__await__", "", wrap_coroutine);
}

}  // namespace grove
