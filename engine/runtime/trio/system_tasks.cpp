#include "engine/runtime/trio/system_tasks.h"

#include <utility>

#include "engine/machine/protocols/format.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/checkpoints.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/tasks.h"
#include "engine/runtime/trio/wait_queue.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

Value make_native_coroutine(Machine& m, TurnFunction fn, std::span<const Value> args) {
  const auto native = static_cast<uint32_t>(m.library().find_native(fn));
  return m.make_coroutine(Value::of(Type::kNative, native), args);
}

// --- Asynchronous generators that are left open ---

std::string shown_name(Kernel& k, Value generator) {
  const CoroutineBody& body = k.machine.heap.coroutine(generator);
  return "__main__." + k.machine.qualname_of(body.code, body.native);
}

// What an abandoned one's code fails with reaches nobody but the log.
void log_failure(Kernel& k, Value generator, Value exception) {
  const Owned owned = own(k.machine.heap, exception);
  k.on_warning("Exception ignored during finalization of async generator '" +
               shown_name(k, generator) +
               "' -- surround your use of the generator in 'async with aclosing(...):' to raise "
               "exceptions like this in the context where they're generated\n" +
               k.machine.format_traceback(exception));
  k.machine.swallow(k.machine.heap.retain(exception));
}

// Closes the generator in slots[0], in a scope that is shielded and cancelled: no exception comes
// out of it, and it cannot wait. scratch[0]: the scope.
Turn finalize_one(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  if (resume.kind == Resume::Kind::kStart) {
    const ScopeSlot scope = new_scope(k, ScopeKind::kCancelScope, false);
    frame.scratch[0] = scope.value;
    trio_of(k).scope(scope).shield = true;
    enter_scope(k, scope, 0);
    cancel(k, scope,
           CancelCause{.source = CancelReason::kExplicit,
                       .has_text = true,
                       .text = "disallow async work when closing async generators during trio "
                               "shutdown",
                       .source_task = task_repr(k, k.current()),
                       .task = {}},
           k.recorder.step);
    return Turn::await(m.close_async_generator(frame.slots[0]));
  }
  const bool raised = resume.kind == Resume::Kind::kException;
  if (!raised) m.heap.release(resume.value);
  const Value left = close_scope(k, ScopeSlot{static_cast<int32_t>(frame.scratch[0])},
                                 raised ? resume.value : Value{});
  if (!left.is_null()) log_failure(k, frame.slots[0], left);
  return Turn::done(Value::none());
}

Value make_closer(Kernel& k, Value generator) {
  return make_native_coroutine(k.machine, finalize_one, std::span(&generator, 1));
}

// Takes the reference over.
void spawn_closer(Kernel& k, Value generator) {
  Trio& trio = trio_of(k);
  if (trio.nursery(trio.system_nursery).closed) return trio.late_generators.push_back(generator);
  const Owned owned = own(k.machine.heap, generator);
  spawn(k, make_closer(k, generator), "close asyncgen " + shown_name(k, generator) + " (abandoned)",
        "trio._core._asyncgens.AsyncGenerators._finalize_one", trio.system_nursery);
}

// The next one to be closed at the end of the run (new reference), or null.
Value next_generator(Kernel& k) {
  Heap& heap = k.machine.heap;
  if (!trio_of(k).late_generators.empty()) {
    const Value late = trio_of(k).late_generators.front();
    trio_of(k).late_generators.pop_front();
    return late;
  }
  constexpr auto kOurs = static_cast<int32_t>(DialectSlot::kTrio) + 1;
  for (const auto& [claim, generator] : heap.claimed) {
    CoroutineBody& body = heap.coroutine(generator);
    if (body.claimant != kOurs) continue;
    body.claimant = 0;
    if (body.frame.is_null() || body.running) continue;
    return heap.retain(generator);
  }
  return Value{};
}

// --- The init task ---

Turn run_soon_task(Machine& m, FrameBody& frame, Resume resume);

