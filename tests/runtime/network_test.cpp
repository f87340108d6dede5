// The network by itself, without a program: what Linux's TCP would answer, in simulated time.
#include "engine/runtime/network/network.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

// Counts what it is told.
class Log : public NetworkLog {
 public:
  ObjectId socket_made(const Socket&, EventId) override { return ObjectId{made_++}; }
  EventId socket_changed(const Socket&, const char*, EventId because) override { return because; }
  EventId packet_sent(const Packet&, const Connection&, SimTime) override {
    return EventId{sent++};
  }
  EventId packet_held(const Packet& packet, const Connection&) override {
    ++held;
    return packet.sent;
  }
  EventId packet_arrived(const Packet& packet, const Connection&) override {
    ++arrived;
    return packet.sent;
  }
  int sent = 0, arrived = 0, held = 0;

 private:
  int made_ = 0;
};

SimTime ms(int64_t milliseconds) { return {milliseconds * 1'000'000}; }

// A network and the time on it; each question is asked at that time.
struct World {
  explicit World(NetworkTable table = {}) : network(std::move(table)) {}

  Network::Moment at() {
    Network::Moment moment{now, EventId{0}, &log};
    network.settle(moment);
    return moment;
  }
  SocketSlot open() { return network.open(false, at()); }
  int connect(SocketSlot socket, const char* ip, int port) {
    return network.connect(socket, {*parse_ip(ip), port}, at());
  }
  SocketSlot listen(int port, int backlog = 10) {
    const SocketSlot socket = open();
    CHECK(network.bind(socket, {*parse_ip("127.0.0.1"), port}, at()) == 0);
    CHECK(network.listen(socket, backlog, at()) == 0);
    return socket;
  }
  SocketSlot accept(SocketSlot listener) {
    SocketSlot made;
    CHECK(network.accept(listener, &made, at()) == 0);
    return made;
  }
  int send(SocketSlot socket, std::string_view bytes) {
    std::size_t taken = 0;
    const int error = network.send(socket, bytes, &taken, at());
    return error != 0 ? -error : static_cast<int>(taken);
  }
  std::string receive(SocketSlot socket, std::size_t most = 1'000) {
    std::string bytes;
    const int error = network.receive(socket, most, false, &bytes, at());
    return error != 0 ? "error " + std::to_string(error) : bytes;
  }

  Log log;
  Network network;
  SimTime now;
};

NetworkAddress address(const char* ip, int port, int64_t latency, NetworkOutcome outcome) {
  return {.ip = *parse_ip(ip),
          .port = port,
          .latency = ms(latency),
          .bandwidth = 0,
          .window = 0,
          .outcome = outcome,
          .script = {}};
}

using namespace network_error;

}  // namespace

TEST_CASE("connecting takes the latency of the address and ends with its outcome") {
  const auto outcome_of = [](NetworkOutcome outcome) {
    World w({.hosts = {}, .addresses = {address("192.0.2.1", 80, 400, outcome)}});
    const SocketSlot socket = w.open();
    CHECK(w.connect(socket, "192.0.2.1", 80) == kInProgress);
    w.now = ms(399);
    w.at();
    CHECK_FALSE(w.network.writable(socket));
    w.now = ms(400);
    w.at();
    CHECK(w.network.writable(socket));
    return w.network.take_error(socket);
  };
  CHECK(outcome_of(NetworkOutcome::kOk) == 0);
  CHECK(outcome_of(NetworkOutcome::kReset) == 0);
  CHECK(outcome_of(NetworkOutcome::kRefused) == kRefused);
  CHECK(outcome_of(NetworkOutcome::kUnreachable) == kHostUnreachable);
  CHECK(outcome_of(NetworkOutcome::kHang) == kTimedOut);
}

TEST_CASE("an address that the table does not have is on no network") {
  World w({.hosts = {}, .addresses = {address("192.0.2.1", 80, 100, NetworkOutcome::kOk)}});
  CHECK(w.connect(w.open(), "203.0.113.1", 80) == kNetworkUnreachable);
  const SocketSlot socket = w.open();
  CHECK(w.connect(socket, "192.0.2.1", 81) == kInProgress);
  w.now = w.network.next_time();
  CHECK(w.now == ms(100));
  w.at();
  CHECK(w.network.take_error(socket) == kRefused);
}

