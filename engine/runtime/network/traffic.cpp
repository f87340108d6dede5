// What travels: packets, and what becomes of them where they arrive.
#include <algorithm>

#include "engine/base/ensure.h"
#include "engine/runtime/network/network.h"

namespace grove {

using namespace network_error;

SimTime Network::next_time() const {
  return in_flight_.empty() ? kNever : in_flight_.begin()->first.first;
}

EventId Network::next_cause() const {
  ENSURE(!in_flight_.empty(), "nothing is on its way through the network");
  return in_flight_.begin()->second.sent;
}

// What is noticed late happened when it was due all the same.
void Network::settle(const Moment& moment) {
  while (next_time() <= moment.now) {
    const SimTime due = in_flight_.begin()->first.first;
    Packet packet = std::move(in_flight_.begin()->second);
    in_flight_.erase(in_flight_.begin());
    arrive(std::move(packet), Moment{due, moment.because, moment.log});
  }
}

void Network::put(SimTime arrives, Packet packet) {
  in_flight_.emplace(std::pair(arrives, order_++), std::move(packet));
}

// What goes the same way arrives in the order in which it set out.
void Network::transmit(Packet packet, const Moment& moment) {
  Connection& of = connection(packet.connection);
  const bool recorded = packet.kind != Packet::Kind::kRoom;
  packet.sent = moment.because;
  if (outcome_of(of) == NetworkOutcome::kHang) {
    if (recorded) packet.sent = moment.log->packet_sent(packet, of, kNever);
    if (packet.kind == Packet::Kind::kConnect) {
      const NetworkAddress& rule = table_.addresses[static_cast<std::size_t>(of.rule)];
      put(moment.now + rule.latency.value_or(kGivesUp),
          Packet{
              .kind = Packet::Kind::kGiveUp, .connection = packet.connection, .sent = packet.sent});
    }
    of.held.push_back(std::move(packet));
    return;
  }
  SimTime leaves = moment.now;
  Connection::End& from = of.ends[1 - packet.side];
  const int64_t bandwidth =
      of.rule < 0 ? 0 : table_.addresses[static_cast<std::size_t>(of.rule)].bandwidth;
  if (bandwidth > 0 && packet.kind == Packet::Kind::kBytes) {
    const double seconds =
        static_cast<double>(packet.bytes.size()) / static_cast<double>(bandwidth);
    leaves = from.free_at = std::max(from.free_at, moment.now) + sim_time_from_seconds(seconds);
  }
  SimTime& last = of.ends[packet.side].last_arrival;
  SimTime arrives = leaves + latency_of(of);
  if (packet.kind != Packet::Kind::kRoom) arrives = last = std::max(arrives, last);
  if (recorded) packet.sent = moment.log->packet_sent(packet, of, arrives);
  put(arrives, std::move(packet));
}

// --- Arriving ---

void Network::arrive(Packet packet, Moment moment) {
  const int32_t number = packet.connection;
  moment.because = packet.sent;
  Connection& of = connection(number);
  switch (packet.kind) {
    case Packet::Kind::kConnect:
      if (of.over) return;
      moment.because = moment.log->packet_arrived(packet, of);
      return arrive_connect(number, moment);
    case Packet::Kind::kGiveUp:
      return fail_connecting(number, kTimedOut, moment);
    case Packet::Kind::kRoom:
      return take_room(number, packet.side, packet.room, moment);
    case Packet::Kind::kWake:
      of.waits = false;
      of.waited = true;
      return run_peer(number, moment);
    case Packet::Kind::kBytes:
    case Packet::Kind::kEnd:
    case Packet::Kind::kReset:
      moment.because = moment.log->packet_arrived(packet, of);
      if (of.ends[packet.side].socket) return arrive_at_end(packet, moment);
      return peer_hears(number, packet, moment);
  }
}

void Network::arrive_connect(int32_t number, const Moment& moment) {
  Connection& of = connection(number);
  switch (outcome_of(of)) {
    case NetworkOutcome::kRefused:
      return fail_connecting(number, kRefused, moment);
    case NetworkOutcome::kUnreachable:
      return fail_connecting(number, kHostUnreachable, moment);
    default:
      break;
  }
  if (!is_loopback(of.to.ip)) return establish(number, {}, moment);
  const SocketSlot slot = listener_at(of.to);
  if (!slot && of.rule >= 0 &&
      !table_.addresses[static_cast<std::size_t>(of.rule)].script.empty()) {
    return establish(number, {}, moment);
  }
  if (!slot) return fail_connecting(number, kRefused, moment);
  Socket& listener = socket(slot);
  if (listener.queue.size() <= listener.backlog) return establish(number, slot, moment);
  listener.knocking.push_back(number);
  put(moment.now + kGivesUp,
      Packet{.kind = Packet::Kind::kGiveUp, .connection = number, .sent = moment.because});
}

void Network::fail_connecting(int32_t number, int error, const Moment& moment) {
  Connection& of = connection(number);
  if (of.established || std::exchange(of.over, true)) return;
  Socket& failed = socket(of.ends[0].socket);
  failed.state = Socket::State::kFresh;
  failed.connection = -1;
  failed.error = error;
  const char* const op = error == kRefused    ? "refused"
                         : error == kTimedOut ? "timed out"
                                              : "unreachable";
  failed.readable_because = failed.writable_because =
      moment.log->socket_changed(failed, op, moment.because);
}

// `listener`: whose; none: a peer outside.
void Network::establish(int32_t number, SocketSlot listener, const Moment& moment) {
  Connection& of = connection(number);
  if (of.over) return;
  of.established = true;
  of.since = moment.now;
  Socket& connecting = socket(of.ends[0].socket);
  connecting.state = Socket::State::kConnected;
  connecting.readable_because = connecting.writable_because =
      moment.log->socket_changed(connecting, "connected", moment.because);
  if (!listener) return run_peer(number, moment);
  make_end(number, 1, moment);
  socket(listener).queue.push_back(number);
  socket(listener).readable_because = moment.because;
}

void Network::arrive_at_end(const Packet& packet, const Moment& moment) {
  const int32_t number = packet.connection;
  Connection::End& end = connection(number).ends[packet.side];
  Socket& owner = socket(end.socket);
  if (end.closed) {
    if (packet.kind != Packet::Kind::kBytes) return;
    take_room(number, 1 - packet.side, packet.bytes.size(), moment);
    return break_off(number, 1 - packet.side, moment);
  }
  if (end.dead) return;
  owner.readable_because = moment.because;
  if (packet.kind == Packet::Kind::kBytes) {
    if (end.no_reading) return give_room(number, packet.side, packet.bytes.size(), moment);
    end.unread += packet.bytes;
  } else if (packet.kind == Packet::Kind::kEnd) {
    end.got_end = true;
  } else {
    owner.error = end.got_end ? kPipe : kReset;
    owner.writable_because = moment.because;
    end.dead = true;
    bytes_ -= std::exchange(end.outstanding, 0);
  }
  if (packet.kind != Packet::Kind::kBytes) {
    const char* const op = end.dead ? "reset" : "end";
    owner.readable_because = moment.log->socket_changed(owner, op, moment.because);
  }
}

// --- Sending and receiving ---

int Network::send(SocketSlot slot, std::string_view bytes, std::size_t* taken,
                  const Moment& moment) {
  Socket& sender = socket(slot);
  *taken = 0;
  if (sender.state == Socket::State::kConnecting) return kAgain;
  if (sender.state != Socket::State::kConnected) {
    const int error = take_error(slot);
    return error != 0 ? error : kPipe;
  }
  Connection::End& end = connection(sender.connection).ends[sender.side];
  if (sender.error != 0) return take_error(slot);
  if (end.sent_end || end.dead) return kPipe;
  const std::size_t room = room_of(connection(sender.connection), sender.side);
  if (room == 0 && !bytes.empty()) return kAgain;
  *taken = std::min(room, bytes.size());
  if (*taken == 0) return 0;
  end.outstanding += *taken;
  bytes_ += *taken;
  transmit(Packet{.kind = Packet::Kind::kBytes,
                  .connection = sender.connection,
                  .side = 1 - sender.side,
                  .bytes = std::string(bytes.substr(0, *taken))},
           moment);
  return 0;
}

int Network::receive(SocketSlot slot, std::size_t most, bool keeps, std::string* out,
                     const Moment& moment) {
  Socket& receiver = socket(slot);
  out->clear();
  if (receiver.state == Socket::State::kConnecting) return kAgain;
  if (receiver.state != Socket::State::kConnected) {
    const int error = take_error(slot);
    return error != 0 ? error : kNotConnected;
  }
  Connection::End& end = connection(receiver.connection).ends[receiver.side];
  if (!end.unread.empty()) {
    *out = end.unread.substr(0, most);
    if (keeps) return 0;
    end.unread.erase(0, out->size());
    give_room(receiver.connection, receiver.side, out->size(), moment);
    return 0;
  }
  if (end.got_end || end.no_reading) return 0;
  if (receiver.error != 0) return take_error(slot);
  return end.dead ? 0 : kAgain;
}

// The end at `side` has read so many bytes: the other one hears of it.
void Network::give_room(int32_t number, int32_t side, std::size_t bytes, const Moment& moment) {
  if (bytes == 0) return;
  Connection& of = connection(number);
  if (latency_of(of) == SimTime{0} && outcome_of(of) != NetworkOutcome::kHang) {
    return take_room(number, 1 - side, bytes, moment);
  }
  transmit(
      Packet{.kind = Packet::Kind::kRoom, .connection = number, .side = 1 - side, .room = bytes},
      moment);
}

void Network::take_room(int32_t number, int32_t side, std::size_t bytes, const Moment& moment) {
  Connection::End& end = connection(number).ends[side];
  const std::size_t less = std::min(bytes, end.outstanding);
  end.outstanding -= less;
  bytes_ -= less;
  if (!end.socket) return pump(number, moment);
  socket(end.socket).writable_because = moment.because;
}

int Network::shut_down(SocketSlot slot, bool reading, bool writing, const Moment& moment) {
  Socket& shut = socket(slot);
  if (shut.state != Socket::State::kConnected) return kNotConnected;
  Connection::End& end = connection(shut.connection).ends[shut.side];
  if (end.dead) return kNotConnected;
  if (reading) end.no_reading = true;
  if (writing && !std::exchange(end.sent_end, true)) {
    moment.log->socket_changed(shut, "send_eof", moment.because);
    transmit(
        Packet{.kind = Packet::Kind::kEnd, .connection = shut.connection, .side = 1 - shut.side},
        moment);
  }
  return 0;
}

// The end at `side` is told that there is no connection any more.
void Network::break_off(int32_t number, int32_t side, const Moment& moment) {
  transmit(Packet{.kind = Packet::Kind::kReset, .connection = number, .side = side}, moment);
}

// --- The outside changes ---

bool Network::means(const Change& change, const NetworkAddress& entry) {
  if (!change.ip) return !is_loopback(entry.ip);
  return entry.ip == *change.ip && (!change.port || entry.port == change.port);
}

bool Network::would_change(const Change& change) const {
  return std::any_of(
      table_.addresses.begin(), table_.addresses.end(), [&change](const NetworkAddress& entry) {
        return means(change, entry) && ((change.outcome && *change.outcome != entry.outcome) ||
                                        (change.latency && change.latency != entry.latency));
      });
}

void Network::change(const Change& change, const Moment& moment) {
  for (std::size_t i = 0; i < table_.addresses.size(); ++i) {
    NetworkAddress& entry = table_.addresses[i];
    if (!means(change, entry)) continue;
    const NetworkOutcome before = entry.outcome;
    if (change.latency) entry.latency = change.latency;
    if (change.outcome) entry.outcome = *change.outcome;
    if (entry.outcome == before) continue;
    if (entry.outcome == NetworkOutcome::kHang) hold(i, moment);
    if (before == NetworkOutcome::kHang) let_go(i, moment);
    if (entry.outcome != NetworkOutcome::kReset) continue;
    for (std::size_t c = 0; c < connections_.size(); ++c) {
      const Connection& of = connections_[c];
      if (of.rule == static_cast<int32_t>(i) && of.established && !of.ends[0].closed) {
        break_off(static_cast<int32_t>(c), 0, moment);
      }
    }
  }
}

// What is on its way stays where it is.
void Network::hold(std::size_t rule, const Moment& moment) {
  for (auto at = in_flight_.begin(); at != in_flight_.end();) {
    Packet& packet = at->second;
    Connection& of = connection(packet.connection);
    const bool stays = packet.kind == Packet::Kind::kWake || packet.kind == Packet::Kind::kGiveUp;
    if (stays || of.rule != static_cast<int32_t>(rule)) {
      ++at;
      continue;
    }
    if (packet.kind == Packet::Kind::kConnect) {
      put(at->first.first + kGivesUp,
          Packet{
              .kind = Packet::Kind::kGiveUp, .connection = packet.connection, .sent = packet.sent});
    }
    if (packet.kind != Packet::Kind::kRoom) moment.log->packet_held(packet, of);
    of.held.push_back(std::move(packet));
    at = in_flight_.erase(at);
  }
}

// What was held sets out again.
void Network::let_go(std::size_t rule, const Moment& moment) {
  for (std::size_t c = 0; c < connections_.size(); ++c) {
    if (connections_[c].rule != static_cast<int32_t>(rule)) continue;
    for (Packet& packet : std::exchange(connections_[c].held, {})) {
      transmit(std::move(packet), moment);
    }
  }
}

}  // namespace grove
