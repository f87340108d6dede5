// Methods of bytes and bytearray that look for something, take them apart or put them together.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/pieces.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

using Parts = std::vector<std::string_view>;

std::string_view self_of(Machine& machine, Args args) { return machine.heap.bytes(args[0]).bytes; }

// What is looked for: bytes, or a single one as a number.
struct Wanted {
  char byte = 0;
  std::string_view bytes;
};

bool to_wanted(Machine& machine, Value v, Wanted* out) {
  if (is_whole(machine, v)) {
    out->bytes = std::string_view(&out->byte, 1);
    return to_byte(machine, v, &out->byte);
  }
  if (is_bytes_like(machine, v)) {
    out->bytes = bytes_in(machine, v);
    return true;
  }
  raise_type_error(machine, fmt::format("argument should be integer or bytes-like object, not '{}'",
                                        machine.type_name(v)));
  return false;
}

struct Part {
  std::string_view bytes;
  int64_t offset = 0;
  bool exists = true;  // false: start is behind the end, where not even b"" is found
};

bool part_of(Machine& machine, Args args, Part* out) {
  const std::string_view self = self_of(machine, args);
  const auto length = static_cast<int64_t>(self.size());
  int64_t first = 0, last = length;
  if (!to_position(machine, args[2], 0, &first) || !to_position(machine, args[3], length, &last)) {
    return false;
  }
  out->exists = first <= length;
  clamp_positions(length, &first, &last);
  if (first > last) out->exists = false;
  if (!out->exists) return true;
  out->offset = first;
  out->bytes = self.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
  return machine.afford_text(out->bytes.size());
}

template <bool kFromRight, bool kMustBeThere>
Value find(Machine& machine, Args args) {
  Wanted wanted;
  Part part;
  if (!to_wanted(machine, args[1], &wanted) || !part_of(machine, args, &part)) return Value{};
  std::size_t at = std::string_view::npos;
  if (part.exists) {
    at = kFromRight ? rfind_text(part.bytes, wanted.bytes) : find_text(part.bytes, wanted.bytes);
  }
  if (at != std::string_view::npos) return Value::of_int(part.offset + static_cast<int64_t>(at));
  return kMustBeThere ? raise_value_error(machine, "subsection not found") : Value::of_int(-1);
}

Value count(Machine& machine, Args args) {
  Wanted wanted;
  Part part;
  if (!to_wanted(machine, args[1], &wanted) || !part_of(machine, args, &part)) return Value{};
  if (!part.exists) return Value::of_int(0);
  if (wanted.bytes.empty()) return Value::of_int(static_cast<int64_t>(part.bytes.size()) + 1);
  int64_t n = 0;
  for (std::size_t at = find_text(part.bytes, wanted.bytes); at != std::string_view::npos;
       at = find_text(part.bytes, wanted.bytes, at + wanted.bytes.size())) {
    ++n;
  }
  return Value::of_int(n);
}

bool has_affix(const Part& part, std::string_view affix, bool at_end) {
  if (!part.exists) return false;
  return at_end ? part.bytes.ends_with(affix) : part.bytes.starts_with(affix);
}