TEST_CASE("bytes, their end and a later reset arrive in the order in which they were sent") {
  World w({.hosts = {}, .addresses = {address("127.0.0.1", 9, 50, NetworkOutcome::kOk)}});
  const SocketSlot listener = w.listen(9), client = w.open();
  CHECK(w.connect(client, "127.0.0.1", 9) == kInProgress);
  w.now = ms(50);
  const SocketSlot server = w.accept(listener);
  CHECK(w.send(client, "one") == 3);
  CHECK(w.network.shut_down(client, false, true, w.at()) == 0);
  CHECK(w.send(client, "more") == -kPipe);
  CHECK(w.receive(server) == "error 11");
  w.now = ms(100);
  CHECK(w.receive(server, 2) == "on");
  CHECK(w.receive(server) == "e");
  CHECK(w.receive(server) == "");
  CHECK(w.send(server, "answer") == 6);
  w.network.close(client, w.at());
  w.now = ms(150);
  w.at();
  w.now = ms(200);
  w.at();
  CHECK(w.send(server, "x") == -kPipe);
}

TEST_CASE("a connection whose bytes nobody will read is reset when it is closed") {
  World w;
  const SocketSlot listener = w.listen(9), client = w.open();
  w.connect(client, "127.0.0.1", 9);
  const SocketSlot server = w.accept(listener);
  CHECK(w.send(client, "never read") == 10);
  w.at();
  w.network.close(server, w.at());
  CHECK(w.receive(client) == "error 104");
  CHECK(w.receive(client) == "");
  CHECK(w.send(client, "x") == -kPipe);
}

TEST_CASE("what is sent and not read is bounded, and reading makes room") {
  NetworkAddress slow = address("127.0.0.1", 9, 10, NetworkOutcome::kOk);
  slow.window = 100;
  World w({.hosts = {}, .addresses = {slow}});
  const SocketSlot listener = w.listen(9), client = w.open();
  w.connect(client, "127.0.0.1", 9);
  w.now = ms(10);
  const SocketSlot server = w.accept(listener);
  CHECK(w.send(client, std::string(150, 'x')) == 100);
  CHECK(w.send(client, "x") == -kAgain);
  CHECK_FALSE(w.network.writable(client));
  w.now = ms(20);
  CHECK(w.receive(server, 40).size() == 40);
  w.now = ms(29);
  CHECK(w.send(client, "x") == -kAgain);
  w.now = ms(30);
  CHECK(w.send(client, std::string(150, 'x')) == 40);
}

TEST_CASE("bytes take the time that the bandwidth gives them, one after the other") {
  NetworkAddress narrow = address("127.0.0.1", 9, 10, NetworkOutcome::kOk);
  narrow.bandwidth = 1'000;
  World w({.hosts = {}, .addresses = {narrow}});
  const SocketSlot listener = w.listen(9), client = w.open();
  w.connect(client, "127.0.0.1", 9);
  w.now = ms(10);
  const SocketSlot server = w.accept(listener);
  w.send(client, std::string(100, 'a'));
  w.send(client, std::string(200, 'b'));
  w.now = ms(119);
  CHECK(w.receive(server) == "error 11");
  w.now = ms(120);
  CHECK(w.receive(server).size() == 100);
  w.now = ms(320);
  CHECK(w.receive(server).size() == 200);
}

TEST_CASE("who finds the queue of a listener full gets in when another one is accepted") {
  World w;
  const SocketSlot listener = w.listen(9, 0);
  const SocketSlot first = w.open(), second = w.open();
  w.connect(first, "127.0.0.1", 9);
  w.connect(second, "127.0.0.1", 9);
  w.at();
  CHECK(w.network.writable(first));
  CHECK_FALSE(w.network.writable(second));
  w.accept(listener);
  CHECK(w.network.writable(second));
  const SocketSlot third = w.open();
  w.connect(third, "127.0.0.1", 9);
  w.at();
  w.network.close(listener, w.at());
  CHECK(w.receive(second) == "error 104");
  CHECK(w.network.take_error(third) == kRefused);
}

