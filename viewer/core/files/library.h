// Library: the scenarios that lie beside the one that is open, in the order of the course if one
// lies there too (course.txt).
#pragma once

#include <string>
#include <vector>

#include "engine/files/files.h"

namespace grove {

struct LibraryEntry {
  std::string path, slug;
  std::string title, about, goal;
  std::vector<std::string> tags;
  std::string part;                // of the course, the first; empty where there is none
  std::vector<std::string> parts;  // all that it stands in
  int32_t minutes = 0, stops = 0;  // of its lesson; 0: it has none
  bool faulty = false;             // then the title is its file name
};

// Whether every word of the text stands somewhere in what is said of it, in lower or upper case.
bool is_found(const LibraryEntry& entry, const std::string& text);

// The `*.json` files of a folder: those of the course, part by part, then the others by file name.
// A scenario that stands in two parts is listed in the first. Files that are no scenarios are
// listed as faulty.
std::vector<LibraryEntry> list_scenarios(Files& files, const std::string& folder);

// The titles of the parts in which they stand, in the order of the course.
std::vector<std::string> list_parts(Files& files, const std::string& folder,
                                    const std::vector<LibraryEntry>& entries);

// The folder that a file lies in, "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace grove
