// AppendOnly<T>: a list that only grows, cheap to copy.
//
// Elements live in chunks of fixed size. A full chunk never changes again and is shared by all
// copies; only the last, unfinished one is copied. A record of millions of events is thus part of
// a run that can be copied (a snapshot) at the price of a few pointers. References to elements
// stay valid until the list (or the last copy that shares the chunk) goes, or clear() is called.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace grove {

template <class T, std::size_t kChunkLog2 = 14>
class AppendOnly {
 public:
  static constexpr std::size_t kChunkSize = std::size_t{1} << kChunkLog2;

  AppendOnly() = default;
  AppendOnly(AppendOnly&&) noexcept = default;
  AppendOnly& operator=(AppendOnly&&) noexcept = default;
  AppendOnly(const AppendOnly& other) : chunks_(other.chunks_), size_(other.size_) {
    unshare_tail();
  }
  AppendOnly& operator=(const AppendOnly& other) {
    if (this != &other) {
      chunks_ = other.chunks_;
      size_ = other.size_;
      unshare_tail();
    }
    return *this;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  const T& operator[](std::size_t i) const {
    return (*chunks_[i >> kChunkLog2])[i & (kChunkSize - 1)];
  }
  const T& back() const { return (*this)[size_ - 1]; }

  T& push_back(T value) {
    if ((size_ & (kChunkSize - 1)) == 0) add_chunk();
    Chunk& chunk = *chunks_.back();
    chunk.push_back(std::move(value));
    ++size_;
    return chunk.back();
  }

  void clear() {
    chunks_.clear();
    size_ = 0;
  }

 private:
  using Chunk = std::vector<T>;

  void add_chunk() {
    chunks_.push_back(std::make_shared<Chunk>());
    // Reserved whole, so that references survive growth. The first chunk too: most lists are
    // either empty or long.
    chunks_.back()->reserve(kChunkSize);
  }

  void unshare_tail() {
    if (size_ % kChunkSize == 0) return;
    auto tail = std::make_shared<Chunk>();
    tail->reserve(kChunkSize);
    tail->assign(chunks_.back()->begin(), chunks_.back()->end());
    chunks_.back() = std::move(tail);
  }

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace grove
