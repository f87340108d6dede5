#include "engine/runtime/kernel/frame_functions.h"

#include <utility>
#include <vector>

#include "engine/machine/interpreter/awaiting.h"
#include "engine/runtime/kernel/advance.h"

namespace grove {

namespace {

Value frames_outside(Machine& m, Args) {
  std::vector<Value> frames = Advance(kernel_of(m)).frames_outside();
  for (Value frame : frames) m.heap.retain(frame);
  return m.heap.new_tuple(std::move(frames));
}

}  // namespace

void add_frames_outside(Library& library) {
  library.internal_plain(kFramesOutside, "about", frames_outside);
}

}  // namespace grove
