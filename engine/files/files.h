// Files: what a program that works on a person's files needs of them, as one small interface. The
// disk implements it; a browser page, which has no disk, implements it with what it has.
//
//   Files& files = disk();
//   FileText text = files.read("game.py", kMostSourceBytes);
//   if (const FileFault fault = files.write("game.json", …, {})) …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/read_file.h"
#include "engine/files/file_writer.h"
#include "engine/files/fingerprint.h"

namespace grove {

class Files {
 public:
  virtual ~Files() = default;

  virtual FileText read(const std::string& path, std::size_t most) = 0;
  // So that the file is whole or as it was (file_writer.h).
  virtual FileFault write(const std::string& path, std::string_view text,
                          const WriteTerms& terms) = 0;
  // What can be known beforehand: why it would not be written. Changes nothing.
  virtual FileFault refusal_to_write(const std::string& path, const WriteTerms& terms) = 0;

  struct Entry {
    std::string name;
    bool is_folder = false;
  };
  struct Listing {
    std::vector<Entry> entries;  // in no order
    std::string fault;           // why it cannot be read; else empty
  };
  virtual Listing list(const std::string& folder) = 0;

  // What is known of a file without reading it: for watching whether it changes.
  struct Look {
    bool there = false;
    bool is_folder = false;
    int64_t time = 0;  // of the last change, in a unit of its own
    uint64_t size = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };
  virtual Look look(const std::string& path) = 0;
  virtual Fingerprint fingerprint(const std::string& path) = 0;

  // From the root, the same however the file was named; of one that is not there as well.
  virtual std::string whole_path(const std::string& path) = 0;
  virtual bool is_same_file(const std::string& path, const std::string& other) = 0;
};

// The machine's own.
Files& disk();

}  // namespace grove
