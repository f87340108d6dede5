// FileList: what can be opened in a folder: its folders, and the scenarios, programs and records in
// it. Names that begin with a dot are left out.
#pragma once

#include <string>
#include <vector>

#include "engine/files/files.h"

namespace grove {

struct FileEntry {
  std::string name;  // within the folder; ".." for the one above
  std::string path;
  std::string about;  // a scenario's title, "a program", "a record"
  bool is_folder = false;
};

struct FileList {
  std::string folder;              // in full
  std::vector<FileEntry> entries;  // folders first, both by name
  std::string fault;               // why it cannot be read; else empty
};
// A folder that is not there gives a list with its fault, and the way up.
FileList list_files(Files& files, const std::string& folder);

// Whether the machine has a dialog of its own for these files (asking_files.h), and that opened.
bool can_ask(const Files& files);
void ask(Files& files);

// Those whose name or title holds the text, in lower or upper case.
std::vector<FileEntry> matching(const std::vector<FileEntry>& entries, const std::string& text);

// The path in front, each once, at most eight.
void put_first(std::vector<std::string>* recent, const std::string& path);

}  // namespace grove
