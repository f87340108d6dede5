// The last wishes of what would have died: a generator that stands in the middle of its code runs
// its `finally` blocks. They are granted between two instructions, on top of whatever runs.
#include "engine/machine/interpreter.h"
#include "engine/machine/machinery.h"

namespace grove {

// Whether anything at all would be run to close it: it delegates, or stands in a block with a
// handler.
bool Interpreter::has_code_to_run(Value generator) {
  const FrameBody& f = heap_.frame(heap_.coroutine(generator).frame);
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

}  // namespace grove
