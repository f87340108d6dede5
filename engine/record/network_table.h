// NetworkTable: the network outside, as a scenario describes it: which names lead to which
// addresses, and what becomes of whoever turns to one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ip_address.h"
#include "engine/base/sim_time.h"

namespace grove {

// What becomes of whoever wants to connect.
enum class NetworkOutcome : uint8_t {
  kOk,
  kRefused,      // nobody listens there
  kUnreachable,  // no way leads there
  kHang,         // nothing ever comes back
  kReset,        // the connection is made, and broken off by the other side
};
std::string_view word_of(NetworkOutcome outcome);
bool parse_word(std::string_view word, NetworkOutcome* outcome);

// One thing that the other side of a connection does, after the one before.
struct PeerAct {
  enum class Kind : uint8_t {
    kSend,
    kReceive,  // waits until `text` has come, and goes on behind it
    kEnd,      // sends nothing more
    kReset,    // breaks the connection off
    kEcho,     // sends back whatever comes, from then on
  };
  Kind kind = Kind::kSend;
  SimTime after;              // how long it waits before
  std::optional<SimTime> at;  // or when it is time, since the connection stands
  std::string text;
  friend bool operator==(const PeerAct&, const PeerAct&) = default;
};

struct NetworkAddress {
  IpAddress ip;
  std::optional<int32_t> port;  // unset: every port that has no entry of its own
  // How long it takes to hear from there, and bytes for each of the two ways. Of one that hangs:
  // when the system gives up.
  std::optional<SimTime> latency;
  int64_t bandwidth = 0;  // bytes a second; 0: without a bound
  int64_t window = 0;     // bytes that are sent and not read yet, each way; 0: as usual
  NetworkOutcome outcome = NetworkOutcome::kOk;
  std::vector<PeerAct> script;
  friend bool operator==(const NetworkAddress&, const NetworkAddress&) = default;
};

struct NetworkHost {
  std::string name;
  std::vector<IpAddress> addresses;  // in the order in which they are to be tried
  friend bool operator==(const NetworkHost&, const NetworkHost&) = default;
};

struct NetworkTable {
  std::vector<NetworkHost> hosts;
  std::vector<NetworkAddress> addresses;
  friend bool operator==(const NetworkTable&, const NetworkTable&) = default;
};

// "192.0.2.1:80", "[2001:db8::1]:80", or without a port "192.0.2.1", "2001:db8::1"; false if it is
// none.
bool parse_network_address(std::string_view text, IpAddress* ip, std::optional<int32_t>* port);

}  // namespace grove
