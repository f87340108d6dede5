#include "engine/runtime/kernel/thread_functions.h"

#include <string>
#include <utility>

#include "engine/base/json.h"
#include "engine/runtime/kernel/kernel.h"
#include "engine/runtime/kernel/recorded_objects.h"

namespace grove {

namespace {

// What happens to a thread from here on is because of that.
EventId record_state(Kernel& k, const Thread& thread, const char* op, const char* state) {
  return record_changed(k, thread.id, thread.is_process ? "process" : "thread", op,
                        std::string("{\"state\":\"") + state + "\"}");
}

// Of the thread whose code runs: what it goes on to do is because of that.
void record_own_state(Machine& m, const char* op, const char* state) {
  Kernel& k = kernel_of(m);
  Thread& self = k.threads[k.current_thread()];
  k.recorder.step = self.cause = record_state(k, self, op, state);
}

Value ask(Machine& m, Args) {
  if (kernel_of(m).current_thread()) record_own_state(m, "ask", "waiting");
  return Value::none();
}

Value end(Machine& m, Args) {
  record_own_state(m, "end", "done");
  return Value::none();
}

Value start(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const bool is_process = args[3].integer != 0;
  const std::string name = "{\"name\":" + json_string(m.str_of(args[2])) + "}";
  const ObjectId id = record_created(k, is_process ? "process" : "thread", name);
  const ThreadSlot slot = k.start_thread(args[0], {}, m.heap.retain(args[1]), id);
  k.threads[slot].is_process = is_process;
  k.threads[slot].cause = record_state(k, k.threads[slot], "start", "running");
  const Value klass = m.builtin_class(m.library().find_class("_threads.Thread"));
  return m.new_object(klass, slot.value);
}

// next_call(name): the thread whose code runs goes on with another call, which is a thing of its own
// to those who look.
Value next_call(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  Thread& self = k.threads[k.current_thread()];
  self.id = record_created(k, "thread", "{\"name\":" + json_string(m.str_of(args[0])) + "}");
  record_own_state(m, "start", "running");
  return Value::none();
}

// The thread whose code runs, or None.
Value current(Machine& m, Args) {
  const ThreadSlot slot = kernel_of(m).current_thread();
  if (!slot) return Value::none();
  return m.new_object(m.builtin_class(m.library().find_class("_threads.Thread")), slot.value);
}

// One that sleeps goes on at once.
Value interrupt(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const ThreadSlot slot{m.heap.object(args[0]).id};
  if (!k.threads.break_sleep(slot)) return Value::none();
  k.wake_thread(slot, Value::none());
  k.threads[slot].cause = record_state(k, k.threads[slot], "wake", "running");
  return Value::none();
}

Value next_wakeup(Machine& m, Args) {
  const SimTime next = kernel_of(m).threads.next_wakeup().time;
  return next == kNever ? Value::none() : Value::of_float(to_seconds(next));
}

Value data(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  const ThreadSlot slot = k.current_thread();
  return slot ? m.heap.retain(k.threads[slot].data) : Value::none();
}

// A mailbox's values: what was put into it and not taken yet. Its id: the thread that waits, or -1.
Value make_mailbox(Machine& m, Args args) { return m.new_object(args[0], -1); }

Value put(Machine& m, Args args) {
  ObjectBody& mailbox = m.heap.object(args[0]);
  const ThreadSlot waiting{std::exchange(mailbox.id, -1)};
  if (!waiting) {
    mailbox.values.push_back(m.heap.retain(args[1]));
    return Value::none();
  }
  Kernel& k = kernel_of(m);
  k.wake_thread(waiting, m.heap.retain(args[1]));
  k.threads[waiting].cause = record_state(k, k.threads[waiting], "wake", "running");
  return Value::none();
}

Turn get(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return Turn::done(resume.value);
  ObjectBody& mailbox = m.heap.object(frame.slots[0]);
  if (!mailbox.values.empty()) {
    const Value first = mailbox.values.front();
    mailbox.values.erase(mailbox.values.begin());
    return Turn::done(first);
  }
  Kernel& k = kernel_of(m);
  const ThreadSlot self = k.current_thread();
  ENSURE(self, "a module of ours waits for a mailbox outside of threads");
  mailbox.id = self.value;
  return Turn::block();
}

}  // namespace

void add_threads(Library& library) {
  library.klass("_threads", "Thread");
  library.klass("_threads", "Mailbox")
      .constructor("", make_mailbox)
      .method("put", "value", put)
      .method_turns("get", "", get);
  library.module("concurrent").submodule("futures");
  library.module("_threads")
      .function("start", "function, data, name, is_process=False", start)
      .function("next_call", "name", next_call)
      .function("current", "", current)
      .function("interrupt", "thread", interrupt)
      .function("next_wakeup", "", next_wakeup)
      .function("data", "", data)
      .function("ask", "", ask)
      .function("end", "", end);
}

ObjectId thread_object_id(Machine& m, Value thread) {
  return kernel_of(m).threads[ThreadSlot{m.heap.object(thread).id}].id;
}

}  // namespace grove
