#include "engine/runtime/kernel/network_log.h"

#include <fmt/format.h>

#include "engine/base/json.h"

namespace grove {

namespace {

// What a socket is called: by what it is, and where it leads to.
std::string type_of(const Socket& socket) {
  const auto text = [](const Endpoint& end) { return text_with_port(end.ip, end.port); };
  if (socket.remote.port == 0) {
    return socket.local.port == 0 ? "socket" : "listener at " + text(socket.local);
  }
  return (socket.side == 0 ? "connection to " : "connection from ") + text(socket.remote);
}

std::string_view word_of(Socket::State state) {
  switch (state) {
    case Socket::State::kFresh:
      break;
    case Socket::State::kListening:
      return "listening";
    case Socket::State::kConnecting:
      return "connecting";
    case Socket::State::kConnected:
      return "connected";
    case Socket::State::kClosed:
      return "closed";
  }
  return "open";
}

std::string_view word_of(Packet::Kind kind) {
  switch (kind) {
    case Packet::Kind::kConnect:
      return "connect";
    case Packet::Kind::kBytes:
      return "bytes";
    case Packet::Kind::kEnd:
      return "end";
    default:
      return "reset";
  }
}

const Endpoint& end_of(const Connection& connection, int32_t side) {
  return side == 0 ? connection.from : connection.to;
}

}  // namespace

RawJson NetworkRecorder::state_of(const Socket& socket) {
  std::string state = fmt::format("{{\"state\":\"{}\"", word_of(socket.state));
  const auto add = [&state](const char* key, const Endpoint& end) {
    if (end.port == 0) return;
    state += fmt::format(",\"{}\":{}", key, json_string(text_with_port(end.ip, end.port)));
  };
  add("address", socket.local);
  add("peer", socket.remote);
  return k_.recorder.record.add_json(state + "}");
}

ObjectId NetworkRecorder::socket_made(const Socket& socket, EventId because) {
  const ObjectId id{k_.recorder.objects++};
  k_.recorder.happen_because(
      because, ObjectCreated{.object = id,
                             .type = k_.recorder.record.add_text(type_of(socket)),
                             .task = k_.in_task() ? k_.current_task().shown : TaskId{},
                             .line = k_.in_task() ? k_.machine.current_line() : 0,
                             .op = {},
                             .state = state_of(socket)});
  k_.count_recorded();
  return id;
}

EventId NetworkRecorder::socket_changed(const Socket& socket, const char* op, EventId because) {
  const EventId changed = k_.recorder.happen_because(
      because, ObjectChanged{.object = socket.id,
                             .type = k_.recorder.record.add_text(type_of(socket)),
                             .task = k_.in_task() ? k_.current_task().shown : TaskId{},
                             .line = k_.in_task() ? k_.machine.current_line() : 0,
                             .op = k_.recorder.word(op),
                             .state = state_of(socket)});
  k_.count_recorded();
  return changed;
}

// The program's own at that side, or else its other one.
ObjectId NetworkRecorder::socket_of(const Connection& connection, int32_t side) const {
  const SocketSlot own = connection.ends[side].socket;
  const SocketSlot other = connection.ends[1 - side].socket;
  return own || other ? k_.network.socket(own ? own : other).id : ObjectId{};
}

EventId NetworkRecorder::packet_sent(const Packet& packet, const Connection& connection,
                                     SimTime arrives) {
  Record& record = k_.recorder.record;
  const Endpoint& from = end_of(connection, 1 - packet.side);
  const Endpoint& to = end_of(connection, packet.side);
  const EventId sent = k_.recorder.happen_because(
      packet.sent, PacketSent{.socket = socket_of(connection, 1 - packet.side),
                              .what = k_.recorder.word(word_of(packet.kind)),
                              .bytes = static_cast<int32_t>(packet.bytes.size()),
                              .from = record.add_text(text_with_port(from.ip, from.port)),
                              .to = record.add_text(text_with_port(to.ip, to.port)),
                              .arrives = {arrives}});
  k_.count_recorded();
  return sent;
}

// What is told of one that was told of before.
template <class Told>
EventId NetworkRecorder::tell_packet(const Packet& packet, const Connection& connection) {
  Record& record = k_.recorder.record;
  const Endpoint& from = end_of(connection, 1 - packet.side);
  const Endpoint& to = end_of(connection, packet.side);
  const EventId told = k_.recorder.happen_because(
      packet.sent, Told{.socket = socket_of(connection, packet.side),
                        .what = k_.recorder.word(word_of(packet.kind)),
                        .bytes = static_cast<int32_t>(packet.bytes.size()),
                        .from = record.add_text(text_with_port(from.ip, from.port)),
                        .to = record.add_text(text_with_port(to.ip, to.port))});
  k_.count_recorded();
  return told;
}

EventId NetworkRecorder::packet_held(const Packet& packet, const Connection& connection) {
  return tell_packet<PacketHeld>(packet, connection);
}

EventId NetworkRecorder::packet_arrived(const Packet& packet, const Connection& connection) {
  return tell_packet<PacketArrived>(packet, connection);
}

}  // namespace grove
