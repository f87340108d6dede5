// The tree of a run at one moment as a graph for other programs to draw: Graphviz's DOT and
// Mermaid's flowcharts. What TreeRows shows are the nodes; what holds them, the solid edges, mere
// creation is dotted, and who waits for whom in asyncio is dashed.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace grove {

std::string to_dot(const Model& model);

// Mermaid refuses what is larger, and no diagram may raise its limits: more edges than this, or a
// longer text.
inline constexpr std::size_t kMostMermaidEdges = 500;
inline constexpr std::size_t kMostMermaidText = 50'000;

// Nothing, and *fault says why, for a tree that is too large.
std::string to_mermaid(const Model& model, std::string* fault);

}  // namespace grove
