// EventList: the events of a record, one behind the other, each as long as its kind needs.
//
// Most events carry a task and little else: 24 to 32 bytes, where the longest kind has 48. An event
// is found by its number through a table of positions, 4 bytes each. As AppendOnly it only grows,
// references stay valid, and a copy shares what is full; the chunk that is not is copied.
//
//   events.push_back(t, cause, TaskExited{…});
//   const Event& event = events[events.size() - 1];
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "engine/base/append_only.h"
#include "engine/record/event.h"

namespace grove {

class EventList {
 public:
  EventList() = default;
  EventList(EventList&&) noexcept = default;
  EventList& operator=(EventList&&) noexcept = default;
  EventList(const EventList& other)
      : positions_(other.positions_), chunks_(other.chunks_), used_(other.used_) {
    unshare_tail();
  }
  EventList& operator=(const EventList& other) {
    if (this == &other) return *this;
    positions_ = other.positions_;
    chunks_ = other.chunks_;
    used_ = other.used_;
    unshare_tail();
    return *this;
  }

  std::size_t size() const { return positions_.size(); }
  // Of memory, whole chunks aside.
  std::size_t bytes() const {
    const std::size_t full = chunks_.empty() ? 0 : (chunks_.size() - 1) * kChunkUnits;
    return (full + used_) * kUnit + positions_.size() * sizeof(uint32_t);
  }

  const Event& operator[](std::size_t i) const {
    const uint32_t position = positions_[i];
    const std::byte* const at =
        chunks_[position >> kChunkLog2].get() + (position & (kChunkUnits - 1)) * kUnit;
    return *std::launder(reinterpret_cast<const Event*>(at));
  }

  template <class Payload>
  void push_back(SimTime t, EventId cause, const Payload& payload) {
    constexpr std::size_t kUnits = (Event::size_with<Payload>() + kUnit - 1) / kUnit;
    static_assert(kUnits * kUnit <= kLongestEvent, "events are many: keep them small");
    if (chunks_.empty() || used_ + kUnits > kChunkUnits) add_chunk();
    positions_.push_back(static_cast<uint32_t>((chunks_.size() - 1) << kChunkLog2 | used_));
    Event::make_at(chunks_.back().get() + used_ * kUnit, t, cause, payload);
    used_ += kUnits;
  }

 private:
  static constexpr std::size_t kUnit = 8, kLongestEvent = 48;
  // 256 KiB each: positions reach to 32 GiB.
  static constexpr std::size_t kChunkLog2 = 15, kChunkUnits = std::size_t{1} << kChunkLog2;

  void add_chunk() {
    chunks_.push_back(std::shared_ptr<std::byte[]>(new std::byte[kChunkUnits * kUnit]));
    used_ = 0;
  }

  void unshare_tail() {
    if (chunks_.empty()) return;
    const std::shared_ptr<std::byte[]> shared = chunks_.back();
    const std::size_t used = used_;
    chunks_.pop_back();
    add_chunk();
    used_ = used;
    std::memcpy(chunks_.back().get(), shared.get(), used * kUnit);
  }

  AppendOnly<uint32_t> positions_;
  std::vector<std::shared_ptr<std::byte[]>> chunks_;
  std::size_t used_ = 0;  // units of the last chunk
};

}  // namespace grove
