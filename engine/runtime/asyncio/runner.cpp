// asyncio.run and Runner (semantics G11, G12): a loop of its own, and its end.

#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/executor.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/gather.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/open_generators.h"
#include "engine/runtime/asyncio/policies.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/runs.h"
#include "engine/runtime/asyncio/sockets.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

// Values of a Runner's object.
enum RunnerValue : std::size_t { kState, kDebug, kFactory, kLoop, kSetsCurrent, kContext };
enum RunnerState : int64_t { kCreated, kInitialized, kClosed };

Value& field(Machine& m, Value runner, RunnerValue which) {
  return m.heap.object(runner).values[which];
}

Value new_runner(Machine& m, Value klass, Value debug, Value factory) {
  const Value runner = m.new_object(klass, -1);
  m.heap.object(runner).values = {Value::of_int(kCreated), m.heap.retain(debug),
                                  m.heap.retain(factory),  Value::none(),
                                  Value::boolean(false),   Value{}};
  return runner;
}

Value construct(Machine& m, Args args) { return new_runner(m, args[0], args[1], args[2]); }

bool finish_init(Machine& m, Value runner, Value loop) {
  m.heap.assign(field(m, runner, kLoop), loop);
  const Value debug = field(m, runner, kDebug);
  bool failed = false;
  if (!debug.is_none()) {
    const bool on = m.truth(debug, &failed);
    asyncio_of(kernel_of(m)).loop(m.heap.object(loop).id).debug = on;
  }
  field(m, runner, kState) = Value::of_int(kInitialized);
  // A run sees what the runs before it have set.
  m.heap.assign(field(m, runner, kContext), dict_copy(m, m.context()));
  return !failed;
}

// Without a factory of the program's.
bool initialize_plainly(Machine& m, Value runner) {
  Kernel& k = kernel_of(m);
  const int32_t loop = new_loop(k);
  if (!field(m, runner, kSetsCurrent).integer) {
    asyncio_of(k).current_loop = loop;
    asyncio_of(k).current_loop_set = true;
    field(m, runner, kSetsCurrent) = Value::boolean(true);
  }
  return finish_init(m, runner, m.heap.retain(loop_object(k, loop)));
}

// *turn is to be returned: false.
bool call_policy(Machine& m, const char* name, std::span<const Value> args, Turn* turn) {
  const Owned method = own(m.heap, policy_method(m, name));
  *turn = Turn::raised();
  if (!method) return false;
  m.set_call(method.get(), args);
  *turn = Turn::call();
  return false;
}

// _lazy_init(). False: *turn is to be returned, a call of the program's factory, after which it is
// asked again with what that gave.
bool initialize(Machine& m, FrameBody& frame, Resume* resume, Turn* turn) {
  constexpr int32_t kCallsFactory = 60, kSetsLoop = 61;
  const Value runner = frame.slots[0];
  *turn = Turn::raised();
  if (frame.state == kCallsFactory) {
    const Resume made = std::exchange(*resume, Resume{});
    if (made.kind == Resume::Kind::kException) return m.raise_as_is(made.value), false;
    if (loop_of(m, made.value) < 0) {
      m.heap.release(made.value);
      return m.raise_error("TypeError", "a loop_factory has to return an event loop"), false;
    }
    frame.state = 0;
    const bool is_current = field(m, runner, kSetsCurrent).integer != 0;
    if (!field(m, runner, kFactory).is_none() || is_current) {
      return finish_init(m, runner, made.value);
    }
    m.heap.assign(field(m, runner, kLoop), made.value);
    frame.state = kSetsLoop;
    return call_policy(m, "set_event_loop", {&made.value, 1}, turn);
  }
  if (frame.state == kSetsLoop) {
    const Resume set = std::exchange(*resume, Resume{});
    if (set.kind == Resume::Kind::kException) return m.raise_as_is(set.value), false;
    m.heap.release(set.value);
    frame.state = 0;
    field(m, runner, kSetsCurrent) = Value::boolean(true);
    return finish_init(m, runner, std::exchange(field(m, runner, kLoop), Value::none()));
  }
  const int64_t state = field(m, runner, kState).integer;
  if (state == kClosed) return m.raise_error("RuntimeError", "Runner is closed"), false;
  if (state == kInitialized) return true;
  if (!field(m, runner, kFactory).is_none()) {
    m.set_call(field(m, runner, kFactory), {});
    frame.state = kCallsFactory;
    *turn = Turn::call();
    return false;
  }
  if (asyncio_of(kernel_of(m)).policy.is_null()) return initialize_plainly(m, runner);
  frame.state = kCallsFactory;
  return call_policy(m, "new_event_loop", {}, turn);
}

