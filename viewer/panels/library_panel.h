// The library: a page over the window with all that can be opened beside what is open, in the order
// of the course: a picture of each, its goal, how long it takes, what was done. One types to
// search, walks with the arrows, opens with Enter.
#pragma once

#include <string>
#include <vector>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class LibraryPanel {
 public:
  // Over the whole window; nothing while it is not open.
  void draw(const Session& session, const Ui& ui, const Box& window);

 private:
  // A row of the page: the title of a part, or cards side by side.
  struct Row {
    std::string title;               // of a part; empty: cards
    std::vector<std::size_t> cards;  // entries of the shelf
    std::size_t count = 0;           // of the part's entries
    float y = 0, height = 0;
  };

  void begin(const Session& session);
  std::vector<Row> rows(const Session& session, int across) const;
  void draw_head(const Session& session, const Ui& ui, const Box& box);
  void draw_course(const Session& session, const Ui& ui, const Box& box);
  void draw_cards(const Session& session, const Ui& ui, const Box& box);
  void walk(const std::vector<Row>& rows);
  void draw_card(const Session& session, const Ui& ui, const Region& region, std::size_t row,
                 std::size_t column, std::size_t entry, const Box& box);

  bool open_ = false;  // in the last frame
  char search_[64] = "";
  int fields_ = 0;           // a field keeps what was typed into it: other words, another field
  std::string wanted_part_;  // to scroll to
  float scroll_ = 0;
  // The one that Enter opens: a row of cards, and a place in it.
  std::size_t row_ = 0, column_ = 0;
  bool shows_chosen_ = false;  // it is to come into view
};

}  // namespace grove
