// TreeScene: the tree's shape and places for the moment that it shows, and where everything is on
// its way there. Scratch of the tree panel; it can be thrown away at any time, and the next frame
// then shows everything at rest.
//
// Two things move. What happens (Motion): nodes grow, exceptions climb, requests run down. And what
// makes room for it: nodes, pills and the camera glide to their places, fold into each other, fade
// when all is over with them. The first decides which moment is shown, the second follows.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "engine/picture/thing_shelf.h"
#include "engine/picture/tree_layout.h"
#include "viewer/core/session.h"
#include "viewer/core/view/motion.h"
#include "viewer/panels/drawing/task_card.h"

namespace grove {

// A value on its way to a goal, without overshooting; at rest after about 260 ms.
struct Glide {
  float value = 0, speed = 0;
  void towards(float goal, float seconds);
};

// How a node stands there while it comes or goes; at rest as it is here.
struct NodePose {
  float edge = 1;  // how much of the edge to it is there
  float size = 1;  // of its own
  float alpha = 1;
  float fresh = 0;  // how fresh it is: the ring round a new task
  float faded = 0;  // how far it has faded because all is over with it
};

// A node that was folded away, while it goes.
struct Ghost {
  TaskId task;
  Box box;  // where it is now
  float alpha = 1;
};

class TreeScene {
 public:
  // `room` is what the tree may fill, in units at zoom 1; `growth` is of all text in the window.
  // `still`: everything is at rest at once.
  void update(const Session& session, const Box& room, float growth, float seconds, bool still);

  // The moment that is shown; valid until the next update.
  const Model& model() const { return *model_; }
  const Motion& motion() const { return motion_; }
  const TreeShape& shape() const { return shape_; }
  const TreeLayout& layout() const { return layout_; }

  // Where they are now, on the way to where layout() has them.
  Box node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  Box scope(int index) const { return scopes_[static_cast<std::size_t>(index)]; }
  const Box& orphans() const { return orphans_; }  // the fence round them; empty: none
  Point pill(int index) const { return pills_[static_cast<std::size_t>(index)]; }
  const NodePose& pose(int index) const { return poses_[static_cast<std::size_t>(index)]; }
  std::vector<Ghost> ghosts() const;
  const std::vector<Box>& nodes() const { return nodes_; }

  // What stands between the tasks, under the tree; icons are where they are now.
  const ThingsShown& things() const { return things_; }
  const ThingShelf& shelf() const { return shelf_; }
  std::vector<ThingPlace> things_now() const;

  // How many tasks the filter lets through; meaningful while there is one.
  std::ptrdiff_t matching() const { return matching_; }
  bool moving() const { return moving_ || motion_.moving(); }

  // The camera: the point in the middle, and the zoom.
  Point middle() const { return {middle_x_.value, middle_y_.value}; }
  float zoom() const { return zoom_.value; }
  // What can be read at this zoom.
  NodeDetail detail() const { return detail_at(zoom(), growth_); }

 private:
  struct Track {
    Glide x, y, w, h;
    float age = 0;          // seconds since it appeared
    float over = 0;         // seconds since all was over with it
    float faded = 0;        // 0 to 1
    bool unfolded = false;  // it has come out of another node
    int frame = 0;          // that last had it

    Box box() const { return {x.value, y.value, w.value, h.value}; }
    void stand(const Box& at) {
      x = {at.x};
      y = {at.y};
      w = {at.w};
      h = {at.h};
    }
  };
  struct Leaving {
    TaskId task;
    Box from;
    float age = 0;
  };

  void follow(const Session& session, float seconds, bool at_once);
  void reshape(const Session& session, const Box& room, bool travels);
  void fit(const Session& session, const Box& room);
  ThingsShown things_of(const Session& session) const;
  EventId event_shown(const Session& session) const;
  void note_folds(const TreeShape& old);
  void place(const Session& session, float seconds, bool still, bool at_once);
  Point away_from_rest(int index) const;
  Track& glide(uint64_t key, const Box& goal, Point away, float seconds, bool at_once);
  void fade(const TreeNode& node, Track& track, const Session& session, float seconds,
            bool at_once);
  NodePose pose_of(const TreeNode& node, const Track& track, bool still) const;
  int place_of_action(const Session& session, std::vector<int>* also) const;
  void move_camera(const Session& session, float seconds, bool still);

  Motion motion_;
  const Model* model_ = nullptr;
  TreeShape shape_;
  TreeLayout layout_;
  ThingsShown things_;
  ThingShelf shelf_;
  std::vector<Point> thing_shift_;  // by thing: how far from its place it still is
  std::vector<Box> nodes_, scopes_;
  Box orphans_{};
  std::vector<Point> pills_;
  std::vector<NodePose> poses_;
  std::unordered_map<uint64_t, Track> tracks_;
  std::unordered_map<uint64_t, Box> origins_;  // of nodes that have just been unfolded
  std::vector<Leaving> leaving_;
  Glide middle_x_, middle_y_, zoom_;
  float fit_zoom_ = 1;  // at which everything is in sight
  float growth_ = 1;
  bool moving_ = false;
  int frame_ = 0;

  // What the shape was made for.
  std::size_t position_ = 0;
  std::map<TaskId, bool> folds_;
  std::string filter_;
  std::ptrdiff_t matching_ = 0;  // tasks, while there is a filter
  Box room_{};
  std::vector<TaskId> large_;
  bool opens_large_ = false;
  bool shows_things_ = true;
  EventId event_;
  int jumps_ = -1, runs_ = -1;
};

}  // namespace grove
