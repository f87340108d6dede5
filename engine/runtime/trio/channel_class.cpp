// Memory channels (semantics E6-E9): two ends that may be cloned, and a buffer between them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/machine/protocols/format.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

ChannelEnd& end_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).channel_ends[static_cast<std::size_t>(m.heap.object(self).id)];
}
MemoryChannel& channel_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).channels[static_cast<std::size_t>(end_of(m, self).channel)];
}
bool is_sender(Machine& m, Value self) {
  return same(m.class_of(self), class_named(m, "MemorySendChannel"));
}

std::string told_as(const MemoryChannel& channel, const ChannelState& state,
                    const std::string& messages) {
  const std::string max = std::isinf(channel.max_buffer_size)
                              ? "null"
                              : std::to_string(static_cast<int64_t>(channel.max_buffer_size));
  return fmt::format(
      R"({{"buffered":{},"max":{},"senders":{},"receivers":{},"sending":{},"receiving":{}{}}})",
      state.buffered, max, state.senders, state.receivers, state.sending, state.receiving,
      messages);
}

// `item`: the message that is on its way; null: none. Where very many go from hand to hand, each
// finds the channel as the last one did.
EventId record(Machine& m, MemoryChannel& channel, const char* op, Value item = {}) {
  Kernel& k = kernel_of(m);
  const ChannelState now{.buffered = channel.buffer.size(),
                         .senders = channel.open_senders,
                         .receivers = channel.open_receivers,
                         .sending = trio_of(k).queue(channel.senders).count,
                         .receiving = trio_of(k).queue(channel.receivers).count};
  if (channel.messages_told < kMostToldMessages) {
    if (!item.is_null()) ++channel.messages_told;
    const std::vector<Value> behind(
        channel.buffer.begin(),
        channel.buffer.begin() +
            static_cast<std::ptrdiff_t>(std::min(channel.buffer.size(), kMostToldBehind)));
    return record_changed(k, channel.id, "memory channel", op,
                          told_as(channel, now, told_messages(m, item, behind)));
  }
  if (!channel.told_as || now != channel.told) {
    channel.told = now;
    channel.told_as = k.recorder.record.add_json(told_as(channel, now, ""));
  }
  return record_changed(k, channel.id, "memory channel", op, channel.told_as);
}

Value new_end(Machine& m, int32_t channel, bool sender) {
  Trio& trio = trio_of(kernel_of(m));
  const int32_t number =
      add_row(kernel_of(m), trio.channel_ends, ChannelEnd{.channel = channel, .closed = false});
  MemoryChannel& shared = trio.channels[static_cast<std::size_t>(channel)];
  ++(sender ? shared.open_senders : shared.open_receivers);
  return m.new_object(class_named(m, sender ? "MemorySendChannel" : "MemoryReceiveChannel"),
                      number);
}

Value open_memory_channel(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const bool integer = args[0].is(Type::kInt) || args[0].is(Type::kBool);
  const bool infinite =
      args[0].is(Type::kFloat) && args[0].real == std::numeric_limits<double>::infinity();
  if (!integer && !infinite) {
    return m.raise_error("TypeError", "max_buffer_size must be an integer or math.inf");
  }
  if (integer && args[0].integer < 0) {
    return m.raise_error("ValueError", "max_buffer_size must be >= 0");
  }
  // An empty buffer has its first block.
  constexpr uint64_t kBlock = 600;
  m.heap.charge_for_good(kBlock);
  const int32_t number = add_row(k, trio_of(k).channels);
  MemoryChannel& channel = trio_of(k).channels[static_cast<std::size_t>(number)];
  channel.max_buffer_size = integer ? static_cast<double>(args[0].integer) : args[0].real;
  channel.senders = new_queue(k, true);
  channel.receivers = new_queue(k, true);
  channel.id = record_created(k, "memory channel");
  const Value sender = new_end(m, number, true);
  const Value receiver = new_end(m, number, false);
  return m.heap.new_tuple({sender, receiver});
}

// The value's reference is taken over, and handed out again.
void put_in(Machine& m, MemoryChannel& channel, Value value) {
  m.heap.charge_for_good(sizeof(Value));
  channel.buffer.push_back(value);
}
Value take_out(Machine& m, MemoryChannel& channel) {
  const Value value = channel.buffer.front();
  channel.buffer.pop_front();
  m.heap.give_back(sizeof(Value));
  return value;
}

// The oldest who waits in the queue; unset if nobody does. One whom the program has rescheduled by
// hand still stands there, but without what Trio's channels look for: false, pending.
bool pop_peer(Machine& m, QueueSlot queue, TaskSlot* peer) {
  Kernel& k = kernel_of(m);
  const bool woken_by_hand = !trio_of(k).queue(queue).woken_by_hand.empty();
  *peer = pop_waiter(k, queue);
  if (woken_by_hand) m.raise_error("AttributeError", "'NoneType' object has no attribute '_tasks'");
  return !woken_by_hand;
}

enum class Attempt { kDone, kRaised, kWouldBlock };

Attempt refused(Machine& m, const char* klass) {
  raise_bare(m, klass);
  return Attempt::kRaised;
}

