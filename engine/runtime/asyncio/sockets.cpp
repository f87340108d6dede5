#include "engine/runtime/asyncio/sockets.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/kernel/network_functions.h"

namespace grove::aio {

namespace {

using Side = SocketCallbacks::Side;

bool is_watched(const Side& side) { return side.callback.kind != CallbackKind::kNothing; }

Callback copy_of(Heap& heap, const Callback& callback) {
  Callback copy = callback;
  for (Value* each : {&copy.target, &copy.argument, &copy.context}) heap.retain(*each);
  return copy;
}

void queue(Kernel& k, int32_t loop, Side& side, EventId because) {
  const int32_t number = new_handle(k, loop, copy_of(k.machine.heap, side.callback));
  side.due = HandleRef{number, asyncio_of(k).handle(number).generation};
  queue_soon(k, number, because ? because : k.outside_steps);
}

// Whether there was something to forget. What is queued by now is not called.
bool forget(Kernel& k, Side& side) {
  if (!is_watched(side)) return false;
  Callback callback = std::exchange(side.callback, Callback{});
  cancel_handle(k, std::exchange(side.due, HandleRef{}));
  release(k.machine.heap, callback);
  return true;
}

// watch(loop, number, to_write, callback, args)
Value watch(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const int32_t loop = m.heap.object(args[0]).id;
  if (!check_closed(m, loop)) return {};
  SocketCallbacks& of = asyncio_of(k).loop(loop).sockets[static_cast<int32_t>(args[1].integer)];
  Side& side = args[2].integer != 0 ? of.writer : of.reader;
  forget(k, side);
  side.callback.kind = CallbackKind::kProgram;
  side.callback.target = m.heap.retain(args[3]);
  side.callback.argument = m.heap.retain(args[4]);
  return context_argument(m, Value::none(), &side.callback.context) ? Value::none() : Value{};
}

// unwatch(loop, number, to_write): whether it was watched.
Value unwatch(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  auto& sockets = asyncio_of(k).loop(m.heap.object(args[0]).id).sockets;
  const auto at = sockets.find(static_cast<int32_t>(args[1].integer));
  if (at == sockets.end()) return Value::boolean(false);
  const bool watched = forget(k, args[2].integer != 0 ? at->second.writer : at->second.reader);
  if (!is_watched(at->second.reader) && !is_watched(at->second.writer)) sockets.erase(at);
  return Value::boolean(watched);
}

// stands_for(future, number, to_write): whoever awaits it waits for that socket.
Value stands_for(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const Socket& socket = k.network.socket(SocketSlot{static_cast<int32_t>(args[1].integer)});
  AioFuture& future = future_of(k, args[0]);
  future.stands_for = kind_of_wait(socket, args[2].integer != 0);
  future.socket = socket.id;
  return Value::none();
}

// A method of the loop that is written in Python, in a part that is there where a program names it.
Turn call_in_python(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  frame.state = 1;
  const std::string& name = m.library().natives()[static_cast<std::size_t>(frame.native)].name;
  const int32_t module = m.library().find_module("_asyncio_loop");
  const Value function = m.find_in_module(Value::of(Type::kModule, static_cast<uint32_t>(module)),
                                          m.symbols.intern(name));
  if (function.is_null()) {
    m.raise_error("AttributeError", "write `loop." + name + "` to use it");
    return Turn::raised();
  }
  std::vector<Value> args = {frame.slots[0]}, names, values;
  const std::vector<Value>& rest = m.heap.tuple(frame.slots[1]).items;
  args.insert(args.end(), rest.begin(), rest.end());
  for (const TableBody::Entry& entry : m.heap.dict(frame.slots[2]).entries) {
    if (entry.key.is_null()) continue;
    names.push_back(entry.key);
    values.push_back(entry.value);
  }
  m.set_call(function, args, values, names);
  return Turn::call();
}

}  // namespace

void poll_sockets(Kernel& k) {
  const int32_t loop = asyncio_of(k).running_loop;
  if (loop < 0) return;
  std::vector<std::pair<int32_t, int32_t>> watched;  // by the number that the system gave
  for (const auto& [number, callbacks] : asyncio_of(k).loop(loop).sockets) {
    watched.emplace_back(k.network.socket(SocketSlot{number}).fd, number);
  }
  std::sort(watched.begin(), watched.end());
  for (const auto& [fd, number] : watched) {
    SocketCallbacks& callbacks = asyncio_of(k).loop(loop).sockets.at(number);
    const SocketSlot slot{number};
    const Socket& socket = k.network.socket(slot);
    if (is_watched(callbacks.reader) && k.network.readable(slot)) {
      queue(k, loop, callbacks.reader, socket.readable_because);
    }
    if (is_watched(callbacks.writer) && k.network.writable(slot)) {
      queue(k, loop, callbacks.writer, socket.writable_because);
    }
  }
}

void forget_sockets(Kernel& k, int32_t loop) {
  for (auto& [number, callbacks] : std::exchange(asyncio_of(k).loop(loop).sockets, {})) {
    forget(k, callbacks.reader);
    forget(k, callbacks.writer);
  }
}

void add_sockets(Library& library) {
  for (const char* name :
       {"add_reader", "add_writer", "remove_reader", "remove_writer", "getaddrinfo",
        "create_connection", "connect_accepted_socket", "create_server", "sock_accept",
        "sock_connect", "sock_recv", "sock_recv_into", "sock_sendall"}) {
    ClassBuilder(library, library.find_class(std::string(kUnixModule) + "." + kLoopClass))
        .method_turns(name, "*args, **kwargs", call_in_python);
  }
  library.module("_asyncio_sockets")
      .function("watch", "loop, number, to_write, callback, args", watch)
      .function("stands_for", "future, number, to_write", stands_for)
      .function("unwatch", "loop, number, to_write", unwatch);
}

}  // namespace grove::aio

namespace grove {

void Asyncio::poll(Kernel& k) { aio::poll_sockets(k); }

}  // namespace grove
