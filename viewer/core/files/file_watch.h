// FileWatch: tells when files have changed on disk and come to rest. It has no clock: whoever has
// one asks it now and then.
//
//   if (watch.changed({scenario, program})) …   // true once after each change
//
// A file that is gone for a moment, or that is still being written, has not changed yet.
#pragma once

#include <string>
#include <vector>

#include "engine/files/files.h"

namespace grove {

class FileWatch {
 public:
  explicit FileWatch(Files& files) : disk_(&files) {}
  // Other files than the last time are looked at first, and have not changed.
  bool changed(const std::vector<std::string>& files);

 private:
  using Look = Files::Look;

  Files* disk_;
  std::vector<std::string> files_;
  std::vector<Look> known_;  // as they were when they were read
  std::vector<Look> last_;   // of the last time
};

}  // namespace grove
