// Queue, PriorityQueue and LifoQueue (semantics G13): what is put is in the queue before the getter
// that it wakes takes it, one iteration later.

#include <algorithm>
#include <string>
#include <utility>

#include "engine/machine/core/answers.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/event.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/queue.h"
#include "engine/runtime/asyncio/queue_hooks.h"
#include "engine/runtime/asyncio/waiters.h"
#include "engine/runtime/kernel/recorded_objects.h"

namespace grove::aio {

namespace {

// Its line is that of the getters.
enum QueueValue : std::size_t {
  kPutters,
  kItems,
  kTaken,
  kMaxSize,
  kUnfinished,
  kFinished,
  kKind,
  kTold,  // messages that the record told with their values
};
enum Kind : int64_t { kFifo, kPriority, kLifo };
constexpr std::size_t kPuttersLine = static_cast<std::size_t>(kOwn) + kPutters;

int64_t& number(Machine& m, Value self, QueueValue which) {
  return own_value(m, self, which).integer;
}
std::vector<Value>& items_of(Machine& m, Value self) {
  return m.heap.list(own_value(m, self, kItems)).items;
}
int64_t size_of(Machine& m, Value self) {
  return static_cast<int64_t>(items_of(m, self).size()) - number(m, self, kTaken);
}

bool is_full(Machine& m, Value self, bool* failed) {
  const Value most = own_value(m, self, kMaxSize);
  if (compares(m, CompareOperator::kLe, most, Value::of_int(0), failed) || *failed) return false;
  return compares(m, CompareOperator::kGe, Value::of_int(size_of(m, self)), most, failed);
}

// What is in it, in the order in which it comes out; of a PriorityQueue only the first is sure.
std::vector<Value> told_items(Machine& m, Value self) {
  const std::vector<Value>& items = items_of(m, self);
  const auto first = items.begin() + static_cast<std::ptrdiff_t>(number(m, self, kTaken));
  const auto count = std::min(static_cast<std::ptrdiff_t>(kMostToldBehind), items.end() - first);
  if (number(m, self, kKind) == kLifo) return {items.rbegin(), items.rbegin() + count};
  return {first, first + count};
}

EventId record(Kernel& k, Value self, const char* op, Value item) {
  Machine& m = k.machine;
  const bool tells = number(m, self, kTold) < kMostToldMessages;
  if (tells) ++number(m, self, kTold);
  const Value most = own_value(m, self, kMaxSize);
  const bool bounded = most.is(Type::kInt) && most.integer > 0;
  const std::string state =
      "{\"max\":" + (bounded ? std::to_string(most.integer) : "null") +
      ",\"size\":" + std::to_string(size_of(m, self)) +
      ",\"getters\":" + std::to_string(waiters_of(m, self).size()) +
      ",\"putters\":" + std::to_string(waiters_of(m, self, kPuttersLine).size()) +
      (tells ? told_messages(m, item, told_items(m, self)) : "") + "}";
  return record_changed(k, object_of(m, self), "Queue", op, state);
}

// --- Items ---

// heapq's two movements. False: comparing failed.
bool sift_down(Machine& m, std::vector<Value>& heap, std::size_t start, std::size_t at) {
  const Value item = heap[at];
  bool failed = false;
  while (at > start) {
    const std::size_t parent = (at - 1) / 2;
    if (!compares(m, CompareOperator::kLt, item, heap[parent], &failed)) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = item;
  return !failed;
}

bool sift_up(Machine& m, std::vector<Value>& heap, std::size_t at) {
  const std::size_t start = at, end = heap.size();
  bool failed = false;
  const Value item = heap[at];
  for (std::size_t child = 2 * at + 1; child < end; child = 2 * at + 1) {
    const std::size_t right = child + 1;
    if (right < end && !compares(m, CompareOperator::kLt, heap[child], heap[right], &failed)) {
      child = right;
    }
    if (failed) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
  return !failed && sift_down(m, heap, start, at);
}

bool put_item(Machine& m, Value self, Value item) {
  m.heap.append(own_value(m, self, kItems), m.heap.retain(item));
  if (number(m, self, kKind) != kPriority) return true;
  std::vector<Value>& heap = items_of(m, self);
  return sift_down(m, heap, 0, heap.size() - 1);
}

// REQUIRES: it is not empty. New reference; null with an exception pending.
Value take_item(Machine& m, Value self) {
  std::vector<Value>& items = items_of(m, self);
  if (number(m, self, kKind) == kFifo) {
    // Those that are taken stay in front until they are many.
    int64_t& taken = number(m, self, kTaken);
    const Value item = std::exchange(items[static_cast<std::size_t>(taken)], Value::none());
    ++taken;
    if (2 * taken > static_cast<int64_t>(items.size())) {
      items.erase(items.begin(), items.begin() + taken);
      taken = 0;
    }
    return item;
  }
  const Value last = items.back();
  items.pop_back();
  if (items.empty() || number(m, self, kKind) == kLifo) return last;
  const Value first = std::exchange(items[0], last);
  if (sift_up(m, items, 0)) return first;
  m.heap.release(first);
  return {};
}

void wake_next(Kernel& k, Value self, std::size_t line, EventId because) {
  Machine& m = k.machine;
  for (;;) {
    const std::vector<Value>& waiters = waiters_of(m, self, line);
    if (waiters.empty()) return;
    const Owned first = hold(m.heap, waiters.front());
    leave_line(m, self, first.get(), line);
    if (is_done(future_of(k, first.get()))) continue;
    return set_result(k, first.get(), Value::none(), because);
  }
}

// Something has come into the queue.
void note_put(Kernel& k, Value self, Value item) {
  Machine& m = k.machine;
  ++number(m, self, kUnfinished);
  clear_event(k, own_value(m, self, kFinished));
  wake_next(k, self, kLine, record(k, self, "put", item));
}

Value get_now(Machine& m, Value self) {
  if (size_of(m, self) == 0) return raise_bare(m, "asyncio.QueueEmpty");
  const Value item = take_item(m, self);
  if (item.is_null()) return {};
  wake_next(kernel_of(m), self, kPuttersLine, record(kernel_of(m), self, "get", item));
  return item;
}

// --- Waiting ---

// A getter or putter is broken off: its place goes to the next if it was its turn already.
Turn give_up(Machine& m, FrameBody& frame, Resume resume, std::size_t line, bool has_room) {
  Kernel& k = kernel_of(m);
  const Value self = frame.slots[0];
  const Owned future = own(m.heap, frame.slots.back());
  frame.slots.pop_back();
  cancel_future(k, future.get(), Value::none());
  leave_line(m, self, future.get(), line);
  if (has_room && !is_cancelled(future_of(k, future.get()))) {
    wake_next(k, self, line, k.recorder.step);
  }
  return raise_resumed(m, resume);
}

void forget_wait(Machine& m, FrameBody& frame, Resume resume) {
  m.heap.release(resume.value);
  m.heap.release(frame.slots.back());
  frame.slots.pop_back();
}

// --- put() and get() of a class of the program's: `asks` is full or empty, `does` what follows ---

struct HookedWay {
  const char* asks;
  const char* does;
  WaitKind on;
  std::size_t line;
};
constexpr HookedWay kPuts{"full", "put_nowait", WaitKind::kQueuePut, kPuttersLine};
constexpr HookedWay kGets{"empty", "get_nowait", WaitKind::kQueueGet, kLine};

bool has_room(Machine& m, Value self, const HookedWay& way) {
  const int64_t own = own_size(m, self);
  const int64_t size = own < 0 ? size_of(m, self) : own;
  if (way.line == kLine) return size > 0;
  const auto most = as_index(own_value(m, self, kMaxSize));
  return !most || *most <= 0 || size < *most;
}

Turn go_hooked(Machine& m, FrameBody& frame, Resume resume, const HookedWay& way) {
  enum : int32_t { kStart, kAsks, kWaits, kDoes };
  const Value self = frame.slots[0];
  const bool raised = resume.kind == Resume::Kind::kException;
  Turn turn = Turn::raised();
  if (frame.state == kDoes && !raised) return Turn::done(resume.value);
  if (frame.state == kWaits && raised) {
    return give_up(m, frame, resume, way.line, has_room(m, self, way));
  }
  if (raised) return m.raise_as_is(resume.value), turn;
  if (frame.state == kAsks) {
    const Owned answer = own(m.heap, resume.value);
    bool failed = false;
    const bool waits = truth_of(m, answer.get(), &failed);
    if (failed) return turn;
    frame.state = waits ? kWaits : kDoes;
    if (waits) {
      wait_in_line(m, frame, self, Wait{.on = way.on, .object = object_of(m, self)}, &turn,
                   way.line);
    } else {
      call_queue(m, self, way.does, std::span<const Value>(frame.slots).subspan(1), &turn);
    }
    return turn;
  }
  if (frame.state == kWaits) forget_wait(m, frame, resume);
  frame.state = kAsks;
  call_queue(m, self, way.asks, {}, &turn);
  return turn;
}

Turn put(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  if (has_hooks(m, self)) return go_hooked(m, frame, resume, kPuts);
  bool failed = false;
  const bool full = is_full(m, self, &failed);
  if (failed) return Turn::raised();
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kException) {
      return give_up(m, frame, resume, kPuttersLine, !full);
    }
    forget_wait(m, frame, resume);
  }
  if (!full)
    return put_now(kernel_of(m), self, frame.slots[1]) ? Turn::done(Value::none()) : Turn::raised();
  frame.state = 1;
  Turn turn;
  wait_in_line(m, frame, self, Wait{.on = WaitKind::kQueuePut, .object = object_of(m, self)}, &turn,
               kPuttersLine);
  return turn;
}

Turn join(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) {
    if (number(m, frame.slots[0], kUnfinished) <= 0) return Turn::done(Value::none());
    frame.state = 1;
    return await_native(m, wait_for_event, {&own_value(m, frame.slots[0], kFinished), 1});
  }
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  m.heap.release(resume.value);
  return Turn::done(Value::none());
}

// --- The rest ---

Value construct(Machine& m, Args args) {
  if (m.heap.klass(args[0]).native_class >= 0 || has_program_init(m, args[0])) {
    return new_queue(m, args[0], args[1]);
  }
  Kept kept(m);
  if (kept.is_new()) kept.keep(new_queue(m, args[0], args[1]));
  const Value self = kept.value();
  return own(m.heap, ask_queue(m, self, "_init", {&args.values[1], 1})) ? m.heap.retain(self)
                                                                        : Value{};
}

// What its own `_init` makes of it comes after what the queue's class alone would do.
Value initialize_queue(Machine& m, Args args) {
  Kept kept(m);
  if (kept.is_new()) {
    if (initialize<construct>(m, args).is_null()) return {};
    kept.keep(Value::none());
  }
  return own(m.heap, ask_queue(m, args[0], "_init", {&args.values[1], 1})) ? Value::none()
                                                                           : Value{};
}

// `_init`, `_put` and `_get` work on the program's `_queue`, where it has set one.
Value init_items(Machine&, Args) { return Value::none(); }

Value ask_items(Machine& m, Value self, const char* method, std::span<const Value> args) {
  const Owned items = own(m.heap, m.get_attribute(self, m.symbols.intern("_queue")));
  return items ? ask_queue(m, items.get(), method, args) : Value{};
}

Value put_hook(Machine& m, Args args) {
  if (own_size(m, args[0]) < 0) {
    return !m.has_pending() && put_item(m, args[0], args[1]) ? Value::none() : Value{};
  }
  return own(m.heap, ask_items(m, args[0], "append", {&args.values[1], 1})) ? Value::none()
                                                                            : Value{};
}

Value get_hook(Machine& m, Args args) {
  if (own_size(m, args[0]) >= 0) {
    return ask_items(m, args[0], number(m, args[0], kKind) == kLifo ? "pop" : "popleft", {});
  }
  if (m.has_pending()) return {};
  if (size_of(m, args[0]) > 0) return take_item(m, args[0]);
  const char* from = number(m, args[0], kKind) == kFifo ? "an empty deque" : "empty list";
  return m.raise_error("IndexError", std::string("pop from ") + from);
}

Value put_nowait(Machine& m, Args args) {
  const Value self = args[0];
  if (has_hooks(m, self)) {
    const int is_full = asks_truth(m, self, "full");
    if (is_full < 0) return {};
    if (is_full > 0) return raise_bare(m, "asyncio.QueueFull");
    if (!own(m.heap, ask_queue(m, self, "_put", {&args.values[1], 1}))) return {};
    note_put(kernel_of(m), self, args[1]);
    return Value::none();
  }
  return put_now(kernel_of(m), args[0], args[1]) ? Value::none() : Value{};
}
Value get_nowait(Machine& m, Args args) {
  const Value self = args[0];
  if (!has_hooks(m, self)) return get_now(m, self);
  const int is_empty = asks_truth(m, self, "empty");
  if (is_empty < 0) return {};
  if (is_empty > 0) return raise_bare(m, "asyncio.QueueEmpty");
  const Value item = ask_queue(m, self, "_get", {});
  if (item.is_null()) return {};
  wake_next(kernel_of(m), self, kPuttersLine, record(kernel_of(m), self, "get", item));
  return item;
}

Value task_done(Machine& m, Args args) {
  int64_t& unfinished = number(m, args[0], kUnfinished);
  if (unfinished <= 0) return m.raise_error("ValueError", "task_done() called too many times");
  if (--unfinished == 0) set_event(kernel_of(m), own_value(m, args[0], kFinished));
  return Value::none();
}

int64_t size_seen(Machine& m, Value self) {
  const int64_t own = has_hooks(m, self) ? own_size(m, self) : -1;
  return own < 0 ? size_of(m, self) : own;
}
Value qsize(Machine& m, Args args) {
  const int64_t size = size_seen(m, args[0]);
  return m.has_pending() ? Value{} : Value::of_int(size);
}
Value empty(Machine& m, Args args) {
  const int64_t size = size_seen(m, args[0]);
  return m.has_pending() ? Value{} : Value::boolean(size == 0);
}
Value full(Machine& m, Args args) {
  bool failed = false;
  if (has_hooks(m, args[0])) {
    const Value most = own_value(m, args[0], kMaxSize);
    if (compares(m, CompareOperator::kLe, most, Value::of_int(0), &failed) || failed) {
      return failed ? Value{} : Value::boolean(false);
    }
    const Owned size = own(m.heap, ask_queue(m, args[0], "qsize", {}));
    return size ? compare(m, CompareOperator::kGe, size.get(), most) : Value{};
  }
  const bool is = is_full(m, args[0], &failed);
  return failed ? Value{} : Value::boolean(is);
}
Value get_maxsize(Machine& m, Args args) { return m.heap.retain(own_value(m, args[0], kMaxSize)); }

std::string state_words(Machine& m, Value self) {
  std::string text = "maxsize=" + m.repr_of(own_value(m, self, kMaxSize));
  if (size_of(m, self) > 0) {
    std::vector<Value> items(items_of(m, self).begin() + number(m, self, kTaken),
                             items_of(m, self).end());
    for (Value v : items) m.heap.retain(v);
    const Owned list = own(m.heap, m.heap.new_list(std::move(items)));
    text += " _queue=" + m.repr_of(list.get());
  }
  const std::size_t getters = waiters_of(m, self).size();
  const std::size_t putters = waiters_of(m, self, kPuttersLine).size();
  if (getters > 0) text += " _getters[" + std::to_string(getters) + "]";
  if (putters > 0) text += " _putters[" + std::to_string(putters) + "]";
  if (number(m, self, kUnfinished) > 0) {
    text += " tasks=" + std::to_string(number(m, self, kUnfinished));
  }
  return text;
}
Value repr(Machine& m, Args args) {
  return m.heap.new_str("<" + m.type_name(args[0]) + " at " + address_of(args[0]) + " " +
                        state_words(m, args[0]) + ">");
}
Value str(Machine& m, Args args) {
  return m.heap.new_str("<" + m.type_name(args[0]) + " " + state_words(m, args[0]) + ">");
}

}  // namespace