Attempt try_send(Machine& m, Value self, Value value) {
  Kernel& k = kernel_of(m);
  if (end_of(m, self).closed) return refused(m, "trio.ClosedResourceError");
  MemoryChannel& channel = channel_of(m, self);
  if (channel.open_receivers == 0) return refused(m, "trio.BrokenResourceError");
  TaskSlot receiver;
  if (!pop_peer(m, channel.receivers, &receiver)) return Attempt::kRaised;
  if (receiver) {
    reschedule(k, receiver, Resume{Resume::Kind::kValue, m.heap.retain(value)},
               record(m, channel, "send", value));
    return Attempt::kDone;
  }
  if (static_cast<double>(channel.buffer.size()) >= channel.max_buffer_size)
    return Attempt::kWouldBlock;
  put_in(m, channel, m.heap.retain(value));
  channel.peak = std::max(channel.peak, channel.buffer.size());
  record(m, channel, "send", value);
  return Attempt::kDone;
}

Attempt try_receive(Machine& m, Value self, Value* value) {
  Kernel& k = kernel_of(m);
  if (end_of(m, self).closed) return refused(m, "trio.ClosedResourceError");
  MemoryChannel& channel = channel_of(m, self);
  // The oldest sender's value goes to the end of the buffer, then the front is taken.
  TaskSlot sender;
  if (!pop_peer(m, channel.senders, &sender)) return Attempt::kRaised;
  if (sender) put_in(m, channel, std::exchange(trio_of(k).task(sender).offer, Value{}));
  if (!channel.buffer.empty()) {
    *value = take_out(m, channel);
    const EventId received = record(m, channel, "receive", *value);
    if (sender) reschedule(k, sender, Resume{Resume::Kind::kValue, Value::none()}, received);
    return Attempt::kDone;
  }
  return channel.open_senders == 0 ? refused(m, "trio.EndOfChannel") : Attempt::kWouldBlock;
}

Value send_nowait(Machine& m, Args args) {
  switch (try_send(m, args[0], args[1])) {
    case Attempt::kDone:
      return Value::none();
    case Attempt::kRaised:
      return {};
    case Attempt::kWouldBlock:
      break;
  }
  return raise_bare(m, "trio.WouldBlock");
}

Value receive_nowait(Machine& m, Args args) {
  Value value;
  switch (try_receive(m, args[0], &value)) {
    case Attempt::kDone:
      return value;
    case Attempt::kRaised:
      return {};
    case Attempt::kWouldBlock:
      break;
  }
  return raise_bare(m, "trio.WouldBlock");
}

Turn wait_at(Machine& m, FrameBody& frame, QueueSlot queue, WaitKind on, ObjectId object,
             Value offer) {
  Kernel& k = kernel_of(m);
  frame.state = kWaits;
  trio_of(k).task(k.current()).endpoint = m.heap.object(frame.slots[0]).id;
  wait_in(k, queue, BlockRequest{.on = on, .object = object}, offer);
  return Turn::block();
}

Turn send(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) {
    // Whatever the program rescheduled it with by hand, send() returns nothing.
    if (frame.state == kWaits && resume.kind == Resume::Kind::kValue) {
      m.heap.assign(resume.value, Value::none());
    }
    return go_on_operation(m, frame, resume);
  }
  Turn turn;
  if (!begin_operation(m, frame, &turn)) return turn;
  switch (try_send(m, frame.slots[0], frame.slots[1])) {
    case Attempt::kDone:
      return finish_operation(m, frame, Value::none());
    case Attempt::kRaised:
      return Turn::raised();
    case Attempt::kWouldBlock:
      break;
  }
  const MemoryChannel& channel = channel_of(m, frame.slots[0]);
  return wait_at(m, frame, channel.senders, WaitKind::kChannelSend, channel.id,
                 m.heap.retain(frame.slots[1]));
}

Turn receive(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Turn turn;
  if (!begin_operation(m, frame, &turn)) return turn;
  Value value;
  switch (try_receive(m, frame.slots[0], &value)) {
    case Attempt::kDone:
      return finish_operation(m, frame, value);
    case Attempt::kRaised:
      return Turn::raised();
    case Attempt::kWouldBlock:
      break;
  }
  const MemoryChannel& channel = channel_of(m, frame.slots[0]);
  return wait_at(m, frame, channel.receivers, WaitKind::kChannelReceive, channel.id, Value{});
}

// `async for`: the end of the channel ends the loop.
Turn next(Machine& m, FrameBody& frame, Resume resume) {
  const Turn turn = receive(m, frame, resume);
  if (turn.kind != Turn::Kind::kRaise ||
      !m.is_instance(m.pending(), m.exception_class("trio.EndOfChannel"))) {
    return turn;
  }
  const Value end = m.take_pending();
  const Value stop = m.new_exception(m.exception_class("StopAsyncIteration"), {});
  m.heap.exception(stop).suppress_context = true;
  m.heap.assign(m.heap.exception(stop).context, end);
  m.raise_as_is(stop);
  return Turn::raised();
}

