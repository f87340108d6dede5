#include "engine/runtime/trio/sockets.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/runtime/kernel/network_functions.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

SocketWaits& waits_for(Kernel& k, int32_t number) {
  const auto [at, is_new] = trio_of(k).socket_waits.try_emplace(number);
  if (is_new) at->second = {.readable = new_queue(k, false), .writable = new_queue(k, false)};
  return at->second;
}

// wait_for_socket(number, to_write)
Turn wait_for_socket(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Kernel* const k = in_task(m);
  if (k == nullptr) return Turn::raised();
  const auto number = static_cast<int32_t>(frame.slots[0].integer);
  const bool to_write = frame.slots[1].integer != 0;
  const SocketWaits& waits = waits_for(*k, number);
  const QueueSlot queue = to_write ? waits.writable : waits.readable;
  if (trio_of(*k).queue(queue).count > 0) {
    m.raise_error("trio.BusyResourceError", "another task is already reading / writing this fd");
    return Turn::raised();
  }
  const Socket& socket = k->network.socket(SocketSlot{number});
  BlockRequest request{.on = kind_of_wait(socket, to_write)};
  request.object = socket.id;
  wait_in(*k, queue, request);
  frame.state = kWaits;
  return Turn::block();
}

void tell_closed(Kernel& k, QueueSlot queue) {
  Machine& m = k.machine;
  while (const TaskSlot waiter = pop_waiter(k, queue)) {
    const Value error = m.new_exception(m.exception_class("trio.ClosedResourceError"),
                                        {m.heap.new_str("another task closed this fd")});
    reschedule(k, waiter, Resume{Resume::Kind::kException, error}, k.recorder.step);
  }
}

// notify_closing(number)
Value notify_closing(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const auto at = trio_of(k).socket_waits.find(static_cast<int32_t>(args[0].integer));
  if (at == trio_of(k).socket_waits.end()) return Value::none();
  const SocketWaits waits = at->second;
  trio_of(k).socket_waits.erase(at);
  tell_closed(k, waits.readable);
  tell_closed(k, waits.writable);
  return Value::none();
}

}  // namespace

void poll_sockets(Kernel& k) {
  Trio& trio = trio_of(k);
  std::vector<std::pair<int32_t, int32_t>> waited_for;  // by the number that the system gave
  for (const auto& [number, waits] : trio.socket_waits) {
    if (trio.queue(waits.readable).count + trio.queue(waits.writable).count == 0) continue;
    waited_for.emplace_back(k.network.socket(SocketSlot{number}).fd, number);
  }
  std::sort(waited_for.begin(), waited_for.end());
  for (const auto& [fd, number] : waited_for) {
    const SocketSlot slot{number};
    const SocketWaits waits = trio.socket_waits.at(number);
    const Socket& socket = k.network.socket(slot);
    const auto cause = [&k](EventId because) { return because ? because : k.outside_steps; };
    if (trio.queue(waits.writable).count > 0 && k.network.writable(slot)) {
      wake_one(k, waits.writable, Value::none(), cause(socket.writable_because));
    }
    if (trio.queue(waits.readable).count > 0 && k.network.readable(slot)) {
      wake_one(k, waits.readable, Value::none(), cause(socket.readable_because));
    }
  }
}

void add_sockets(Library& library) {
  library.module("_trio")
      .coroutine("wait_for_socket", "number, to_write", wait_for_socket)
      .function("notify_closing", "number", notify_closing);
}

}  // namespace grove::trio
