#include "engine/runtime/network/network.h"

#include <algorithm>

#include "engine/base/ensure.h"

namespace grove {

using namespace network_error;

// --- Names and ways ---

const NetworkHost* Network::host(std::string_view name) const {
  for (const NetworkHost& host : table_.hosts) {
    if (host.name == name) return &host;
  }
  return nullptr;
}

bool Network::knows(const IpAddress& ip, std::optional<int32_t> port) const {
  return std::any_of(
      table_.addresses.begin(), table_.addresses.end(),
      [&](const NetworkAddress& each) { return each.ip == ip && (!port || each.port == port); });
}

// The entry of the table that says what becomes of a connection to there.
int32_t Network::rule_for(const Endpoint& remote) {
  int32_t of_ip = -1, same_ip = -1;
  bool answers = false;
  const auto is_there = [](NetworkOutcome outcome) {
    return outcome != NetworkOutcome::kUnreachable && outcome != NetworkOutcome::kHang;
  };
  const auto count = static_cast<int32_t>(table_.addresses.size());
  for (int32_t i = 0; i < count; ++i) {
    const NetworkAddress& each = table_.addresses[static_cast<std::size_t>(i)];
    if (each.ip != remote.ip) continue;
    if (each.port == remote.port) return i;
    if (!each.port) of_ip = i;
    if (!answers) same_ip = i;
    answers = answers || is_there(each.outcome);
  }
  if (of_ip >= 0) return of_ip;
  if (is_loopback(remote.ip)) return kThisMachine;
  if (same_ip < 0) return kNoWay;
  // A machine that is there, on which nobody listens at that port.
  NetworkAddress closed = table_.addresses[static_cast<std::size_t>(same_ip)];
  closed.port = remote.port;
  closed.script.clear();
  if (answers) closed.outcome = NetworkOutcome::kRefused;
  table_.addresses.push_back(std::move(closed));
  return count;
}

SimTime Network::latency_of(const Connection& connection) const {
  if (connection.rule < 0) return SimTime{0};
  const NetworkAddress& rule = table_.addresses[static_cast<std::size_t>(connection.rule)];
  return rule.latency.value_or(SimTime{0});
}

// How many bytes more may be sent from that end.
std::size_t Network::room_of(const Connection& connection, int32_t side) const {
  std::size_t window = connection.is_pair ? kPairWindow : kWindow;
  if (connection.rule >= 0) {
    const NetworkAddress& rule = table_.addresses[static_cast<std::size_t>(connection.rule)];
    if (rule.window > 0) window = static_cast<std::size_t>(rule.window);
  }
  return window - std::min(window, connection.ends[side].outstanding);
}

NetworkOutcome Network::outcome_of(const Connection& connection) const {
  if (connection.rule < 0) return NetworkOutcome::kOk;
  return table_.addresses[static_cast<std::size_t>(connection.rule)].outcome;
}

namespace {

const IpAddress kLoopback4 = *parse_ip("127.0.0.1");
const IpAddress kLoopback6 = *parse_ip("::1");
// What this machine is outside: addresses that are kept for documentation.
const IpAddress kOwn4 = *parse_ip("198.51.100.1");
const IpAddress kOwn6 = *parse_ip("2001:db8:ffff::1");

// An address of version 4 as a socket of version 6 has it.
IpAddress mapped(const IpAddress& v4) { return *parse_ip("::ffff:" + text_of(v4)); }

}  // namespace

// --- Sockets ---

int32_t Network::take_number() {
  const auto free = std::find(numbers_.begin(), numbers_.end(), false);
  const auto place = static_cast<std::size_t>(free - numbers_.begin());
  if (place == numbers_.size()) numbers_.push_back(false);
  numbers_[place] = true;
  return kFirstNumber + static_cast<int32_t>(place);
}

SocketSlot Network::open(bool v6, const Moment& moment) {
  const SocketSlot slot{socket_count()};
  const int32_t fd = take_number();
  Socket& made = sockets_.emplace_back();
  made.is_v6 = v6;
  made.fd = fd;
  made.local.ip.is_v6 = made.remote.ip.is_v6 = v6;
  made.id = moment.log->socket_made(made, moment.because);
  return slot;
}

namespace {

bool overlap(const Socket& a, const Endpoint& at_a, const Socket& b, const Endpoint& at_b) {
  if (at_a.port != at_b.port) return false;
  if (at_a.ip.is_v6 == at_b.ip.is_v6) {
    return at_a.ip == at_b.ip || is_any(at_a.ip) || is_any(at_b.ip);
  }
  // One of version 6 for all addresses takes those of version 4 as well, unless it is told not to.
  const bool a_is_wide = at_a.ip.is_v6 && is_any(at_a.ip) && !a.v6_only;
  const bool b_is_wide = at_b.ip.is_v6 && is_any(at_b.ip) && !b.v6_only;
  return a_is_wide || b_is_wide;
}

}  // namespace

// Whether another socket is in the way of one that is to have that address.
bool Network::conflicts(const Socket& socket, const Endpoint& local, bool to_listen) const {
  return std::any_of(bound_.begin(), bound_.end(), [&](SocketSlot slot) {
    const Socket& other = this->socket(slot);
    if (&other == &socket || !overlap(socket, local, other, other.local)) return false;
    const bool listens = other.state == Socket::State::kListening;
    return listens || (!to_listen && !(socket.reuses && other.reuses));
  });
}

int32_t Network::free_port(const Socket& socket, const IpAddress& ip) {
  for (int32_t tried = kFirstPort; tried <= kLastPort; ++tried) {
    const int32_t port = next_port_;
    next_port_ = port == kLastPort ? kFirstPort : port + 1;
    if (!conflicts(socket, {ip, port}, false)) return port;
  }
  return 0;
}

int Network::bind(SocketSlot slot, Endpoint local, const Moment& moment) {
  Socket& socket = this->socket(slot);
  if (socket.bound || socket.state != Socket::State::kFresh) return kInvalid;
  if (!is_any(local.ip) && !is_loopback(local.ip) && local.ip != kOwn4 && local.ip != kOwn6) {
    return kAddressNotAvailable;
  }
  if (local.port == 0) {
    local.port = free_port(socket, local.ip);
    if (local.port == 0) return kAddressInUse;
  } else if (conflicts(socket, local, false)) {
    return kAddressInUse;
  }
  socket.local = local;
  socket.bound = true;
  bound_.push_back(slot);
  moment.log->socket_changed(socket, "bind", moment.because);
  return 0;
}

int Network::listen(SocketSlot slot, int64_t backlog, const Moment& moment) {
  Socket& socket = this->socket(slot);
  if (socket.state == Socket::State::kConnected || socket.state == Socket::State::kConnecting) {
    return kInvalid;
  }
  if (!socket.bound) {
    if (const int error = bind(slot, {IpAddress{.is_v6 = socket.is_v6}, 0}, moment)) return error;
  }
  if (conflicts(socket, socket.local, true)) return kAddressInUse;
  constexpr int64_t kMostBacklog = 4'096;
  socket.backlog = static_cast<std::size_t>(std::clamp<int64_t>(backlog, 0, kMostBacklog));
  socket.state = Socket::State::kListening;
  moment.log->socket_changed(socket, "listen", moment.because);
  return 0;
}

SocketSlot Network::listener_at(const Endpoint& remote) const {
  const auto listens = [&](SocketSlot slot, bool exactly) {
    const Socket& socket = this->socket(slot);
    if (socket.state != Socket::State::kListening || socket.local.port != remote.port) return false;
    if (exactly) return socket.local.ip == remote.ip;
    if (!is_any(socket.local.ip)) return false;
    return socket.is_v6 == remote.ip.is_v6 || (socket.is_v6 && !socket.v6_only);
  };
  for (bool exactly : {true, false}) {
    for (SocketSlot slot : bound_) {
      if (listens(slot, exactly)) return slot;
    }
  }
  return {};
}

int Network::connect(SocketSlot slot, Endpoint remote, const Moment& moment) {
  Socket& socket = this->socket(slot);
  if (socket.state == Socket::State::kConnecting) return kAlready;
  if (socket.state == Socket::State::kConnected) return kIsConnected;
  if (socket.state == Socket::State::kListening) return kIsConnected;
  if (is_any(remote.ip)) remote.ip = remote.ip.is_v6 ? kLoopback6 : kLoopback4;
  const int32_t rule = rule_for(remote);
  if (rule == kNoWay) return kNetworkUnreachable;
  if (!socket.bound || is_any(socket.local.ip)) {
    const IpAddress here = remote.ip.is_v6 ? kOwn6 : kOwn4;
    const IpAddress inside = remote.ip.is_v6 ? kLoopback6 : kLoopback4;
    socket.local.ip = is_loopback(remote.ip) ? inside : here;
  }
  if (socket.local.port == 0) socket.local.port = free_port(socket, socket.local.ip);
  socket.remote = remote;
  socket.state = Socket::State::kConnecting;
  socket.error = 0;
  socket.connection = static_cast<int32_t>(connections_.size());
  socket.side = 0;
  Connection& made = connections_.emplace_back();
  made.from = socket.local;
  made.to = remote;
  made.rule = rule;
  made.ends[0].socket = slot;
  moment.log->socket_changed(socket, "connect", moment.because);
  transmit(Packet{.kind = Packet::Kind::kConnect, .connection = socket.connection, .side = 1},
           moment);
  return kInProgress;
}

// The socket of one end of a connection, which no call has asked for.
SocketSlot Network::make_end(int32_t number, int32_t side, const Moment& moment) {
  Connection& of = connection(number);
  const SocketSlot slot{socket_count()};
  Socket& made = sockets_.emplace_back();
  made.state = Socket::State::kConnected;
  made.is_v6 = of.to.ip.is_v6;
  made.local = side == 0 ? of.from : of.to;
  made.remote = side == 0 ? of.to : of.from;
  made.connection = number;
  made.side = side;
  of.ends[side].socket = slot;
  made.id = moment.log->socket_made(made, moment.because);
  return slot;
}

int Network::accept(SocketSlot slot, SocketSlot* made, const Moment& moment) {
  Socket& listener = socket(slot);
  if (listener.state != Socket::State::kListening) return kInvalid;
  if (listener.queue.empty()) return kAgain;
  *made = connection(listener.queue.front()).ends[1].socket;
  listener.queue.pop_front();
  Socket& accepted = socket(*made);
  accepted.fd = take_number();
  if (listener.is_v6 && !accepted.is_v6) {
    accepted.is_v6 = true;
    accepted.local.ip = mapped(accepted.local.ip);
    accepted.remote.ip = mapped(accepted.remote.ip);
  }
  moment.log->socket_changed(accepted, "accept", moment.because);
  if (!listener.knocking.empty()) {
    const int32_t next = listener.knocking.front();
    listener.knocking.pop_front();
    establish(next, slot, moment);
  }
  return 0;
}

std::pair<SocketSlot, SocketSlot> Network::pair(const Moment& moment) {
  const auto number = static_cast<int32_t>(connections_.size());
  Connection& made = connections_.emplace_back();
  made.is_pair = made.established = true;
  const SocketSlot one = make_end(number, 0, moment), other = make_end(number, 1, moment);
  socket(one).fd = take_number();
  socket(other).fd = take_number();
  return {one, other};
}

// --- Closing ---

void Network::close(SocketSlot slot, const Moment& moment) {
  Socket& closed = socket(slot);
  const Socket::State before = std::exchange(closed.state, Socket::State::kClosed);
  if (before == Socket::State::kClosed) return;
  if (closed.fd >= 0) numbers_[static_cast<std::size_t>(closed.fd - kFirstNumber)] = false;
  if (closed.bound) bound_.erase(std::find(bound_.begin(), bound_.end(), slot));
  closed.fd = -1;
  moment.log->socket_changed(closed, "close", moment.because);
  if (before == Socket::State::kListening) close_listener(closed, moment);
  if (before == Socket::State::kConnecting) connection(closed.connection).over = true;
  if (before == Socket::State::kConnected) close_connection(closed, moment);
}

// Whoever is not accepted by now never will be.
void Network::close_listener(Socket& listener, const Moment& moment) {
  for (int32_t number : std::exchange(listener.queue, {})) {
    connection(number).ends[1].closed = true;
    socket(connection(number).ends[1].socket).state = Socket::State::kClosed;
    break_off(number, 0, moment);
  }
  for (int32_t number : std::exchange(listener.knocking, {})) {
    fail_connecting(number, kRefused, moment);
  }
}

// Bytes that nobody will read now break the connection off; else it is an end like any other.
void Network::close_connection(Socket& closed, const Moment& moment) {
  const int32_t number = closed.connection, other = 1 - closed.side;
  Connection::End& end = connection(number).ends[closed.side];
  end.closed = true;
  if (end.dead) return;
  if (!end.unread.empty()) {
    end.unread.clear();
    return break_off(number, other, moment);
  }
  if (std::exchange(end.sent_end, true)) return;
  transmit(Packet{.kind = Packet::Kind::kEnd, .connection = number, .side = other}, moment);
}

// --- Questions ---

bool Network::readable(SocketSlot slot) const {
  const Socket& asked = socket(slot);
  switch (asked.state) {
    case Socket::State::kListening:
      return !asked.queue.empty();
    case Socket::State::kConnecting:
      return false;
    case Socket::State::kConnected: {
      const Connection::End& end = connection(asked.connection).ends[asked.side];
      return !end.unread.empty() || end.got_end || end.dead || end.no_reading || asked.error != 0;
    }
    default:
      return true;
  }
}

bool Network::writable(SocketSlot slot) const {
  const Socket& asked = socket(slot);
  switch (asked.state) {
    case Socket::State::kListening:
    case Socket::State::kConnecting:
      return false;
    case Socket::State::kConnected: {
      const Connection& of = connection(asked.connection);
      const Connection::End& end = of.ends[asked.side];
      return room_of(of, asked.side) > 0 || end.dead || end.sent_end || asked.error != 0;
    }
    default:
      return true;
  }
}

int Network::take_error(SocketSlot slot) { return std::exchange(socket(slot).error, 0); }

}  // namespace grove