// --- run ---

// CancelledError after control-C is a KeyboardInterrupt, unless somebody else cancelled main too.
Turn finish_run(Machine& m, Value runner, Resume resume) {
  Kernel& k = kernel_of(m);
  AioLoop& loop = asyncio_of(k).loop(m.heap.object(field(m, runner, kLoop)).id);
  const TaskSlot main = std::exchange(loop.main, TaskSlot{});
  const int32_t interrupts = std::exchange(loop.interrupts, 0);
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  if (interrupts > 0 && m.is_instance(resume.value, m.exception_class(kCancelledError))) {
    if (uncancel(k, main) == 0) {
      const Value interrupt = m.new_exception(m.exception_class("KeyboardInterrupt"), {});
      m.heap.exception(interrupt).context = resume.value;
      m.raise_as_is(interrupt);
      return Turn::raised();
    }
  }
  m.raise_as_is(resume.value);
  return Turn::raised();
}

// run(coro, *, context=None)
Turn run(Machine& m, FrameBody& frame, Resume resume) {
  const Value runner = frame.slots[0];
  if (frame.state == 1) return finish_run(m, runner, resume);
  Kernel& k = kernel_of(m);
  if (frame.state == 0) {
    if (!is_coroutine(m, frame.slots[1])) {
      m.raise_error("ValueError", "a coroutine was expected, got " + m.repr_of(frame.slots[1]));
      return Turn::raised();
    }
    if (asyncio_of(k).running_loop >= 0) {
      m.raise_error("RuntimeError", "Runner.run() cannot be called from a running event loop");
      return Turn::raised();
    }
  }
  Turn turn;
  if (!initialize(m, frame, &resume, &turn)) return turn;
  const int32_t loop = m.heap.object(field(m, runner, kLoop)).id;
  if (!check_closed(m, loop)) return Turn::raised();
  Value context;
  const bool is_given = frame.slots.size() > 2 && !frame.slots[2].is_none();
  if (is_given && !context_argument(m, frame.slots[2], &context)) return Turn::raised();
  if (!is_given) context = m.heap.retain(field(m, runner, kContext));
  const Owned task =
      own(m.heap, create_task(m, NewTask{.loop = loop, .coroutine = frame.slots[1], .name = {}}));
  if (!task) return m.heap.release(context), Turn::raised();
  m.heap.assign(k.task(future_of(k, task.get()).task).stack.context, context);
  asyncio_of(k).loop(loop).main = future_of(k, task.get()).task;
  asyncio_of(k).loop(loop).interrupts = 0;
  frame.slots.push_back(
      m.heap.retain(task.get()));  // how often it was cancelled is asked at the end
  const Value args[] = {field(m, runner, kLoop), task.get()};
  frame.state = 1;
  return call_turns(m, run_until_complete, args);
}

// --- close ---

enum CloseState : int32_t { kCancels = 1, kShutsGenerators, kShutsThreads, kAsksPolicy, kAsksLoop };
// Slot 1: a list of the tasks that were cancelled. Last, while the policy is asked: the outcome.

Turn begin_shutdown_task(Machine& m, FrameBody& frame, CloseState state) {
  frame.state = state;
  const Value loop_value = field(m, frame.slots[0], kLoop);
  const int32_t loop = m.heap.object(loop_value).id;
  Owned coroutine;
  if (state == kShutsThreads) coroutine = own(m.heap, executor_shutdown(m, loop));
  if (state == kShutsGenerators && any_generator_open(kernel_of(m))) {
    const auto native = static_cast<uint32_t>(m.library().find_native(shutdown_asyncgens));
    coroutine = own(m.heap, m.make_coroutine(Value::of(Type::kNative, native), {&loop_value, 1}));
  }
  if (m.has_pending()) return Turn::raised();
  const Value args[] = {loop_value, coroutine.get()};
  if (coroutine) return call_turns(m, run_until_complete, args);
  // Tasks in which there is nothing to do.
  return call_turns(m, run_shutdown_task, {args, 1});
}

