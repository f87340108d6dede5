// Library: the scenarios that lie beside the one that is open, in the order of the course if one
// lies there too (course.txt).
#pragma once

#include <string>
#include <vector>

#include "engine/files/files.h"

namespace grove {

struct LibraryEntry {
  std::string path;
  std::string title, about;
  std::string part;     // of the course; empty where there is none
  bool faulty = false;  // then the title is its file name
};

// The `*.json` files of a folder: those of the course, part by part, then the others by file name.
// A scenario that stands in two parts is listed in the first. Files that are no scenarios are
// listed as faulty.
std::vector<LibraryEntry> list_scenarios(Files& files, const std::string& folder);

// The folder that a file lies in, "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace grove
