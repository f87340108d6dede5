#include "engine/runtime/trio/system_tasks.h"

#include <utility>

#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/checkpoints.h"
#include "engine/runtime/trio/module.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

Value make_native_coroutine(Machine& m, TurnFunction fn, std::span<const Value> args) {
  const auto native = static_cast<uint32_t>(m.library().find_native(fn));
  return m.make_coroutine(Value::of(Type::kNative, native), args);
}

// --- The init task ---

Turn run_soon_task(Machine& m, FrameBody& frame, Resume resume);

enum InitState : int32_t { kMainRuns = 1, kSystemTasksEnd, kLastCallbacks, kSoonTaskEnds };

void shut_down(Runtime& rt, NurserySlot nursery, const char* text) {
  cancel(rt, rt.trio.nursery(nursery).scope,
         CancelCause{.source = CancelReason::kShutdown,
                     .has_text = true,
                     .text = text,
                     .source_task = task_repr(rt, rt.trio.init),
                     .task = {}},
         rt.outside_steps());
}

Turn leave_nursery(Runtime& rt, FrameBody& frame, NurserySlot nursery, Value error,
                   InitState next) {
  begin_exit(rt, nursery, error);
  rt.machine.heap.release(error);
  frame.state = next;
  return Turn::block();
}

void send_wakeup(Runtime& rt) { rt.trio.wakeup_sent = true; }

void run_soon(Runtime& rt, SoonJob job) {
  rt.trio.soon.push_back(job);
  send_wakeup(rt);
}

