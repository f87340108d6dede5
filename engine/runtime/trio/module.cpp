#include "engine/runtime/trio/module.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/machine/builtins/exceptions.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/idle.h"
#include "engine/runtime/trio/lowlevel.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/starting.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove {

void add_trio(Library& library) {
  trio::add_exceptions(library);
  trio::add_checkpoints(library);
  trio::add_cancel_scopes(library);
  trio::add_starting(library);
  trio::add_nurseries(library);
  trio::add_tasks(library);
  trio::add_lowlevel(library);
  trio::add_events(library);
  trio::add_locks(library);
  trio::add_conditions(library);
  trio::add_semaphores(library);
  trio::add_limiters(library);
  trio::add_channels(library);
  trio::add_parking_lots(library);
  trio::add_system_tasks(library);
  trio::add_idle(library);
  trio::add_run(library);
}

namespace trio {

Value class_named(Machine& machine, const char* name) {
  const Library& library = machine.library();
  int32_t index = library.find_class("trio", name);
  if (index < 0) index = library.find_class("trio.lowlevel", name);
  if (index < 0) index = library.find_class(kUnlisted + std::string(name));
  ENSURE(index >= 0, "a class of trio is used that was not added");
  return machine.builtin_class(index);
}

Runtime* in_task(Machine& machine) {
  Runtime& rt = runtime_of(machine);
  if (rt.in_task()) return &rt;
  machine.raise_error("RuntimeError", "must be called from async context");
  machine.heap.exception(machine.pending()).suppress_context = true;
  return nullptr;
}

bool to_seconds_arg(Machine& machine, Value value, double* seconds) {
  return machine.to_double(value, seconds);
}

bool to_timeout_arg(Machine& machine, Value value, double* seconds) {
  const bool number = value.is(Type::kInt) || value.is(Type::kBool) || value.is(Type::kFloat);
  if (!number) {
    machine.raise_error("TypeError", "'<' not supported between instances of '" +
                                         machine.type_name(value) + "' and 'int'");
    return false;
  }
  return to_seconds_arg(machine, value, seconds);
}

// Python's own words round it, and once for each line.
void warn_deprecated(Runtime& rt, const std::string& what) {
  const int32_t line = rt.machine.current_line();
  const std::pair<int32_t, std::string> warning(line, what);
  std::vector<std::pair<int32_t, std::string>>& shown = rt.trio.warned;
  if (line <= 0 || std::find(shown.begin(), shown.end(), warning) != shown.end()) return;
  shown.push_back(warning);
  const Program& program = rt.machine.program();
  std::string source = program.lines[static_cast<std::size_t>(line) - 1];
  source.erase(0, std::min(source.find_first_not_of(" \t\f"), source.size()));
  source.erase(source.find_last_not_of(" \t\f") + 1);
  rt.on_warning(program.file + ":" + std::to_string(line) + ": TrioDeprecationWarning: " + what +
                "\n  " + source + "\n");
}

void warn_not_strict(Runtime& rt, const char* call) {
  warn_deprecated(
      rt, std::string(call) +
              " is deprecated since Trio 0.25.0; use the default value of True and rewrite "
              "exception handlers to handle ExceptionGroups. See https://trio.readthedocs.io/en/"
              "stable/reference-core.html#designing-for-multiple-errors instead "
              "(https://github.com/python-trio/trio/issues/2929)");
}

Runtime* in_run(Machine& machine) {
  Runtime& rt = runtime_of(machine);
  if (rt.trio.running) return &rt;
  machine.raise_error("AttributeError", "'RunContext' object has no attribute 'runner'");
  return nullptr;
}

namespace {

// trio.run(): parks the module until main has ended; main's value or exception is its own
// (semantics F1).
Turn run(Machine& m, FrameBody& frame, Resume resume) {
  Runtime& rt = runtime_of(m);
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise(resume.value);
    return Turn::raised();
  }
  if (frame.state == 0 && rt.trio.running) {
    m.raise_error("RuntimeError", "Attempted to call run() from inside a run()");
    return Turn::raised();
  }
  if (frame.state == 0) {
    bool failed = false;
    rt.trio.strict = m.truth(frame.slots[2], &failed);
    if (failed) return Turn::raised();
    if (!rt.trio.strict) warn_not_strict(rt, "trio.run(..., strict_exception_groups=False)");
  }
  const Value async_fn = frame.slots[0];
  Value coroutine;
  Turn turn;
  if (!make_coroutine(m, frame, resume, async_fn, m.heap.tuple(frame.slots[1]).items, {}, {},
                      &coroutine, &turn)) {
    return turn;
  }
  TaskName names = task_name(rt, async_fn, Value{});
  rt.begin_trio_run(coroutine, names.bare, std::move(names.library));
  frame.state = 1;
  return Turn::block();
}

// Classes whose objects only Trio makes.
Value refuse_construction(Machine& m, Args args) {
  return m.raise_error("TypeError", m.class_display_name(args[0]) + " has no public constructor");
}

// The arguments of a Cancelled are its source, source_task and reason (semantics C16).
Value cancelled_argument(Machine& m, Value cancelled, std::size_t i) {
  return made_with(m, cancelled)[i];
}
template <std::size_t kField>
Value cancelled_field(Machine& m, Args args) {
  return m.heap.retain(cancelled_argument(m, args[0], kField));
}

Value cancelled_str(Machine& m, Args args) {
  std::string text = "cancelled due to " + m.str_of(cancelled_argument(m, args[0], 0));
  const Value task = cancelled_argument(m, args[0], 1), reason = cancelled_argument(m, args[0], 2);
  if (!reason.is_none()) text += " with reason " + m.repr_of(reason);
  if (!task.is_none()) text += " from task " + m.str_of(task);
  return m.heap.new_str(text);
}

Value cancelled_repr(Machine& m, Args args) {
  return m.heap.new_str("Cancelled(source=" + m.repr_of(cancelled_argument(m, args[0], 0)) +
                        ", source_task=" + m.repr_of(cancelled_argument(m, args[0], 1)) +
                        ", reason=" + m.repr_of(cancelled_argument(m, args[0], 2)) + ")");
}

}  // namespace

void add_run(Library& library) {
  library.module("trio").constant("__version__", Constant{std::string("0.34.0")});
  library.module("trio").turns("run", "async_fn, *args, strict_exception_groups=True", run);
}

void add_exceptions(Library& library) {
  library.exception("trio", "Cancelled", "BaseException")
      .cancellation()
      .constructor("*args", refuse_construction)
      .property("source", cancelled_field<0>)
      .property("source_task", cancelled_field<1>)
      .property("reason", cancelled_field<2>)
      .method("__str__", "", cancelled_str)
      .method("__repr__", "", cancelled_repr);
  library.exception("trio", "TrioDeprecationWarning", "FutureWarning");
  library.unlisted_class("attr.exceptions", "FrozenInstanceError", "AttributeError");
  library.exception("trio", "TooSlowError", "Exception");
  library.exception("trio", "TrioInternalError", "Exception");
  library.exception("trio", "WouldBlock", "Exception");
  library.exception("trio", "EndOfChannel", "Exception");
  library.exception("trio", "BrokenResourceError", "Exception");
  library.exception("trio", "ClosedResourceError", "Exception");
  library.exception("trio", "BusyResourceError", "Exception");
}

}  // namespace trio
}  // namespace grove
