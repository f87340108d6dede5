// Spoken: what the window shows at this moment, in words: for those who hear it, and for what
// reads a page (a screen reader, a browser's search, a translator). The words are the picture's
// own.
#pragma once

#include <string>
#include <vector>

#include "viewer/core/session.h"

namespace grove {

// A task, a nursery or a scope.
struct SpokenRow {
  int depth = 0;
  std::string words;  // "r01: raised Bang: r01"
  std::string name;   // as find_named() takes it; empty for what cannot be selected
  bool selected = false;
};

struct Spoken {
  std::string moment;  // "event 41 of 120, 0.270 s"
  std::string caption;
  std::vector<SpokenRow> rows;  // of the tree from top to bottom; of a large one the first ones
};

// As find_named() takes it: "main/r0", "main:34", "event:12"; "" for nothing.
std::string name_of(const Model& model, const Selection& selection);

// REQUIRES: something is open.
Spoken spoken_of(const Session& session);

}  // namespace grove
