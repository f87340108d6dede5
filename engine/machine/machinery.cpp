#include "engine/machine/machinery.h"

#include <fmt/format.h>

#include <cstdlib>
#include <span>

#include "engine/machine/library.h"
#include "engine/machine/machine.h"

namespace grove {

namespace {

// Calls __init__; then the instance is the result.
Turn construct(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kStart) {
    const auto positional = static_cast<std::size_t>(frame.scratch[0]);
    const auto keywords = static_cast<std::size_t>(frame.scratch[1]);
    const std::span<const Value> slots = frame.slots;
    std::vector<Value> args{slots[0]};
    args.insert(args.end(), slots.begin() + 2, slots.begin() + 2 + positional);
    m.set_call(slots[1], args, slots.subspan(2 + positional, keywords),
               slots.subspan(2 + positional + keywords, keywords));
    return Turn::call();
  }
  const Owned result = own(m.heap, resume.value);
  if (!result.get().is_none()) {
    m.raise_error("TypeError", fmt::format("__init__() should return None, not '{}'",
                                           m.type_name(result.get())));
    return Turn::raised();
  }
  return Turn::done(m.heap.retain(frame.slots[0]));
}

// Calls the classes among exception and cause, then raises.
Turn raise_made(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kValue) {
    m.heap.assign(frame.slots[static_cast<std::size_t>(frame.state)], resume.value);
    ++frame.state;
  }
  for (; frame.state < 2; ++frame.state) {
    const Value v = frame.slots[static_cast<std::size_t>(frame.state)];
    if (!is_exception_class(m, v)) continue;
    m.set_call(v, {});
    return Turn::call();
  }
  raise_from(m, std::exchange(frame.slots[0], Value{}), std::exchange(frame.slots[1], Value{}));
  return Turn::raised();
}

// The values of a generator in a list, in place of the generator.
Turn drain(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kException: m.raise_as_is(resume.value); return Turn::raised();
    case Resume::Kind::kStart: frame.slots.push_back(m.heap.new_list({})); break;
    case Resume::Kind::kExhausted:
      m.heap.release(resume.value);
      return Turn::done(m.heap.retain(frame.slots[1]));
    case Resume::Kind::kValue:
      m.heap.list(frame.slots[1]).items.push_back(resume.value);
      m.heap.recharge(frame.slots[1]);
      break;
  }
  const auto count = static_cast<int64_t>(m.heap.list(frame.slots[1]).items.size());
  if (count == frame.scratch[0]) return Turn::done(m.heap.retain(frame.slots[1]));
  return Turn::next(frame.slots[0]);
}

// value in generator: up to where it is found.
Turn search(Machine& m, FrameBody& frame, Resume resume) {
  const bool negate = frame.scratch[0] != 0;
  const Owned value = own(m.heap, resume.value);
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(m.heap.retain(value.get()));
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kExhausted) return Turn::done(Value::boolean(negate));
  if (resume.kind == Resume::Kind::kValue && m.equal(frame.slots[1], value.get())) {
    return Turn::done(Value::boolean(!negate));
  }
  return Turn::next(frame.slots[0]);
}

// zip(strict=True) over things of different lengths: argument `i` has ended too early or too late.
Turn uneven(Machine& m, std::size_t i, const char* how) {
  m.raise_error("ValueError",
                fmt::format("zip() argument {} is {} than argument{}{}", i + 1, how,
                            i == 1 ? " " : "s 1-", i));
  return Turn::raised();
}

// The next item of an enumerate or zip over generators. `state` is the source that was asked last,
// from 1; a negative one: after the end, whether it has more than the first (zip(strict=True)).
Turn pull(Machine& m, FrameBody& frame, Resume resume) {
  IteratorBody& it = m.heap.iterator(frame.slots[0]);
  const std::size_t count = it.sources.size();
  const auto asked = static_cast<std::size_t>(std::abs(frame.state)) - 1;
  switch (resume.kind) {
    case Resume::Kind::kException: m.raise_as_is(resume.value); return Turn::raised();
    case Resume::Kind::kStart: break;
    case Resume::Kind::kValue:
      frame.slots.push_back(resume.value);
      if (frame.state < 0) return uneven(m, asked, "longer");
      break;
    case Resume::Kind::kExhausted:
      m.heap.release(resume.value);
      if (it.strict && asked > 0 && frame.state > 0) return uneven(m, asked, "shorter");
      if (!it.strict || asked + 1 == count) return Turn::end();
      if (frame.state > 0) frame.state = -frame.state;
      break;
  }
  if (frame.state >= 0 && static_cast<std::size_t>(frame.state) == count) {
    if (count == 0) return Turn::end();
    std::vector<Value> items(frame.slots.begin() + 1, frame.slots.end());
    frame.slots.resize(1);
    if (it.kind == IteratorBody::Kind::kEnumerate) {
      items.insert(items.begin(), Value::of_int(it.position++));
    }
    return Turn::done(m.heap.new_tuple(std::move(items)));
  }
  frame.state += frame.state < 0 ? -1 : 1;
  return Turn::next(it.sources[static_cast<std::size_t>(std::abs(frame.state)) - 1]);
}

