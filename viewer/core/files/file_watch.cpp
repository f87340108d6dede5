#include "viewer/core/files/file_watch.h"

#include <algorithm>

namespace grove {

bool FileWatch::changed(const std::vector<std::string>& files) {
  std::vector<Look> now;
  for (const std::string& file : files) now.push_back(disk_->look(file));
  if (files != files_) {
    files_ = files;
    known_ = last_ = std::move(now);
    return false;
  }
  const bool at_rest = now == last_;
  last_ = now;
  const bool all_there =
      std::all_of(now.begin(), now.end(), [](const Look& look) { return look.there; });
  if (!at_rest || !all_there || now == known_) return false;
  known_ = std::move(now);
  return true;
}

}  // namespace grove