TEST_CASE("an address in use is not given twice") {
  World w;
  const SocketSlot listener = w.listen(9), other = w.open();
  CHECK(w.network.bind(other, {*parse_ip("0.0.0.0"), 9}, w.at()) == kAddressInUse);
  CHECK(w.network.bind(other, {*parse_ip("192.0.2.77"), 9}, w.at()) == kAddressNotAvailable);
  w.network.close(listener, w.at());
  CHECK(w.network.bind(other, {*parse_ip("0.0.0.0"), 9}, w.at()) == 0);
  CHECK(w.network.bind(other, {*parse_ip("0.0.0.0"), 10}, w.at()) == kInvalid);
}

TEST_CASE("a peer does what its script says, and when") {
  NetworkAddress peer = address("192.0.2.1", 80, 100, NetworkOutcome::kOk);
  peer.script = {{.kind = PeerAct::Kind::kReceive, .after = {}, .at = {}, .text = "?"},
                 {.kind = PeerAct::Kind::kSend, .after = ms(50), .at = {}, .text = "yes"},
                 {.kind = PeerAct::Kind::kSend, .after = {}, .at = ms(1'000), .text = "bye"},
                 {.kind = PeerAct::Kind::kEnd, .after = {}, .at = {}, .text = ""}};
  World w({.hosts = {}, .addresses = {peer}});
  const SocketSlot socket = w.open();
  w.connect(socket, "192.0.2.1", 80);
  w.now = ms(100);
  CHECK(w.send(socket, "ready") == 5);
  w.now = ms(300);
  CHECK(w.send(socket, "?") == 1);
  w.now = ms(549);
  CHECK(w.receive(socket) == "error 11");
  w.now = ms(550);
  CHECK(w.receive(socket) == "yes");
  w.now = ms(1'199);
  CHECK(w.receive(socket) == "error 11");
  w.now = ms(1'200);
  CHECK(w.receive(socket) == "bye");
  CHECK(w.receive(socket) == "");
}

TEST_CASE("what is on its way when an address begins to hang arrives once it answers again") {
  NetworkAddress peer = address("192.0.2.1", 80, 100, NetworkOutcome::kOk);
  peer.script = {{.kind = PeerAct::Kind::kEcho, .after = {}, .at = {}, .text = ""}};
  World w({.hosts = {}, .addresses = {peer}});
  const SocketSlot socket = w.open();
  w.connect(socket, "192.0.2.1", 80);
  w.now = ms(100);
  w.send(socket, "a");
  w.now = ms(150);
  const Network::Change hang{.ip = {}, .port = {}, .outcome = NetworkOutcome::kHang, .latency = {}};
  CHECK(w.network.would_change(hang));
  w.network.change(hang, w.at());
  CHECK_FALSE(w.network.would_change(hang));
  CHECK(w.network.next_time() == kNever);
  CHECK(w.log.held == 1);
  w.now = ms(1'000);
  Network::Change answers = hang;
  answers.outcome = NetworkOutcome::kOk;
  w.network.change(answers, w.at());
  w.now = ms(1'199);
  CHECK(w.receive(socket) == "error 11");
  w.now = ms(1'200);
  CHECK(w.receive(socket) == "a");
}

TEST_CASE("a copy of a network goes on by itself, as the other one does") {
  World w;
  const SocketSlot listener = w.listen(9), client = w.open();
  w.connect(client, "127.0.0.1", 9);
  const SocketSlot server = w.accept(listener);
  w.send(client, "x");
  World copy = w;
  CHECK(w.receive(server) == "x");
  CHECK(copy.receive(server) == "x");
}

TEST_CASE("what the network holds is counted, and no longer once it is read") {
  World w;
  const SocketSlot listener = w.listen(9), client = w.open();
  w.connect(client, "127.0.0.1", 9);
  const SocketSlot server = w.accept(listener);
  const std::size_t before = w.network.bytes();
  w.send(client, std::string(1'000, 'x'));
  CHECK(w.network.bytes() == before + 1'000);
  CHECK(w.receive(server).size() == 1'000);
  CHECK(w.network.bytes() == before);
}
