#include "engine/picture/wires.h"

#include <algorithm>
#include <set>

namespace grove {

namespace {

// How far back what is on its way is looked for: so many events of one wire.
constexpr std::ptrdiff_t kFarthestBack = 400;
// Where what never arrives is seen.
constexpr float kLostAt = 0.55f;

// What a change of the socket says of the wire's end; false if it says nothing.
bool fate_of(std::string_view op, bool was_connected, WireFate* fate) {
  if (op == "connected")
    *fate = WireFate::kConnected;
  else if (op == "refused")
    *fate = WireFate::kRefused;
  else if (op == "unreachable")
    *fate = WireFate::kUnreachable;
  else if (op == "timed out")
    *fate = WireFate::kTimedOut;
  else if (op == "reset")
    *fate = WireFate::kReset;
  else if (op == "close")
    *fate = was_connected ? WireFate::kClosed : WireFate::kGivenUp;
  else
    return false;
  return true;
}

class Reader {
 public:
  Reader(const RecordIndex& index, std::size_t position)
      : record_(index.record()), index_(index), position_(position) {}

  Wire read(const IndexedWire& told) {
    Wire wire;
    wire.socket = told.socket;
    wire.peer = record_.text(told.peer);
    wire.task = task_of(told.socket);
    const EventId end{static_cast<int32_t>(position_)};
    const auto behind = std::lower_bound(told.events.begin(), told.events.end(), end);
    if (behind == told.events.begin()) return wire;
    wire.last = *(behind - 1);
    const auto first =
        behind - told.events.begin() > kFarthestBack ? behind - kFarthestBack : told.events.begin();
    cut_off_ = first != told.events.begin();
    for (auto at = behind; at != first;) take(told, *--at, &wire);
    settle_fate(&wire);
    return wire;
  }

 private:
  TaskId task_of(ObjectId socket) const {
    const EventId created = index_.object(socket).created;
    return created ? record_[created].get<ObjectCreated>().task : TaskId{};
  }

  // From the last event on back to the first.
  void take(const IndexedWire& told, EventId id, Wire* wire) {
    const Event& event = record_[id];
    if (event.get_if<PacketArrived>() != nullptr) {
      over_.insert(event.cause);
      const bool now = id.index() + 1 == position_;
      if (now && event.cause) add(told, event.cause, {}, true, wire);
    } else if (event.get_if<PacketHeld>() != nullptr) {
      held_.push_back({event.cause, event.t});
    } else if (event.get_if<PacketSent>() != nullptr) {
      if (over_.count(id) == 0) add(told, id, held_since(id), false, wire);
    } else if (const auto* changed = event.get_if<ObjectChanged>()) {
      ops_.push_back(record_.text(changed->op));
    }
  }

  // Whatever sets out behind what is held does so when that goes on.
  void add(const IndexedWire& told, EventId id, SimTime held, bool here, Wire* wire) {
    const auto* sent = record_[id].get_if<PacketSent>();
    if (sent == nullptr) return;
    const bool outward = record_.text(sent->from) == record_.text(told.own);
    const bool stuck = !here && (sent->arrives.time == kNever || held != kNever);
    if (stuck && gone_on_[outward ? 1 : 0]) return;
    if (sent->arrives.time != kNever) gone_on_[outward ? 1 : 0] |= !stuck;
    wire->packets.push_back({.sent = id,
                             .what = record_.text(sent->what),
                             .bytes = sent->bytes,
                             .outward = outward,
                             .lost = sent->arrives.time == kNever,
                             .here = here,
                             .since = record_[id].t,
                             .arrives = sent->arrives.time,
                             .held = held});
  }

  SimTime held_since(EventId sent) const {
    for (const auto& [packet, since] : held_) {
      if (packet == sent) return since;
    }
    return kNever;
  }

  // ops_: the last one first.
  void settle_fate(Wire* wire) {
    bool connected = cut_off_;
    if (cut_off_) wire->fate = WireFate::kConnected;
    for (auto op = ops_.rbegin(); op != ops_.rend(); ++op) {
      const WireFate before = wire->fate;
      if (before != WireFate::kConnecting && before != WireFate::kConnected) break;
      fate_of(*op, connected, &wire->fate);
      connected = wire->fate == WireFate::kConnected;
    }
    // What it left behind may still be on its way, but nobody waits for an answer any more.
    if (wire->fate == WireFate::kConnecting || wire->fate == WireFate::kConnected) return;
    const auto is_a_wish = [](const WirePacket& packet) {
      return packet.what == "connect" && !packet.here;
    };
    wire->packets.erase(std::remove_if(wire->packets.begin(), wire->packets.end(), is_a_wish),
                        wire->packets.end());
  }

  const Record& record_;
  const RecordIndex& index_;
  const std::size_t position_;
  std::set<EventId> over_;
  std::vector<std::pair<EventId, SimTime>> held_;
  std::vector<std::string_view> ops_;
  bool gone_on_[2] = {false, false};
  bool cut_off_ = false;  // how it began is too far back
};

}  // namespace

float WirePacket::share(SimTime now) const {
  if (here) return 1;
  if (lost) return kLostAt;
  const SimTime until = std::min(now, held);
  if (arrives <= since) return 1;
  const double share =
      static_cast<double>((until - since).ns) / static_cast<double>((arrives - since).ns);
  return static_cast<float>(std::clamp(share, 0.0, 1.0));
}

bool Wire::hangs() const {
  return fate == WireFate::kConnecting &&
         std::any_of(packets.begin(), packets.end(),
                     [](const WirePacket& packet) { return packet.lost || packet.held != kNever; });
}

std::string_view fate_words(const Wire& wire) {
  switch (wire.fate) {
    case WireFate::kConnecting:
      return wire.hangs() ? "no answer" : "connecting";
    case WireFate::kConnected:
      return "connected";
    case WireFate::kRefused:
      return "refused";
    case WireFate::kUnreachable:
      return "unreachable";
    case WireFate::kTimedOut:
      return "timed out";
    case WireFate::kReset:
      return "reset";
    case WireFate::kClosed:
      return "closed";
    case WireFate::kGivenUp:
      return "given up";
  }
  return "";
}

std::vector<Wire> wires_at(const RecordIndex& index, std::size_t position, std::size_t most,
                           std::size_t* more) {
  std::vector<Wire> wires;
  for (const IndexedWire& told : index.wires()) {
    if (told.events.empty() || told.events.front().index() >= position) break;
    if (told.own) wires.push_back(Reader(index, position).read(told));
  }
  *more = wires.size() > most ? wires.size() - most : 0;
  if (*more == 0) return wires;
  // Those that are over go first.
  std::vector<std::size_t> order(wires.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (wires[a].over() != wires[b].over()) return wires[b].over();
    return wires[b].last < wires[a].last;
  });
  order.resize(most);
  std::sort(order.begin(), order.end());
  std::vector<Wire> some;
  for (const std::size_t i : order) some.push_back(std::move(wires[i]));
  return some;
}

}  // namespace grove
