// Shelf: the library as it is being looked at: what lies in a folder, and a picture of each, made
// one after the other while somebody looks.
//
//   Shelf shelf(&files);
//   shelf.open("scenarios");
//   while (shelf.wants_to_compute()) shelf.compute(20'000);
//   shelf.thumbnail(3)                      // null until it is made
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "viewer/core/files/library.h"
#include "viewer/core/thumbnail.h"

namespace grove {

class Shelf {
 public:
  explicit Shelf(Files* files) : files_(*files) {}

  // Lists it anew: files come and go. Pictures of what has not changed stay.
  void open(const std::string& folder);
  const std::string& folder() const { return folder_; }
  const std::vector<LibraryEntry>& entries() const { return entries_; }
  // The titles of the course's parts, in order.
  const std::vector<std::string>& parts() const { return parts_; }
  const Thumbnail* thumbnail(std::size_t entry) const;

  bool wants_to_compute() const { return made_ < entries_.size(); }
  void compute(int64_t operations);

 private:
  struct Picture {
    Files::Look look;  // of the file it was made of
    Thumbnail thumbnail;
  };

  Files& files_;
  std::string folder_;
  std::vector<LibraryEntry> entries_;
  std::vector<std::string> parts_;
  std::map<std::string, Picture> pictures_;  // by path
  std::size_t made_ = 0;                     // entries that were gone through
  std::optional<ThumbnailMaker> maker_;      // of the next one
};

}  // namespace grove
