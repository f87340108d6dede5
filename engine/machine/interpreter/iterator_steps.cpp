// Iterator steps: iterators whose next item takes turns, because it comes from a function or an
// iterator of the program: map, filter, iter(f, sentinel), and enumerate, zip over such; and the
// special methods by which an instance is iterated. Each step is a frame of its own.
#include <fmt/format.h>

#include <optional>

#include "engine/machine/core/machine.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"

namespace grove {

namespace {

using Kind = IteratorBody::Kind;

Turn raise_again(Machine& m, Resume resume) {
  m.raise_as_is(resume.value);
  return Turn::raised();
}

// --- Items from several sources: slots are the iterator, then the items that are there

// Asks sources until there is one item of each, counted from the one after the `skipped` first
// ones. Nothing: all are there; or kRaise; or kNext, to be resumed with the next item.
std::optional<Turn> gather(Machine& m, FrameBody& frame, std::size_t skipped) {
  const IteratorBody& it = m.heap.iterator(frame.slots[0]);
  while (frame.slots.size() - 1 < it.sources.size() - skipped) {
    const Value source = it.sources[frame.slots.size() - 1 + skipped];
    if (takes_turns(m, source)) return Turn::next(source);
    bool exhausted = false;
    const Value item = iterator_next(m, source, &exhausted);
    if (exhausted) return Turn::end();
    if (!item) return Turn::raised();
    frame.slots.push_back(item);
  }
  return {};
}

Value tuple_of_gathered(Machine& m, FrameBody& frame) {
  std::vector<Value> items(frame.slots.begin() + 1, frame.slots.end());
  frame.slots.resize(1);
  return m.heap.new_tuple(std::move(items));
}

// scratch[0]: 1 while strict zip looks for a longer source; scratch[1]: which.
Turn raise_uneven(Machine& m, std::size_t source, const char* how) {
  m.raise_error("ValueError", uneven_zip(source, how));
  return Turn::raised();
}

Turn check_all_ended(Machine& m, FrameBody& frame) {
  const IteratorBody& it = m.heap.iterator(frame.slots[0]);
  for (auto at = static_cast<std::size_t>(++frame.scratch[1]); at < it.sources.size(); ++at) {
    frame.scratch[1] = static_cast<int64_t>(at);
    if (takes_turns(m, it.sources[at])) return Turn::next(it.sources[at]);
    bool exhausted = false;
    const Owned item = own(m.heap, iterator_next(m, it.sources[at], &exhausted));
    if (item) return raise_uneven(m, at, "longer");
    if (!exhausted) return Turn::raised();
  }
  return Turn::end();
}

Turn step_zip(Machine& m, FrameBody& frame, Resume resume) {
  const bool strict = m.heap.iterator(frame.slots[0]).strict;
  const bool is_end = resume.kind == Resume::Kind::kEnd;
  if (frame.scratch[0] == 1) {
    m.heap.release(resume.value);
    return is_end ? check_all_ended(m, frame)
                  : raise_uneven(m, static_cast<std::size_t>(frame.scratch[1]), "longer");
  }
  if (resume.kind == Resume::Kind::kValue) frame.slots.push_back(resume.value);
  const std::optional<Turn> turn = is_end ? Turn::end() : gather(m, frame, 0);
  if (!turn) return Turn::done(tuple_of_gathered(m, frame));
  if (turn->kind != Turn::Kind::kEnd || !strict) return *turn;
  const std::size_t ended = frame.slots.size() - 1;
  if (ended > 0) return raise_uneven(m, ended, "shorter");
  frame.scratch[0] = 1;
  return check_all_ended(m, frame);
}

Turn step_enumerate(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kEnd) return Turn::end();
  IteratorBody& it = m.heap.iterator(frame.slots[0]);
  if (resume.kind == Resume::Kind::kStart) return Turn::next(it.sources[0]);
  Owned item = own(m.heap, resume.value);
  const Value number = next_number(m, it);
  return Turn::done(number ? m.heap.new_tuple({number, item.release()}) : Value{});
}

// sources: function, iterators. state: 0 while items are gathered, 1 while the function runs.
Turn step_map(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kEnd) return Turn::end();
  if (frame.state == 1) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kValue) frame.slots.push_back(resume.value);
  if (const std::optional<Turn> turn = gather(m, frame, 1)) return *turn;
  frame.state = 1;
  m.set_call(m.heap.iterator(frame.slots[0]).sources[0],
             std::span<const Value>(frame.slots).subspan(1));
  return Turn::call();
}

