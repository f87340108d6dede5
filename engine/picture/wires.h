// Wires: the connections that a program made through the network, with what becomes of each and
// what is on its way along it, at one moment of a record.
//
//   for (const Wire& wire : wires_at(index, model.position())) …
//
// A wire is there from the wish to connect on, and stays after its end.
#pragma once

#include <string_view>
#include <vector>

#include "engine/model/record_index.h"

namespace grove {

enum class WireFate : uint8_t {
  kConnecting,
  kConnected,
  kRefused,
  kUnreachable,
  kTimedOut,  // the system gave up
  kReset,     // broken off by the other side
  kClosed,    // by the program
  kGivenUp,   // by the program, before it was connected
};

struct WirePacket {
  EventId sent;
  std::string_view what;  // "connect", "bytes", "end", "reset"
  int32_t bytes = 0;
  bool outward = true;  // from the program's end that connected
  bool lost = false;    // it set out to where nothing answers
  bool here = false;    // it has just arrived
  SimTime since, arrives = kNever;
  SimTime held = kNever;  // when it began to get no further

  // How far it has come, 0 to 1.
  float share(SimTime now) const;
};

struct Wire {
  ObjectId socket;
  TaskId task;  // that made the socket
  std::string_view peer;
  WireFate fate = WireFate::kConnecting;
  EventId last;                     // that was told of it
  std::vector<WirePacket> packets;  // on their way, those that set out last first

  bool over() const { return fate != WireFate::kConnecting && fate != WireFate::kConnected; }
  // It wants to connect, and nothing will come of it as things are.
  bool hangs() const;
};

// "connecting", "no answer", "refused".
std::string_view fate_words(const Wire& wire);

// At most so many, those of which something was told last, in the order in which they began;
// `more`: how many others there are.
std::vector<Wire> wires_at(const RecordIndex& index, std::size_t position, std::size_t most,
                           std::size_t* more);

}  // namespace grove
