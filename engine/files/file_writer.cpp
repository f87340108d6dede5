#include "engine/files/file_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "engine/files/strays.h"

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as many as Linux follows
constexpr int kMostNames = 10'000;

std::string folder_of(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// Where writing to the path would end. A link that leads nowhere yet is followed as well: what is
// written appears at its end.
std::string without_links(const std::string& path) {
  fs::path at = path;
  std::error_code error;
  // A pipe may have no other path: /dev/fd/63 leads to "pipe:[1234]".
  if (fs::exists(at, error) && !fs::is_regular_file(at, error)) return path;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(at, error)); ++i) {
    const fs::path next = fs::read_symlink(at, error);
    if (error) break;
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return at.string();
}

bool is_same(const struct stat& one, const struct stat& two) {
  return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

// The standard stream that goes to this very file, or −1.
int standard_stream(const struct stat& target) {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat standard = {};
    if (::fstat(descriptor, &standard) == 0 && is_same(standard, target)) return descriptor;
  }
  return -1;
}

bool is_input(const struct stat& target, const WriteTerms& terms) {
  struct stat input = {};
  if (::fstat(STDIN_FILENO, &input) == 0 && is_same(input, target)) return true;
  for (const std::string& path : terms.inputs) {
    if (::stat(path.c_str(), &input) == 0 && is_same(input, target)) return true;
  }
  return false;
}

bool is_read_only(const std::string& path, const struct stat& target) {
  // Root may write to everything, and means a file without a write bit no less.
  return (target.st_mode & 0222) == 0 || ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0;
}

std::string cannot_write(const std::string& path, int error) {
  return fmt::format("`{}` cannot be written: {}", path, std::strerror(error));
}

FileFault fault_of_errno(const std::string& path, int error) {
  const std::string folder = folder_of(path);
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return {fmt::format("there is no folder `{}`", folder), "make it, or choose another place"};
    case EACCES:
    case EPERM:
    case EROFS:
      return {fmt::format("no file can be written in the folder `{}`: {}", folder,
                          std::strerror(error)),
              "choose another place"};
    case ENOSPC:
    case EDQUOT:
      return {fmt::format("`{}` cannot be written: the disk is full", path),
              "make room, or choose another place"};
    case EFBIG:
      return {fmt::format("`{}` cannot be written: files may not become that large here", path),
              "`ulimit -f` shows the limit"};
    case ENAMETOOLONG:
      return {fmt::format("`{}` is too long a name", path), "choose a shorter one"};
    default:
      return {cannot_write(path, error), ""};
  }
}

FileFault changed(const std::string& path) {
  return {fmt::format("something else has changed `{}` since it was read", path),
          "look at it first, or choose another name"};
}

FileFault taken(const std::string& path) {
  return {fmt::format("`{}` exists already", path), "choose another name: nothing is overwritten"};
}

}  // namespace

FileFault refusal_to_write(const std::string& path, const WriteTerms& terms) {
  if (path.find('\0') != std::string::npos) return {"a file's name has no NUL", "choose another"};
  if (fs::path(path).filename().empty()) return {"the file has no name", "give it one"};
  const std::string target = without_links(path);
  struct stat found = {};
  if (::stat(target.c_str(), &found) != 0) {
    if (errno != ENOENT) return fault_of_errno(path, errno);
    struct stat folder = {};
    if (::stat(folder_of(target).c_str(), &folder) != 0) return fault_of_errno(target, errno);
    return {};
  }
  if (S_ISDIR(found.st_mode)) return {fmt::format("`{}` is a folder", path), "give a file's name"};
  if (!S_ISREG(found.st_mode)) return {};
  if (is_input(found, terms)) {
    return {fmt::format("`{}` is what is being read", path), "choose another name"};
  }
  if (standard_stream(found) != -1) return {};
  if (!terms.replace) return taken(path);
  if (is_read_only(target, found)) {
    return {fmt::format("`{}` is read-only", path),
            "choose another name, or make it writable (`chmod u+w`)"};
  }
  if (terms.expected && fingerprint_of(target) != *terms.expected) return changed(path);
  return {};
}

