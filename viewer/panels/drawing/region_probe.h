// Where the regions of the window were drawn, by name: for pictures of one alone.
//
//   RegionProbe probe;                     // from here on, and until it goes
//   … one frame …
//   for (const auto& [name, box] : probe.boxes()) …       // "tree", "caption", …; pixels
//
// One probe at a time.
#pragma once

#include <map>
#include <string>

#include "engine/picture/geometry.h"

namespace grove {

class RegionProbe {
 public:
  RegionProbe() { current_ = this; }
  ~RegionProbe() { current_ = nullptr; }
  RegionProbe(const RegionProbe&) = delete;
  RegionProbe& operator=(const RegionProbe&) = delete;

  static RegionProbe* current() { return current_; }
  void add(const std::string& name, const Box& box) { boxes_[name] = box; }
  void clear() { boxes_.clear(); }
  const std::map<std::string, Box>& boxes() const { return boxes_; }

 private:
  static inline RegionProbe* current_ = nullptr;
  std::map<std::string, Box> boxes_;
};

}  // namespace grove