// Another library's do not count: this run may be within one of those.
bool any_task_left(Kernel& k) {
  if (k.alive_count == 0) return false;
  for (const Task& task : k.tasks) {
    if (task.loop == trio_of(k).loop && task.shown && task.alive) return true;
  }
  return false;
}

enum InitState : int32_t { kMainRuns = 1, kSystemTasksEnd, kLastCallbacks, kSoonTaskEnds };

void shut_down(Kernel& k, NurserySlot nursery, const char* text) {
  cancel(k, trio_of(k).nursery(nursery).scope,
         CancelCause{.source = CancelReason::kShutdown,
                     .has_text = true,
                     .text = text,
                     .source_task = task_repr(k, trio_of(k).init),
                     .task = {}},
         k.outside_steps);
}

Turn leave_nursery(Kernel& k, FrameBody& frame, NurserySlot nursery, Value error, InitState next) {
  begin_exit(k, nursery, error);
  k.machine.heap.release(error);
  frame.state = next;
  return Turn::block();
}

void send_wakeup(Kernel& k) { trio_of(k).wakeup_sent = true; }

void run_soon(Kernel& k, SoonJob job) {
  trio_of(k).soon.push_back(job);
  send_wakeup(k);
}

// The body of the three nurseries, one inside the other, and their exits.
Turn init(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  Trio& trio = trio_of(k);
  m.heap.release(resume.value);
  switch (frame.state) {
    case 0: {
      trio.soon_nursery = open_nursery(k, trio.strict, 0, false);
      trio.system_nursery = open_nursery(k, trio.strict, 0, false);
      trio.around_main = open_nursery(k, trio.strict, 0, false);
      trio.main = spawn(k, std::exchange(trio.main_coroutine, Value{}), trio.main_name,
                        trio.main_library_name, trio.around_main);
      trio.soon_task = spawn(k, make_native_coroutine(m, run_soon_task, {}), "",
                             "<TrioToken.run_sync_soon task>", trio.soon_nursery, false);
      return leave_nursery(k, frame, trio.around_main, Value{}, kMainRuns);
    }
    case kMainRuns: {
      Value error;
      if (!finish_exit(k, trio.around_main, &error)) error = m.take_pending();
      if (error.is_null()) {
        shut_down(k, trio.system_nursery, "main task done, shutting down system tasks");
      }
      return leave_nursery(k, frame, trio.system_nursery, error, kSystemTasksEnd);
    }
    case kSystemTasksEnd: {
      Value error;
      if (!finish_exit(k, trio.system_nursery, &error)) error = m.take_pending();
      if (!error.is_null()) {
        return leave_nursery(k, frame, trio.soon_nursery, error, kSoonTaskEnds);
      }
      if (any_task_left(k)) {
        // A callback failed so late that its killer outlives the system nursery: Trio asserts here.
        const Value assertion = m.new_exception(m.exception_class("AssertionError"), {});
        return leave_nursery(k, frame, trio.soon_nursery, assertion, kSoonTaskEnds);
      }
      run_soon(k, SoonJob{.kind = SoonJob::Kind::kWakeInit});
      block(k, BlockRequest{.on = WaitKind::kIo, .abort = AbortAction::kFail});
      frame.state = kLastCallbacks;
      return Turn::block();
    }
    case kLastCallbacks: {
      const Owned generator = own(m.heap, next_generator(k));
      if (generator) return Turn::await(make_closer(k, generator.get()));
      shut_down(k, trio.soon_nursery, "main task done, shutting down run_sync_soon callbacks");
      return leave_nursery(k, frame, trio.soon_nursery, Value{}, kSoonTaskEnds);
    }
    default:
      break;
  }
  Value error;
  if (!finish_exit(k, trio.soon_nursery, &error)) return Turn::raised();
  if (error.is_null()) return Turn::done(Value::none());
  m.raise_as_is(error);
  return Turn::raised();
}

// --- run_sync_soon ---

Turn kill_everything(Machine& m, FrameBody& frame, Resume) {
  m.raise(m.heap.retain(frame.slots[0]));
  return Turn::raised();
}

