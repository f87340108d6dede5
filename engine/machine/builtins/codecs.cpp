#include "engine/machine/builtins/codecs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

enum class Encoding { kUtf8, kAscii, kLatin1 };

struct EncodingName {
  std::string_view name;  // in lower case, with - between words
  Encoding encoding;
};
constexpr EncodingName kEncodings[] = {
    {"utf-8", Encoding::kUtf8},        {"utf8", Encoding::kUtf8},
    {"u8", Encoding::kUtf8},           {"utf", Encoding::kUtf8},
    {"cp65001", Encoding::kUtf8},      {"ascii", Encoding::kAscii},
    {"us-ascii", Encoding::kAscii},    {"646", Encoding::kAscii},
    {"latin-1", Encoding::kLatin1},    {"latin1", Encoding::kLatin1},
    {"latin", Encoding::kLatin1},      {"l1", Encoding::kLatin1},
    {"iso-8859-1", Encoding::kLatin1}, {"iso8859-1", Encoding::kLatin1},
    {"8859", Encoding::kLatin1},
};
// What CPython has besides begins with one of these.
constexpr std::string_view kElsewhere[] = {"utf-",           "utf16",
                                           "utf32",          "cp",
                                           "iso-8859",       "iso8859",
                                           "windows-",       "mac-",
                                           "koi8",           "gb",
                                           "big5",           "euc-",
                                           "shift",          "iso-2022",
                                           "latin",          "hex",
                                           "base64",         "rot",
                                           "idna",           "punycode",
                                           "unicode-escape", "raw-unicode-escape",
                                           "zlib",           "bz2",
                                           "quopri",         "uu"};

// Error handlers that CPython has and that need what is not here: half surrogates, and the names of
// characters.
constexpr std::string_view kHandlersElsewhere[] = {"surrogateescape", "surrogatepass",
                                                   "namereplace"};

const char* shown_name(Encoding encoding) {
  constexpr const char* kNames[] = {"utf-8", "ascii", "latin-1"};
  return kNames[static_cast<std::size_t>(encoding)];
}

bool raise_lookup_error(Machine& machine, const std::string& message) {
  machine.raise_error("LookupError", message);
  return false;
}

bool find_encoding(Machine& machine, std::string_view name, Encoding* out) {
  std::string plain;
  for (const char c : name) {
    plain.push_back(c == '_' || c == ' '   ? '-'
                    : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32)
                                           : c);
  }
  for (const EncodingName& known : kEncodings) {
    if (known.name != plain) continue;
    *out = known.encoding;
    return true;
  }
  for (const std::string_view begin : kElsewhere) {
    if (!plain.starts_with(begin)) continue;
    return raise_lookup_error(machine,
                              fmt::format("the encoding {} is in Python, not in Grove yet: "
                                          "it has utf-8, ascii and latin-1",
                                          name));
  }
  return raise_lookup_error(machine, fmt::format("unknown encoding: {}", name));
}

bool raise_unknown_handler(Machine& machine, std::string_view errors) {
  if (std::find(std::begin(kHandlersElsewhere), std::end(kHandlersElsewhere), errors) !=
      std::end(kHandlersElsewhere)) {
    return raise_lookup_error(
        machine, fmt::format("the error handler {} is in Python, not in Grove yet: it has strict, "
                             "ignore, replace, backslashreplace and xmlcharrefreplace",
                             errors));
  }
  return raise_lookup_error(machine, fmt::format("unknown error handler name '{}'", errors));
}

// UnicodeEncodeError and UnicodeDecodeError alike.
bool raise_codec_error(Machine& machine, const char* klass, Encoding encoding, Value object,
                       std::size_t start, std::size_t end, const char* reason) {
  Heap& heap = machine.heap;
  const Owned args =
      own(heap, heap.new_tuple({heap.new_str(shown_name(encoding)), heap.retain(object),
                                Value::of_int(static_cast<int64_t>(start)),
                                Value::of_int(static_cast<int64_t>(end)), heap.new_str(reason)}));
  const Value e = new_unicode_error(machine, machine.exception_class(klass), args.get());
  if (e) machine.raise(e);
  return false;
}

