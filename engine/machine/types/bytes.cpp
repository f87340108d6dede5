#include "engine/machine/types/bytes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/index.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool raise_type_error(Machine& machine, const std::string& message) {
  machine.raise_error("TypeError", message);
  return false;
}

// The numbers of an iterable.
bool collect_bytes(Machine& machine, Value iterable, const char* range_fault, std::string* out) {
  std::vector<Value> items;
  if (!collect(machine, iterable, &items)) return false;
  machine.heap.reserve(items.size());
  bool ok = true;
  for (const Value item : items) {
    out->push_back(0);
    ok = to_byte(machine, item, &out->back(), range_fault);
    if (!ok) break;
  }
  release_all(machine, &items);
  return ok;
}

}  // namespace

bool is_whole(Machine& machine, Value v) {
  return is_int(content_of(machine, v)) || !find_special(machine, v, Known::kIndex).is_null();
}

bool is_bytes_like(Machine& machine, Value v) { return content_of(machine, v).is_bytes(); }

std::string_view bytes_in(Machine& machine, Value v) {
  return machine.heap.bytes(content_of(machine, v)).bytes;
}

Value new_like(Machine& machine, Value like, std::string bytes) {
  return like.is(Type::kByteArray) ? machine.heap.new_byte_array(std::move(bytes))
                                   : machine.heap.new_bytes(std::move(bytes));
}

bool to_bytes(Machine& machine, Value v, std::string* out, BytesKind into) {
  bool found = false;
  const Owned said = own(machine.heap, call_special(machine, v, Known::kBytes, {}, &found));
  if (found && !said) return false;
  if (found && !content_of(machine, said.get()).is(Type::kBytes)) {
    return raise_type_error(machine, fmt::format("__bytes__ returned non-bytes (type {})",
                                                 machine.type_name(said.get())));
  }
  const Value given = found ? said.get() : v;
  if (is_bytes_like(machine, given)) {
    const std::string_view bytes = bytes_in(machine, given);
    machine.heap.reserve(bytes.size());
    if (!machine.afford_text(bytes.size())) return false;
    *out = bytes;
    return true;
  }
  if (!content_of(machine, v).is(Type::kStr) && is_iterable(machine, v)) {
    return collect_bytes(machine, v, into == BytesKind::kBytes ? kBytesFault : kByteFault, out);
  }
  return raise_type_error(machine,
                          fmt::format("cannot convert '{}' object to {}", machine.type_name(v),
                                      into == BytesKind::kBytes ? "bytes" : "bytearray"));
}

bool to_bytes_like(Machine& machine, Value v, std::string_view* out) {
  if (is_bytes_like(machine, v)) {
    *out = bytes_in(machine, v);
    return true;
  }
  return raise_type_error(
      machine, fmt::format("a bytes-like object is required, not '{}'", machine.type_name(v)));
}

bool to_byte(Machine& machine, Value v, char* out, const char* range_fault) {
  const Owned number = own(machine.heap, to_int(machine, v));
  if (!number) return false;
  const Value n = number.get();
  if (!n.is(Type::kInt) || n.integer < 0 || n.integer > 255) {
    machine.raise_error("ValueError", range_fault);
    return false;
  }
  *out = static_cast<char>(n.integer);
  return true;
}

Value bytes_slice(Machine& machine, Value v, const SliceIndices& s) {
  const std::string& bytes = machine.heap.bytes(v).bytes;
  const auto count = static_cast<std::size_t>(s.count);
  machine.heap.reserve(count);
  if (!machine.afford_text(count)) return Value{};
  if (s.step == 1)
    return new_like(machine, v, bytes.substr(static_cast<std::size_t>(s.start), count));
  std::string picked;
  for (int64_t i = 0; i < s.count; ++i) {
    picked.push_back(bytes[static_cast<std::size_t>(s.start + i * s.step)]);
  }
  return new_like(machine, v, std::move(picked));
}

