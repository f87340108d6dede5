// Pool<T>: objects of one kind, addressed by index. Whether one is alive is the heap's business.
//
// References to elements stay valid while others are added (chunks never move). Freed places are
// used again, last freed first, so indices are a function of the program alone. Copying a pool
// copies its objects: that is what makes a run a value.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace grove {

template <class T>
class Pool {
 public:
  Pool() = default;
  Pool(Pool&&) noexcept = default;
  Pool& operator=(Pool&&) noexcept = default;
  Pool(const Pool& other) { copy_from(other); }
  Pool& operator=(const Pool& other) {
    if (this != &other) {
      chunks_.clear();
      copy_from(other);
    }
    return *this;
  }

  // A place that holds what its last user left (recycled storage), or a fresh T.
  uint32_t allocate() {
    ++alive_;
    if (!free_.empty()) {
      const uint32_t index = free_.back();
      free_.pop_back();
      return index;
    }
    if ((used_ & kMask) == 0) chunks_.push_back(std::make_unique<T[]>(kChunkSize));
    return used_++;
  }

  // The element keeps its storage for the next user.
  void free(uint32_t index) {
    free_.push_back(index);
    --alive_;
  }

  T& operator[](uint32_t i) { return chunks_[i >> kChunkLog2][i & kMask]; }
  const T& operator[](uint32_t i) const { return chunks_[i >> kChunkLog2][i & kMask]; }

  uint32_t alive() const { return alive_; }
  uint32_t used() const { return used_; }  // indices below were in use at some time

 private:
  static constexpr uint32_t kChunkLog2 = 8;
  static constexpr uint32_t kChunkSize = 1u << kChunkLog2;
  static constexpr uint32_t kMask = kChunkSize - 1;

  void copy_from(const Pool& other) {
    used_ = other.used_;
    alive_ = other.alive_;
    free_ = other.free_;
    chunks_.reserve(other.chunks_.size());
    for (std::size_t c = 0; c < other.chunks_.size(); ++c) {
      chunks_.push_back(std::make_unique<T[]>(kChunkSize));
    }
    // What storage the freed ones keep is no part of the state.
    std::vector<bool> is_free(used_);
    for (uint32_t i : free_) is_free[i] = true;
    for (uint32_t i = 0; i < used_; ++i) {
      if (!is_free[i]) (*this)[i] = other[i];
    }
  }

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::vector<uint32_t> free_;
  uint32_t used_ = 0;
  uint32_t alive_ = 0;
};

}  // namespace grove
