#include "engine/runtime/asyncio/short_repr.h"

#include <algorithm>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/machine/types/containers.h"

namespace grove::aio {

namespace {

constexpr int kLevels = 6;
constexpr std::size_t kItems = 6, kEntries = 4;
constexpr std::size_t kText = 30, kInteger = 40;

std::string short_repr(Machine& m, Value value, int levels);

// As code points, each a piece of its own.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) >> 6) == 2) {
      ++length;
    }
    all.push_back(text.substr(i, length));
    i += length;
  }
  return all;
}

std::string join(const std::vector<std::string_view>& parts, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += parts[i];
  return text;
}

// So many characters of its start and of its end.
std::string ends_of(const std::string& text, std::size_t limit) {
  const std::vector<std::string_view> all = characters(text);
  const std::size_t head = (limit - 3) / 2, tail = limit - 3 - head;
  return join(all, 0, head) + "..." + join(all, all.size() - tail, all.size());
}

std::string without_middle(const std::string& text, std::size_t limit) {
  return characters(text).size() <= limit ? text : ends_of(text, limit);
}

std::string text_repr(Machine& m, Value value) {
  const std::vector<std::string_view> all = characters(m.heap.str(value).utf8);
  const auto repr_of = [&m](const std::string& text) {
    const Owned str = own(m.heap, m.heap.new_str(text));
    return m.repr_of(str.get());
  };
  const std::string start = repr_of(join(all, 0, std::min(all.size(), kText)));
  if (characters(start).size() <= kText) return start;
  const std::size_t head = (kText - 3) / 2, tail = kText - 3 - head;
  const std::size_t from = all.size() - std::min(tail, all.size());
  return ends_of(repr_of(join(all, 0, std::min(head, all.size())) + join(all, from, all.size())),
                 kText);
}

std::string sequence_repr(Machine& m, std::span<const Value> items, const char* left,
                          const char* right, int levels, bool is_tuple) {
  if (levels <= 0 && !items.empty()) return std::string(left) + "..." + right;
  std::string text;
  for (std::size_t i = 0; i < std::min(items.size(), kItems); ++i) {
    text += (i > 0 ? ", " : "") + short_repr(m, items[i], levels - 1);
  }
  if (items.size() > kItems) text += ", ...";
  if (items.size() == 1 && is_tuple) text += ",";
  return left + text + right;
}

std::string dict_repr(Machine& m, Value dict, int levels) {
  const TableBody& table = m.heap.dict(dict);
  if (table.size == 0) return "{}";
  if (levels <= 0) return "{...}";
  std::string text;
  std::size_t told = 0;
  for (int32_t at = 0; const auto* entry = next_entry(table, &at);) {
    if (told == kEntries) return "{" + text + ", ...}";
    text += (told++ > 0 ? ", " : "") + short_repr(m, entry->key, levels - 1) + ": " +
            short_repr(m, entry->value, levels - 1);
  }
  return "{" + text + "}";
}

std::string set_repr(Machine& m, Value set, int levels) {
  std::vector<Value> items;
  for (int32_t at = 0; const auto* entry = next_entry(m.heap.set(set), &at);) {
    items.push_back(entry->key);
  }
  const bool frozen = set.is(Type::kFrozenSet);
  if (items.empty()) return frozen ? "frozenset()" : "set()";
  return sequence_repr(m, items, frozen ? "frozenset({" : "{", frozen ? "})" : "}", levels, false);
}

std::string short_repr(Machine& m, Value value, int levels) {
  switch (value.type) {
    case Type::kStr:
      return text_repr(m, value);
    case Type::kInt:
    case Type::kBigInt:
      return without_middle(m.repr_of(value), kInteger);
    case Type::kTuple:
      return sequence_repr(m, m.heap.tuple(value).items, "(", ")", levels, true);
    case Type::kList:
      return sequence_repr(m, m.heap.list(value).items, "[", "]", levels, false);
    case Type::kDict:
      return dict_repr(m, value, levels);
    case Type::kSet:
    case Type::kFrozenSet:
      return set_repr(m, value, levels);
    default:
      return without_middle(m.repr_of(value), kText);
  }
}

}  // namespace

std::string short_repr(Machine& m, Value value) { return short_repr(m, value, kLevels); }

}  // namespace grove::aio
