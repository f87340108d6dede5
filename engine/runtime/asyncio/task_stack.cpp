// Where a task stands: Task.get_stack() and print_stack().

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/text/standard_streams.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

// The innermost frames, `limit` of them, or of what ended it the outermost; oldest first. Borrowed;
// false with an error pending.
bool frames_of(Machine& m, Value task, Value limit_given, std::vector<Value>* frames) {
  std::size_t limit = std::numeric_limits<std::size_t>::max();
  if (!limit_given.is_none()) {
    if (!limit_given.is(Type::kInt))
      return m.raise_error("TypeError", "limit is not an int"), false;
    limit = static_cast<std::size_t>(std::max<int64_t>(0, limit_given.integer));
  }
  Kernel& k = kernel_of(m);
  const AioFuture& f = future_of(k, task);
  const Value coroutine = asyncio_of(k).task(f.task).coroutine;
  const Value own = coroutine.is(Type::kCoroutine) ? own_frame(m, coroutine) : Value{};
  if (!own.is_null()) {
    if (is_executing(m, coroutine)) {
      *frames = program_frames(m, own);
    } else if (m.heap.frame(own).code >= 0) {
      frames->push_back(own);
    }
    frames->resize(std::min(frames->size(), limit));
    std::reverse(frames->begin(), frames->end());
  } else if (!f.exception.is_null()) {
    const auto& entries = m.heap.exception(f.exception).traceback;
    for (auto it = entries.rbegin(); it != entries.rend() && frames->size() < limit; ++it) {
      frames->push_back(it->frame);
    }
  }
  return true;
}

// get_stack(*, limit=None)
Value get_stack(Machine& m, Args args) {
  std::vector<Value> frames;
  if (!frames_of(m, args[0], args[1], &frames)) return {};
  for (Value frame : frames) m.heap.retain(frame);
  return m.heap.new_list(std::move(frames));
}

std::string frame_text(Machine& m, Value frame) {
  const Program& program = m.program();
  const int32_t line = m.line_of(m.heap.frame(frame));
  if (line < 1) return "";  // of the library's
  const std::string& source = program.lines[static_cast<std::size_t>(line - 1)];
  const std::size_t start = std::min(source.find_first_not_of(" \t\f"), source.size());
  return fmt::format("  File \"{}\", line {}, in {}\n    {}\n", program.file, line,
                     program.codes[static_cast<std::size_t>(m.heap.frame(frame).code)].name,
                     source.substr(start));
}

// As CPython's print_stack(): of a task that failed as a traceback. In three parts, because with no
// file given the frames go to standard error, and what stands round them to standard output.
struct StackText {
  std::string head, frames, error;
};

StackText stack_text(Machine& m, Value task, const std::vector<Value>& frames) {
  Kernel& k = kernel_of(m);
  const Value exception = future_of(k, task).exception;
  const char* what = frames.empty()        ? "No stack for "
                     : exception.is_null() ? "Stack for "
                                           : "Traceback for ";
  StackText text;
  text.head = what + future_repr(k, task);
  text.head += frames.empty() ? "\n" : " (most recent call last):\n";
  for (Value frame : frames) text.frames += frame_text(m, frame);
  if (exception.is_null()) return text;
  const std::string message = m.exception_message(exception);
  text.error =
      m.class_display_name(m.class_of(exception)) + (message.empty() ? "" : ": ") + message + "\n";
  return text;
}

// print_stack(*, limit=None, file=None)
Turn print_stack(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) {
    m.heap.release(resume.value);
    return Turn::done(Value::none());
  }
  std::vector<Value> frames;
  if (!frames_of(m, frame.slots[0], frame.slots[1], &frames)) return Turn::raised();
  const StackText text = stack_text(m, frame.slots[0], frames);
  const Value file = frame.slots[2];
  const StandardStream stream = standard_stream(m, file);
  if (file.is_none()) {
    write_to(m, StandardStream::kOutput, text.head, "");
    if (!text.frames.empty()) write_to(m, StandardStream::kError, text.frames, "");
    if (!text.error.empty()) write_to(m, StandardStream::kOutput, text.error, "");
    return Turn::done(Value::none());
  }
  if (stream != StandardStream::kNone) {
    write_to(m, stream, text.head + text.frames + text.error, "");
    return Turn::done(Value::none());
  }
  const Owned write = own(m.heap, m.get_attribute(file, m.symbols.intern("write")));
  if (!write) return Turn::raised();
  const Owned shown = own(m.heap, m.heap.new_str(text.head + text.frames + text.error));
  const Value given = shown.get();
  m.set_call(write.get(), {&given, 1});
  frame.state = 1;
  return Turn::call();
}

}  // namespace

void add_task_stacks(Library& library) {
  library.klass("asyncio", "Task", Type::kObject, "Future")
      .method("get_stack", "*, limit=None", get_stack)
      .method_turns("print_stack", "*, limit=None, file=None", print_stack);
}

}  // namespace grove::aio
