#include "engine/runtime/kernel/name_counts.h"

#include <functional>

namespace grove {

namespace {

constexpr std::size_t kFirstSize = 64;

}  // namespace

NameCounts::Named NameCounts::add(Record& record, std::string_view name) {
  // At most half full.
  if (2 * (used_ + 1) > slots_.size()) grow();
  const uint64_t hash = std::hash<std::string_view>{}(name);
  Slot& slot = slots_[find(record, name, hash)];
  if (!slot.named.text) {
    slot = Slot{hash, Named{record.add_text(name), 0}};
    ++used_;
  }
  ++slot.named.count;
  return slot.named;
}

int32_t NameCounts::count(const Record& record, std::string_view name) const {
  if (slots_.empty()) return 0;
  return slots_[find(record, name, std::hash<std::string_view>{}(name))].named.count;
}

std::size_t NameCounts::find(const Record& record, std::string_view name, uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  for (;; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (!slot.named.text || (slot.hash == hash && record.text(slot.named.text) == name)) return at;
  }
}

void NameCounts::grow() {
  std::vector<Slot> old(slots_.empty() ? kFirstSize : 2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (!slot.named.text) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].named.text) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace grove
