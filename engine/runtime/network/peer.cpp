// The other side of a connection to the outside: it reads at once, and does what its script says.
#include <algorithm>

#include "engine/runtime/network/network.h"

namespace grove {

void Network::peer_hears(int32_t number, const Packet& packet, const Moment& moment) {
  Connection& of = connection(number);
  if (packet.kind == Packet::Kind::kReset) {
    of.ends[1].dead = true;
    return;
  }
  if (of.ends[1].dead) return;
  if (packet.kind == Packet::Kind::kEnd) of.ends[1].got_end = true;
  if (packet.kind == Packet::Kind::kBytes) {
    of.heard += packet.bytes;
    bytes_ += packet.bytes.size();
    give_room(number, 1, packet.bytes.size(), moment);
  }
  run_peer(number, moment);
}

void Network::run_peer(int32_t number, const Moment& moment) {
  Connection& of = connection(number);
  if (of.rule < 0 || of.waits || of.ends[1].dead) return;
  // A copy of one act: what it sends may change the table, never the script.
  const auto rule = static_cast<std::size_t>(of.rule);
  while (of.act < table_.addresses[rule].script.size()) {
    const PeerAct& act = table_.addresses[rule].script[of.act];
    const SimTime due = act.at ? of.since + *act.at : moment.now + act.after;
    if (due > moment.now && !of.waited) {
      of.waits = true;
      return put(due,
                 Packet{.kind = Packet::Kind::kWake, .connection = number, .sent = moment.because});
    }
    of.waited = true;
    if (!do_act(number, act, moment)) return;
    if (of.ends[1].dead) return;
    of.waited = false;
    ++of.act;
  }
  bytes_ -= std::exchange(of.heard, {}).size();
  if (outcome_of(of) == NetworkOutcome::kReset) {
    of.ends[1].dead = true;
    // Not in the same instant: it comes about before it is broken off.
    of.ends[0].last_arrival = std::max(of.ends[0].last_arrival, moment.now + SimTime{1});
    return break_off(number, 0, moment);
  }
  if (of.ends[1].got_end) {
    of.ends[1].ends = true;
    pump(number, moment);
  }
}

// Whether it is done.
bool Network::do_act(int32_t number, const PeerAct& act, const Moment& moment) {
  Connection& of = connection(number);
  Connection::End& peer = of.ends[1];
  switch (act.kind) {
    case PeerAct::Kind::kSend:
      peer.unsent += act.text;
      bytes_ += act.text.size();
      pump(number, moment);
      return true;
    case PeerAct::Kind::kReceive: {
      const std::size_t found = of.heard.find(act.text);
      if (found == std::string::npos) return false;
      of.heard.erase(0, found + act.text.size());
      bytes_ -= found + act.text.size();
      return true;
    }
    case PeerAct::Kind::kEnd:
      peer.ends = true;
      pump(number, moment);
      return true;
    case PeerAct::Kind::kReset:
      peer.dead = true;
      break_off(number, 0, moment);
      return true;
    case PeerAct::Kind::kEcho:
      peer.unsent += std::exchange(of.heard, {});
      pump(number, moment);
      return peer.got_end;
  }
  return true;
}

// Sends as much of what the peer has to send as there is room for.
void Network::pump(int32_t number, const Moment& moment) {
  Connection::End& peer = connection(number).ends[1];
  if (peer.dead) return;
  const std::size_t count = std::min(room_of(connection(number), 1), peer.unsent.size());
  if (count > 0) {
    peer.outstanding += count;
    Packet packet{.kind = Packet::Kind::kBytes, .connection = number, .side = 0};
    packet.bytes = peer.unsent.substr(0, count);
    peer.unsent.erase(0, count);
    transmit(std::move(packet), moment);
  }
  if (!peer.ends || !peer.unsent.empty() || std::exchange(peer.sent_end, true)) return;
  transmit(Packet{.kind = Packet::Kind::kEnd, .connection = number, .side = 0}, moment);
}

}  // namespace grove