// A callback that raises takes the run down, as a system task would.
void spawn_killer(Kernel& k, Value exception) {
  const Owned error = own(k.machine.heap, exception);
  const bool closed = trio_of(k).nursery(trio_of(k).system_nursery).closed;
  spawn(k, make_native_coroutine(k.machine, kill_everything, {&exception, 1}), "kill_everything",
        "trio._core._entry_queue.EntryQueue.task.<locals>.run_cb.<locals>.kill_everything",
        closed ? trio_of(k).soon_nursery : trio_of(k).system_nursery);
}

enum SoonState : int32_t { kCalls = 1, kWaitsForWakeup };

// scratch[0]: how many of the queue are left of this round; scratch[1]: of the idempotent ones, or
// -1 if they have not been counted; scratch[2]: whether this round is the last.
void begin_round(Kernel& k, FrameBody& frame) {
  frame.scratch[0] = static_cast<int64_t>(trio_of(k).soon.size());
  frame.scratch[1] = -1;
}

bool take_job(Kernel& k, FrameBody& frame, SoonJob* job) {
  if (frame.scratch[0] > 0) {
    --frame.scratch[0];
    *job = trio_of(k).soon.front();
    trio_of(k).soon.pop_front();
    return true;
  }
  auto& idempotent = trio_of(k).soon_idempotent;
  if (frame.scratch[1] < 0) frame.scratch[1] = static_cast<int64_t>(idempotent.size());
  if (frame.scratch[1] == 0) return false;
  --frame.scratch[1];
  *job = idempotent.front();
  idempotent.pop_front();
  return true;
}

Turn go_on_with_round(Machine& m, FrameBody& frame) {
  Kernel& k = kernel_of(m);
  for (SoonJob job; take_job(k, frame, &job);) {
    if (job.kind == SoonJob::Kind::kWakeInit) {
      reschedule(k, trio_of(k).init, Resume{Resume::Kind::kValue, Value::none()}, k.recorder.step);
      continue;
    }
    if (job.kind == SoonJob::Kind::kDeliverInterrupt) {
      deliver_interrupt(k);
      continue;
    }
    if (job.kind == SoonJob::Kind::kCloseGenerator) {
      spawn_closer(k, job.function);
      continue;
    }
    k.recorder.step = job.cause ? job.cause : k.outside_steps;
    m.set_call(job.function, m.heap.tuple(job.args).items);
    m.heap.release(job.function);
    m.heap.release(job.args);
    frame.state = kCalls;
    return Turn::call();
  }
  if (frame.scratch[2] != 0) return Turn::done(Value::none());
  if (!trio_of(k).soon.empty() || !trio_of(k).soon_idempotent.empty())
    return begin_checkpoint(m, frame);
  trio_of(k).wakeup_waits = true;
  block_unrecorded(k);
  frame.state = kWaitsForWakeup;
  return Turn::block();
}

// Shut down: what was given so far is still run.
Turn begin_last_round(Machine& m, FrameBody& frame, Value cancelled) {
  Kernel& k = kernel_of(m);
  m.heap.release(cancelled);
  trio_of(k).soon_done = true;
  trio_of(k).wakeup_waits = false;
  frame.scratch[2] = 1;
  begin_round(k, frame);
  return go_on_with_round(m, frame);
}

Turn run_soon_task(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const bool raised = resume.kind == Resume::Kind::kException;
  if (frame.state >= kYielded) {
    const Turn turn = go_on_checkpoint(m, frame, resume);
    if (turn.kind == Turn::Kind::kBlock) return turn;
    if (turn.kind == Turn::Kind::kRaise) return begin_last_round(m, frame, m.take_pending());
    begin_round(k, frame);
  } else if (frame.state == kCalls) {
    if (raised) {
      spawn_killer(k, resume.value);
    } else {
      m.heap.release(resume.value);
    }
  } else if (frame.state == kWaitsForWakeup) {
    if (raised) return begin_last_round(m, frame, resume.value);
    m.heap.release(resume.value);
    trio_of(k).wakeup_sent = false;
    begin_round(k, frame);
  } else {
    begin_round(k, frame);
  }
  return go_on_with_round(m, frame);
}

