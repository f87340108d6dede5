// Library: the scenarios that lie beside the one that is open.
#pragma once

#include <string>
#include <vector>

#include "engine/files/files.h"

namespace grove {

struct LibraryEntry {
  std::string path;
  std::string title, about, part;
  bool faulty = false;  // then the title is its file name
};

// The `*.json` files of a folder, by file name. Files that are no scenarios are listed as faulty.
std::vector<LibraryEntry> list_scenarios(Files& files, const std::string& folder);

// The folder that a file lies in, "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace grove