// sources: function or None, iterator; the item is in slots[1]. state: 1 while the function runs, 2
// while something of the program's is asked for its truth.
Turn step_filter(Machine& m, FrameBody& frame, Resume resume) {
  enum : int32_t { kGathers, kCalls, kAsks };
  if (resume.kind == Resume::Kind::kEnd) return Turn::end();
  const Value function = m.heap.iterator(frame.slots[0]).sources[0];
  Owned said;
  if (frame.state != kGathers) {
    said = own(m.heap, resume.value);
  } else if (resume.kind == Resume::Kind::kValue) {
    frame.slots.push_back(resume.value);
  }
  for (;;) {
    if (!said) {
      if (const std::optional<Turn> turn = gather(m, frame, 1)) return *turn;
      if (!function.is_none()) {
        frame.state = kCalls;
        m.set_call(function, std::span<const Value>(frame.slots).subspan(1));
        return Turn::call();
      }
      said = hold(m.heap, frame.slots[1]);
    }
    if (may_have_specials(said.get())) {
      frame.state = kAsks;
      const Value args[] = {said.get(), Value::boolean(false)};
      m.set_call(Value::of(Type::kNative, kTruthOperation), args);
      return Turn::call();
    }
    frame.state = kGathers;
    bool failed = false;
    const bool keep = truth_of(m, said.get(), &failed);
    if (failed) return Turn::raised();
    if (keep) return Turn::done(m.heap.retain(frame.slots[1]));
    said.reset();
    m.heap.release(frame.slots[1]);
    frame.slots.pop_back();
  }
}

// sources: function, sentinel; none once it has ended. StopIteration of the function ends it too.
Turn step_callable(Machine& m, FrameBody& frame, Resume resume) {
  std::vector<Value>& sources = m.heap.iterator(frame.slots[0]).sources;
  if (resume.kind == Resume::Kind::kStart) {
    if (sources.empty()) return Turn::end();
    m.set_call(sources[0], {});
    return Turn::call();
  }
  bool failed = false;
  bool ended = false;
  if (resume.kind == Resume::Kind::kException) {
    if (!m.is_instance(resume.value, m.exception_class("StopIteration"))) {
      return raise_again(m, resume);
    }
    m.swallow(resume.value);
    ended = true;
  } else {
    Owned result = own(m.heap, resume.value);
    ended = !sources.empty() && equal(m, sources[1], result.get(), &failed);
    if (failed) return Turn::raised();
    if (!ended) return Turn::done(result.release());
  }
  std::vector<Value> gone;
  gone.swap(sources);
  release_all(m, &gone);
  return Turn::end();
}

// `__getitem__` with 0, 1, … until IndexError; sources are empty once it has ended.
Turn step_by_index(Machine& m, FrameBody& frame, Resume resume) {
  IteratorBody& it = m.heap.iterator(frame.slots[0]);
  if (resume.kind == Resume::Kind::kValue) {
    ++it.position;
    return Turn::done(resume.value);
  }
  if (resume.kind == Resume::Kind::kException) {
    const bool is_end = m.is_instance(resume.value, m.exception_class("IndexError")) ||
                        m.is_instance(resume.value, m.exception_class("StopIteration"));
    if (!is_end) return raise_again(m, resume);
    m.swallow(resume.value);
    std::vector<Value> gone;
    gone.swap(it.sources);
    release_all(m, &gone);
  }
  if (it.sources.empty()) return Turn::end();
  const Value self = it.sources[0];
  const Value args[] = {self, Value::of_int(it.position)};
  m.set_call(m.find_in_class(m.class_of(self), known(Known::kGetitem)), args);
  return Turn::call();
}