std::string backslash_escape(char32_t c) {
  const auto number = static_cast<uint32_t>(c);
  return c < 0x100     ? fmt::format("\\x{:02x}", number)
         : c < 0x10000 ? fmt::format("\\u{:04x}", number)
                       : fmt::format("\\U{:08x}", number);
}

// --- Encoding ---

class Encoder {
 public:
  Encoder(Machine& machine, std::string_view text, Value object, Encoding encoding,
          std::string_view errors)
      : machine_(machine), text_(text), object_(object), encoding_(encoding), errors_(errors) {}

  bool run(std::string* out) {
    const char32_t limit = encoding_ == Encoding::kAscii ? 0x80 : 0x100;
    std::size_t index = 0;
    for (std::size_t at = 0; at < text_.size(); ++index) {
      const std::size_t first = at;
      const char32_t c = next_code_point(text_, &at);
      if (c < limit) {
        out->push_back(static_cast<char>(c));
      } else if (!replace(c, first, index, limit, out)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool replace(char32_t c, std::size_t at, std::size_t index, char32_t limit, std::string* out) {
    if (errors_ == "strict") {
      std::size_t end = index;
      while (at < text_.size() && next_code_point(text_, &at) >= limit) ++end;
      return raise_codec_error(machine_, "UnicodeEncodeError", encoding_, object_, index, end,
                               encoding_ == Encoding::kAscii ? "ordinal not in range(128)"
                                                             : "ordinal not in range(256)");
    }
    machine_.heap.reserve(out->size() + 16);
    if (errors_ == "replace") {
      out->push_back('?');
    } else if (errors_ == "backslashreplace") {
      *out += backslash_escape(c);
    } else if (errors_ == "xmlcharrefreplace") {
      *out += fmt::format("&#{};", static_cast<uint32_t>(c));
    } else if (errors_ != "ignore") {
      return raise_unknown_handler(machine_, errors_);
    }
    return true;
  }

  Machine& machine_;
  std::string_view text_;
  Value object_;
  Encoding encoding_;
  std::string_view errors_;
};

// --- Decoding ---

// Bytes that stand for no character: how many, and why.
struct Undecodable {
  std::size_t size = 0;
  const char* reason = nullptr;
};

// How the sequence that begins with that byte goes on: how many bytes follow, and between which
// the first of them has to be; 0: no sequence begins with it.
struct Sequence {
  std::size_t following = 0;
  unsigned char least = 0x80, most = 0xBF;
};
Sequence sequence_of(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return {1};
  if (first == 0xE0) return {2, 0xA0};
  if (first == 0xED) return {2, 0x80, 0x9F};  // the rest would be surrogates
  if (first >= 0xE1 && first <= 0xEF) return {2};
  if (first == 0xF0) return {3, 0x90};
  if (first >= 0xF1 && first <= 0xF3) return {3};
  if (first == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

// What is wrong with the sequence at the beginning of the bytes; nothing if all is well.
std::optional<Undecodable> fault_at(std::string_view bytes) {
  const Sequence sequence = sequence_of(static_cast<unsigned char>(bytes[0]));
  if (sequence.following == 0) return Undecodable{1, "invalid start byte"};
  for (std::size_t i = 1; i <= sequence.following; ++i) {
    if (i >= bytes.size()) return Undecodable{bytes.size(), "unexpected end of data"};
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool fits =
        i == 1 ? byte >= sequence.least && byte <= sequence.most : byte >= 0x80 && byte <= 0xBF;
    if (!fits) return Undecodable{i, "invalid continuation byte"};
  }
  return std::nullopt;
}

class Decoder {
 public:
  Decoder(Machine& machine, std::string_view bytes, Value object, Encoding encoding,
          std::string_view errors)
      : machine_(machine),
        bytes_(bytes),
        object_(object),
        encoding_(encoding),
        errors_(errors),
        out_(machine.heap) {}

  Value run() {
    for (std::size_t at = 0; at < bytes_.size();) {
      const std::size_t plain = plain_from(at);
      out_ += bytes_.substr(at, plain - at);
      at = plain;
      if (at < bytes_.size() && !step(&at)) return Value{};
    }
    return out_.finish();
  }

 private:
  std::size_t plain_from(std::size_t at) const {
    while (at < bytes_.size() && static_cast<unsigned char>(bytes_[at]) < 0x80) ++at;
    return at;
  }

  bool step(std::size_t* at) {
    const auto byte = static_cast<unsigned char>(bytes_[*at]);
    if (encoding_ == Encoding::kLatin1) {
      out_.push_back(static_cast<char32_t>(byte));
      ++*at;
      return true;
    }
    const std::optional<Undecodable> fault = encoding_ == Encoding::kAscii
                                                 ? Undecodable{1, "ordinal not in range(128)"}
                                                 : fault_at(bytes_.substr(*at));
    const std::size_t size = fault ? fault->size : sequence_of(byte).following + 1;
    if (fault && !replace(*at, *fault)) return false;
    if (!fault) out_ += bytes_.substr(*at, size);
    *at += size;
    return true;
  }

  bool replace(std::size_t at, const Undecodable& fault) {
    if (errors_ == "strict") {
      return raise_codec_error(machine_, "UnicodeDecodeError", encoding_, object_, at,
                               at + fault.size, fault.reason);
    }
    if (errors_ == "replace") {
      out_.push_back(kReplacement);
    } else if (errors_ == "backslashreplace") {
      for (const char c : bytes_.substr(at, fault.size)) {
        out_ += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      }
    } else if (errors_ == "xmlcharrefreplace") {
      raise_type_error(machine_, "don't know how to handle UnicodeDecodeError in error callback");
      return false;
    } else if (errors_ != "ignore") {
      return raise_unknown_handler(machine_, errors_);
    }
    return true;
  }

  Machine& machine_;
  std::string_view bytes_;
  Value object_;
  Encoding encoding_;
  std::string_view errors_;
  TextBuilder out_;
};

// --- Methods ---

Value encode_str(Machine& machine, Args args) {
  std::string_view encoding, errors;
  std::string bytes;
  if (!codec_names(machine, args[1], args[2], "encode", &encoding, &errors) ||
      !encode(machine, text_of(machine, args[0]), args[0], encoding, errors, &bytes)) {
    return Value{};
  }
  return machine.heap.new_bytes(std::move(bytes));
}

Value decode_bytes(Machine& machine, Args args) {
  std::string_view encoding, errors;
  if (!codec_names(machine, args[1], args[2], "decode", &encoding, &errors)) return Value{};
  return decode(machine, machine.heap.bytes(args[0]).bytes, args[0], encoding, errors);
}

}  // namespace

bool codec_names(Machine& machine, Value encoding, Value errors, std::string_view function,
                 std::string_view* encoding_name, std::string_view* errors_name) {
  *encoding_name = "utf-8";
  *errors_name = "strict";
  const auto take = [&](Value v, const char* name, std::string_view* out) {
    return v.is_null() ||
           to_text(machine, v, fmt::format("{}() argument '{}' must be str, not ", function, name),
                   out);
  };
  return take(encoding, "encoding", encoding_name) && take(errors, "errors", errors_name);
}

bool encode(Machine& machine, std::string_view text, Value object, std::string_view encoding,
            std::string_view errors, std::string* out) {
  Encoding found = Encoding::kUtf8;
  if (!find_encoding(machine, encoding, &found)) return false;
  machine.heap.reserve(text.size());
  if (!machine.afford_items(text.size() / sizeof(Value))) return false;
  if (found == Encoding::kUtf8) {
    *out = text;
    return true;
  }
  return Encoder(machine, text, object, found, errors).run(out);
}

Value decode(Machine& machine, std::string_view bytes, Value object, std::string_view encoding,
             std::string_view errors) {
  Encoding found = Encoding::kUtf8;
  if (!find_encoding(machine, encoding, &found)) return Value{};
  if (!machine.afford_items(bytes.size() / sizeof(Value))) return Value{};
  return Decoder(machine, bytes, object, found, errors).run();
}

void add_codecs(Library& library) {
  const char* const names = "encoding=?, errors=?";
  library.klass("builtins", "str").method("encode", names, encode_str);
  for (const char* name : {"bytes", "bytearray"}) {
    library.klass("builtins", name).method("decode", names, decode_bytes);
  }
}

}  // namespace grove
