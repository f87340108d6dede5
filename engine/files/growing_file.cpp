#include "engine/files/growing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace grove {
namespace {

// Of what was read last, kept to see whether the file was written anew in its place.
constexpr std::size_t kKept = 256;

}  // namespace

GrowingFile::~GrowingFile() { close(); }

void GrowingFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  read_ = 0;
  last_.clear();
}

void GrowingFile::say(Piece* piece, std::string words) {
  if (words != said_) piece->said = words;
  said_ = std::move(words);
}

// Opening a pipe would wait for its writer, and a device has no end.
bool GrowingFile::open(Piece* piece) {
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0) {
    if (errno != ENOENT) say(piece, path_ + " cannot be read: " + std::strerror(errno));
    if (errno == ENOENT && anew_) say(piece, path_ + " is gone; what was read of it stays");
    return false;
  }
  if (!S_ISREG(status.st_mode)) {
    say(piece, path_ + " is no file that grows");
    return false;
  }
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) say(piece, path_ + " cannot be read: " + std::strerror(errno));
  return descriptor_ >= 0;
}

// By another file of that name, or by being cut short or written anew in its place.
bool GrowingFile::was_replaced() {
  struct stat there {
  }, open{};
  if (::fstat(descriptor_, &open) != 0) return true;
  if (static_cast<uint64_t>(open.st_size) < read_) return true;
  const bool all_read = static_cast<uint64_t>(open.st_size) == read_;
  const bool gone = ::stat(path_.c_str(), &there) != 0;
  if (gone || there.st_ino != open.st_ino || there.st_dev != open.st_dev) return all_read;
  char kept[kKept];
  const auto size = static_cast<ssize_t>(last_.size());
  const off_t from = static_cast<off_t>(read_) - static_cast<off_t>(size);
  return ::pread(descriptor_, kept, last_.size(), from) != size ||
         std::memcmp(kept, last_.data(), last_.size()) != 0;
}

ByteSource::Piece GrowingFile::read(std::size_t most) {
  Piece piece;
  if (descriptor_ >= 0 && was_replaced()) {
    close();
    anew_ = true;
  }
  if (descriptor_ < 0 && !open(&piece)) return piece;
  piece.bytes.resize(most);
  const ssize_t got = ::pread(descriptor_, piece.bytes.data(), most, static_cast<off_t>(read_));
  piece.bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  if (got < 0 && errno != EINTR && errno != EAGAIN) {
    say(&piece, path_ + " cannot be read: " + std::strerror(errno));
  }
  if (anew_ && !piece.bytes.empty()) {
    piece.anew = true;
    anew_ = false;
    said_.clear();
    say(&piece, path_ + " was written anew, and is shown from its beginning");
  }
  read_ += piece.bytes.size();
  last_ += piece.bytes;
  if (last_.size() > kKept) last_.erase(0, last_.size() - kKept);
  return piece;
}

}  // namespace grove
