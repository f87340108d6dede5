#include "engine/files/fingerprint.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace grove {

Fingerprint fingerprint_of(const std::string& path) {
  Fingerprint found;
  std::error_code error;
  // Opening a pipe would wait for somebody to write into it.
  if (!std::filesystem::is_regular_file(path, error)) return found;
  std::ifstream file(path, std::ios::binary);
  found.hash = 0xcbf29ce484222325u;  // FNV-1a
  char piece[1 << 16];
  while (file.read(piece, sizeof piece), file.gcount() > 0) {
    for (std::streamsize i = 0; i < file.gcount(); ++i) {
      found.hash = (found.hash ^ static_cast<unsigned char>(piece[i])) * 0x100000001b3u;
    }
    found.size += static_cast<uint64_t>(file.gcount());
  }
  found.there = file.is_open() && !file.bad();
  return found.there ? found : Fingerprint{};
}

bool is_same_file(const std::string& path, const std::string& other) {
  struct stat one = {}, two = {};
  return ::stat(path.c_str(), &one) == 0 && ::stat(other.c_str(), &two) == 0 &&
         one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

bool is_standard_output(const std::string& path) {
  struct stat named = {}, standard = {};
  if (::stat(path.c_str(), &named) != 0 || ::fstat(STDOUT_FILENO, &standard) != 0) return false;
  if (path == "/dev/stdout") return true;
  const bool same = named.st_dev == standard.st_dev && named.st_ino == standard.st_ino;
  return same && (S_ISREG(named.st_mode) || S_ISFIFO(named.st_mode));
}

}  // namespace grove
