// bytes and bytearray: how they are made, and how a bytearray changes.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/builtins/codecs.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/index.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// (source=?, encoding=?, errors=?) of the class of that name. False: pending.
bool source_bytes(Machine& machine, Args args, const char* name, std::string* out) {
  const Value source = args[1].is_null() ? args[1] : content_of(machine, args[1]);
  const bool has_codec = !args[2].is_null() || !args[3].is_null();
  if (source.is(Type::kStr) && has_codec) {
    std::string_view encoding, errors;
    return codec_names(machine, args[2], args[3], name, &encoding, &errors) &&
           encode(machine, text_of(machine, source), source, encoding, errors, out);
  }
  if (has_codec) {
    raise_type_error(machine, args[2].is_null() ? "errors without a string argument"
                                                : "encoding without a string argument");
    return false;
  }
  if (source.is_null()) return true;
  const bool is_bytes = std::string_view(name) == "bytes";
  if (is_bytes && !find_special(machine, args[1], Known::kBytes).is_null()) {
    return to_bytes(machine, args[1], out);
  }
  if (source.is(Type::kStr)) {
    raise_type_error(machine, "string argument without an encoding");
    return false;
  }
  if (!is_whole(machine, args[1])) {
    return to_bytes(machine, args[1], out, is_bytes ? BytesKind::kBytes : BytesKind::kByteArray);
  }
  const std::optional<int64_t> count = index_of(machine, args[1]);
  if (!count) return false;
  if (*count < 0) {
    raise_value_error(machine, "negative count");
    return false;
  }
  const auto size = static_cast<std::size_t>(*count);
  machine.heap.reserve(size);
  if (!machine.afford_text(size)) return false;
  out->assign(size, '\0');
  return true;
}

Value make_bytes(Machine& machine, Args args) {
  const bool alone = args[2].is_null() && args[3].is_null();
  if (alone && args[1].is(Type::kBytes)) return machine.heap.retain(args[1]);
  std::string bytes;
  if (!source_bytes(machine, args, "bytes", &bytes)) return Value{};
  return machine.heap.new_bytes(std::move(bytes));
}

Value make_byte_array(Machine& machine, Args args) {
  std::string bytes;
  if (!source_bytes(machine, args, "bytearray", &bytes)) return Value{};
  return machine.heap.new_byte_array(std::move(bytes));
}

// bytearray.__init__: of what inherits from it, which is made empty.
Value fill_byte_array(Machine& machine, Args args) {
  std::string bytes;
  if (!source_bytes(machine, args, "bytearray", &bytes)) return Value{};
  replace_bytes(machine, args[0], std::move(bytes));
  return Value::none();
}

Value to_plain_bytes(Machine& machine, Args args) { return machine.heap.retain(args[0]); }

// --- A bytearray changes ---

std::string& bytes_of(Machine& machine, Args args) { return machine.heap.bytes(args[0]).bytes; }

Value recharged(Machine& machine, Args args) {
  machine.heap.recharge(machine.heap.bytes(args[0]));
  return Value::none();
}

Value append(Machine& machine, Args args) {
  char byte = 0;
  if (!to_byte(machine, args[1], &byte)) return Value{};
  machine.heap.reserve(1);
  bytes_of(machine, args).push_back(byte);
  return recharged(machine, args);
}

Value extend(Machine& machine, Args args) {
  std::string more;
  if (args[1].is(Type::kStr)) {
    if (machine.heap.str(args[1]).utf8.empty()) return Value::none();
    return raise_type_error(machine, "'str' object cannot be interpreted as an integer");
  }
  if (!is_bytes_like(machine, args[1]) && !is_iterable(machine, args[1])) {
    return raise_type_error(
        machine, fmt::format("can't extend bytearray with {}", machine.type_name(args[1])));
  }
  if (!to_bytes(machine, args[1], &more, BytesKind::kByteArray)) return Value{};
  machine.heap.reserve(bytes_of(machine, args).size() + more.size());
  bytes_of(machine, args) += more;
  return recharged(machine, args);
}

Value insert(Machine& machine, Args args) {
  int64_t at = 0;
  char byte = 0;
  if (!to_index(machine, args[1], &at) || !to_byte(machine, args[2], &byte)) return Value{};
  std::string& bytes = bytes_of(machine, args);
  if (!machine.afford_text(bytes.size())) return Value{};
  const auto length = static_cast<int64_t>(bytes.size());
  if (at < 0) at += length;
  machine.heap.reserve(1);
  bytes.insert(bytes.begin() + std::clamp<int64_t>(at, 0, length), byte);
  return recharged(machine, args);
}

Value pop(Machine& machine, Args args) {
  int64_t at = 0;
  if (!to_index(machine, args[1], &at)) return Value{};
  std::string& bytes = bytes_of(machine, args);
  const auto length = static_cast<int64_t>(bytes.size());
  if (length == 0) return machine.raise_error("IndexError", "pop from empty bytearray");
  if (at < 0) at += length;
  if (at < 0 || at >= length) return machine.raise_error("IndexError", "pop index out of range");
  if (!machine.afford_text(static_cast<std::size_t>(length - at))) return Value{};
  const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(at)]);
  bytes.erase(bytes.begin() + at);
  recharged(machine, args);
  return Value::of_int(byte);
}

Value remove(Machine& machine, Args args) {
  char byte = 0;
  if (!to_byte(machine, args[1], &byte)) return Value{};
  std::string& bytes = bytes_of(machine, args);
  if (!machine.afford_text(bytes.size())) return Value{};
  const std::size_t at = bytes.find(byte);
  if (at == std::string::npos) return raise_value_error(machine, "value not found in bytearray");
  bytes.erase(at, 1);
  return recharged(machine, args);
}

Value clear(Machine& machine, Args args) {
  replace_bytes(machine, args[0], {});
  return Value::none();
}

Value copy(Machine& machine, Args args) {
  return machine.heap.new_byte_array(bytes_of(machine, args));
}

Value reverse(Machine& machine, Args args) {
  std::string& bytes = bytes_of(machine, args);
  if (!machine.afford_text(bytes.size())) return Value{};
  std::reverse(bytes.begin(), bytes.end());
  return Value::none();
}

}  // namespace

void add_bytes(Library& library) {
  const char* const source = "source=?, encoding=?, errors=?";
  library.klass("builtins", "bytes", Type::kBytes)
      .constructor(source, make_bytes)
      .method("__bytes__", "", to_plain_bytes);
  library.klass("builtins", "bytearray", Type::kByteArray)
      .constructor(source, make_byte_array)
      .method("__init__", source, fill_byte_array)
      .method("append", "item, /", append)
      .method("extend", "iterable_of_ints, /", extend)
      .method("insert", "index, item, /", insert)
      .method("pop", "index=-1, /", pop)
      .method("remove", "value, /", remove)
      .method("clear", "", clear)
      .method("copy", "", copy)
      .method("reverse", "", reverse);
  add_bytes_search(library);
  add_bytes_characters(library);
  add_codecs(library);
}

}  // namespace grove