// Goes through the generators among the arguments, then makes the call. `state` is the argument
// that comes next; a list that is being filled stands behind all slots.
Turn prepare(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const auto end = static_cast<int32_t>(frame.scratch[0]);
  if (frame.state > end) return Turn::done(resume.value);
  const auto at = static_cast<std::size_t>(frame.state);
  if (resume.kind == Resume::Kind::kExhausted) {
    m.heap.release(resume.value);
    m.heap.assign(frame.slots[at], frame.slots.back());
    frame.slots.pop_back();
    ++frame.state;
  } else if (resume.kind == Resume::Kind::kValue) {
    m.heap.list(frame.slots.back()).items.push_back(resume.value);
    m.heap.recharge(frame.slots.back());
    return Turn::next(frame.slots[at]);
  }
  for (; frame.state < end; ++frame.state) {
    const Value v = frame.slots[static_cast<std::size_t>(frame.state)];
    const bool is_generator = v.is(Type::kCoroutine) && m.heap.coroutine(v).kind ==
                                                            CoroutineBody::Kind::kGenerator;
    if (!is_generator && !v.is(Type::kIterator)) continue;
    frame.slots.push_back(m.heap.new_list({}));
    return Turn::next(v);
  }
  ++frame.state;
  const std::span<const Value> slots = frame.slots;
  const auto keywords = static_cast<std::size_t>(frame.scratch[1]);
  const auto positional_end = static_cast<std::size_t>(end);
  m.set_call(slots[0], slots.subspan(1, positional_end - 1),
             slots.subspan(positional_end, keywords),
             slots.subspan(positional_end + keywords, keywords));
  return Turn::call();
}

// A generator that nobody holds any more is closed; what that raises can reach nobody.
Turn close_abandoned(Machine& m, FrameBody& frame, Resume resume) {
  const Turn turn = close_generator(m, frame, resume);
  if (turn.kind != Turn::Kind::kRaise) return turn;
  const Owned error = own(m.heap, m.take_pending());
  m.host().on_warning(fmt::format("Exception ignored in: {}\n{}", m.repr_of(frame.slots[0]),
                                  m.format_traceback(error.get())));
  return Turn::done(Value::none());
}

// A coroutine that never ran is put away without the warning.
Value close_coroutine(Machine& m, Args args) {
  CoroutineBody& body = m.heap.coroutine(args[0]);
  if (!body.started) {
    body.started = true;
    m.heap.assign(body.frame, Value{});
  }
  if (body.frame.is_null()) return Value::none();
  return m.raise_error("RuntimeError", "a coroutine that has begun cannot be closed here");
}

}  // namespace

Turn close_generator(Machine& m, FrameBody& frame, Resume resume) {
  const Owned value = own(m.heap, resume.value);
  CoroutineBody& body = m.heap.coroutine(frame.slots[0]);
  switch (resume.kind) {
    case Resume::Kind::kStart: {
      if (!body.started) m.heap.assign(body.frame, Value{});
      if (body.frame.is_null()) break;
      const Owned exit = own(m.heap, m.new_exception(m.exception_class("GeneratorExit"), {}));
      const Value thrown = exit.get();
      m.set_call(frame.slots[0], {&thrown, 1});
      return Turn{Turn::Kind::kThrow, Value{}};
    }
    case Resume::Kind::kValue:
      m.raise_error("RuntimeError", "generator ignored GeneratorExit");
      return Turn::raised();
    case Resume::Kind::kException:
      if (m.is_instance(value.get(), m.exception_class("GeneratorExit"))) break;
      m.raise_as_is(m.heap.retain(value.get()));
      return Turn::raised();
    case Resume::Kind::kExhausted: break;
  }
  return Turn::done(Value::none());
}

void add_machinery(Library& library) {
  library.hidden_class("traceback", Type::kObject);
  library.hidden_class("coroutine", Type::kCoroutine);
  library.hidden_class("generator", Type::kCoroutine);
  library.hidden_class("async_generator", Type::kCoroutine);
  ENSURE(library.classes().size() == kAsyncGeneratorClass + 1,
         "the machine's own classes must follow object and type");
  ENSURE(library.internal("construct", "", construct) == kConstruct,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("raise", "", raise_made) == kRaiseMade,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("drain", "", drain) == kDrain &&
             library.internal("search", "", search) == kSearch &&
             library.internal("prepare", "", prepare) == kPrepare &&
             library.internal("close", "", close_abandoned) == kClose &&
             library.internal("pull", "", pull) == kPull,
         "the machine's own steps must be the first of a library");
  library.hidden_class("coroutine", Type::kCoroutine).method("close", "", close_coroutine);
}

bool is_exception_class(Machine& m, Value value) {
  return value.is(Type::kClass) && m.is_subclass(value, m.builtin_class(m.image().base_exception));
}

void raise_from(Machine& m, Value exception, Value cause) {
  Owned e = own(m.heap, exception), c = own(m.heap, cause);
  if (!exception.is(Type::kException)) {
    m.raise_error("TypeError", "exceptions must derive from BaseException");
    return;
  }
  if (c) {
    if (!cause.is_none() && !cause.is(Type::kException)) {
      m.raise_error("TypeError", "exception causes must derive from BaseException");
      return;
    }
    ExceptionBody& body = m.heap.exception(exception);
    m.heap.assign(body.cause, cause.is_none() ? Value{} : c.release());
    body.suppress_context = true;
  }
  m.raise(e.release());
}

}  // namespace grove
