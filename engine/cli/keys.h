// KeyDecoder: bytes from a terminal in, keys out.
//
// Terminals send a special key as an escape sequence, which may arrive in pieces, and disagree on
// which; known are xterm's (with its modifier parameters), the VT220's, the Linux console's and
// rxvt's. A lone Escape cannot be told from the start of a sequence but by waiting: when nothing
// more came for a moment, the caller says so with flush().
//
//   for (Key key : decoder.feed(bytes)) …        if (decoder.pending() && quiet) … flush() …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grove {

struct Key {
  enum class Code : uint8_t {
    kCharacter,  // `character`
    kEscape,
    kEnter,
    kTab,
    kBackspace,
    kUp,
    kDown,
    kRight,
    kLeft,
    kHome,
    kEnd,
    kPageUp,
    kPageDown,
    kUnknown,  // a sequence that means no key known here
  };
  Code code = Code::kUnknown;
  char32_t character = 0;
  bool shift = false;
  bool alt = false;
  bool control = false;
  friend bool operator==(const Key&, const Key&) = default;
};

class KeyDecoder {
 public:
  // The keys completed by these bytes; the start of a sequence is kept for the next call.
  std::vector<Key> feed(std::string_view bytes);
  bool pending() const { return !held_.empty(); }
  // Nothing more is coming: what is held is a key by itself.
  std::vector<Key> flush();

 private:
  std::string held_;
};

}  // namespace grove
