// The rail, the folded library, and what unfolds from it: the scenarios beside the open one, the
// open one's presets, and the bookmarks.
#pragma once

#include <string>
#include <vector>

#include "viewer/core/files/library.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

class RailPanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);
  // The unfolded library, over the tree. `box` is the tree's.
  void draw_library(const Session& session, const Ui& ui, const Box& box);

 private:
  // From the top of the list, and how high: a title above the first entry of each part.
  struct LibraryRow {
    const LibraryEntry* entry = nullptr;  // null: the title of a part
    std::string title;
    float y = 0, height = 0;
  };
  std::vector<LibraryRow> library_rows() const;
  void draw_entry(const Session& session, const Ui& ui, const Region& region,
                  const LibraryEntry& entry, const Box& row);
  void draw_presets(const Session& session, const Ui& ui, const Region& region);
  void draw_bookmarks(const Session& session, const Ui& ui, const Region& region, float y);
  void draw_unfold(const Session& session, const Ui& ui, const Region& region);

  std::string folder_;  // whose entries are listed
  bool listed_ = false;
  std::vector<LibraryEntry> entries_;
  float scroll_ = 0;
  bool shows_open_ = false;  // the entry of the open scenario is to come into view
};

}  // namespace grove