// The body of the three nurseries, one inside the other, and their exits.
Turn init(Machine& m, FrameBody& frame, Resume resume) {
  Runtime& rt = runtime_of(m);
  Trio& trio = rt.trio;
  m.heap.release(resume.value);
  switch (frame.state) {
    case 0: {
      trio.soon_nursery = open_nursery(rt, trio.strict, 0, false);
      trio.system_nursery = open_nursery(rt, trio.strict, 0, false);
      trio.around_main = open_nursery(rt, trio.strict, 0, false);
      trio.main = rt.spawn(std::exchange(trio.main_coroutine, Value{}), trio.main_name,
                           trio.main_library_name, trio.around_main);
      trio.soon_task = rt.spawn(make_native_coroutine(m, run_soon_task, {}), "",
                                "<TrioToken.run_sync_soon task>", trio.soon_nursery, false);
      return leave_nursery(rt, frame, trio.around_main, Value{}, kMainRuns);
    }
    case kMainRuns: {
      Value error;
      if (!finish_exit(rt, trio.around_main, &error)) error = m.take_pending();
      if (error.is_null()) {
        shut_down(rt, trio.system_nursery, "main task done, shutting down system tasks");
      }
      return leave_nursery(rt, frame, trio.system_nursery, error, kSystemTasksEnd);
    }
    case kSystemTasksEnd: {
      Value error;
      if (!finish_exit(rt, trio.system_nursery, &error)) error = m.take_pending();
      if (!error.is_null()) {
        return leave_nursery(rt, frame, trio.soon_nursery, error, kSoonTaskEnds);
      }
      if (rt.kernel.alive_count > 0) {
        // A callback failed so late that its killer outlives the system nursery: Trio asserts here.
        const Value assertion = m.new_exception(m.exception_class("AssertionError"), {});
        return leave_nursery(rt, frame, trio.soon_nursery, assertion, kSoonTaskEnds);
      }
      run_soon(rt, SoonJob{.kind = SoonJob::Kind::kWakeInit});
      rt.block(BlockRequest{.on = WaitKind::kIo, .abort = AbortAction::kFail});
      frame.state = kLastCallbacks;
      return Turn::block();
    }
    case kLastCallbacks:
      shut_down(rt, trio.soon_nursery, "main task done, shutting down run_sync_soon callbacks");
      return leave_nursery(rt, frame, trio.soon_nursery, Value{}, kSoonTaskEnds);
    default:
      break;
  }
  Value error;
  if (!finish_exit(rt, trio.soon_nursery, &error)) return Turn::raised();
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
void spawn_killer(Runtime& rt, Value exception) {
  const Owned error = own(rt.machine.heap, exception);
  const bool closed = rt.trio.nursery(rt.trio.system_nursery).closed;
  rt.spawn(make_native_coroutine(rt.machine, kill_everything, {&exception, 1}), "kill_everything",
           "trio._core._entry_queue.EntryQueue.task.<locals>.run_cb.<locals>.kill_everything",
           closed ? rt.trio.soon_nursery : rt.trio.system_nursery);
}

enum SoonState : int32_t { kCalls = 1, kWaitsForWakeup };

// scratch[0]: how many of the queue are left of this round; scratch[1]: of the idempotent ones, or
// -1 if they have not been counted; scratch[2]: whether this round is the last.
void begin_round(Runtime& rt, FrameBody& frame) {
  frame.scratch[0] = static_cast<int64_t>(rt.trio.soon.size());
  frame.scratch[1] = -1;
}

bool take_job(Runtime& rt, FrameBody& frame, SoonJob* job) {
  if (frame.scratch[0] > 0) {
    --frame.scratch[0];
    *job = rt.trio.soon.front();
    rt.trio.soon.pop_front();
    return true;
  }
  auto& idempotent = rt.trio.soon_idempotent;
  if (frame.scratch[1] < 0) frame.scratch[1] = static_cast<int64_t>(idempotent.size());
  if (frame.scratch[1] == 0) return false;
  --frame.scratch[1];
  *job = idempotent.front();
  idempotent.pop_front();
  return true;
}

Turn go_on_with_round(Machine& m, FrameBody& frame) {
  Runtime& rt = runtime_of(m);
  for (SoonJob job; take_job(rt, frame, &job);) {
    if (job.kind == SoonJob::Kind::kWakeInit) {
      rt.reschedule(rt.trio.init, Resume{Resume::Kind::kValue, Value::none()}, rt.recorder.step);
      continue;
    }
    if (job.kind == SoonJob::Kind::kDeliverInterrupt) {
      deliver_interrupt(rt);
      continue;
    }
    m.set_call(job.function, m.heap.tuple(job.args).items);
    m.heap.release(job.function);
    m.heap.release(job.args);
    frame.state = kCalls;
    return Turn::call();
  }
  if (frame.scratch[2] != 0) return Turn::done(Value::none());
  if (!rt.trio.soon.empty() || !rt.trio.soon_idempotent.empty()) return begin_checkpoint(m, frame);
  rt.trio.wakeup_waits = true;
  rt.block_unrecorded();
  frame.state = kWaitsForWakeup;
  return Turn::block();
}

// Shut down: what was given so far is still run.
Turn begin_last_round(Machine& m, FrameBody& frame, Value cancelled) {
  Runtime& rt = runtime_of(m);
  m.heap.release(cancelled);
  rt.trio.soon_done = true;
  rt.trio.wakeup_waits = false;
  frame.scratch[2] = 1;
  begin_round(rt, frame);
  return go_on_with_round(m, frame);
}

Turn run_soon_task(Machine& m, FrameBody& frame, Resume resume) {
  Runtime& rt = runtime_of(m);
  const bool raised = resume.kind == Resume::Kind::kException;
  if (frame.state >= kYielded) {
    const Turn turn = go_on_checkpoint(m, frame, resume);
    if (turn.kind == Turn::Kind::kBlock) return turn;
    if (turn.kind == Turn::Kind::kRaise) return begin_last_round(m, frame, m.take_pending());
    begin_round(rt, frame);
  } else if (frame.state == kCalls) {
    if (raised) {
      spawn_killer(rt, resume.value);
    } else {
      m.heap.release(resume.value);
    }
  } else if (frame.state == kWaitsForWakeup) {
    if (raised) return begin_last_round(m, frame, resume.value);
    m.heap.release(resume.value);
    rt.trio.wakeup_sent = false;
    begin_round(rt, frame);
  } else {
    begin_round(rt, frame);
  }
  return go_on_with_round(m, frame);
}

Value current_trio_token(Machine& m, Args) {
  Runtime& rt = runtime_of(m);
  if (!rt.trio.running) return m.raise_error("RuntimeError", "must be called from async context");
  if (rt.trio.token.is_null()) rt.trio.token = m.new_object(class_named(m, "TrioToken"), 0);
  return m.heap.retain(rt.trio.token);
}

Value run_sync_soon(Machine& m, Args args) {
  Runtime& rt = runtime_of(m);
  if (!rt.trio.running || rt.trio.soon_done || !same(args[0], rt.trio.token)) {
    return m.raise_error("trio.RunFinishedError", "run() has exited");
  }
  bool failed = false;
  const bool idempotent = m.truth(args[3], &failed);
  if (failed) return {};
  if (idempotent) {
    for (const SoonJob& job : rt.trio.soon_idempotent) {
      if (!m.afford_item()) return {};
      if (m.equal(job.function, args[1]) && m.equal(job.args, args[2])) return Value::none();
    }
  }
  // The empty tuple may be there already: of its own, so that the heap counts the queue.
  std::vector<Value> items = m.heap.tuple(args[2]).items;
  for (const Value item : items) m.heap.retain(item);
  const SoonJob job{.function = m.heap.retain(args[1]), .args = m.heap.new_tuple(std::move(items))};
  if (idempotent) {
    rt.trio.soon_idempotent.push_back(job);
    send_wakeup(rt);
  } else {
    run_soon(rt, job);
  }
  return Value::none();
}

// spawn_system_task(async_fn, *args, name=None, context=None)
Turn spawn_system_task(Machine& m, FrameBody& frame, Resume resume) {
  Runtime& rt = runtime_of(m);
  if (!rt.trio.running) {
    m.raise_error("RuntimeError", "must be called from async context");
    return Turn::raised();
  }
  const SpawnRequest request{
      .async_fn = frame.slots[0], .args = frame.slots[1], .name = frame.slots[2]};
  TaskSlot task;
  Turn turn;
  if (!spawn_into(m, frame, resume, rt.trio.system_nursery, request, &task, &turn)) return turn;
  return Turn::done(m.heap.retain(task_object(m, task)));
}

Value current_root_task(Machine& m, Args) {
  Runtime& rt = runtime_of(m);
  if (!rt.trio.running) return m.raise_error("RuntimeError", "must be called from async context");
  return m.heap.retain(task_object(m, rt.trio.init));
}

}  // namespace

