// The cancel scopes on a task that hold no nursery, as steps under its node: outside first, each
// further in, the one that acts larger, shields double; at the end what the task does under them.
#pragma once

#include "engine/picture/scope_steps.h"
#include "viewer/panels/tree/tree_nodes.h"

namespace grove {

void draw_steps(const Canvas& c, const TreeNode& node, const Box& box, const ScopeSteps& steps,
                const NodeContext& context);

// A step without its words; the legend draws it too. `caught`: of one that is over.
void draw_step_sign(const Canvas& c, const Box& box, const ScopeStep& step, bool caught,
                    bool glyph);

// Where a scope of the block stands: its step, or the stack that it is in.
Box place_of_step(const TreeNode& node, const Box& box, const ScopeSteps& steps, ScopeId scope);

}  // namespace grove