bool bytes_contain(Machine& machine, Value v, Value item, bool* failed) {
  const std::string& bytes = machine.heap.bytes(v).bytes;
  char byte = 0;
  std::string_view part(&byte, 1);
  const bool ok =
      is_whole(machine, item) ? to_byte(machine, item, &byte) : to_bytes_like(machine, item, &part);
  if (!ok || !machine.afford_text(bytes.size() + part.size())) *failed = true;
  return !*failed && find_text(bytes, part) != std::string_view::npos;
}

Value bytes_concatenate(Machine& machine, Value a, Value b) {
  if (!is_bytes_like(machine, b)) {
    return machine.raise_error(
        "TypeError",
        fmt::format("can't concat {} to {}", machine.type_name(b), machine.type_name(a)));
  }
  const std::string_view x = bytes_in(machine, a), y = bytes_in(machine, b);
  machine.heap.reserve(x.size() + y.size());
  if (!machine.afford_text(x.size() + y.size())) return Value{};
  return new_like(machine, a, std::string(x).append(y));
}

void replace_bytes(Machine& machine, Value v, std::string bytes) {
  BytesBody& body = machine.heap.bytes(v);
  body.bytes = std::move(bytes);
  machine.heap.recharge(body);
}

bool set_byte(Machine& machine, Value v, int64_t index, Value byte) {
  return to_byte(machine, byte, &machine.heap.bytes(v).bytes[static_cast<std::size_t>(index)]);
}

bool set_bytes_slice(Machine& machine, Value v, Value slice, Value value) {
  std::string fresh;
  const Value content = content_of(machine, value);
  const bool is_number_like = is_whole(machine, value) || is_number(content) ||
                              content.is(Type::kComplex) ||
                              !find_special(machine, value, Known::kInt).is_null() ||
                              !find_special(machine, value, Known::kFloat).is_null();
  if (content.is(Type::kStr) || is_number_like) {
    return raise_type_error(
        machine, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  if (!to_bytes(machine, value, &fresh, BytesKind::kByteArray)) return false;
  std::string& bytes = machine.heap.bytes(v).bytes;
  SliceIndices s;
  if (!resolve_slice(machine, slice, static_cast<int64_t>(bytes.size()), &s)) return false;
  machine.heap.reserve(bytes.size() + fresh.size());
  if (!machine.afford_text(bytes.size() + fresh.size())) return false;
  if (s.step == 1) {
    bytes.replace(static_cast<std::size_t>(s.start), static_cast<std::size_t>(s.count), fresh);
    machine.heap.recharge(machine.heap.bytes(v));
    return true;
  }
  // An extended slice may be deleted by assigning nothing.
  if (fresh.empty() && s.count > 0) return delete_bytes_slice(machine, v, slice);
  if (static_cast<int64_t>(fresh.size()) != s.count) {
    machine.raise_error("ValueError", fmt::format("attempt to assign bytes of size {} to extended "
                                                  "slice of size {}",
                                                  fresh.size(), s.count));
    return false;
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    bytes[static_cast<std::size_t>(s.start + static_cast<int64_t>(i) * s.step)] = fresh[i];
  }
  return true;
}

bool delete_bytes_slice(Machine& machine, Value v, Value slice) {
  std::string& bytes = machine.heap.bytes(v).bytes;
  SliceIndices s;
  if (!resolve_slice(machine, slice, static_cast<int64_t>(bytes.size()), &s)) return false;
  if (!machine.afford_text(bytes.size())) return false;
  if (s.step == 1) {
    bytes.erase(static_cast<std::size_t>(s.start), static_cast<std::size_t>(s.count));
  } else {
    std::vector<bool> goes(bytes.size());
    for (int64_t i = 0; i < s.count; ++i)
      goes[static_cast<std::size_t>(s.start + i * s.step)] = true;
    std::string kept;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (!goes[i]) kept.push_back(bytes[i]);
    }
    bytes = std::move(kept);
  }
  machine.heap.recharge(machine.heap.bytes(v));
  return true;
}

}  // namespace grove