Value new_queue(Machine& m, Value klass, Value maxsize) {
  const Value finished = new_event(m, class_named(m, "Event"), false);
  set_event(kernel_of(m), finished);
  const Value self = new_primitive(
      m, klass, "Queue",
      {m.heap.new_list({}), m.heap.new_list({}), Value::of_int(0), m.heap.retain(maxsize),
       Value::of_int(0), finished, Value::of_int(kFifo), Value::of_int(0)});
  if (is_a(m, self, "PriorityQueue")) number(m, self, kKind) = kPriority;
  if (is_a(m, self, "LifoQueue")) number(m, self, kKind) = kLifo;
  return self;
}

bool put_now(Kernel& k, Value self, Value item) {
  Machine& m = k.machine;
  bool failed = false;
  const bool full = is_full(m, self, &failed);
  if (failed) return false;
  if (full) {
    raise_bare(m, "asyncio.QueueFull");
    return false;
  }
  if (!put_item(m, self, item)) return false;
  note_put(k, self, item);
  return true;
}

Turn get_from_queue(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  if (has_hooks(m, self)) return go_hooked(m, frame, resume, kGets);
  const bool empty = size_of(m, self) == 0;
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kException) return give_up(m, frame, resume, kLine, !empty);
    forget_wait(m, frame, resume);
  }
  if (!empty) return Turn::done(get_now(m, self));
  frame.state = 1;
  Turn turn;
  wait_in_line(m, frame, self, Wait{.on = WaitKind::kQueueGet, .object = object_of(m, self)},
               &turn);
  return turn;
}

void add_queues(Library& library) {
  library.module("asyncio").shown_as("asyncio.queues");
  library.klass("asyncio", "Queue")
      .open()
      .generic()
      .constructor("maxsize=0", construct)
      .initializer("maxsize=0", initialize_queue, {Value::of_int(0)})
      .method("_init", "maxsize", init_items)
      .method("_put", "item", put_hook)
      .method("_get", "", get_hook)
      .method("qsize", "", qsize)
      .method("empty", "", empty)
      .method("full", "", full)
      .method("put_nowait", "item", put_nowait)
      .method("get_nowait", "", get_nowait)
      .method("task_done", "", task_done)
      .property("maxsize", get_maxsize)
      .method("__repr__", "", repr)
      .method("__str__", "", str)
      .method_coroutine("put", "item", put)
      .method_coroutine("get", "", get_from_queue)
      .method_coroutine("join", "", join);
  for (const char* name : {"PriorityQueue", "LifoQueue"}) {
    library.klass("asyncio", name, Type::kObject, "Queue")
        .open()
        .constructor("maxsize=0", construct)
        .initializer("maxsize=0", initialize_queue, {Value::of_int(0)});
  }
}

}  // namespace grove::aio
