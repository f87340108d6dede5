// TextBuilder: a text that grows part by part, and becomes a str. Counts what it grows to before it
// grows (heap.h), so that no text is made that the run may not hold; and stops in the middle of a
// large one if the run is to be left.
//
//   TextBuilder text(machine.heap);
//   text += "a", text.append(3, "-");
//   return text.finish();
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/machine/core/heap.h"

namespace grove {

class TextBuilder {
 public:
  explicit TextBuilder(Heap& heap) : heap_(heap) {}

  TextBuilder& operator+=(std::string_view part) {
    look();
    make_room(part.size());
    text_ += part;
    return *this;
  }
  void push_back(char c) {
    make_room(1);
    text_.push_back(c);
  }
  void push_back(char32_t c) {
    look();
    make_room(kLongestCharacter);
    append_utf8(&text_, c);
  }
  // The part, so many times.
  void append(uint64_t count, std::string_view part) {
    uint64_t size = 0;
    if (__builtin_mul_overflow(count, part.size(), &size)) size = text_.max_size();
    make_room(size);
    if (part.size() == 1) {
      text_.append(count, part[0]);
    } else if (size > 0) {
      const std::size_t begin = text_.size();
      text_ += part;
      // What is there already, twice as much each time.
      for (uint64_t made = part.size(); made < size; made = text_.size() - begin) {
        look();
        text_.append(text_, begin, std::min(made, size - made));
      }
    }
  }
  // So many bytes will come.
  void make_room(uint64_t bytes) {
    if (text_.capacity() - text_.size() < bytes) heap_.grow(text_, bytes);
  }

  std::size_t size() const { return text_.size(); }
  std::string_view view() const { return text_; }
  // To append a few bytes to, at most kMargin.
  std::string* margin() {
    make_room(kMargin);
    return &text_;
  }
  void cut(std::size_t size) { text_.resize(size); }
  std::string take() { return std::move(text_); }
  // A short text is copied, so that the heap's kept storage stays in use (heap.cpp).
  Value finish() {
    constexpr std::size_t kShort = 256;
    return text_.size() <= kShort ? heap_.new_str(text_) : heap_.take_str(std::move(text_));
  }

 private:
  static constexpr std::size_t kLongestCharacter = 4;
  static constexpr std::size_t kMargin = 256;
  static constexpr std::size_t kBytesPerLook = std::size_t{1} << 18;

  void look() {
    if (text_.size() < next_look_) return;
    next_look_ = text_.size() + kBytesPerLook;
    if (heap_.onlooker != nullptr && heap_.onlooker->wishes_stop()) throw Stopped{};
  }

  Heap& heap_;
  std::string text_;
  std::size_t next_look_ = kBytesPerLook;
};

}  // namespace grove
