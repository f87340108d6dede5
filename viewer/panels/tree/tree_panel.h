// The task tree: the middle of the window. Draws what TreeScene has placed; clicking selects, the
// wheel zooms at the mouse, dragging on empty ground pans, a double click folds and unfolds.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/picture/scope_steps.h"
#include "viewer/core/cleanup_order.h"
#include "viewer/core/sandbox/acts.h"
#include "viewer/core/scope_note.h"
#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/tree/tree_hand.h"
#include "viewer/panels/tree/tree_nodes.h"
#include "viewer/panels/tree/tree_scene.h"
#include "viewer/panels/tree/tree_tools.h"
#include "viewer/panels/tree/tree_wires.h"

namespace grove {

class TreePanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);
  // Where something stands, in pixels of the window, as it was drawn last; nothing if it was not.
  std::optional<Box> on_screen(const Selection& thing) const;
  // What else in its region, in pixels, has words: above the tree, below it, and beside it.
  std::vector<Box> words_around(const Box& region) const;
  // True while something glides or grows.
  bool moving() const { return scene_.moving() || wires_.moving(); }

 private:
  void draw_tree(const Session& session, const Ui& ui, const Region& region, const Box& room);
  void draw_nodes(const Canvas& c, const Session& session, const Ui& ui);
  void draw_node(const Canvas& c, const Session& session, int index);
  void draw_task(const Canvas& c, const TreeNode& node, const Box& box, NodeContext context) const;
  void draw_steps(const Canvas& c, const Session& session, int index, const NodeContext& context);
  void draw_outside_act(const Canvas& c, const Session& session);
  std::optional<Box> place_of(const Selection& thing) const;
  ScopeSteps steps_of(const TreeNode& node) const;
  Box place_of_scope(int index, ScopeId scope) const;
  void draw_ghosts(const Canvas& c, const Session& session);
  void press_node(const Canvas& c, const Ui& ui, int index);
  void draw_brackets(const Canvas& c, const Session& session, const Ui& ui);
  void draw_what_if(const Canvas& c, const Session& session);
  Press press_thing(const Canvas& c, const Ui& ui, const std::string& id, const Box& box,
                    const Selection& thing);
  void draw_why_numbers(const Canvas& c, const Session& session);
  std::vector<Point> places_of(const Session& session, EventId link, float rim) const;
  std::vector<Point> places_at_pill(int bracket, float rim) const;
  std::vector<Point> places_at_node(int node, float rim) const;
  Box words_of_pill(int bracket) const;
  void draw_scopes(const Canvas& c);
  void draw_note(const Canvas& c, const Session& session, const Box& outline, const Box& tab,
                 ScopeId scope);
  void move_by_hand(const Session& session, const Ui& ui, const Region& region, const Box& room);
  void draw_large_play(const Region& region, const Ui& ui, const Box& room);
  bool visible(const Canvas& c, const Box& box) const;

  // What was counted last for a scope.
  struct Note {
    const Record* record = nullptr;
    std::size_t position = 0;
    ScopeNote words;
  };

  // What the act that is shown touches.
  struct Acted {
    const Record* record = nullptr;
    EventId event;
    Touched touched;
  };

  TreeScene scene_;
  TreeWires wires_;
  TreeHand hand_;
  TreeTools tools_;
  CleanupOrder cleanups_;
  Acted acted_;
  std::map<ScopeId, Note> notes_;
  std::vector<float> pills_;  // their widths, by bracket
  std::vector<Box> labels_;   // of exceptions, and those, as drawn in this frame
  // In units of the tree: the region, and what of it tools and caption leave to the tree.
  Box view_, clip_;
  Point corner_;      // of the region, in pixels
  float pixels_ = 1;  // of the window for one unit of the tree
  float foot_ = 0;    // where the strip of connections begins, else the caption
};

}  // namespace grove
