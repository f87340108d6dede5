#include "engine/scenario/read_network.h"

#include <algorithm>

#include "engine/base/numbers.h"

namespace grove {

namespace {

using Value = const JsonValue&;
using Pointer = const std::string&;

constexpr char kActs[] =
    "each thing that the peer does is one of {\"send\": \"text\"}, {\"receive\": \"text\"}, "
    "{\"end\": true}, {\"reset\": true}, {\"echo\": true}, with \"after\" or \"at\" in seconds";

class Reader {
 public:
  explicit Reader(JsonFaults* faults) : faults_(*faults) {}

  NetworkTable read(Value value, Pointer pointer) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return {};
    faults_.check_keys(value, pointer, "the network", {"hosts", "addresses"});
    if (const JsonValue* hosts = value.find("hosts")) {
      read_hosts(*hosts, child_pointer(pointer, "hosts"));
    }
    if (const JsonValue* addresses = value.find("addresses")) {
      read_addresses(*addresses, child_pointer(pointer, "addresses"));
    }
    return std::move(table_);
  }

 private:
  void read_hosts(Value value, Pointer pointer) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    for (const JsonMember& member : value.members) {
      const std::string at = child_pointer(pointer, member.key);
      if (member.key.empty() || parse_ip(member.key)) {
        faults_.add_at_key(member, at, json_string(member.key) + " is no name of a host",
                           "a host has a name, as \"debian.example\", and a list of addresses");
      }
      if (!faults_.expect(member.value, JsonType::kList, at)) continue;
      NetworkHost host{.name = member.key, .addresses = {}};
      for (std::size_t i = 0; i < member.value.elements.size(); ++i) {
        read_host_address(member.value.elements[i], child_pointer(at, i), &host);
      }
      table_.hosts.push_back(std::move(host));
    }
  }

  void read_host_address(Value value, Pointer pointer, NetworkHost* host) {
    if (!faults_.expect(value, JsonType::kString, pointer)) return;
    const std::optional<IpAddress> ip = parse_ip(value.text);
    if (ip) return host->addresses.push_back(*ip);
    faults_.add(value, pointer, json_string(value.text) + " is no address",
                "write it as \"192.0.2.1\" or \"2001:db8::1\", without a port");
  }