Value current_trio_token(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running)
    return m.raise_error("RuntimeError", "must be called from async context");
  if (trio_of(k).token.is_null()) trio_of(k).token = m.new_object(class_named(m, "TrioToken"), 0);
  return m.heap.retain(trio_of(k).token);
}

// As attrs shows it, with all that is in it.
Value token_repr(Machine& m, Args args) {
  const Trio& trio = trio_of(kernel_of(m));
  const bool is_of_run = trio.running && same(args[0], trio.token);
  const auto shown = [&m](const SoonJob& job) {
    const bool is_call = job.kind == SoonJob::Kind::kCall;
    return is_call ? "(" + m.repr_of(job.function) + ", " + m.repr_of(job.args) + ")" : "";
  };
  std::string queue, idempotent;
  if (is_of_run) {
    for (const SoonJob& job : trio.soon) queue += (queue.empty() ? "" : ", ") + shown(job);
    for (const SoonJob& job : trio.soon_idempotent) {
      idempotent += (idempotent.empty() ? "" : ", ") + shown(job) + ": None";
    }
  }
  return m.heap.new_str(
      "TrioToken(_reentry_queue=EntryQueue(queue=deque([" + queue + "]), idempotent_queue={" +
      idempotent + "}, wakeup=<trio._core._wakeup_socketpair.WakeupSocketpair object at " +
      address_of(args[0]) + ">, done=" + (is_of_run && !trio.soon_done ? "False" : "True") +
      ", lock=<unlocked _thread.RLock object owner=0 count=0 at " + address_of(args[0]) + ">))");
}

Value run_sync_soon(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running || trio_of(k).soon_done || !same(args[0], trio_of(k).token)) {
    return m.raise_error("trio.RunFinishedError", "run() has exited");
  }
  bool failed = false;
  const bool idempotent = m.truth(args[3], &failed);
  if (failed) return {};
  if (idempotent) {
    for (const SoonJob& job : trio_of(k).soon_idempotent) {
      if (!m.afford_item()) return {};
      if (m.equal(job.function, args[1]) && m.equal(job.args, args[2])) return Value::none();
    }
  }
  // The empty tuple may be there already: of its own, so that the heap counts the queue.
  std::vector<Value> items = m.heap.tuple(args[2]).items;
  for (const Value item : items) m.heap.retain(item);
  const SoonJob job{.function = m.heap.retain(args[1]),
                    .args = m.heap.new_tuple(std::move(items)),
                    .cause = k.current_thread() ? k.recorder.step : EventId{}};
  if (idempotent) {
    trio_of(k).soon_idempotent.push_back(job);
    send_wakeup(k);
  } else {
    run_soon(k, job);
  }
  return Value::none();
}

// The dict of a contextvars.Context; borrowed, or null if it is none.
Value values_of_context(Machine& m, Value context) {
  const Owned values = own(m.heap, m.find_attribute(context, m.symbols.intern("_values")));
  const bool is_context = m.type_name(context) == "Context" && values;
  return is_context && values.get().is(Type::kDict) ? values.get() : Value{};
}

// System tasks start with what held where the run began, as init did, not with what holds for
// whoever spawns them.
void set_system_context(Kernel& k, TaskSlot slot, Value given) {
  Machine& m = k.machine;
  const Value at_start = k.task(trio_of(k).init).stack.context;
  const Value values = !given.is_none()     ? m.heap.retain(values_of_context(m, given))
                       : at_start.is_null() ? Value{}
                                            : dict_copy(m, at_start);
  m.heap.assign(k.task(slot).stack.context, values);
}

// spawn_system_task(async_fn, *args, name=None, context=None)
Turn spawn_system_task(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running) {
    m.raise_error("RuntimeError", "must be called from async context");
    return Turn::raised();
  }
  const Value context = frame.slots[3];
  // Trio takes the AttributeError of what is no context for that of a runner that is not there.
  if (!context.is_none() && values_of_context(m, context).is_null()) {
    m.raise_error("RuntimeError", "must be called from async context");
    return Turn::raised();
  }
  const SpawnRequest request{
      .async_fn = frame.slots[0], .args = frame.slots[1], .name = frame.slots[2]};
  TaskSlot task;
  Turn turn;
  if (!spawn_into(m, frame, resume, trio_of(k).system_nursery, request, &task, &turn)) return turn;
  set_system_context(k, task, context);
  return Turn::done(m.heap.retain(task_object(m, task)));
}

