// Player: the state of `grove play`: a recording, where one stands in it, and what the keys do.
//
// It knows no terminal and no clock: keys, seconds and the size of the frame are handed in, the
// frame is handed out. Keys are those of the window, as far as a terminal can send them.
//
//   Player player(std::move(recording), "roulette");
//   player.press(key);  player.tick(seconds);  while (player.wants_to_compute()) player.compute();
//   lines = player.frame(80, 24, look);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/cli/keys.h"
#include "engine/cli/recording.h"
#include "engine/cli/scrub_bar.h"
#include "engine/model/cursor.h"
#include "engine/model/model.h"
#include "engine/picture/tree_rows.h"
#include "engine/text/narration.h"
#include "engine/text/styled_text.h"

namespace grove {

class Player {
 public:
  // Stands, paused, where main has just been spawned. `name` is shown where there is no title.
  Player(Recording recording, std::string name);

  void press(const Key& key);
  // So much time went by: plays on, if it is playing.
  void tick(double seconds);

  // The run is computed ahead of what is shown, but only so far.
  bool wants_to_compute() const;
  void compute();  // one slice. REQUIRES: wants_to_compute()

  // What a record that is followed has got meanwhile. Whoever stands at its end stays there. True
  // if there was anything to be seen of it.
  bool take_in();
  bool followed() const { return recording_.followed(); }

  bool playing() const { return playing_; }
  bool quit() const { return quit_; }
  const Model& model() const { return model_; }
  TaskId selected() const;
  const Recording& recording() const { return recording_; }

  // Exactly `rows` lines, to be cut to `columns`.
  std::vector<StyledLine> frame(int columns, int rows, OutputLook look);

 private:
  std::string live_words() const;
  void press_character(char32_t character);
  void step(StepKind kind, int direction);
  void go(std::size_t position);
  void select_next(int direction);

  // The frame's parts (player_frame.cpp).
  StyledLine head(int columns, OutputLook look) const;
  StyledLine counts(int columns, OutputLook look) const;
  void add_tree(int rows, int columns, OutputLook look, std::vector<StyledLine>* lines);
  StyledLine caption(int columns, OutputLook look);
  void add_source(int count, OutputLook look, std::vector<StyledLine>* lines) const;
  void add_output(int count, OutputLook look, std::vector<StyledLine>* lines) const;
  StyledLine transport(OutputLook look) const;
  int focus_row(const TreeRows& tree) const;

  Recording recording_;
  std::string name_;
  Model model_;
  Narration narration_;
  Pace pace_;
  ScrubBar scrub_bar_;
  std::string said_;   // about the record that is followed
  bool held_ = false;  // at its end, but not to go along
  bool playing_ = false;
  bool help_ = false;
  bool quit_ = false;
  TaskId selected_;  // may not have been spawned yet at this position; see selected()
  int top_row_ = 0;  // of the tree, first one shown
};

}  // namespace grove
