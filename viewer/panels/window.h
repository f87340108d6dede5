// Window: all panels in their regions, for one frame.
//
//   Window window(fonts, still);
//   Commands commands = window.draw(session, width, height, seconds);   // inside an ImGui frame
//   for (const Command& command : commands) session.apply(command);
//
// It holds only scratch: what glides, where lists are scrolled to. All that matters is in the
// session.
#pragma once

#include <memory>

#include "viewer/panels/act_menu.h"
#include "viewer/panels/bottom_panel.h"
#include "viewer/panels/branch_strip.h"
#include "viewer/panels/file_dialog.h"
#include "viewer/panels/frame_time.h"
#include "viewer/panels/inspector_panel.h"
#include "viewer/panels/library_panel.h"
#include "viewer/panels/overlays.h"
#include "viewer/panels/rail_panel.h"
#include "viewer/panels/source_panel.h"
#include "viewer/panels/tree/tree_panel.h"

namespace grove {

class Window {
 public:
  // `still`: nothing moves by itself, for pictures.
  Window(const Fonts& fonts, bool still) : fonts_(fonts), still_(still) {}

  // Sizes in pixels, `seconds` since the last frame.
  Commands draw(const Session& session, float width, float height, float seconds);

  // True while the picture changes by itself.
  bool moving() const { return tree_.moving() || tree_beside_->moving(); }

 private:
  void draw_regions(const Session& session, const Ui& ui, const Regions& regions);
  void draw_lesson(const Session& session, const Ui& ui, const Regions& regions, const Box& window);
  void draw_beside(const Session& session, const Ui& ui, const Box& box);
  void draw_bottom(const Session& session, const Ui& ui, const Box& box);
  void draw_compared(const Session& session, const Ui& ui, const Regions& regions);
  void draw_nothing(const Session& session, const Ui& ui, const Regions& regions);
  void draw_broken(const Session& session, const Ui& ui, const Box& box);
  void drag_splitters(const Session& session, const Ui& ui, const Regions& regions);

  Fonts fonts_;
  bool still_;
  Theme grey_;  // the monochrome theme, while that is on
  TreePanel tree_;
  // What it remembers belongs to one sitting beside this one.
  std::unique_ptr<TreePanel> tree_beside_ = std::make_unique<TreePanel>();
  int sides_ = 0;
  SourcePanel source_;
  InspectorPanel inspector_;
  BottomPanel bottom_, bottom_beside_;
  RailPanel rail_;
  LibraryPanel library_;
  BranchStrip branches_;
  ActMenu acts_;
  Overlays overlays_;
  FileDialog files_;
  FrameTime frame_time_;
};

}  // namespace grove
