// The tray under the tree with the ready tasks of one batch as a hand of cards, in the order in
// which they run: any other would have been as good. A card that is dragged before another makes a
// branch in which it runs there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/picture/batches.h"
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
  struct Drag {
    std::size_t card = 0;
    float grip = 0;  // from the card's left edge to the mouse
  };
  Box place_of(std::size_t card, const Box& box) const;
  std::size_t place_at(float x, const Box& box) const;
  void draw_card(const Canvas& c, const Session& session, TaskId task, const Box& card,
                 std::size_t place, std::size_t was) const;
  void drag(const Region& region, const Session& session, const Ui& ui, const Box& box);
  void let_go(const Session& session, const Ui& ui, std::size_t card, std::size_t place) const;

  void count_end(const Session& session);
  std::string tally() const;

  const Record* record_ = nullptr;
  std::optional<Batches> batches_;
  std::size_t position_ = 0;
  std::vector<TaskId> cards_;
  float height_ = 0;
  std::optional<Drag> drag_;
  // Of this program, by order and seed: whether the run failed. Only those that were seen to end.
  std::map<std::string, bool> tried_;
  std::vector<std::string> program_;
};

}  // namespace grove