// A loop of the program's may shut its generators down itself.
Turn shut_generators(Machine& m, FrameBody& frame) {
  const Value loop = field(m, frame.slots[0], kLoop);
  const Owned method = own(m.heap, m.get_attribute(loop, m.symbols.intern("shutdown_asyncgens")));
  if (!method) return Turn::raised();
  const bool is_ours =
      method.get().is(Type::kMethod) && m.heap.method(method.get()).function.is(Type::kNative);
  if (is_ours) return begin_shutdown_task(m, frame, kShutsGenerators);
  m.set_call(method.get(), {});
  frame.state = kAsksLoop;
  return Turn::call();
}

Turn cancel_all_tasks(Machine& m, FrameBody& frame, int32_t loop) {
  Kernel& k = kernel_of(m);
  const Value list = m.heap.new_list({});
  for (Value task : tasks_of(k, loop)) m.heap.append(list, m.heap.retain(task));
  frame.slots.push_back(list);
  const std::vector<Value>& tasks = m.heap.list(list).items;
  if (tasks.empty()) return shut_generators(m, frame);
  for (Value task : tasks) cancel(k, task, Value::none());
  const Owned outer = own(m.heap, gather(m, tasks, true));
  if (!outer) return Turn::raised();
  const Value args[] = {field(m, frame.slots[0], kLoop), outer.get()};
  frame.state = kCancels;
  return call_turns(m, run_until_complete, args);
}

void report_errors(Machine& m, Value list, int32_t loop) {
  Kernel& k = kernel_of(m);
  for (Value task : m.heap.list(list).items) {
    AioFuture& f = future_of(k, task);
    if (is_cancelled(f)) continue;
    f.log_traceback = false;
    if (f.exception.is_null()) continue;
    call_exception_handler(k, loop,
                           new_context(m, "unhandled exception during asyncio.run() shutdown",
                                       {{"exception", f.exception}, {"task", task}}));
  }
}

Turn close_loop(Machine& m, Value runner, Resume resume) {
  Kernel& k = kernel_of(m);
  const Owned loop = own(m.heap, std::exchange(field(m, runner, kLoop), Value::none()));
  field(m, runner, kState) = Value::of_int(kClosed);
  if (!asyncio_of(k).loop(m.heap.object(loop.get()).id).closed) {
    forget_sockets(k, m.heap.object(loop.get()).id);
    close(k, m.heap.object(loop.get()).id);
  }
  if (resume.kind == Resume::Kind::kValue) {
    m.heap.release(resume.value);
    return Turn::done(Value::none());
  }
  m.raise_as_is(resume.value);
  return Turn::raised();
}

// No loop is the current one any more.
Turn finish_close(Machine& m, FrameBody& frame, Resume resume) {
  const Value runner = frame.slots[0];
  Asyncio& aio = asyncio_of(kernel_of(m));
  if (!field(m, runner, kSetsCurrent).integer) return close_loop(m, runner, resume);
  if (aio.policy.is_null()) {
    aio.current_loop = -1;
    return close_loop(m, runner, resume);
  }
  frame.scratch[0] = static_cast<int64_t>(resume.kind);
  frame.slots.push_back(resume.value);
  frame.state = kAsksPolicy;
  const Value none = Value::none();
  Turn turn;
  call_policy(m, "set_event_loop", {&none, 1}, &turn);
  return turn;
}

Turn policy_answered(Machine& m, FrameBody& frame, Resume answer) {
  if (answer.kind == Resume::Kind::kException) return m.raise_as_is(answer.value), Turn::raised();
  m.heap.release(answer.value);
  const Value outcome = std::exchange(frame.slots.back(), Value::none());
  return close_loop(m, frame.slots[0],
                    Resume{static_cast<Resume::Kind>(frame.scratch[0]), outcome});
}

