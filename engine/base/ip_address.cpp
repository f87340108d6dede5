#include "engine/base/ip_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace grove {

namespace {

constexpr std::size_t kGroups = 8;

std::optional<IpAddress> parse_v4(std::string_view text) {
  IpAddress address;
  std::size_t at = 0;
  for (std::size_t part = 0; part < 4; ++part) {
    if (part > 0 && (at == text.size() || text[at++] != '.')) return {};
    const std::size_t begin = at;
    int number = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at - begin < 3; ++at) {
      number = number * 10 + (text[at] - '0');
    }
    const bool zero_first = at - begin > 1 && text[begin] == '0';
    if (at == begin || number > 255 || zero_first) return {};
    address.bytes.at(part) = static_cast<uint8_t>(number);
  }
  if (at != text.size()) return {};
  return address;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "1:2:3" as its groups; the last may be four numbers with dots where the address ends with it. An
// empty text has none.
bool parse_groups(std::string_view text, bool is_end, std::vector<uint16_t>* groups) {
  if (text.empty()) return true;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    const std::string_view group = text.substr(begin, end - begin);
    if (is_end && group.find('.') != std::string_view::npos && end == text.size()) {
      const std::optional<IpAddress> v4 = parse_v4(group);
      if (!v4) return false;
      groups->push_back(static_cast<uint16_t>(v4->bytes[0] << 8 | v4->bytes[1]));
      groups->push_back(static_cast<uint16_t>(v4->bytes[2] << 8 | v4->bytes[3]));
      return true;
    }
    if (group.empty() || group.size() > 4) return false;
    int number = 0;
    for (char c : group) {
      if (hex_digit(c) < 0) return false;
      number = number * 16 + hex_digit(c);
    }
    groups->push_back(static_cast<uint16_t>(number));
    begin = end + 1;
  }
  return true;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
  std::vector<uint16_t> groups, behind;
  const std::size_t gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  if (!parse_groups(text.substr(0, gap), !has_gap, &groups)) return {};
  if (has_gap && !parse_groups(text.substr(gap + 2), true, &behind)) return {};
  const std::size_t count = groups.size() + behind.size();
  if (has_gap ? count >= kGroups : count != kGroups) return {};
  groups.resize(kGroups - behind.size());
  groups.insert(groups.end(), behind.begin(), behind.end());
  IpAddress address{.is_v6 = true};
  for (std::size_t i = 0; i < kGroups; ++i) {
    address.bytes.at(2 * i) = static_cast<uint8_t>(groups[i] >> 8);
    address.bytes.at(2 * i + 1) = static_cast<uint8_t>(groups[i] & 0xFF);
  }
  return address;
}

std::string v4_text(const uint8_t* bytes) {
  return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

bool starts_with_zeros(const IpAddress& address, std::size_t count) {
  return std::all_of(address.bytes.begin(),
                     address.bytes.begin() + static_cast<std::ptrdiff_t>(count),
                     [](uint8_t byte) { return byte == 0; });
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  return text.find(':') == std::string_view::npos ? parse_v4(text) : parse_v6(text);
}

std::string text_of(const IpAddress& address) {
  const auto& bytes = address.bytes;
  if (!address.is_v6) return v4_text(bytes.data());
  if (starts_with_zeros(address, 10) && bytes[10] == 0xFF && bytes[11] == 0xFF) {
    return "::ffff:" + v4_text(&bytes[12]);
  }
  // The longest run of at least two zeros is left out; the first of equal ones.
  std::size_t gap = kGroups, longest = 1;
  const auto group = [&bytes](std::size_t i) { return bytes.at(2 * i) << 8 | bytes.at(2 * i + 1); };
  for (std::size_t begin = 0; begin < kGroups; ++begin) {
    std::size_t end = begin;
    while (end < kGroups && group(end) == 0) ++end;
    if (end - begin <= longest) continue;
    gap = begin;
    longest = end - begin;
  }
  std::string text;
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (i == gap) {
      text += "::";
      i += longest - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += fmt::format("{:x}", group(i));
  }
  return text;
}

bool is_any(const IpAddress& address) { return starts_with_zeros(address, 16); }

bool is_loopback(const IpAddress& address) {
  if (!address.is_v6) return address.bytes[0] == 127;
  return starts_with_zeros(address, 15) && address.bytes[15] == 1;
}

std::string text_with_port(const IpAddress& address, int port) {
  const std::string text = address.is_v6 ? "[" + text_of(address) + "]" : text_of(address);
  return fmt::format("{}:{}", text, port);
}

}  // namespace grove
