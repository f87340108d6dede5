#include "engine/runtime/trio/words.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/runtime/trio/clock.h"

namespace grove::trio {

const char* const kMisnestingAdvice =
    "\n"
    "This is probably a bug in your code, that has caused Trio's internal state to\n"
    "become corrupted. We'll do our best to recover, but from now on there are\n"
    "no guarantees.\n"
    "\n"
    "Typically this is caused by one of the following:\n"
    "  - yielding within a generator or async generator that's opened a cancel\n"
    "    scope or nursery (unless the generator is a @contextmanager or\n"
    "    @asynccontextmanager); see https://github.com/python-trio/trio/issues/638\n"
    "  - manually calling __enter__ or __exit__ on a trio.CancelScope, or\n"
    "    __aenter__ or __aexit__ on the object returned by trio.open_nursery();\n"
    "    doing so correctly is difficult and you should use @[async]contextmanager\n"
    "    instead, or maybe [Async]ExitStack\n"
    "  - using [Async]ExitStack to interleave the entries/exits of cancel scopes\n"
    "    and/or nurseries in a way that couldn't be achieved by some nesting of\n"
    "    'with' and 'async with' blocks\n"
    "  - using the low-level coroutine object protocol to execute some parts of\n"
    "    an async function in a different cancel scope/nursery context than\n"
    "    other parts\n"
    "If you don't believe you're doing any of these things, please file a bug:\n"
    "https://github.com/python-trio/trio/issues/new\n";

std::string scope_repr(Kernel& k, ScopeSlot slot) {
  const CancelScope& scope = trio_of(k).scope(slot);
  const char* binding = scope.status ? "active" : scope.entered ? "exited" : "unbound";
  std::string state;
  if (scope.cancel_called) {
    state = ", cancelled";
  } else if (scope.deadline != kNever && trio_of(k).running) {
    const double deadline = scope.far.is(Type::kFloat) ? scope.far.real
                            : scope.far.is(Type::kInt) ? static_cast<double>(scope.far.integer)
                                                       : on_clock(k, scope.deadline);
    const double left = deadline - clock_seconds(k);
    state = fmt::format(", deadline is {:.2f} seconds {}", std::abs(left),
                        left >= 0 ? "from now" : "ago");
  }
  return fmt::format("<trio.CancelScope at {:#x}, {}{}>", 0x7f5c00000000 + 64 * slot.index(),
                     binding, state);
}

std::string task_repr(Kernel& k, TaskSlot task) {
  Machine& m = k.machine;
  const Value object = k.task(task).object;
  const bool renamed = !object.is_null() && !m.heap.object(object).values.empty() &&
                       !m.heap.object(object).values[0].is_null();
  const Owned name = own(m.heap, renamed ? m.heap.retain(m.heap.object(object).values[0])
                                         : m.heap.new_str(trio_of(k).name_of(task)));
  return fmt::format("<Task {} at {:#x}>", m.repr_of(name.get()),
                     0x7f5a00000000 + 64 * task.index());
}

}  // namespace grove::trio
