// Cancel scopes in the tree: an outline round all that a scope governs, its name on a tab, and the
// time until its deadline as a ring that drains.
#pragma once

#include <span>

#include "viewer/core/scope_note.h"
#include "viewer/panels/tree/tree_nodes.h"

namespace grove {

// Below everything else: ground and outline.
void draw_scope_outline(const Canvas& c, const Box& outline, const ScopeFacts& scope);

// Above the edges, at the upper or the lower one. Returns the tab's box, which can be pressed.
Box draw_scope_tab(const Canvas& c, const Box& outline, bool low, const ScopeFacts& scope,
                   const Model& model, NodeDetail detail);
void draw_scope_ring(const Canvas& c, const Box& outline, const ScopeFacts& scope, SimTime now,
                     NodeDetail detail);

// What it reaches, in a lower corner of the outline, where nothing is. Returns the place; empty if
// there is none.
Box draw_scope_note(const Canvas& c, const Box& outline, const ScopeNote& note,
                    std::span<const Box> taken, NodeDetail detail);

}  // namespace grove