FileWriter::FileWriter(const std::string& path, WriteTerms terms)
    : shown_(path),
      target_(without_links(path)),
      terms_(std::move(terms)),
      fault_(refusal_to_write(path, terms_)),
      stream_(nullptr) {
  if (fault_) return;
  struct stat found = {};
  const bool there = ::stat(target_.c_str(), &found) == 0;
  const int standard = there ? standard_stream(found) : -1;
  if (standard != -1) {
    descriptor_ = ::fcntl(standard, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  } else if (there && !S_ISREG(found.st_mode)) {
    descriptor_ = ::open(target_.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor_ == -1) fault_ = {cannot_write(path, errno), ""};
  } else {
    open_fresh(there);
  }
  if (descriptor_ == -1) {
    fail(errno);
    return;
  }
  buffer_ = std::make_unique<DescriptorBuffer>(descriptor_);
  stream_.rdbuf(buffer_.get());
}

FileWriter::~FileWriter() { give_up(); }

void FileWriter::open_fresh(bool target_is_there) {
  const mode_t mode = target_is_there ? 0600 : 0666;
  for (int number = 0; number < kMostNames; ++number) {
    fresh_ =
        fmt::format("{}/{}{}-{}{}", folder_of(target_), kFreshBegin, ::getpid(), number, kFreshEnd);
    // Whatever lies there already, be it a link, is not ours.
    descriptor_ =
        ::open(fresh_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (descriptor_ == -1 && errno != EEXIST) break;
    if (descriptor_ == -1) continue;
    if (lock_fresh(descriptor_)) break;
    ::close(std::exchange(descriptor_, -1));
  }
  if (descriptor_ == -1) {
    fresh_.clear();
  } else if (!keep_looks()) {
    fail(errno);
  }
}

// The target's permissions and owner for the fresh file.
bool FileWriter::keep_looks() {
  struct stat found = {};
  if (::stat(target_.c_str(), &found) != 0) return true;
  mode_t mode = found.st_mode & 0777;
  if (::fchown(descriptor_, found.st_uid, found.st_gid) != 0) {
    // It comes to be of our own group, which gets no more than all others had.
    mode = (mode & 0707) | ((mode & 07) << 3);
  }
  return ::fchmod(descriptor_, mode) == 0;
}

FileFault FileWriter::finish() {
  if (!fault_ && write_out() && !fresh_.empty()) take_place();
  give_up();
  return fault_;
}

// What was written is on the disk, and the descriptor closed.
bool FileWriter::write_out() {
  if (!stream_.flush()) {
    fail(buffer_->error());
    return false;
  }
  // Pipes, and some file systems, have nothing to bring anywhere.
  if (!fresh_.empty() && ::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) {
    fail(errno);
    return false;
  }
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (closed != 0 && errno != EINTR) fail(errno);
  return !fault_;
}

bool FileWriter::take_place() {
  // Somebody may have come first while we wrote.
  fault_ = refusal_to_write(shown_, terms_);
  if (fault_) return false;
  if (!terms_.replace && ::link(fresh_.c_str(), target_.c_str()) == 0) {
    ::unlink(fresh_.c_str());
  } else if (!terms_.replace && errno == EEXIST) {
    fault_ = taken(shown_);
    return false;
  } else if (::rename(fresh_.c_str(), target_.c_str()) != 0) {
    fail(errno);
    return false;
  }
  fresh_.clear();
  sweep_strays(folder_of(target_), target_);
  // The new name is on the disk as well. That this cannot be done everywhere loses nothing now.
  const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder == -1) return true;
  ::fsync(folder);
  ::close(folder);
  return true;
}

void FileWriter::fail(int error) {
  if (!fault_) fault_ = fault_of_errno(shown_, error);
}

void FileWriter::give_up() {
  if (descriptor_ != -1) ::close(std::exchange(descriptor_, -1));
  if (!fresh_.empty()) ::unlink(std::exchange(fresh_, "").c_str());
}

FileFault write_file(const std::string& path, std::string_view text, WriteTerms terms) {
  FileWriter file(path, std::move(terms));
  if (!file.fault()) file.stream() << text;
  return file.finish();
}

}  // namespace grove