  void read_addresses(Value value, Pointer pointer) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    for (const JsonMember& member : value.members) {
      const std::string at = child_pointer(pointer, member.key);
      NetworkAddress address;
      if (!parse_network_address(member.key, &address.ip, &address.port)) {
        faults_.add_at_key(member, at, json_string(member.key) + " is no address",
                           "write it as \"192.0.2.1:80\" or \"[2001:db8::1]:80\", or without a "
                           "port for all that have no entry of their own");
      } else if (is_there(address)) {
        faults_.add_at_key(member, at, json_string(member.key) + " is given twice",
                           "an address has one entry, however it is written");
      }
      read_address(member.value, at, &address);
      table_.addresses.push_back(std::move(address));
    }
  }

  bool is_there(const NetworkAddress& address) const {
    return std::any_of(table_.addresses.begin(), table_.addresses.end(),
                       [&address](const NetworkAddress& other) {
                         return other.ip == address.ip && other.port == address.port;
                       });
  }

  void read_address(Value value, Pointer pointer, NetworkAddress* address) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    faults_.check_keys(value, pointer, "an address",
                       {"latency", "bandwidth", "window", "outcome", "script"});
    for (const JsonMember& part : value.members) {
      const std::string at = child_pointer(pointer, part.key);
      if (part.key == "latency") read_seconds_at(part.value, at, &address->latency.emplace());
      if (part.key == "bandwidth") {
        read_count(part.value, at, "it is in bytes a second", &address->bandwidth);
      }
      if (part.key == "window") {
        read_count(part.value, at, "it is how many bytes may be sent and not read yet",
                   &address->window);
      }
      if (part.key == "outcome") read_outcome(part.value, at, &address->outcome);
      if (part.key == "script") read_script(part.value, at, &address->script);
    }
  }

  void read_seconds_at(Value value, Pointer pointer, SimTime* out) {
    if (!faults_.expect(value, JsonType::kNumber, pointer)) return;
    std::string fault = read_seconds(value.text, out);
    if (!fault.empty()) faults_.add(value, pointer, std::move(fault));
  }

  void read_count(Value value, Pointer pointer, const char* hint, int64_t* out) {
    constexpr int64_t kMost = 1'000'000'000'000;
    if (!faults_.expect(value, JsonType::kNumber, pointer)) return;
    std::string fault = read_whole(value.text, {1, kMost}, out);
    if (!fault.empty()) faults_.add(value, pointer, std::move(fault), hint);
  }

  void read_outcome(Value value, Pointer pointer, NetworkOutcome* out) {
    if (!faults_.expect(value, JsonType::kString, pointer) || parse_word(value.text, out)) return;
    const std::string nearest =
        nearest_name(value.text, {"ok", "refused", "unreachable", "hang", "reset"});
    faults_.add(value, pointer, json_string(value.text) + " is no outcome",
                nearest.empty() ? "it is one of \"ok\", \"refused\", \"unreachable\", \"hang\", "
                                  "\"reset\""
                                : "did you mean " + json_string(nearest) + "?");
  }

  void read_script(Value value, Pointer pointer, std::vector<PeerAct>* out) {
    if (!faults_.expect(value, JsonType::kList, pointer)) return;
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      read_act(value.elements[i], child_pointer(pointer, i), &out->emplace_back());
    }
  }

  void read_act(Value value, Pointer pointer, PeerAct* act) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    faults_.check_keys(value, pointer, "a line of a script",
                       {"after", "at", "send", "receive", "end", "reset", "echo"});
    int kinds = 0;
    for (const JsonMember& part : value.members) {
      const std::string at = child_pointer(pointer, part.key);
      if (part.key == "after") read_seconds_at(part.value, at, &act->after);
      if (part.key == "at") read_seconds_at(part.value, at, &act->at.emplace());
      kinds += read_kind(part, at, act) ? 1 : 0;
    }
    if (kinds != 1) {
      faults_.add(value, pointer,
                  kinds == 0 ? "the line does not say what the peer does"
                             : "the line says more than one thing that the peer does",
                  kActs);
    }
    if (act->at && value.find("after") != nullptr) {
      faults_.add(value, pointer, "the line says in two ways when",
                  "`at` is since the connection stands, `after` since the line before");
    }
  }

  // Whether that part says what the peer does.
  bool read_kind(const JsonMember& part, Pointer pointer, PeerAct* act) {
    struct Kind {
      const char* key;
      PeerAct::Kind kind;
    };
    for (const Kind& each :
         {Kind{"send", PeerAct::Kind::kSend}, Kind{"receive", PeerAct::Kind::kReceive},
          Kind{"end", PeerAct::Kind::kEnd}, Kind{"reset", PeerAct::Kind::kReset},
          Kind{"echo", PeerAct::Kind::kEcho}}) {
      if (part.key != each.key) continue;
      act->kind = each.kind;
      const bool has_text =
          each.kind == PeerAct::Kind::kSend || each.kind == PeerAct::Kind::kReceive;
      if (has_text) {
        if (faults_.expect(part.value, JsonType::kString, pointer)) act->text = part.value.text;
      } else if (faults_.expect(part.value, JsonType::kBool, pointer) && !part.value.boolean) {
        faults_.add(part.value, pointer, "false says nothing here", "write true, or leave it out");
      }
      return true;
    }
    return false;
  }

  JsonFaults& faults_;
  NetworkTable table_;
};

}  // namespace

NetworkTable read_network(const JsonValue& value, const std::string& pointer, JsonFaults* faults) {
  return Reader(faults).read(value, pointer);
}

}  // namespace grove
