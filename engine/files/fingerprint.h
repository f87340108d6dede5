// What a file holds, in a few bytes, and which file a path names: for telling whether somebody else
// has changed a file, and whether two paths are one file.
#pragma once

#include <cstdint>
#include <string>

namespace grove {

// Content, not times: a file that was touched, or written again as it was, has not changed.
struct Fingerprint {
  bool there = false;  // a regular file that can be read
  uint64_t size = 0;
  uint64_t hash = 0;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};
Fingerprint fingerprint_of(const std::string& path);

// Both are there and are the same file: by other paths, symbolic links or hard links as well.
bool is_same_file(const std::string& path, const std::string& other);

// The path names the file, pipe or terminal that standard output goes to: /dev/stdout, or the file
// that a shell has redirected it to. Not /dev/null, which mixes nothing up.
bool is_standard_output(const std::string& path);

}  // namespace grove
