// The tree of a run as lines of text, whole or in so many rows.
#pragma once

#include <ostream>
#include <vector>

#include "engine/model/model.h"
#include "engine/picture/tree_rows.h"
#include "engine/text/styled_text.h"

namespace grove {

// "t = 0.270 · event 148 · step 41 · 3 waiting, 2 asked to stop, 1 failed".
StyledLine moment_line(const Model& model, OutputLook look);

// How many tasks are in which state, those that are not over first.
StyledLine counts_line(const Model& model);

// All rows, nothing folded, and the threads that run; `with_lines`: below each living task the
// lines at which it stands.
void print_tree(const Model& model, OutputLook look, std::ostream& out, bool with_lines = false);

// The tree with no more folded than it takes to have at most `rows` of them, which may still
// be too many.
TreeRows folded_tree(const Model& model, int rows);

// The rows [from, to), words aligned, the name's part at most `widest` columns; where rows above
// or below are left out, the first or last says how many instead.
std::vector<StyledLine> tree_lines(const Model& model, const TreeRows& tree, int from, int to,
                                   OutputLook look, int widest);

// folded_tree() from the top, at most `rows`.
void print_tree_within(const Model& model, OutputLook look, int rows, std::ostream& out);

}  // namespace grove
