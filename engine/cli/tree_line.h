// The rows of a tree as lines of a terminal.
#pragma once

#include "engine/cli/styled_text.h"
#include "engine/picture/tree_rows.h"

namespace grove {

// The row's text: branches, name, state in words from `words_column` on.
StyledLine tree_line(const Model& model, const TreeRows& tree, int row, Look look,
                     int words_column);
// The column from which the words of these rows [from, to) stand aligned, at most `widest`.
int words_column(const Model& model, const TreeRows& tree, int from, int to, Look look, int widest);

}  // namespace grove
