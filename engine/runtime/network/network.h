// Network: the simulated network of a run: its sockets, what travels between them, and the
// addresses outside (NetworkTable). A value, copied with the run.
//
// It is Linux's TCP as far as a program can tell, in simulated time: a call never blocks, and
// answers with Linux's error numbers; connecting, bytes and ends take the latency of the address,
// on this machine none; what is sent and not read yet is bounded, so that a slow reader makes the
// writer wait. Nothing happens by itself: settle() lets arrive what was due by then.
//
//   network.settle(moment);                      // before each question
//   const SocketSlot socket = network.open(false, moment);
//   int error = network.connect(socket, {*parse_ip("192.0.2.1"), 80}, moment);  // EINPROGRESS
//   … network.next_time() …                      // when something arrives
//   if (network.writable(socket)) error = network.take_error(socket);
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/ids.h"
#include "engine/record/network_table.h"

namespace grove {

using SocketSlot = Id<struct SocketSlotTag>;

// Linux's numbers; 0: all is well.
namespace network_error {
inline constexpr int kAgain = 11, kInvalid = 22, kPipe = 32, kNotSupported = 95, kAddressInUse = 98,
                     kAddressNotAvailable = 99, kNetworkUnreachable = 101, kReset = 104,
                     kIsConnected = 106, kNotConnected = 107, kTimedOut = 110, kRefused = 111,
                     kHostUnreachable = 113, kAlready = 114, kInProgress = 115;
}

struct Endpoint {
  IpAddress ip;
  int32_t port = 0;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// What travels, or is to happen at a time.
struct Packet {
  enum class Kind : uint8_t {
    kConnect,  // there, and its answer back
    kBytes,
    kEnd,     // no more bytes
    kReset,   // the connection is broken off
    kRoom,    // so many bytes have been read: of the system's own, and not recorded
    kWake,    // of a peer outside: it goes on with its script
    kGiveUp,  // the system gives up connecting
  };
  Kind kind = Kind::kBytes;
  int32_t connection = -1;
  int32_t side = 0;  // where it arrives: 0: at who connected, 1: at the other end
  std::string bytes = {};
  std::size_t room = 0;  // of kRoom
  EventId sent = {};     // what sent it; of what is recorded, its packet_sent
};

struct Socket {
  enum class State : uint8_t { kFresh, kListening, kConnecting, kConnected, kClosed };
  State state = State::kFresh;
  bool is_v6 = false;
  bool v6_only = false;
  bool bound = false;  // by the program
  bool reuses = false;
  int32_t fd = -1;
  Endpoint local, remote;
  int32_t connection = -1;
  int32_t side = 0;
  int error = 0;  // pending
  // Of one that listens: connections to be accepted, and those for which there is no room yet.
  std::size_t backlog = 0;
  std::deque<int32_t> queue, knocking;
  ObjectId id;
  EventId readable_because, writable_because;  // what last changed it
};

struct Connection {
  struct End {
    SocketSlot socket;            // unset: a peer outside
    std::string unread;           // has come
    std::size_t outstanding = 0;  // sent from here, and not known to be read
    bool sent_end = false, got_end = false;
    bool no_reading = false;  // shut down
    bool closed = false;
    bool dead = false;     // broken off by the other side
    std::string unsent;    // of a peer: what there is no room for yet
    bool ends = false;     // of a peer: an end is to follow that
    SimTime free_at;       // when the line is free for the next bytes from here
    SimTime last_arrival;  // of what was sent to here
  };
  Endpoint from, to;
  int32_t rule = -1;     // its entry in the table; -1: this machine
  bool is_pair = false;  // of sockets that were made together
  bool established = false;
  SimTime since;      // of one that is
  bool over = false;  // it never came about, or nobody is interested any more
  End ends[2];
  std::deque<Packet> held;  // while the address hangs
  // Of a peer outside: where in its script it is, and what it has heard and not looked at.
  std::size_t act = 0;
  bool waited = false, waits = false;
  std::string heard;
};

// What is told of a network: the record.
class NetworkLog {
 public:
  virtual ~NetworkLog() = default;
  virtual ObjectId socket_made(const Socket& socket, EventId because) = 0;
  virtual EventId socket_changed(const Socket& socket, const char* op, EventId because) = 0;
  // `socket`: the program's own end of the connection, at which it sets out or (the next) arrives.
  virtual EventId packet_sent(const Packet& packet, const Connection& connection,
                              SimTime arrives) = 0;
  virtual EventId packet_held(const Packet& packet, const Connection& connection) = 0;
  virtual EventId packet_arrived(const Packet& packet, const Connection& connection) = 0;
};

class Network {
 public:
  explicit Network(NetworkTable table) : table_(std::move(table)) {}

  // When and because of what something is asked or happens.
  struct Moment {
    SimTime now;
    EventId because;
    NetworkLog* log = nullptr;
  };

  // --- Time ---
  // kNever if nothing is on its way.
  SimTime next_time() const;
  // What sent that. REQUIRES: something is on its way.
  EventId next_cause() const;
  void settle(const Moment& moment);

