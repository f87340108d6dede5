// NameCounts: how many tasks bear each name. A flat table by hash, since a run may have a million
// names: a node for each would cost several misses of the cache and an allocation.
//
// Names are kept as Texts of the record, which outlives the table; every call is given that record.
// Looked up, never iterated, so the order of hashes is nobody's business.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/record/record.h"

namespace grove {

class NameCounts {
 public:
  // One more of that name, which is also `text` of the record. Returns how many there are now.
  int32_t add(const Record& record, std::string_view name, Text text);
  int32_t count(const Record& record, std::string_view name) const;

 private:
  struct Slot {
    uint64_t hash = 0;
    Text text;  // unset: free
    int32_t count = 0;
  };
  // Where the name stands, or would. REQUIRES: there are slots.
  std::size_t find(const Record& record, std::string_view name, uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // open addressing; the size is a power of two
  std::size_t used_ = 0;
};

}  // namespace grove
