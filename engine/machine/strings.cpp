#include "engine/machine/strings.h"

#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/machine.h"
#include "engine/machine/text_builder.h"

namespace grove {

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

std::string_view text_of(Machine& machine, Value v) { return machine.heap.str(v).utf8; }

std::size_t byte_offset(const StrBody& s, int64_t index) {
  if (is_ascii(s)) return static_cast<std::size_t>(index);
  std::size_t at = 0;
  for (int64_t i = 0; i < index; ++i) {
    do ++at;
    while (at < s.utf8.size() && continues(s.utf8[at]));
  }
  return at;
}

int64_t character_index(const StrBody& s, std::size_t byte) {
  if (is_ascii(s)) return static_cast<int64_t>(byte);
  int64_t index = 0;
  for (std::size_t i = 0; i < byte; ++i) index += continues(s.utf8[i]) ? 0 : 1;
  return index;
}

Value str_item(Machine& machine, Value s, int64_t index) {
  const StrBody& body = machine.heap.str(s);
  const std::size_t first = byte_offset(body, index);
  std::size_t last = first;
  next_code_point(body.utf8, &last);
  return machine.heap.new_str(std::string_view(body.utf8).substr(first, last - first));
}

Value str_slice(Machine& machine, Value s, const SliceIndices& slice) {
  const StrBody& body = machine.heap.str(s);
  if (slice.step == 1) {
    if (slice.count == body.length) return machine.heap.retain(s);
    const std::size_t first = byte_offset(body, slice.start);
    const std::size_t last = byte_offset(body, slice.start + slice.count);
    return machine.heap.new_str(std::string_view(body.utf8).substr(first, last - first));
  }
  TextBuilder picked(machine.heap);
  if (is_ascii(body)) {
    for (int64_t i = 0; i < slice.count; ++i) {
      picked.push_back(body.utf8[static_cast<std::size_t>(slice.start + i * slice.step)]);
    }
    return picked.finish();
  }
  std::u32string characters;
  for (std::size_t at = 0; at < body.utf8.size();) {
    machine.heap.grow(characters, 1);
    characters.push_back(next_code_point(body.utf8, &at));
  }
  for (int64_t i = 0; i < slice.count; ++i) {
    picked.push_back(characters[static_cast<std::size_t>(slice.start + i * slice.step)]);
  }
  return picked.finish();
}

Value str_join(Machine& machine, std::string_view separator, const std::vector<Value>& items) {
  TextBuilder text(machine.heap);
  uint64_t size = items.empty() ? 0 : (items.size() - 1) * separator.size();
  for (const Value item : items) size += item.is(Type::kStr) ? text_of(machine, item).size() : 0;
  text.make_room(size);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is(Type::kStr)) {
      return machine.raise_error("TypeError",
                                 fmt::format("sequence item {}: expected str instance, {} found", i,
                                             machine.type_name(items[i])));
    }
    if (i > 0) text += separator;
    text += machine.heap.str(items[i]).utf8;
  }
  return text.finish();
}

std::vector<std::string_view> lines_of(Heap& heap, std::string_view text, bool keep_ends) {
  const auto ends_line = [](char32_t c) {
    return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
  };
  std::vector<std::string_view> lines;
  std::size_t first = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = at;
    const char32_t c = next_code_point(text, &at);
    if (!ends_line(c)) continue;
    if (c == '\r' && at < text.size() && text[at] == '\n') ++at;
    heap.grow(lines, 1);
    lines.push_back(text.substr(first, (keep_ends ? at : end) - first));
    first = at;
  }
  if (first < text.size()) lines.push_back(text.substr(first));
  return lines;
}

}  // namespace grove