  // What all this takes.
  std::size_t bytes() const {
    return bytes_ + sockets_.size() * sizeof(Socket) + connections_.size() * sizeof(Connection);
  }

  // --- Names ---
  // Null if the table has none of that name.
  const NetworkHost* host(std::string_view name) const;

  // --- Sockets: what returns an int returns an error number, or 0 ---
  SocketSlot open(bool v6, const Moment& moment);
  Socket& socket(SocketSlot slot) { return sockets_[slot.index()]; }
  const Socket& socket(SocketSlot slot) const { return sockets_[slot.index()]; }
  int32_t socket_count() const { return static_cast<int32_t>(sockets_.size()); }
  int bind(SocketSlot slot, Endpoint local, const Moment& moment);
  int listen(SocketSlot slot, int64_t backlog, const Moment& moment);
  int connect(SocketSlot slot, Endpoint remote, const Moment& moment);
  int accept(SocketSlot slot, SocketSlot* made, const Moment& moment);
  int send(SocketSlot slot, std::string_view bytes, std::size_t* taken, const Moment& moment);
  // No bytes and no error: the end.
  int receive(SocketSlot slot, std::size_t most, bool keeps, std::string* out,
              const Moment& moment);
  int shut_down(SocketSlot slot, bool reading, bool writing, const Moment& moment);
  void close(SocketSlot slot, const Moment& moment);
  // Two that are connected with each other.
  std::pair<SocketSlot, SocketSlot> pair(const Moment& moment);

  // Whether a call of that kind would be answered at once.
  bool readable(SocketSlot slot) const;
  bool writable(SocketSlot slot) const;
  int take_error(SocketSlot slot);

  // --- The outside changes ---
  // Whether the table has it; without a port, whether it has any of that address.
  bool knows(const IpAddress& ip, std::optional<int32_t> port) const;
  // From now on, of all entries of that address; without one, of all addresses outside.
  struct Change {
    std::optional<IpAddress> ip;
    std::optional<int32_t> port;
    std::optional<NetworkOutcome> outcome;
    std::optional<SimTime> latency;
  };
  bool would_change(const Change& change) const;
  void change(const Change& change, const Moment& moment);

 private:
  // Bytes outstanding at most, each way: what Linux allows about, with its settings as they come.
  static constexpr std::size_t kWindow = 2'621'440, kPairWindow = 212'992;
  static constexpr SimTime kGivesUp{127'000'000'000};
  static constexpr int32_t kFirstPort = 49'152, kLastPort = 65'535, kFirstNumber = 100;
  static constexpr int32_t kThisMachine = -1, kNoWay = -2;

  Connection& connection(int32_t number) { return connections_[static_cast<std::size_t>(number)]; }
  const Connection& connection(int32_t number) const {
    return connections_[static_cast<std::size_t>(number)];
  }

  // network.cpp
  int32_t take_number();
  int32_t free_port(const Socket& socket, const IpAddress& ip);
  bool conflicts(const Socket& socket, const Endpoint& local, bool to_listen) const;
  SocketSlot listener_at(const Endpoint& remote) const;
  int32_t rule_for(const Endpoint& remote);
  SimTime latency_of(const Connection& connection) const;
  NetworkOutcome outcome_of(const Connection& connection) const;
  std::size_t room_of(const Connection& connection, int32_t side) const;
  SocketSlot make_end(int32_t number, int32_t side, const Moment& moment);
  void close_listener(Socket& listener, const Moment& moment);
  void close_connection(Socket& closed, const Moment& moment);

  // traffic.cpp
  void put(SimTime arrives, Packet packet);
  void transmit(Packet packet, const Moment& moment);
  void arrive(Packet packet, Moment moment);
  void arrive_connect(int32_t number, const Moment& moment);
  void arrive_at_end(const Packet& packet, const Moment& moment);
  void establish(int32_t number, SocketSlot listener, const Moment& moment);
  void fail_connecting(int32_t number, int error, const Moment& moment);
  void give_room(int32_t number, int32_t side, std::size_t bytes, const Moment& moment);
  void take_room(int32_t number, int32_t side, std::size_t bytes, const Moment& moment);
  void break_off(int32_t number, int32_t side, const Moment& moment);
  static bool means(const Change& change, const NetworkAddress& entry);
  void hold(std::size_t rule, const Moment& moment);
  void let_go(std::size_t rule, const Moment& moment);

  // peer.cpp
  void peer_hears(int32_t number, const Packet& packet, const Moment& moment);
  void run_peer(int32_t number, const Moment& moment);
  bool do_act(int32_t number, const PeerAct& act, const Moment& moment);
  void pump(int32_t number, const Moment& moment);

  NetworkTable table_;
  Arena<Socket> sockets_;
  Arena<Connection> connections_;
  std::map<std::pair<SimTime, uint64_t>, Packet> in_flight_;
  uint64_t order_ = 0;
  std::size_t bytes_ = 0;          // outstanding, heard and not sent yet, of all ends
  std::vector<SocketSlot> bound_;  // by the program, and open
  std::vector<bool> numbers_;      // which are taken, from kFirstNumber on
  int32_t next_port_ = kFirstPort;
};

}  // namespace grove
