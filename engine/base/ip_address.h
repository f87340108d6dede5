// IpAddress: an address of the internet, of either version, from its text and back.
//
//   const std::optional<IpAddress> address = parse_ip("2001:DB8::1");
//   text_of(*address)   // "2001:db8::1", the one form that inet_ntop gives
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace grove {

struct IpAddress {
  bool is_v6 = false;
  std::array<uint8_t, 16> bytes{};  // the first four of version 4

  int size() const { return is_v6 ? 16 : 4; }
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Four numbers with dots, or hexadecimal groups with colons, as inet_pton takes them.
std::optional<IpAddress> parse_ip(std::string_view text);
std::string text_of(const IpAddress& address);

// The address itself may be reached by whoever listens on that one: 0.0.0.0 and ::.
bool is_any(const IpAddress& address);
// 127.x.x.x and ::1: this machine.
bool is_loopback(const IpAddress& address);
// "192.0.2.1:80", "[2001:db8::1]:80".
std::string text_with_port(const IpAddress& address, int port);

}  // namespace grove