template <bool kAtEnd>
Value has_affix_method(Machine& machine, Args args) {
  Part part;
  if (!part_of(machine, args, &part)) return Value{};
  if (args[1].is(Type::kTuple)) {
    for (const Value v : machine.heap.tuple(args[1]).items) {
      std::string_view affix;
      if (!machine.afford_item() || !to_bytes_like(machine, v, &affix)) return Value{};
      if (has_affix(part, affix, kAtEnd)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  if (is_bytes_like(machine, args[1])) {
    return Value::boolean(has_affix(part, bytes_in(machine, args[1]), kAtEnd));
  }
  return raise_type_error(
      machine, fmt::format("{} first arg must be bytes or a tuple of bytes, not {}",
                           kAtEnd ? "endswith" : "startswith", machine.type_name(args[1])));
}

template <bool kAtEnd>
Value remove_affix(Machine& machine, Args args) {
  std::string_view affix;
  if (!to_bytes_like(machine, args[1], &affix)) return Value{};
  std::string_view self = self_of(machine, args);
  if (!machine.afford_text(self.size())) return Value{};
  if (has_affix({self}, affix, kAtEnd)) {
    self = kAtEnd ? self.substr(0, self.size() - affix.size()) : self.substr(affix.size());
  }
  return new_like(machine, args[0], std::string(self));
}

// --- Taking apart ---

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Value list_of(Machine& machine, Value like, const Parts& parts) {
  std::vector<Value> items;
  machine.heap.grow(items, parts.size());
  for (const std::string_view part : parts) {
    items.push_back(new_like(machine, like, std::string(part)));
  }
  return machine.heap.new_list(std::move(items));
}

Parts split_at_blanks(Heap& heap, std::string_view text, int64_t most) {
  Parts parts;
  for (std::size_t at = 0;;) {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at >= text.size()) return parts;
    heap.grow(parts, 1);
    std::size_t end = at;
    if (static_cast<int64_t>(parts.size()) >= most) {
      end = text.size();
      while (is_blank(text[end - 1])) --end;
      parts.push_back(text.substr(at, end - at));
      return parts;
    }
    while (end < text.size() && !is_blank(text[end])) ++end;
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
}

Parts split_at_blanks_from_right(Heap& heap, std::string_view text, int64_t most) {
  Parts parts;
  for (std::size_t end = text.size();;) {
    while (end > 0 && is_blank(text[end - 1])) --end;
    if (end == 0) break;
    heap.grow(parts, 1);
    std::size_t at = end;
    if (static_cast<int64_t>(parts.size()) >= most) {
      at = 0;
      while (is_blank(text[at])) ++at;
      parts.push_back(text.substr(at, end - at));
      break;
    }
    while (at > 0 && !is_blank(text[at - 1])) --at;
    parts.push_back(text.substr(at, end - at));
    end = at;
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

template <bool kFromRight>
Value split(Machine& machine, Args args) {
  int64_t most = 0;
  if (!to_index(machine, args[2], &most)) return Value{};
  if (most < 0) most = std::numeric_limits<int64_t>::max();
  const std::string_view self = self_of(machine, args);
  if (!machine.afford_text(self.size())) return Value{};
  Heap& heap = machine.heap;
  if (args[1].is_none()) {
    return list_of(machine, args[0],
                   kFromRight ? split_at_blanks_from_right(heap, self, most)
                              : split_at_blanks(heap, self, most));
  }
  std::string_view separator;
  if (!to_bytes_like(machine, args[1], &separator)) return Value{};
  if (separator.empty()) return raise_value_error(machine, "empty separator");
  return list_of(machine, args[0],
                 kFromRight ? split_at_from_right(heap, self, separator, most)
                            : split_at(heap, self, separator, most));
}

Value split_lines(Machine& machine, Args args) {
  bool failed = false;
  const bool keep_ends = machine.truth(args[1], &failed);
  const std::string_view self = self_of(machine, args);
  if (failed || !machine.afford_text(self.size())) return Value{};
  Parts lines;
  for (std::size_t first = 0; first < self.size();) {
    const std::size_t end = std::min(self.find_first_of("\r\n", first), self.size());
    std::size_t next = std::min(end + 1, self.size());
    if (end + 1 < self.size() && self[end] == '\r' && self[end + 1] == '\n') ++next;
    machine.heap.grow(lines, 1);
    lines.push_back(self.substr(first, (keep_ends ? next : end) - first));
    first = next;
  }
  return list_of(machine, args[0], lines);
}

template <bool kFromRight>
Value partition(Machine& machine, Args args) {
  std::string_view separator;
  if (!to_bytes_like(machine, args[1], &separator)) return Value{};
  if (separator.empty()) return raise_value_error(machine, "empty separator");
  const std::string_view self = self_of(machine, args);
  if (!machine.afford_text(self.size())) return Value{};
  const std::size_t at = kFromRight ? rfind_text(self, separator) : find_text(self, separator);
  std::string_view parts[3] = {self, {}, {}};
  if (at != std::string_view::npos) {
    parts[0] = self.substr(0, at);
    parts[1] = separator;
    parts[2] = self.substr(at + separator.size());
  } else if (kFromRight) {
    std::swap(parts[0], parts[2]);
  }
  std::vector<Value> items;
  for (const std::string_view part : parts) {
    items.push_back(new_like(machine, args[0], std::string(part)));
  }
  return machine.heap.new_tuple(std::move(items));
}

// --- Putting together ---

Value join(Machine& machine, Args args) {
  if (!is_iterable(machine, args[1])) return raise_type_error(machine, "can only join an iterable");
  std::vector<Value> items;
  if (!collect(machine, args[1], &items)) return Value{};
  TextBuilder out(machine.heap);
  bool ok = true;
  for (std::size_t i = 0; ok && i < items.size(); ++i) {
    ok = is_bytes_like(machine, items[i]);
    if (!ok) {
      raise_type_error(machine,
                       fmt::format("sequence item {}: expected a bytes-like object, {} found", i,
                                   machine.type_name(items[i])));
      break;
    }
    const std::string_view bytes = bytes_in(machine, items[i]);
    ok = machine.afford_text(bytes.size());
    if (i > 0) out += self_of(machine, args);
    out += bytes;
  }
  release_all(machine, &items);
  return ok ? new_like(machine, args[0], out.take()) : Value{};
}

Value replace(Machine& machine, Args args) {
  std::string_view old_bytes, new_bytes;
  int64_t most = 0;
  if (!to_bytes_like(machine, args[1], &old_bytes) ||
      !to_bytes_like(machine, args[2], &new_bytes) || !to_index(machine, args[3], &most)) {
    return Value{};
  }
  if (most < 0) most = std::numeric_limits<int64_t>::max();
  const std::string_view self = self_of(machine, args);
  if (!machine.afford_text(self.size())) return Value{};
  TextBuilder out(machine.heap);
  std::size_t first = 0;
  for (; most > 0; --most) {
    // Nothing stands before every byte, and behind the last.
    const std::size_t at = old_bytes.empty() ? first : find_text(self, old_bytes, first);
    if (at == std::string_view::npos || at > self.size()) break;
    out += self.substr(first, at - first);
    out += new_bytes;
    first = at + old_bytes.size();
    if (!old_bytes.empty()) continue;
    out += self.substr(first, 1);
    ++first;
  }
  if (first < self.size()) out += self.substr(first);
  return new_like(machine, args[0], out.take());
}

void add_to(ClassBuilder klass) {
  const char* const search = "sub, start=None, end=None, /";
  klass.method("find", search, find<false, false>)
      .method("rfind", search, find<true, false>)
      .method("index", search, find<false, true>)
      .method("rindex", search, find<true, true>)
      .method("count", search, count)
      .method("startswith", "prefix, start=None, end=None, /", has_affix_method<false>)
      .method("endswith", "suffix, start=None, end=None, /", has_affix_method<true>)
      .method("removeprefix", "prefix, /", remove_affix<false>)
      .method("removesuffix", "suffix, /", remove_affix<true>)
      .method("split", "sep=None, maxsplit=-1", split<false>)
      .method("rsplit", "sep=None, maxsplit=-1", split<true>)
      .method("splitlines", "keepends=False", split_lines)
      .method("partition", "sep, /", partition<false>)
      .method("rpartition", "sep, /", partition<true>)
      .method("join", "iterable_of_bytes, /", join)
      .method("replace", "old, new, count=-1, /", replace);
}

}  // namespace

void add_bytes_search(Library& library) {
  for (const char* name : {"bytes", "bytearray"}) add_to(library.klass("builtins", name));
}

}  // namespace grove