Turn close_runner(Machine& m, FrameBody& frame, Resume resume) {
  const Value runner = frame.slots[0];
  if (frame.state == kAsksPolicy) return policy_answered(m, frame, resume);
  if (frame.state == 0) {
    if (field(m, runner, kState).integer != kInitialized) return Turn::done(Value::none());
    return cancel_all_tasks(m, frame, m.heap.object(field(m, runner, kLoop)).id);
  }
  if (resume.kind == Resume::Kind::kException || frame.state == kShutsThreads) {
    return finish_close(m, frame, resume);
  }
  if (frame.state == kAsksLoop) {
    const Owned coroutine = own(m.heap, resume.value);
    const Value args[] = {field(m, runner, kLoop), coroutine.get()};
    frame.state = kShutsGenerators;
    return call_turns(m, run_until_complete, args);
  }
  m.heap.release(resume.value);
  if (frame.state == kShutsGenerators) return begin_shutdown_task(m, frame, kShutsThreads);
  report_errors(m, frame.slots.back(), m.heap.object(field(m, runner, kLoop)).id);
  return shut_generators(m, frame);
}

// --- As a context manager ---

Turn enter_runner(Machine& m, FrameBody& frame, Resume resume) {
  Turn turn;
  if (!initialize(m, frame, &resume, &turn)) return turn;
  return Turn::done(m.heap.retain(frame.slots[0]));
}

Turn get_loop(Machine& m, FrameBody& frame, Resume resume) {
  Turn turn;
  if (!initialize(m, frame, &resume, &turn)) return turn;
  return Turn::done(m.heap.retain(field(m, frame.slots[0], kLoop)));
}

// --- asyncio.run(main, *, debug=None) ---

enum ModuleRunState : int32_t { kEnters = 1, kRuns, kCloses, kClosesAfterError };
// Slots: main, debug, the runner, the outcome.

Turn run_function(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) {
    Kernel& k = kernel_of(m);
    if (asyncio_of(k).running_loop >= 0 || running_loop_or_none(k) >= 0) {
      m.raise_error("RuntimeError", "asyncio.run() cannot be called from a running event loop");
      return Turn::raised();
    }
    frame.slots.push_back(new_runner(m, class_named(m, "Runner"), frame.slots[1], Value::none()));
    if (!asyncio_of(k).policy.is_null()) {
      frame.state = kEnters;
      return call_turns(m, enter_runner, {&frame.slots[2], 1});
    }
    if (!initialize_plainly(m, frame.slots[2])) return Turn::raised();
  }
  if (frame.state == kEnters) {
    if (resume.kind == Resume::Kind::kException) return m.raise_as_is(resume.value), Turn::raised();
    m.heap.release(resume.value);
  }
  if (frame.state <= kEnters) {
    const Value args[] = {frame.slots[2], frame.slots[0]};
    frame.state = kRuns;
    return call_turns(m, run, args);
  }
  if (frame.state == kRuns) {
    frame.state = resume.kind == Resume::Kind::kValue ? kCloses : kClosesAfterError;
    frame.slots.push_back(resume.value);
    // It is being handled while the runner closes.
    if (frame.state == kClosesAfterError) m.heap.assign(frame.handled, m.heap.retain(resume.value));
    return call_turns(m, close_runner, {&frame.slots[2], 1});
  }
  const Value outcome = std::exchange(frame.slots[3], Value{});
  const bool raised = frame.state == kClosesAfterError;
  if (resume.kind == Resume::Kind::kException) {
    if (raised) {
      m.heap.assign(m.heap.exception(resume.value).context, outcome);
    } else {
      m.heap.release(outcome);
    }
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  m.heap.release(resume.value);
  if (!raised) return Turn::done(outcome);
  m.raise_as_is(outcome);
  return Turn::raised();
}

}  // namespace

void add_runner(Library& library) {
  library.module("asyncio").shown_as("asyncio.runners");
  library.klass("asyncio", "Runner")
      .open()
      .constructor("*, debug=None, loop_factory=None", construct)
      .initializer("*, debug=None, loop_factory=None", initialize<construct>)
      .method_turns("run", "coro, *, context=None", run)
      .method_turns("close", "", close_runner)
      .method_turns("get_loop", "", get_loop)
      .method_turns("__enter__", "", enter_runner)
      .method_turns("__exit__", "exc_type, exc_val, exc_tb", close_runner);
  library.internal("run_shutdown_task", "loop", run_shutdown_task);
  library.module("asyncio").turns("run", "main, *, debug=None", run_function);
}

}  // namespace grove::aio
