#include "engine/machine/text/text_repr.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/unicode/characters.h"
#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/core/decimal.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// A character beyond ASCII as an escape.
std::string escape_of(char32_t c) {
  const auto number = static_cast<uint32_t>(c);
  return c < 0x100     ? fmt::format("\\x{:02x}", number)
         : c < 0x10000 ? fmt::format("\\u{:04x}", number)
                       : fmt::format("\\U{:08x}", number);
}

// Text is a std::string or a TextBuilder.
template <class Text>
void write_repr(Text* out, std::string_view utf8) {
  const bool has_single = utf8.find('\'') != std::string_view::npos;
  const bool has_double = utf8.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  out->push_back(quote);
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t first = at;
    const char32_t c = next_code_point(utf8, &at);
    if (c == static_cast<unsigned char>(quote) || c == '\\') {
      out->push_back('\\');
      out->push_back(static_cast<char>(c));
    } else if (c == '\n' || c == '\r' || c == '\t') {
      *out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (c < 0x20 || c == 0x7F) {
      *out += fmt::format("\\x{:02x}", static_cast<uint32_t>(c));
    } else if (c < 0x7F || is_printable(c)) {
      *out += utf8.substr(first, at - first);
    } else {
      *out += escape_of(c);
    }
  }
  out->push_back(quote);
}

}  // namespace

namespace {

void append_bytes(TextBuilder* out, std::string_view bytes, bool always_escapes_single) {
  const bool has_single = bytes.find('\'') != std::string_view::npos;
  const bool has_double = bytes.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  out->push_back('b');
  out->push_back(quote);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\' || (c == '\'' && always_escapes_single)) {
      out->push_back('\\');
      out->push_back(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      *out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (byte < 0x20 || byte >= 0x7F) {
      constexpr const char* kHex = "0123456789abcdef";
      *out += "\\x";
      out->push_back(kHex[byte >> 4]);
      out->push_back(kHex[byte & 15]);
    } else {
      out->push_back(c);
    }
  }
  out->push_back(quote);
}

}  // namespace

void append_repr_of_bytes(TextBuilder* out, std::string_view bytes) {
  append_bytes(out, bytes, false);
}

void append_repr_of_bytearray(TextBuilder* out, std::string_view bytes) {
  append_bytes(out, bytes, true);
}

std::string repr_of_text(std::string_view utf8) {
  std::string out;
  write_repr(&out, utf8);
  return out;
}

void append_repr(TextBuilder* out, std::string_view utf8) { write_repr(out, utf8); }

Value escape_all(Machine& machine, Value repr) {
  Owned whole = own(machine.heap, repr);
  if (!whole || is_ascii(machine.heap.str(repr))) return whole.release();
  const std::string_view text = text_of(machine, repr);
  TextBuilder out(machine.heap);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else {
      out += escape_of(c);
    }
  }
  return out.finish();
}

std::string repr_of_double(double d) {
  if (std::isnan(d)) return "nan";
  if (std::isinf(d)) return d > 0 ? "inf" : "-inf";
  return repr_of_finite(d);
}

}  // namespace grove
