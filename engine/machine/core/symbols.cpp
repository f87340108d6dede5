#include "engine/machine/core/symbols.h"

#include <algorithm>
#include <utility>

namespace grove {

namespace {

// Up to here looking at every entry is quicker than an index.
constexpr std::size_t kLinearMax = 8;
constexpr int32_t kEmpty = -1;

}  // namespace

Symbol Symbols::intern(std::string_view name) {
  // At most half full.
  if (2 * (names_.size() + 1) > index_.size()) grow();
  int32_t& number = index_[place(name)];
  if (number == kEmpty) {
    number = static_cast<int32_t>(names_.size());
    names_.emplace_back(name);
  }
  return Symbol{number};
}

Symbol Symbols::find(std::string_view name) const {
  if (index_.empty()) return {};
  const int32_t number = index_[place(name)];
  return number == kEmpty ? Symbol{} : Symbol{number};
}

// Where the name stands, or would. REQUIRES: there is an index.
std::size_t Symbols::place(std::string_view name) const {
  const std::size_t mask = index_.size() - 1;
  for (std::size_t at = std::hash<std::string_view>{}(name)&mask;; at = (at + 1) & mask) {
    const int32_t number = index_[at];
    if (number == kEmpty || names_[static_cast<std::size_t>(number)] == name) return at;
  }
}

void Symbols::grow() {
  constexpr std::size_t kFirstSize = 8192;  // what the library alone comes to
  index_.assign(std::max(kFirstSize, 2 * index_.size()), kEmpty);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    index_[place(names_[i])] = static_cast<int32_t>(i);
  }
}

int32_t Namespace::position(Symbol symbol) const {
  if (index_.empty()) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].symbol == symbol) return static_cast<int32_t>(i);
    }
    return -1;
  }
  const std::size_t mask = index_.size() - 1;
  for (std::size_t at = symbol.index() & mask;; at = (at + 1) & mask) {
    const int32_t entry = index_[at];
    if (entry == kEmpty) return -1;
    if (entries_[static_cast<std::size_t>(entry)].symbol == symbol) return entry;
  }
}

Value Namespace::find(Symbol symbol) const {
  const int32_t at = position(symbol);
  return at < 0 ? Value{} : entries_[static_cast<std::size_t>(at)].value;
}

Value Namespace::set(Symbol symbol, Value value) {
  const int32_t at = position(symbol);
  if (at >= 0) return std::exchange(entries_[static_cast<std::size_t>(at)].value, value);
  entries_.push_back({symbol, value});
  if (entries_.size() > kLinearMax) add_to_index();
  return Value{};
}

Value Namespace::remove(Symbol symbol) {
  const int32_t at = position(symbol);
  if (at < 0) return Value{};
  const Value removed = entries_[static_cast<std::size_t>(at)].value;
  // A name set again later stands at the end, as in a dict; so its place must go.
  entries_.erase(entries_.begin() + at);
  if (!index_.empty()) rebuild_index(index_.size());
  return removed;
}

void Namespace::clear() {
  entries_.clear();
  index_.clear();
}

void Namespace::add_to_index() {
  if (entries_.size() * 2 > index_.size()) {
    rebuild_index(index_.empty() ? 4 * kLinearMax : index_.size() * 2);
  } else {
    place(static_cast<int32_t>(entries_.size()) - 1);
  }
}

void Namespace::rebuild_index(std::size_t size) {
  index_.assign(size, kEmpty);
  for (std::size_t i = 0; i < entries_.size(); ++i) place(static_cast<int32_t>(i));
}

void Namespace::place(int32_t entry) {
  const std::size_t mask = index_.size() - 1;
  std::size_t at = entries_[static_cast<std::size_t>(entry)].symbol.index() & mask;
  while (index_[at] != kEmpty) at = (at + 1) & mask;
  index_[at] = entry;
}

}  // namespace grove