Value current_root_task(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running)
    return m.raise_error("RuntimeError", "must be called from async context");
  return m.heap.retain(task_object(m, trio_of(k).init));
}

}  // namespace

void begin_run(Kernel& k, Value main_coroutine, std::string_view name, std::string library_name) {
  Trio& trio = trio_of(k);
  trio.main_coroutine = main_coroutine;
  trio.main_name = name;
  trio.main_library_name = std::move(library_name);
  trio.running = true;
  trio.main_exit = {};
  k.outside_steps = EventId{0};
  trio.loop = k.begin_loop(static_cast<std::size_t>(DialectSlot::kTrio));
  trio.wakeup_sent = trio.wakeup_waits = trio.soon_done = trio.interrupt_pending = false;
  k.machine.heap.assign(trio.token, Value{});
  trio.main = {};
  trio.init = spawn(k, make_native_coroutine(k.machine, init, {}), "", "<init>", {}, false);
}

bool close_abandoned(Kernel& k, Value generator) {
  if (!trio_of(k).running || trio_of(k).soon_done) return false;
  run_soon(k, SoonJob{.kind = SoonJob::Kind::kCloseGenerator, .function = generator});
  return true;
}

void poll_wakeup(Kernel& k) {
  if (!trio_of(k).wakeup_sent || !trio_of(k).wakeup_waits) return;
  trio_of(k).wakeup_waits = false;
  if (k.task(trio_of(k).soon_task).queued) return;  // it was cancelled meanwhile
  reschedule(k, trio_of(k).soon_task, Resume{Resume::Kind::kValue, Value::none()}, k.outside_steps);
}

// Pressed between two steps, so that no code of the program is interrupted in the middle.
void interrupt(Kernel& k, EventId because) {
  trio_of(k).interrupt_pending = true;
  trio_of(k).interrupted_by = because;
  if (!trio_of(k).soon_done) run_soon(k, SoonJob{.kind = SoonJob::Kind::kDeliverInterrupt});
}

void deliver_interrupt(Kernel& k) {
  Trio& trio = trio_of(k);
  if (!trio.interrupt_pending || !k.task(trio.main).alive) return;
  const Value error = k.machine.new_exception(k.machine.exception_class("KeyboardInterrupt"), {});
  CancelCause cause{.source = CancelReason::kKeyboardInterrupt,
                    .has_text = false,
                    .text = {},
                    .source_task = task_repr(k, trio.main),
                    .task = k.task(trio.main).shown};
  // An abort function of the program's may turn it down; then it stays pending.
  const bool asks = trio_of(k).task(trio.main).abort == AbortAction::kAskProgram;
  if (break_off(k, trio.main, error, std::move(cause), trio.interrupted_by) && !asks) {
    trio.interrupt_pending = false;
  }
}

void add_system_tasks(Library& library) {
  library.exception("trio", "RunFinishedError", "RuntimeError");
  library.internal("init", "", init, Native::Kind::kCoroutine);
  library.internal("run_sync_soon task", "", run_soon_task, Native::Kind::kCoroutine);
  library.internal("close asyncgen", "generator", finalize_one, Native::Kind::kCoroutine);
  library.internal("kill_everything", "exception", kill_everything, Native::Kind::kCoroutine);
  library.klass("trio.lowlevel", "TrioToken")
      .method("run_sync_soon", "sync_fn, *args, idempotent=False", run_sync_soon)
      .method("__repr__", "", token_repr);
  library.module("trio.lowlevel")
      .function("current_trio_token", "", current_trio_token)
      .function("current_root_task", "", current_root_task)
      .turns("spawn_system_task", "async_fn, *args, name=None, context=None", spawn_system_task);
}

}  // namespace grove::trio
