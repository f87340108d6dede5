// The dialog for opening a file, for saving one and for exporting to one: the folders and files of
// a folder, and what was opened last; a field that filters, or names a file, or is a path. Keys:
// arrows, Enter, Backspace in an empty field goes up, Esc closes.
#pragma once

#include <string>

#include "viewer/core/files/file_list.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

class FileDialog {
 public:
  void draw(const Session& session, const Ui& ui, const Box& window);

 private:
  void begin(const Session& session);
  void go_to(const std::string& folder);
  std::vector<FileEntry> rows(const Session& session) const;
  void draw_field(const Region& region, const Ui& ui, float y);
  void draw_rows(const Session& session, const Ui& ui, const Region& region, float top,
                 float bottom);
  void draw_formats(const Session& session, const Region& region, const Ui& ui);
  bool writes() const { return shown_ == Overlay::kSave || shown_ == Overlay::kExport; }
  SavePlan plan(const Session& session) const;
  void choose(const Ui& ui, const FileEntry& entry);
  void take_field(const Session& session, const Ui& ui);
  std::string typed_path() const;
  std::string save_words(const Session& session) const;  // what Enter will do

  Overlay shown_ = Overlay::kNone;  // in the last frame
  Files* files_ = nullptr;
  FileList list_;
  std::string field_;
  int chosen_ = -1;         // row; −1: what the field says
  bool confirmed_ = false;  // that a file is replaced
  bool entered_ = false;    // Enter, in this frame
  float scroll_ = 0;
};

}  // namespace grove
