#include "engine/runtime/kernel/network_functions.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/types/bytes.h"
#include "engine/runtime/kernel/network_log.h"

namespace grove {

namespace {

// A question of the program's, at which all that is due by now has arrived.
struct Asked {
  explicit Asked(Machine& m) : k(kernel_of(m)), log(k), moment(log.moment()) {
    k.network.settle(moment);
  }
  Kernel& k;
  NetworkRecorder log;
  Network::Moment moment;
};

SocketSlot slot_of(Value number) { return SocketSlot{static_cast<int32_t>(number.integer)}; }

Value answer(int error, Value otherwise = Value::none()) {
  return error == 0 ? otherwise : Value::of_int(-error);
}

IpAddress ip_of(Machine& m, Value text) {
  const std::optional<IpAddress> ip = parse_ip(m.heap.str(text).utf8);
  ENSURE(ip.has_value(), "a module of ours turns to what is no address");
  return *ip;
}

Value open(Machine& m, Args args) {
  Asked asked(m);
  return Value::of_int(asked.k.network.open(args[0].integer != 0, asked.moment).value);
}

Value fileno(Machine& m, Args args) {
  return Value::of_int(kernel_of(m).network.socket(slot_of(args[0])).fd);
}

Value is_listening(Machine& m, Args args) {
  const Socket& socket = kernel_of(m).network.socket(slot_of(args[0]));
  return Value::boolean(socket.state == Socket::State::kListening);
}

// bind(number, ip, port, reuses, v6_only)
Value bind(Machine& m, Args args) {
  Asked asked(m);
  Socket& socket = asked.k.network.socket(slot_of(args[0]));
  socket.reuses = args[3].integer != 0;
  socket.v6_only = args[4].integer != 0;
  const Endpoint local{ip_of(m, args[1]), static_cast<int32_t>(args[2].integer)};
  return answer(asked.k.network.bind(slot_of(args[0]), local, asked.moment));
}

Value listen(Machine& m, Args args) {
  Asked asked(m);
  return answer(asked.k.network.listen(slot_of(args[0]), args[1].integer, asked.moment));
}

// connect(number, ip, port)
Value connect(Machine& m, Args args) {
  Asked asked(m);
  const Endpoint remote{ip_of(m, args[1]), static_cast<int32_t>(args[2].integer)};
  return answer(asked.k.network.connect(slot_of(args[0]), remote, asked.moment));
}

Value accept(Machine& m, Args args) {
  Asked asked(m);
  SocketSlot made;
  const int error = asked.k.network.accept(slot_of(args[0]), &made, asked.moment);
  return answer(error, Value::of_int(made.value));
}

// send(number, bytes): how many were taken.
Value send(Machine& m, Args args) {
  Asked asked(m);
  std::size_t taken = 0;
  const std::string_view bytes = bytes_in(m, args[1]);
  m.heap.reserve(bytes.size());
  const int error = asked.k.network.send(slot_of(args[0]), bytes, &taken, asked.moment);
  return answer(error, Value::of_int(static_cast<int64_t>(taken)));
}

// receive(number, most, keeps)
Value receive(Machine& m, Args args) {
  Asked asked(m);
  std::string bytes;
  const auto most = static_cast<std::size_t>(args[1].integer);
  const int error =
      asked.k.network.receive(slot_of(args[0]), most, args[2].integer != 0, &bytes, asked.moment);
  return error == 0 ? m.heap.new_bytes(std::move(bytes)) : answer(error);
}

// shut_down(number, reading, writing)
Value shut_down(Machine& m, Args args) {
  Asked asked(m);
  return answer(asked.k.network.shut_down(slot_of(args[0]), args[1].integer != 0,
                                          args[2].integer != 0, asked.moment));
}

Value close(Machine& m, Args args) {
  Asked asked(m);
  asked.k.network.close(slot_of(args[0]), asked.moment);
  return Value::none();
}

Value pair(Machine& m, Args) {
  Asked asked(m);
  const auto [one, other] = asked.k.network.pair(asked.moment);
  return m.heap.new_tuple({Value::of_int(one.value), Value::of_int(other.value)});
}

Value take_error(Machine& m, Args args) {
  Asked asked(m);
  return Value::of_int(asked.k.network.take_error(slot_of(args[0])));
}

// address(number, of_peer): (ip, port)
Value address(Machine& m, Args args) {
  Asked asked(m);
  const Socket& socket = asked.k.network.socket(slot_of(args[0]));
  const bool of_peer = args[1].integer != 0;
  if (of_peer && socket.state != Socket::State::kConnected) {
    return answer(network_error::kNotConnected);
  }
  const Endpoint& end = of_peer ? socket.remote : socket.local;
  return m.heap.new_tuple({m.heap.new_str(text_of(end.ip)), Value::of_int(end.port)});
}

Value readable(Machine& m, Args args) {
  Asked asked(m);
  return Value::boolean(asked.k.network.readable(slot_of(args[0])));
}
Value writable(Machine& m, Args args) {
  Asked asked(m);
  return Value::boolean(asked.k.network.writable(slot_of(args[0])));
}

// When something arrives next, in seconds; None if nothing is on its way.
Value next_time(Machine& m, Args) {
  Asked asked(m);
  const SimTime next = asked.k.network.next_time();
  return next == kNever ? Value::none() : Value::of_float(to_seconds(next));
}

// --- Names ---

// The addresses of that name in the table, as texts; None if it has none of that name.
Value resolve(Machine& m, Args args) {
  const NetworkHost* const host = kernel_of(m).network.host(m.heap.str(args[0]).utf8);
  if (host == nullptr) return Value::none();
  std::vector<Value> texts;
  for (const IpAddress& each : host->addresses) texts.push_back(m.heap.new_str(text_of(each)));
  return m.heap.new_tuple(std::move(texts));
}

// The bytes of an address; None if the text is none.
Value packed(Machine& m, Args args) {
  const std::optional<IpAddress> ip = parse_ip(m.heap.str(args[0]).utf8);
  if (!ip) return Value::none();
  return m.heap.new_bytes(std::string(ip->bytes.begin(), ip->bytes.begin() + ip->size()));
}

// And back, of four or sixteen bytes.
Value unpacked(Machine& m, Args args) {
  const std::string_view bytes = bytes_in(m, args[0]);
  IpAddress ip{.is_v6 = bytes.size() == 16};
  std::copy(bytes.begin(), bytes.end(), ip.bytes.begin());
  return m.heap.new_str(text_of(ip));
}

}  // namespace

void add_network(Library& library) {
  library.module("_network")
      .function("open", "v6", open)
      .function("fileno", "number", fileno)
      .function("is_listening", "number", is_listening)
      .function("bind", "number, ip, port, reuses, v6_only", bind)
      .function("listen", "number, backlog", listen)
      .function("connect", "number, ip, port", connect)
      .function("accept", "number", accept)
      .function("send", "number, data", send)
      .function("receive", "number, most, keeps", receive)
      .function("shut_down", "number, reading, writing", shut_down)
      .function("close", "number", close)
      .function("pair", "", pair)
      .function("take_error", "number", take_error)
      .function("address", "number, of_peer", address)
      .function("readable", "number", readable)
      .function("writable", "number", writable)
      .function("next_time", "", next_time)
      .function("resolve", "name", resolve)
      .function("packed", "text", packed)
      .function("unpacked", "data", unpacked);
}

void settle_network(Kernel& k) {
  NetworkRecorder log(k);
  k.network.settle(log.moment());
}

WaitKind kind_of_wait(const Socket& socket, bool to_write) {
  if (socket.state == Socket::State::kListening) return WaitKind::kAccept;
  if (!to_write) return WaitKind::kReceive;
  return socket.state == Socket::State::kConnecting ? WaitKind::kConnect : WaitKind::kSend;
}

std::optional<std::string> socket_wait_words(const Kernel& k, const TaskBlocked& blocked) {
  for (int32_t i = 0; blocked.object && i < k.network.socket_count(); ++i) {
    const Socket& socket = k.network.socket(SocketSlot{i});
    if (socket.id != blocked.object) continue;
    const std::string here = text_with_port(socket.local.ip, socket.local.port);
    const std::string there = socket.remote.port == 0
                                  ? "the other end"
                                  : text_with_port(socket.remote.ip, socket.remote.port);
    switch (blocked.on) {
      case WaitKind::kConnect:
        return "for an answer from " + there;
      case WaitKind::kAccept:
        return "for a connection at " + here;
      case WaitKind::kReceive:
        return "for bytes from " + there;
      default:
        return "until it can send to " + there;
    }
  }
  return {};
}

void change_network(Kernel& k, const Network::Change& change, EventId because) {
  NetworkRecorder log(k);
  k.network.settle(log.moment());
  k.network.change(change, {k.now(), because, &log});
}

}  // namespace grove
