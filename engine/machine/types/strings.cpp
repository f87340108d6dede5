#include "engine/machine/types/strings.h"

#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"

namespace grove {

namespace {

// Up to here what is looked for is compared at each place, which is fastest for all but those texts
// that nearly match everywhere; there it is as many times slower as this is long.
constexpr std::size_t kShortPattern = 32;

// How far a match may have come that fails after so many bytes of the pattern: the longest proper
// end of those that the pattern begins with (Knuth, Morris and Pratt).
template <class At>
std::vector<std::size_t> borders_of(std::size_t size, At at) {
  std::vector<std::size_t> borders(size + 1, 0);
  for (std::size_t i = 1, matched = 0; i < size; ++i) {
    while (matched > 0 && at(i) != at(matched)) matched = borders[matched];
    if (at(i) == at(matched)) ++matched;
    borders[i + 1] = matched;
  }
  return borders;
}

// Where the first match begins; text and pattern are given byte by byte, so that they can be read
// from the end as well.
template <class TextAt, class PatternAt>
std::size_t match(std::size_t text, TextAt text_at, std::size_t pattern, PatternAt pattern_at) {
  const std::vector<std::size_t> borders = borders_of(pattern, pattern_at);
  for (std::size_t i = 0, matched = 0; i < text; ++i) {
    while (matched > 0 && text_at(i) != pattern_at(matched)) matched = borders[matched];
    if (text_at(i) == pattern_at(matched)) ++matched;
    if (matched == pattern) return i + 1 - pattern;
  }
  return std::string_view::npos;
}

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

std::size_t find_text(std::string_view text, std::string_view pattern, std::size_t from) {
  if (pattern.size() <= kShortPattern || from > text.size()) return text.find(pattern, from);
  const std::string_view rest = text.substr(from);
  const std::size_t at = match(
      rest.size(), [rest](std::size_t i) { return rest[i]; }, pattern.size(),
      [pattern](std::size_t i) { return pattern[i]; });
  return at == std::string_view::npos ? at : from + at;
}

std::size_t rfind_text(std::string_view text, std::string_view pattern) {
  if (pattern.size() <= kShortPattern) return text.rfind(pattern);
  const std::size_t at = match(
      text.size(), [text](std::size_t i) { return text[text.size() - 1 - i]; }, pattern.size(),
      [pattern](std::size_t i) { return pattern[pattern.size() - 1 - i]; });
  return at == std::string_view::npos ? at : text.size() - at - pattern.size();
}

Value str_item(Machine& machine, Value s, int64_t index) {
  const StrBody& body = machine.heap.str(s);
  if (!is_ascii(body) && !machine.afford_text(static_cast<std::size_t>(index))) return Value{};
  const std::size_t first = byte_offset(body, index);
  std::size_t last = first;
  next_code_point(body.utf8, &last);
  return machine.heap.new_str(std::string_view(body.utf8).substr(first, last - first));
}

Value str_slice(Machine& machine, Value s, const SliceIndices& slice) {
  const StrBody& body = machine.heap.str(s);
  if (slice.step == 1 && slice.count == body.length) return machine.heap.retain(s);
  if (!is_ascii(body) && !machine.afford_text(body.utf8.size())) return Value{};
  if (slice.step == 1) {
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
  for (const Value item : items) {
    const Value content = content_of(machine, item);
    size += content.is(Type::kStr) ? text_of(machine, content).size() : 0;
  }
  text.make_room(size);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value content = content_of(machine, items[i]);
    if (!content.is(Type::kStr)) {
      return machine.raise_error("TypeError",
                                 fmt::format("sequence item {}: expected str instance, {} found", i,
                                             machine.type_name(items[i])));
    }
    if (i > 0) text += separator;
    text += machine.heap.str(content).utf8;
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
