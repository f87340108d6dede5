// FileTable: the files that a program finds, as a scenario describes them. They are in memory:
// nothing that a program does reaches the disk.
//
//   "files": {
//     "*": {"latency": 0.01},
//     "diary.txt": "monday\ntuesday\n",
//     "lines.txt": ["one", "two"],
//     "picture.bin": {"base64": "AAEC", "latency": 0.5},
//     "secret.txt": {"text": "…", "denied": true},
//     "empty/": {}
//   }
//
// Paths are relative to the folder in which a program starts, or absolute; one that ends in "/" is
// a folder, and the folders on the way to a file are there by themselves. `latency` is how long an
// operation takes: opening, reading, writing, asking; closing takes no time. "*" speaks for all
// that has none of its own; a folder's is that of what is inside.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/sim_time.h"

namespace grove {

inline constexpr std::string_view kAllFiles = "*";

struct StoredFile {
  std::string path;  // without the "/" at the end of a folder's
  bool is_folder = false;
  bool denied = false;  // it cannot be opened
  std::string bytes;
  std::optional<SimTime> latency;
  friend bool operator==(const StoredFile&, const StoredFile&) = default;
};

struct FileTable {
  std::optional<SimTime> latency;  // of all that has none of its own
  std::vector<StoredFile> entries;
  friend bool operator==(const FileTable&, const FileTable&) = default;
};

// A change from outside to a path, or to all of them: what is unset stays as it is.
struct FileChange {
  std::string path;
  std::optional<SimTime> latency;
  std::optional<bool> denied;
};

// Why that cannot be the path of a file or folder, or "".
std::string fault_of_file_path(std::string_view path);
// The same place has the same text: "a/./b" and "a//b" are "a/b".
std::string plain_file_path(std::string_view path);

}  // namespace grove
