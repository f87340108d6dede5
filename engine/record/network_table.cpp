#include "engine/record/network_table.h"

#include <iterator>

#include "engine/base/numbers.h"

namespace grove {

namespace {

constexpr std::string_view kOutcomeWords[] = {"ok", "refused", "unreachable", "hang",
                                              "reset"};  // in order
constexpr int64_t kMostPort = 65'535;

}  // namespace

std::string_view word_of(NetworkOutcome outcome) {
  return kOutcomeWords[static_cast<std::size_t>(outcome)];
}

bool parse_word(std::string_view word, NetworkOutcome* outcome) {
  for (std::size_t i = 0; i < std::size(kOutcomeWords); ++i) {
    if (word != kOutcomeWords[i]) continue;
    *outcome = static_cast<NetworkOutcome>(i);
    return true;
  }
  return false;
}

bool parse_network_address(std::string_view text, IpAddress* ip, std::optional<int32_t>* port) {
  std::string_view host = text;
  port->reset();
  const bool in_brackets = !text.empty() && text[0] == '[';
  const std::size_t closing = text.find(']');
  const bool has_port =
      in_brackets ? closing + 1 < text.size()
                  : text.find(':') == text.rfind(':') && text.find(':') != std::string_view::npos;
  if (in_brackets && closing == std::string_view::npos) return false;
  if (has_port) {
    const std::size_t colon = in_brackets ? closing + 1 : text.find(':');
    int64_t number = 0;
    if (text[colon] != ':') return false;
    if (!read_whole(text.substr(colon + 1), {1, kMostPort}, &number).empty()) return false;
    *port = static_cast<int32_t>(number);
    host = text.substr(0, colon);
  }
  if (in_brackets) host = text.substr(1, closing - 1);
  const std::optional<IpAddress> parsed = parse_ip(host);
  if (!parsed || (in_brackets && !parsed->is_v6)) return false;
  *ip = *parsed;
  return true;
}

}  // namespace grove
