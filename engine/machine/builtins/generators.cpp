// What programs do with generators by name: next, any, all, and the generator's own methods.
#include <fmt/format.h>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/iteration.h"
#include "engine/machine/library.h"
#include "engine/machine/machine.h"
#include "engine/machine/machinery.h"

namespace grove {

namespace {

Turn pass_on(Machine& m, Resume resume) {
  m.raise_as_is(resume.value);
  return Turn::raised();
}

// The generator has ended with that result (taken over).
Turn stop_iteration(Machine& m, Value result) {
  std::vector<Value> args;
  if (!result.is_none()) args.push_back(result);
  m.raise(m.new_exception(m.builtin_class(m.image().stop_iteration), std::move(args)));
  return Turn::raised();
}

bool is_iterator(Machine& m, Value v) {
  if (v.is(Type::kCoroutine)) {
    return m.heap.coroutine(v).kind == CoroutineBody::Kind::kGenerator;
  }
  return v.is(Type::kIterator) ||
         !m.find_in_class(m.class_of(v), known(Known::kNext)).is_null();
}

Turn next(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kStart: break;
    case Resume::Kind::kValue: return Turn::done(resume.value);
    case Resume::Kind::kException: return pass_on(m, resume);
    case Resume::Kind::kExhausted: {
      const Value instead = frame.slots[1];
      if (instead.is_null()) return stop_iteration(m, resume.value);
      m.heap.release(resume.value);
      return Turn::done(m.heap.retain(instead));
    }
  }
  if (is_iterator(m, frame.slots[0])) return Turn::next(frame.slots[0]);
  m.raise_error("TypeError",
                fmt::format("'{}' object is not an iterator", m.type_name(frame.slots[0])));
  return Turn::raised();
}

// any() ends at the first true item, all() at the first false one.
template <bool kAny>
Turn any_or_all(Machine& m, FrameBody& frame, Resume resume) {
  const Owned item = own(m.heap, resume.value);
  switch (resume.kind) {
    case Resume::Kind::kException:
      m.raise_as_is(m.heap.retain(item.get()));
      return Turn::raised();
    case Resume::Kind::kExhausted: return Turn::done(Value::boolean(!kAny));
    case Resume::Kind::kValue: {
      bool failed = false;
      const bool truth = m.truth(item.get(), &failed);
      if (failed) return Turn::raised();
      if (truth == kAny) return Turn::done(Value::boolean(kAny));
      break;
    }
    case Resume::Kind::kStart: {
      const Value iterator = get_iterator(m, frame.slots[0]);
      if (iterator.is_null()) return Turn::raised();
      m.heap.assign(frame.slots[0], iterator);
      break;
    }
  }
  return Turn::next(frame.slots[0]);
}

Turn send(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kValue: return Turn::done(resume.value);
    case Resume::Kind::kException: return pass_on(m, resume);
    case Resume::Kind::kExhausted: return stop_iteration(m, resume.value);
    case Resume::Kind::kStart: break;
  }
  m.set_call(frame.slots[0], {&frame.slots[1], 1});
  return Turn{Turn::Kind::kSend, Value{}};
}

// throw(exception) or throw(class): a class is called first.
Turn throw_in(Machine& m, FrameBody& frame, Resume resume) {
  const bool making = frame.state == 1;
  switch (resume.kind) {
    case Resume::Kind::kException: return pass_on(m, resume);
    case Resume::Kind::kExhausted: return stop_iteration(m, resume.value);
    case Resume::Kind::kValue:
      if (!making) return Turn::done(resume.value);
      m.heap.assign(frame.slots[1], resume.value);
      break;
    case Resume::Kind::kStart:
      if (!is_exception_class(m, frame.slots[1])) break;
      frame.state = 1;
      m.set_call(frame.slots[1], {});
      return Turn::call();
  }
  frame.state = 2;
  if (!frame.slots[1].is(Type::kException)) {
    m.raise_error("TypeError",
                  fmt::format("exceptions must be classes or instances deriving from "
                              "BaseException, not {}",
                              m.type_name(frame.slots[1])));
    return Turn::raised();
  }
  m.set_call(frame.slots[0], {&frame.slots[1], 1});
  return Turn{Turn::Kind::kThrow, Value{}};
}

Turn get_next(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) return Turn::next(frame.slots[0]);
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kException) return pass_on(m, resume);
  return stop_iteration(m, resume.value);
}

}  // namespace

void add_generators(Library& library) {
  library.module("builtins")
      .turns("next", "iterator, default=?, /", next)
      .turns("any", "iterable, /", any_or_all<true>)
      .turns("all", "iterable, /", any_or_all<false>);
  library.hidden_class("generator", Type::kCoroutine)
      .method_turns("send", "arg, /", send)
      .method_turns("throw", "typ, /", throw_in)
      .method_turns("close", "", close_generator)
      .method_turns("__next__", "", get_next);
}

}  // namespace grove