Turn step_iterator(Machine& m, FrameBody& frame, Resume resume) {
  const Kind kind = m.heap.iterator(frame.slots[0]).kind;
  if (kind == Kind::kCallable) return step_callable(m, frame, resume);
  if (kind == Kind::kSequence) return step_by_index(m, frame, resume);
  if (resume.kind == Resume::Kind::kException) return raise_again(m, resume);
  switch (kind) {
    case Kind::kZip:
      return step_zip(m, frame, resume);
    case Kind::kEnumerate:
      return step_enumerate(m, frame, resume);
    case Kind::kMap:
      return step_map(m, frame, resume);
    default:
      return step_filter(m, frame, resume);
  }
}

// --- Instances

Turn iterate_by_call(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_again(m, resume);
  const Value self = frame.slots[0];
  if (resume.kind == Resume::Kind::kStart) {
    const Value method = m.find_in_class(m.class_of(self), known(Known::kIter));
    if (method.is_null()) {
      if (!m.find_in_class(m.class_of(self), known(Known::kGetitem)).is_null()) {
        return Turn::done(new_index_iterator(m, self));
      }
      m.raise_error("TypeError", fmt::format("'{}' object is not iterable", m.type_name(self)));
      return Turn::raised();
    }
    m.set_call(method, std::span(&self, 1));
    return Turn::call();
  }
  Owned iterator = own(m.heap, resume.value);
  if (is_iterator(m, iterator.get())) return Turn::done(iterator.release());
  m.raise_error("TypeError", fmt::format("iter() returned non-iterator of type '{}'",
                                         m.type_name(iterator.get())));
  return Turn::raised();
}

Turn next_by_call(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kException) {
    if (!m.is_instance(resume.value, m.exception_class("StopIteration"))) {
      return raise_again(m, resume);
    }
    const std::vector<Value>& args = m.heap.tuple(m.heap.exception(resume.value).args).items;
    const Value result = args.empty() ? Value::none() : m.heap.retain(args.front());
    m.swallow(resume.value);
    return Turn::end(result);
  }
  const Value self = frame.slots[0];
  const Value method = m.find_in_class(m.class_of(self), known(Known::kNext));
  if (method.is_null()) {
    m.raise_error("TypeError", fmt::format("'{}' object is not an iterator", m.type_name(self)));
    return Turn::raised();
  }
  m.set_call(method, std::span(&self, 1));
  return Turn::call();
}

// --- Closing

// A generator that delegates gets GeneratorExit: what it delegates to is closed first.
Turn close_delegate(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_again(m, resume);
  if (resume.kind == Resume::Kind::kStart) {
    const Owned close = own(m.heap, m.find_attribute(frame.slots[0], known(Known::kClose)));
    if (m.has_pending()) return Turn::raised();
    if (close) {
      m.set_call(close.get(), {});
      return Turn::call();
    }
  }
  m.heap.release(resume.value);
  m.raise_as_is(m.heap.retain(frame.slots[1]));
  return Turn::raised();
}

}  // namespace

void add_iterator_steps(Library& library) {
  const auto add = [&](const char* name, const char* signature, TurnFunction turn, int32_t wanted) {
    ENSURE(library.internal(name, signature, turn) == wanted,
           "the machine's own steps must be the first of a library");
  };
  add("close", "delegate, exception", close_delegate, kCloseDelegate);
  add("iter", "iterable", iterate_by_call, kIterateByCall);
  add("next", "iterator", next_by_call, kNextByCall);
  add("step", "iterator", step_iterator, kStepIterator);
}

}  // namespace grove