Value itself(Machine& m, Args args) { return m.heap.retain(args[0]); }

// Who waits for a channel that will never serve them, and what they get for it.
struct TurnedAway {
  TaskSlot task;
  const char* klass;
};

// Those who wait in `queue` through this end only, or all of them, leave it.
void turn_away(Kernel& k, QueueSlot queue, int32_t endpoint, const char* klass,
               std::vector<TurnedAway>* away) {
  for (TaskSlot t = trio_of(k).queue(queue).first; t;) {
    const TaskSlot following = trio_of(k).task(t).next_in_queue;
    k.machine.allowance.take_items(1);
    if (endpoint < 0 || trio_of(k).task(t).endpoint == endpoint) {
      leave_queue(k, t);
      away->push_back({t, klass});
    }
    t = following;
  }
}

// semantics E7
void close_end(Machine& m, Value self) {
  ChannelEnd& end = end_of(m, self);
  if (end.closed) return;
  end.closed = true;
  Kernel& k = kernel_of(m);
  const bool sender = is_sender(m, self);
  MemoryChannel& channel = channel_of(m, self);
  --(sender ? channel.open_senders : channel.open_receivers);
  std::vector<TurnedAway> away;
  turn_away(k, sender ? channel.senders : channel.receivers, m.heap.object(self).id,
            "trio.ClosedResourceError", &away);
  if (sender && channel.open_senders == 0) {
    turn_away(k, channel.receivers, -1, "trio.EndOfChannel", &away);
  } else if (!sender && channel.open_receivers == 0) {
    turn_away(k, channel.senders, -1, "trio.BrokenResourceError", &away);
    while (!channel.buffer.empty()) m.heap.release(take_out(m, channel));
  }
  const EventId closed = record(m, channel, "close");
  for (const auto& [task, klass] : away) {
    const Value error = m.new_exception(m.exception_class(klass), {});
    reschedule(k, task, Resume{Resume::Kind::kException, error}, closed);
  }
}

Value close(Machine& m, Args args) {
  close_end(m, args[0]);
  return Value::none();
}

// Closes, then a full checkpoint: Cancelled may come after it is closed.
Turn aclose(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_checkpoint(m, frame, resume);
  close_end(m, frame.slots[0]);
  if (in_task(m) == nullptr) return Turn::raised();
  return begin_checkpoint(m, frame);
}

// What `async with` waits for: itself.
Turn enter_async(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(m.heap.retain(frame.slots[0]));
}

Value clone(Machine& m, Args args) {
  const ChannelEnd& end = end_of(m, args[0]);
  if (end.closed) return raise_bare(m, "trio.ClosedResourceError");
  return new_end(m, end.channel, is_sender(m, args[0]));
}

Value statistics(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const MemoryChannel& channel = channel_of(m, args[0]);
  const double max = channel.max_buffer_size;
  return new_statistics(
      m, "MemoryChannelStatistics",
      {Value::of_int(static_cast<int64_t>(channel.buffer.size())),
       std::isinf(max) ? Value::of_float(max) : Value::of_int(static_cast<int64_t>(max)),
       Value::of_int(channel.open_senders), Value::of_int(channel.open_receivers),
       Value::of_int(trio_of(k).queue(channel.senders).count),
       Value::of_int(trio_of(k).queue(channel.receivers).count),
       Value::of_int(static_cast<int64_t>(channel.peak))});
}

Value repr(Machine& m, Args args) {
  return m.heap.new_str(
      std::string("<") + (is_sender(m, args[0]) ? "send" : "receive") + " channel at " +
      address_of(args[0]) + ", using buffer at " +
      address_of(Value::of(Type::kObject, static_cast<uint32_t>(end_of(m, args[0]).channel))) +
      ">");
}

ClassBuilder add_end(Library& library, const char* name) {
  return library.klass("trio", name)
      .open()
      .generic()
      .method("clone", "", clone)
      .method("close", "", close)
      .method_coroutine("aclose", "", aclose)
      .method("statistics", "", statistics)
      .method("__repr__", "", repr)
      .method("__enter__", "", itself)
      .method("__exit__", "exc_type, exc_value, traceback", close)
      .method_coroutine("__aenter__", "", enter_async)
      .method_coroutine("__aexit__", "*args", aclose);
}

}  // namespace

void add_channels(Library& library) {
  add_statistics_class(
      library, "trio", "MemoryChannelStatistics",
      {"current_buffer_used", "max_buffer_size", "open_send_channels", "open_receive_channels",
       "tasks_waiting_send", "tasks_waiting_receive", "peak_buffer_used"});
  add_end(library, "MemorySendChannel")
      .method_coroutine("send", "value", send)
      .method("send_nowait", "value", send_nowait);
  add_end(library, "MemoryReceiveChannel")
      .method_coroutine("receive", "", receive)
      .method("receive_nowait", "", receive_nowait)
      .method("__aiter__", "", itself)
      .method_coroutine("__anext__", "", next);
  library.module("trio")
      .function("open_memory_channel", "max_buffer_size", open_memory_channel)
      .generic();
}

}  // namespace grove::trio
