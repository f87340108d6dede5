// NetworkRecorder: what happens on the network goes into the record: sockets as objects, with their
// addresses as their state, and packets.
#pragma once

#include "engine/runtime/kernel/kernel.h"

namespace grove {

class NetworkRecorder : public NetworkLog {
 public:
  explicit NetworkRecorder(Kernel& kernel) : k_(kernel) {}

  // Now, because of the step.
  Network::Moment moment() { return {k_.now(), k_.recorder.step, this}; }

  ObjectId socket_made(const Socket& socket, EventId because) override;
  EventId socket_changed(const Socket& socket, const char* op, EventId because) override;
  EventId packet_sent(const Packet& packet, const Connection& connection, SimTime arrives) override;
  EventId packet_held(const Packet& packet, const Connection& connection) override;
  EventId packet_arrived(const Packet& packet, const Connection& connection) override;

 private:
  template <class Told>
  EventId tell_packet(const Packet& packet, const Connection& connection);
  ObjectId socket_of(const Connection& connection, int32_t side) const;
  RawJson state_of(const Socket& socket);

  Kernel& k_;
};

}  // namespace grove
