// TreeScene: the tree's shape and places for the moment that is shown, and where everything is on
// its way there. Scratch of the tree panel; it can be thrown away at any time, and the next frame
// then shows everything at rest.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "viewer/core/session.h"
#include "viewer/core/tree_layout.h"

namespace grove {

// A value on its way to a goal, without overshooting; at rest after about 260 ms.
struct Glide {
  float value = 0, speed = 0;
  void towards(float goal, float seconds);
};

class TreeScene {
 public:
  // `room` is what the tree may fill, in units at zoom 1. `still`: everything is at rest at once.
  void update(const Session& session, const Box& room, float seconds, bool still);

  const TreeShape& shape() const { return shape_; }
  const TreeLayout& layout() const { return layout_; }

  // Where they are now, on the way to where layout() has them.
  Box node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  Box scope(int index) const { return scopes_[static_cast<std::size_t>(index)]; }
  Point pill(int index) const { return pills_[static_cast<std::size_t>(index)]; }

  // 0 to 1: how far the node has grown since it appeared; 1 but for the first quarter second.
  float growth(int index) const { return growth_[static_cast<std::size_t>(index)]; }
  // 1 to 0: how fresh the node is, over 600 ms; 0 for what was there before.
  float freshness(int index) const { return freshness_[static_cast<std::size_t>(index)]; }
  // Seconds since the task of the node came to its state while one looked on; long for all else.
  float since_change(int index) const { return since_change_[static_cast<std::size_t>(index)]; }
  bool moving() const { return moving_; }

  // The camera: the point in the middle, and the zoom.
  Point middle() const { return {middle_x_.value, middle_y_.value}; }
  float zoom() const { return zoom_.value; }

 private:
  void reshape(const Session& session, const Box& room);
  void move_camera(const Session& session, float seconds, bool still);
  void note_change(const Session& session, int node, float seconds, bool still);
  Box glide(uint64_t key, const Box& goal, float seconds, bool still);

  struct Track {
    Glide x, y, w, h;
    float age = 0;  // seconds since it appeared
    TaskStatus status = TaskStatus::kReady;
    float since_change = 0;  // seconds
    int frame = 0;           // that last had it
  };

  TreeShape shape_;
  TreeLayout layout_;
  std::vector<Box> nodes_, scopes_;
  std::vector<Point> pills_;
  std::vector<float> growth_, freshness_, since_change_;
  std::unordered_map<uint64_t, Track> tracks_;
  Glide middle_x_, middle_y_, zoom_;
  float fit_zoom_ = 1;  // at which everything is in sight
  bool moving_ = false;
  int frame_ = 0;

  // What the shape was made for.
  const Record* record_ = nullptr;
  std::size_t position_ = 0;
  std::map<TaskId, bool> folds_;
  Box room_;
  int jumps_ = -1;
};

}  // namespace grove
