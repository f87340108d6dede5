// The last wishes of what would have died: a generator that stands in the middle of its code runs
// its `finally` blocks, an instance its `__del__`; and warnings about what died, each a tuple of a
// function and its arguments. They are granted between two instructions, on
// top of whatever runs.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/interpreter.h"

namespace grove {

// Whether anything at all would be run to close it: it delegates, or stands in a block with a
// handler.
bool Interpreter::has_code_to_run(Value generator) {
  if (!generator.is(Type::kCoroutine)) return true;
  const FrameBody& f = heap_.frame(heap_.coroutine(generator).frame);
  if (f.native >= 0) return true;
  const Code& code = code_of(f);
  const int32_t at = f.pc - 1;
  if (at < 0) return false;
  if (code.instrs[static_cast<std::size_t>(at)].op == Op::kYieldOn) return true;
  return std::any_of(code.handlers.begin(), code.handlers.end(),
                     [&](const auto& handler) { return at >= handler.start && at < handler.end; });
}

void Interpreter::grant_last_wishes() {
  Value frame;
  while (!heap_.last_wishes.empty()) {
    std::vector<Value> wishes;
    wishes.swap(heap_.last_wishes);
    for (Value v : wishes) {
      const int32_t claimant = v.is(Type::kCoroutine) ? heap_.coroutine(v).claimant : 0;
      if (claimant != 0 && m_.host().adopt_async_generator(v, claimant)) continue;
      if (!has_code_to_run(v)) {
        heap_.release(v);
        continue;
      }
      if (frame.is_null()) frame = new_native_frame(kGrantWishes);
      heap_.frame(frame).slots.push_back(v);
    }
  }
  if (frame.is_null()) return;
  const Resume resume = std::exchange(stack_.resume, Resume{});
  FrameBody& f = heap_.frame(frame);
  f.scratch[0] = static_cast<int64_t>(resume.kind);
  f.slots.push_back(resume.value);
  // Never refused: a built-in's frame adds nothing to the depth.
  push_frame(frame);
}

namespace {

// As CPython's: an exception that no frame has raised is placed where it came up.
void place_at(Machine& m, Value exception, Value frame) {
  ExceptionBody& body = m.heap.exception(exception);
  if (!body.traceback.empty()) return;
  while (!frame.is_null() && m.heap.frame(frame).code < 0) frame = m.heap.frame(frame).back;
  if (frame.is_null()) return;
  body.traceback.push_back({m.heap.retain(frame), m.heap.frame(frame).pc - 1});
  m.heap.recharge(body);
}

// What came of GeneratorExit in a generator that nobody refers to any more; `below`: the frame that
// runs otherwise.
void take_closing(Machine& m, Value generator, Value below, Resume resume) {
  Owned value = own(m.heap, resume.value);
  if (resume.kind == Resume::Kind::kEnd) return;
  if (generator.is(Type::kTuple)) {
    if (resume.kind != Resume::Kind::kException) return;
    m.host().on_warning(fmt::format("Exception ignored in: <coroutine object {}>\n{}",
                                    m.str_of(m.heap.tuple(generator).items[1]),
                                    m.format_traceback(value.get())));
    return m.swallow(value.release());
  }
  if (generator.is(Type::kInstance)) {
    if (resume.kind != Resume::Kind::kException) return;
    m.report_unraisable(m.find_in_class(m.class_of(generator), known(Known::kDel)), value.get());
    return m.swallow(value.release());
  }
  if (resume.kind == Resume::Kind::kValue) {
    constexpr const char* kWords[] = {"coroutine", "generator", "async generator"};
    const auto kind = static_cast<std::size_t>(m.heap.coroutine(generator).kind);
    m.raise_error("RuntimeError", fmt::format("{} ignored GeneratorExit", kWords[kind]));
    value = own(m.heap, m.take_pending());
  } else if (m.is_instance(value.get(), m.exception_class("GeneratorExit"))) {
    return m.swallow(value.release());
  }
  place_at(m, value.get(), below);
  m.host().on_warning(fmt::format("Exception ignored in: {}\n{}", m.repr_of(generator),
                                  m.format_traceback(value.get())));
  m.swallow(value.release());
}

Turn grant_wishes(Machine& m, FrameBody& frame, Resume resume) {
  auto at = static_cast<std::size_t>(frame.state);
  if (resume.kind != Resume::Kind::kStart) {
    take_closing(m, frame.slots[at], frame.back, resume);
    m.heap.assign(frame.slots[at], Value{});
    at = static_cast<std::size_t>(++frame.state);
  }
  if (at + 1 < frame.slots.size()) {
    const Value dying = frame.slots[at];
    if (dying.is(Type::kInstance)) {
      m.set_call(m.find_in_class(m.class_of(dying), known(Known::kDel)), std::span(&dying, 1));
      return Turn::call();
    }
    if (dying.is(Type::kTuple)) {
      m.set_call(m.heap.tuple(dying).items[0], std::span(m.heap.tuple(dying).items).subspan(1));
      return Turn::call();
    }
    const Value exit = m.new_exception(m.exception_class("GeneratorExit"), {});
    return Turn::go_on(frame.slots[at], {Resume::Kind::kException, exit});
  }
  return Turn::give_back(
      {static_cast<Resume::Kind>(frame.scratch[0]), std::exchange(frame.slots.back(), Value{})});
}

// CPython's collector ends them in about the order in which they were made. scratch[0]: the next.
Turn let_go(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) {
    m.heap.assign(frame.slots[0], Value{});
    return Turn::of(Turn::Kind::kAgain, Value{});
  }
  while (frame.scratch[0] < static_cast<int64_t>(m.globals.size())) {
    m.heap.assign(m.globals[static_cast<std::size_t>(frame.scratch[0]++)], Value{});
    if (m.heap.anyone_died()) return Turn::of(Turn::Kind::kAgain, Value{});
  }
  return Turn::done(Value::none());
}

}  // namespace

Stack Machine::start_letting_go(Value uncaught) {
  Stack stack;
  const Owned owned = own(heap, uncaught);
  Interpreter(*this, stack).begin_step(kLetGo, std::span(&uncaught, 1));
  return stack;
}

void add_last_wishes(Library& library) {
  ENSURE(library.internal("last wishes", "", grant_wishes) == kGrantWishes,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("let go", "uncaught", let_go) == kLetGo,
         "the machine's own steps must be the first of a library");
}

}  // namespace grove
