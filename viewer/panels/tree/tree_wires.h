// The strip under the tree with the program's connections: a line for each, from the task that made
// it to the address, and on it what is on its way.
#pragma once

#include <map>
#include <vector>

#include "engine/picture/wires.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

class TreeWires {
 public:
  // Takes in the moment that is shown. At most so high, in units of the window.
  void update(const Session& session, const Model& model, float most);
  // How much of the region's height it takes; 0 if there is no connection.
  float height() const;
  void draw(const Canvas& c, const Session& session, const Ui& ui, const Box& box);
  // True while something glides.
  bool moving() const { return moving_; }

 private:
  void draw_wire(const Canvas& c, const Session& session, const Ui& ui, const Wire& wire,
                 const Box& row);
  void draw_packets(const Canvas& c, const Session& session, const Ui& ui, const Wire& wire,
                    Point from, Point to);

  // What the wires were read for.
  const Record* record_ = nullptr;
  std::size_t position_ = 0, rows_ = 0;
  std::vector<Wire> wires_;
  std::size_t more_ = 0;
  std::map<EventId, float> shares_;  // of packets: where they are drawn, gliding to where they are
  bool moving_ = false;
};

}  // namespace grove
