#include "viewer/core/file_watch.h"

#include <algorithm>
#include <filesystem>

namespace grove {

std::vector<FileWatch::Look> FileWatch::look_at(const std::vector<std::string>& files) {
  std::vector<Look> looks;
  for (const std::string& file : files) {
    std::error_code error;
    Look look;
    const auto time = std::filesystem::last_write_time(file, error);
    look.there = !error;
    if (look.there) {
      look.time = static_cast<int64_t>(time.time_since_epoch().count());
      look.size = std::filesystem::file_size(file, error);
      look.there = !error;
    }
    looks.push_back(look);
  }
  return looks;
}

bool FileWatch::changed(const std::vector<std::string>& files) {
  std::vector<Look> now = look_at(files);
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
