#include "engine/cli/keys.h"

#include <cstddef>
#include <optional>

#include "engine/base/utf8.h"

namespace grove {

namespace {

constexpr char kEsc = '\x1b';
// No terminal sends longer ones; a stray ESC [ in pasted text must not swallow it whole.
constexpr std::size_t kLongestSequence = 24;

struct Decoded {
  Key key;
  std::size_t length = 0;
};

Key special(Key::Code code) { return Key{.code = code}; }

// xterm: 1 + (1 shift, 2 alt, 4 control).
void set_modifiers(Key* key, int parameter) {
  const int bits = parameter - 1;
  if (bits < 0) return;
  key->shift = (bits & 1) != 0;
  key->alt = (bits & 2) != 0;
  key->control = (bits & 4) != 0;
}

Key::Code code_of_letter(char letter) {
  switch (letter) {
    case 'A':
      return Key::Code::kUp;
    case 'B':
      return Key::Code::kDown;
    case 'C':
      return Key::Code::kRight;
    case 'D':
      return Key::Code::kLeft;
    case 'H':
      return Key::Code::kHome;
    case 'F':
      return Key::Code::kEnd;
    case 'Z':
      return Key::Code::kTab;
    default:
      return Key::Code::kUnknown;
  }
}

// VT220 and rxvt: ESC [ number ~ (rxvt: ^ for control, $ for shift, @ for both).
Key::Code code_of_number(int number) {
  switch (number) {
    case 1:
    case 7:
      return Key::Code::kHome;
    case 4:
    case 8:
      return Key::Code::kEnd;
    case 5:
      return Key::Code::kPageUp;
    case 6:
      return Key::Code::kPageDown;
    default:
      return Key::Code::kUnknown;
  }
}

// `sequence`: ESC [ … final, complete.
Key key_of_csi(std::string_view sequence) {
  int numbers[2] = {0, 0};
  int count = 0;
  for (std::size_t i = 2; i + 1 < sequence.size(); ++i) {
    const char c = sequence[i];
    if (c >= '0' && c <= '9' && count < 2) {
      numbers[count] = (numbers[count] * 10 + (c - '0')) % 10'000;
    } else if (c == ';') {
      ++count;
    }
  }
  const char final = sequence.back();
  Key key;
  if (final == '~' || final == '^' || final == '$' || final == '@') {
    key.code = code_of_number(numbers[0]);
    set_modifiers(&key, numbers[1]);
    key.control |= final == '^' || final == '@';
    key.shift |= final == '$' || final == '@';
  } else if (final >= 'a' && final <= 'd') {  // rxvt: shift and an arrow
    key.code = code_of_letter(static_cast<char>(final - 'a' + 'A'));
    key.shift = true;
  } else {
    key.code = code_of_letter(final);
    set_modifiers(&key, numbers[1]);
    key.shift |= final == 'Z';
  }
  return key;
}

Key key_of_ss3(char letter) {
  if (letter >= 'a' && letter <= 'd') {  // rxvt: control and an arrow
    Key key = special(code_of_letter(static_cast<char>(letter - 'a' + 'A')));
    key.control = true;
    return key;
  }
  if (letter == 'M') return special(Key::Code::kEnter);  // the keypad's
  return special(code_of_letter(letter));
}

Key key_of_character(char32_t c) {
  switch (c) {
    case '\r':
    case '\n':
      return special(Key::Code::kEnter);
    case '\t':
      return special(Key::Code::kTab);
    case 0x7F:
    case 0x08:
      return special(Key::Code::kBackspace);
    case kEsc:
      return special(Key::Code::kEscape);
    default:
      break;
  }
  if (c == 0) return Key{.code = Key::Code::kCharacter, .character = ' ', .control = true};
  if (c < 0x20) return Key{.code = Key::Code::kCharacter, .character = c + 0x60, .control = true};
  return Key{.code = Key::Code::kCharacter, .character = c};
}

std::size_t utf8_length(unsigned char lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// The key at the front of `bytes`, or nothing while it is incomplete.
std::optional<Decoded> decode(std::string_view bytes) {
  if (bytes[0] != kEsc) {
    const std::size_t length = utf8_length(static_cast<unsigned char>(bytes[0]));
    if (bytes.size() < length) return std::nullopt;
    std::size_t at = 0;
    const char32_t c = next_code_point(bytes, &at);
    return Decoded{key_of_character(c), at};
  }
  if (bytes.size() < 2) return std::nullopt;
  if (bytes[1] == 'O') {
    if (bytes.size() < 3) return std::nullopt;
    return Decoded{key_of_ss3(bytes[2]), 3};
  }
  if (bytes[1] == '[') {
    for (std::size_t i = 2; i < bytes.size(); ++i) {
      const char c = bytes[i];
      // '$' ends rxvt's sequences, though by the standard it would not.
      if ((c >= 0x40 && c <= 0x7E) || (c == '$' && i > 2)) {
        return Decoded{key_of_csi(bytes.substr(0, i + 1)), i + 1};
      }
      // Not part of any sequence: what stood before it was none.
      if (c < 0x20 || i >= kLongestSequence) return Decoded{special(Key::Code::kUnknown), i};
    }
    return std::nullopt;
  }
  if (bytes[1] == kEsc) return Decoded{special(Key::Code::kEscape), 1};
  std::optional<Decoded> inner = decode(bytes.substr(1));
  if (!inner) return std::nullopt;
  inner->key.alt = true;
  ++inner->length;
  return inner;
}

}  // namespace

std::vector<Key> KeyDecoder::feed(std::string_view bytes) {
  held_ += bytes;
  std::vector<Key> keys;
  std::size_t at = 0;
  while (at < held_.size()) {
    const std::optional<Decoded> next = decode(std::string_view(held_).substr(at));
    if (!next) break;
    keys.push_back(next->key);
    at += next->length;
  }
  held_.erase(0, at);
  return keys;
}

std::vector<Key> KeyDecoder::flush() {
  if (held_.empty()) return {};
  const bool escape = held_.size() == 1 && held_[0] == kEsc;
  held_.clear();
  return {special(escape ? Key::Code::kEscape : Key::Code::kUnknown)};
}

}  // namespace grove
