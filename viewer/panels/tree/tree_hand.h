// The tray under the tree with the hand of cards (hand.h): a card that is dragged before another
// shows what would change, and makes a branch when it is let go.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class TreeHand {
 public:
  // Takes in the moment that is shown.
  void update(const Session& session, float region_height);
  // How much of the region's height it takes, whether there are cards or not; 0 where it is off.
  float height() const { return height_; }
  void draw(const Region& region, const Session& session, const Ui& ui, const Box& box);

 private:
  Box place_of(std::size_t card, std::size_t cards, const Box& box) const;
  std::size_t place_at(float x, std::size_t cards, const Box& box) const;
  void draw_card(const Canvas& c, const Session& session, TaskId task, const Box& card,
                 std::size_t place, std::size_t was) const;
  void draw_way(const Canvas& c, const Box& from, const Box& to) const;
  void draw_head(const Canvas& c, const Session& session, const Box& box) const;
  void drag(const Region& region, const Session& session, const Ui& ui, const Box& box);

  void count_end(const Session& session);
  std::string tally() const;

  float height_ = 0;
  std::optional<float> grip_;  // while the mouse drags a card: from its left edge to the mouse
  bool put_back_ = false;      // by Esc, while the mouse still holds it
  // Of this program, by order and seed: whether the run failed. Only those that were seen to end.
  std::map<std::string, bool> tried_;
  std::vector<std::string> program_;
};

}  // namespace grove
