// The rows of a tree as lines of a terminal.
#pragma once

#include "engine/picture/tree_rows.h"
#include "engine/text/styled_text.h"

namespace grove {

// The row's text: branches, name, state in words from `words_column` on.
StyledLine tree_line(const Model& model, const TreeRows& tree, int row, OutputLook look,
                     int words_column);
// The column from which the words of these rows [from, to) stand aligned, at most `widest`.
int words_column(const Model& model, const TreeRows& tree, int from, int to, OutputLook look,
                 int widest);

}  // namespace grove
