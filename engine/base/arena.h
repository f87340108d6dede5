// Arena<T>: a table of rows that are added and never taken out, addressed by index.
//
// References stay valid while rows are added. Copying it copies the rows: that is what makes a run
// a value. Rows stand side by side in chunks of 256 (a std::deque puts two large ones, or fewer,
// into each of its chunks).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace grove {

template <class T>
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena& other) { copy_from(other); }
  Arena& operator=(const Arena& other) {
    if (this != &other) {
      chunks_.clear();
      copy_from(other);
    }
    return *this;
  }

  // For going through the rows that there are at the start.
  class Iterator {
   public:
    Iterator(Arena& arena, std::size_t at) : arena_(&arena), at_(at) {}
    T& operator*() const { return (*arena_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    Arena* arena_;
    std::size_t at_;
  };
  Iterator begin() { return {*this, 0}; }
  Iterator end() { return {*this, size_}; }

  std::size_t size() const { return size_; }

  T& operator[](std::size_t i) { return chunks_[i >> kChunkLog2][i & kMask]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> kChunkLog2][i & kMask]; }

  // With T's arguments, in place: rows may be long.
  template <class... Args>
  T& emplace_back(Args&&... args) {
    if ((size_ & kMask) == 0) add_chunk();
    ++size_;
    return chunks_.back().emplace_back(std::forward<Args>(args)...);
  }
  T& push_back(T row) { return emplace_back(std::move(row)); }

 private:
  static constexpr std::size_t kChunkLog2 = 8;
  static constexpr std::size_t kMask = (std::size_t{1} << kChunkLog2) - 1;

  void add_chunk() {
    chunks_.emplace_back();
    chunks_.back().reserve(kMask + 1);
  }

  void copy_from(const Arena& other) {
    size_ = other.size_;
    for (const std::vector<T>& chunk : other.chunks_) {
      add_chunk();
      chunks_.back().insert(chunks_.back().end(), chunk.begin(), chunk.end());
    }
  }

  std::vector<std::vector<T>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace grove
