// View: what the person is looking at, and how: what is selected, the theme, the regions, what lies
// over the window. Survives opening another run; follow() keeps what it says of one true.
#pragma once

#include <map>
#include <string>

#include "engine/base/ids.h"
#include "engine/base/sim_time.h"
#include "engine/picture/geometry.h"
#include "viewer/core/view/regions.h"
#include "viewer/core/view/selection.h"

namespace grove {

enum class ThemeChoice : uint8_t { kDark, kLight, kContrast };
// As it is chosen by an option, and remembered: "dark", "light", "contrast".
const char* word_of(ThemeChoice theme);
enum class BottomTab : uint8_t {
  kTimeline,
  kEvents,
  kOutput,
  kAlive,  // of two runs side by side: how many are alive in each
};
// What lies over the window.
enum class Overlay : uint8_t {
  kNone,
  kKeys,
  kPalette,
  kCompare,  // what can be put beside this run
  kLibrary,
  kCurtain,
  kLegend,
  kOpen,
  kSave,
  kExport
};

// Where the tree's camera looks.
enum class CameraAim : uint8_t {
  kFollow,     // everything while it is large enough to read, else where something happens
  kFit,        // everything
  kSelection,  // what is selected
  kFree,       // where the person moved it
};

struct Camera {
  CameraAim aim = CameraAim::kFollow;
  // While free: the point in the middle, in the tree's units, and pixels per unit.
  Point middle;
  float zoom = 1;
};

// What the timeline shows of time.
struct TimeRange {
  bool chosen = false;  // by the person; else it is the whole run, or a page of a long one
  SimTime from, to;
};

// The search in the events.
struct Search {
  bool open = false;
  std::string text;
  bool missed = false;  // nothing was found the last time
};

// What the tree shows of many tasks: those that the words are said of (task_filter.h). While it is
// open it holds.
struct TreeFilter {
  bool open = false;
  std::string text;
  std::string holding() const { return open ? text : std::string(); }
};

struct View {
  ThemeChoice theme = ThemeChoice::kDark;
  bool monochrome = false;
  bool reduced_motion = false;
  bool editing = false;     // the program, in place
  bool hand = false;        // the ready tasks of a batch as cards under the tree
  bool things = true;       // channels, locks, events under the tree
  bool why_not = false;     // the inspector tells what a living task waits for
  bool frame_time = false;  // shows how long a frame takes
  RegionWishes regions;     // text size, splitters, presentation
  BottomTab tab = BottomTab::kTimeline;
  Overlay overlay = Overlay::kNone;
  Camera camera;
  TimeRange time_range;
  // Where much happens at one time the timeline opens that instant, unless this is false.
  bool open_instants = true;
  std::map<TaskId, bool> folds;  // true: folded, false: unfolded, by hand
  Selection selection;
  // Of the task to select again when a changed run is back in place; empty: none.
  std::string reselect_path;
  std::map<std::string, bool> refold_paths;  // and what to fold again, and unfold
  Search search;
  TreeFilter filter;
  // The line that the source was last asked to show, and how often it was asked.
  int32_t line = 0;
  int line_asked = 0;

  // The moment that is shown is another one.
  void follow(const Model& model, SimTime now);
  // It is there again: what was selected in another run is selected in this one.
  void reselect(const Model& model);
  // Another run, which begins otherwise.
  void forget_run();

  void show_line(int32_t asked);
  void show_times(SimTime from, SimTime to);
  void show_tab(BottomTab wanted);
  void open_search();
  void toggle_focus();
  void next_theme();
  void toggle(Overlay wanted);
  void toggle_presentation();
  void scale_text(int step);  // +1, -1, 0: as it was
  void reset_regions();       // splitters and text size
};

}  // namespace grove
