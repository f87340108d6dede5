// NameCounts: how many tasks bear each name. A flat table by hash, since a run may have a million
// names: a node for each would cost several misses of the cache and an allocation.
//
// Names are kept as Texts of the record, one for each; every call is given that record.
// Looked up, never iterated, so the order of hashes is nobody's business.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/record/record.h"

namespace grove {

class NameCounts {
 public:
  struct Named {
    Text text;          // the name
    int32_t count = 0;  // how many bear it now
  };
  // One more of that name.
  Named add(Record& record, std::string_view name);
  int32_t count(const Record& record, std::string_view name) const;

 private:
  struct Slot {
    uint64_t hash = 0;
    Named named;  // without a text: free
  };
  // Where the name stands, or would. REQUIRES: there are slots.
  std::size_t find(const Record& record, std::string_view name, uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // open addressing; the size is a power of two
  std::size_t used_ = 0;
};

}  // namespace grove
