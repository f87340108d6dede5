#include "engine/files/strays.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr time_t kStrayAfter = 60;  // seconds

bool is_fresh_name(std::string_view name) {
  const std::string_view begin = kFreshBegin, end = kFreshEnd;
  return name.size() > begin.size() + end.size() && name.substr(0, begin.size()) == begin &&
         name.substr(name.size() - end.size()) == end;
}

void sweep(const std::string& path, time_t now) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor == -1) return;
  struct stat found = {};
  const bool ours = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) &&
                    found.st_uid == ::geteuid() && found.st_mtime < now - kStrayAfter;
  // Where there are no locks, nobody can tell.
  if (ours && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  ::close(descriptor);
}

}  // namespace

bool lock_fresh(int descriptor) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return errno != EWOULDBLOCK;
  // Somebody's sweep may have come between opening and locking.
  struct stat found = {};
  return ::fstat(descriptor, &found) == 0 && found.st_nlink > 0;
}

void sweep_strays(const std::string& folder, const std::string& written) {
  static std::string last;
  if (folder == last) return;
  last = folder;
  struct stat now = {};
  if (::stat(written.c_str(), &now) != 0) return;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (is_fresh_name(at->path().filename().string())) sweep(at->path().string(), now.st_mtime);
  }
}

}  // namespace grove
