// trio.run as programs see it.

#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove::trio {

namespace {

// trio.run(): parks the module until main has ended; main's value or exception is its own
// (semantics F1).
Turn run(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise(resume.value);
    return Turn::raised();
  }
  if (frame.state == 0 && trio_of(k).running) {
    m.raise_error("RuntimeError", "Attempted to call run() from inside a run()");
    return Turn::raised();
  }
  if (frame.state == 0) {
    bool failed = false;
    trio_of(k).strict = m.truth(frame.slots[2], &failed);
    if (failed) return Turn::raised();
    if (!trio_of(k).strict) warn_not_strict(k, "trio.run(..., strict_exception_groups=False)");
  }
  const Value async_fn = frame.slots[0];
  Value coroutine;
  Turn turn;
  if (!make_coroutine(m, frame, resume, async_fn, m.heap.tuple(frame.slots[1]).items, {}, {},
                      &coroutine, &turn)) {
    return turn;
  }
  TaskName names = task_name(k, async_fn, Value{});
  begin_run(k, coroutine, names.bare, std::move(names.library));
  frame.state = 1;
  return Turn::block();
}

}  // namespace

void add_run(Library& library) {
  library.module("trio").constant("__version__", Constant{std::string("0.34.0")});
  library.module("trio").turns("run", "async_fn, *args, strict_exception_groups=True", run);
}

}  // namespace grove::trio