void begin_run(Runtime& rt, Value main_coroutine, std::string_view name, std::string library_name) {
  Trio& trio = rt.trio;
  trio.main_coroutine = main_coroutine;
  trio.main_name = name;
  trio.main_library_name = std::move(library_name);
  trio.wakeup_sent = trio.wakeup_waits = trio.soon_done = trio.interrupt_pending = false;
  rt.machine.heap.assign(trio.token, Value{});
  trio.main = {};
  trio.init = rt.spawn(make_native_coroutine(rt.machine, init, {}), "", "<init>", {}, false);
}

void poll_wakeup(Runtime& rt) {
  if (!rt.trio.wakeup_sent || !rt.trio.wakeup_waits) return;
  rt.trio.wakeup_waits = false;
  if (rt.kernel.task(rt.trio.soon_task).queued) return;  // it was cancelled meanwhile
  rt.reschedule(rt.trio.soon_task, Resume{Resume::Kind::kValue, Value::none()}, rt.outside_steps());
}

// Pressed between two steps, so that no code of the program is interrupted in the middle.
void interrupt(Runtime& rt, EventId because) {
  rt.trio.interrupt_pending = true;
  rt.trio.interrupted_by = because;
  if (!rt.trio.soon_done) run_soon(rt, SoonJob{.kind = SoonJob::Kind::kDeliverInterrupt});
}

void deliver_interrupt(Runtime& rt) {
  Trio& trio = rt.trio;
  if (!trio.interrupt_pending || !rt.kernel.task(trio.main).alive) return;
  const Value error = rt.machine.new_exception(rt.machine.exception_class("KeyboardInterrupt"), {});
  CancelCause cause{.source = CancelReason::kKeyboardInterrupt,
                    .has_text = false,
                    .text = {},
                    .source_task = task_repr(rt, trio.main),
                    .task = rt.kernel.task(trio.main).shown};
  // An abort function of the program's may turn it down; then it stays pending.
  const bool asks = rt.kernel.task(trio.main).abort == AbortAction::kAskProgram;
  if (rt.break_off(trio.main, error, std::move(cause), trio.interrupted_by) && !asks) {
    trio.interrupt_pending = false;
  }
}

void interrupt_arrived(Runtime& rt, TaskSlot task) {
  if (task == rt.trio.main) rt.trio.interrupt_pending = false;
}

void add_system_tasks(Library& library) {
  library.exception("trio", "RunFinishedError", "RuntimeError");
  library.internal("init", "", init, Native::Kind::kCoroutine);
  library.internal("run_sync_soon task", "", run_soon_task, Native::Kind::kCoroutine);
  library.internal("kill_everything", "exception", kill_everything, Native::Kind::kCoroutine);
  library.klass("trio.lowlevel", "TrioToken")
      .method("run_sync_soon", "sync_fn, *args, idempotent=False", run_sync_soon);
  library.module("trio.lowlevel")
      .function("current_trio_token", "", current_trio_token)
      .function("current_root_task", "", current_root_task)
      .turns("spawn_system_task", "async_fn, *args, name=None, context=None", spawn_system_task);
}

}  // namespace grove::trio
