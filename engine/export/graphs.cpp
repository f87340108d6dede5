#include "engine/export/graphs.h"

#include <fmt/format.h>

#include <vector>

#include "engine/export/paint.h"
#include "engine/export/storable.h"
#include "engine/picture/awaits.h"
#include "engine/picture/state_line.h"
#include "engine/picture/tree_rows.h"
#include "engine/picture/words.h"

namespace grove {

namespace {

struct GraphNode {
  TreeRow::Kind kind = TreeRow::Kind::kTask;
  std::string name, state;
  TaskStatus status = TaskStatus::kDone;  // of a task
};

struct GraphEdge {
  enum class Kind : uint8_t { kHolds, kCreated, kAwaits };
  std::size_t from = 0, to = 0;
  Kind kind = Kind::kHolds;
};

struct Graph {
  std::string title;
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

GraphNode node_of(const Model& model, const TreeRow& row) {
  GraphNode node{.kind = row.kind, .name = {}, .state = {}};
  switch (row.kind) {
    case TreeRow::Kind::kTask:
      node.name = label_of(model, row.task);
      node.state = state_line(model, row.task);
      node.status = model.status(row.task);
      break;
    case TreeRow::Kind::kNursery:
      node.name = title_of(model, row.nursery);
      node.state = state_line(model, row.nursery);
      break;
    case TreeRow::Kind::kScope:
      node.name = title_of(model, row.scope);
      node.state = state_line(model, row.scope);
      break;
    case TreeRow::Kind::kFolded:
      node.name = fmt::format("{} tasks that are over", row.folded.count());
      break;
    case TreeRow::Kind::kOrphans:
      node.name = "nobody waits for these";
      break;
  }
  node.name = storable(node.name);
  node.state = storable(node.state);
  return node;
}

// Asyncio only: from the one who waits.
void add_awaits(const Model& model, const TreeRows& tree, Graph* graph) {
  for (const TreeRow& row : tree.rows()) {
    if (row.kind != TreeRow::Kind::kTask) continue;
    if (model.task(row.task).awaits.kind == Place::Kind::kRun) continue;
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      const TaskId awaited{static_cast<int32_t>(i)};
      if (!waits_for(model, row.task, awaited)) continue;
      graph->edges.push_back({static_cast<std::size_t>(tree.row_of(model, row.task)),
                              static_cast<std::size_t>(tree.row_of(model, awaited)),
                              GraphEdge::Kind::kAwaits});
    }
  }
}

Graph graph_of(const Model& model) {
  Graph graph;
  const std::string& title = model.record().header.title;
  graph.title = fmt::format("{}{}t = {}", storable(title), title.empty() ? "" : ", ",
                            format_time(model.now()));
  const TreeRows tree(model, {});
  for (std::size_t i = 0; i < tree.rows().size(); ++i) {
    const TreeRow& row = tree.rows()[i];
    graph.nodes.push_back(node_of(model, row));
    if (row.parent < 0) continue;
    graph.edges.push_back({static_cast<std::size_t>(row.parent), i,
                           row.created ? GraphEdge::Kind::kCreated : GraphEdge::Kind::kHolds});
  }
  add_awaits(model, tree, &graph);
  return graph;
}

constexpr PaintTheme kTheme = PaintTheme::kLight;

Paint plain_paint() {
  const Surfaces& grey = surfaces_of(kTheme);
  return {grey.panel, grey.wire, grey.text2};
}

Paint paint_of(const GraphNode& node) {
  return node.kind == TreeRow::Kind::kTask ? paint_of(node.status, kTheme) : plain_paint();
}

// A class of Mermaid's for each state, and one for the rest.
std::string class_of(const GraphNode& node) {
  return node.kind == TreeRow::Kind::kTask ? fmt::format("s{}", static_cast<int>(node.status))
                                           : std::string("plain");
}

// Within double quotes. A backslash begins an escape of DOT's own.
std::string dot_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Mermaid reads HTML: what means something there, or to itself, is written as its number.
std::string mermaid_text(const std::string& text) {
  constexpr std::string_view kMeaning = "\"<>&#;`\\%";
  std::string out;
  for (const char c : text) {
    if (kMeaning.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("#{};", static_cast<int>(c));
    }
  }
  return out;
}

std::string lines(const GraphNode& node, std::string_view between,
                  std::string (*write)(const std::string&)) {
  std::string out = write(node.name);
  if (!node.state.empty()) out.append(between).append(write(node.state));
  return out;
}

}  // namespace

std::string to_dot(const Model& model) {
  const Graph graph = graph_of(model);
  std::string out = "digraph run {\n";
  out += fmt::format("  label=\"{}\"; labelloc=t; fontname=\"sans-serif\"; bgcolor=\"#FFFFFF\";\n",
                     dot_text(graph.title));
  out += "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", penwidth=2];\n";
  out += "  edge [color=\"#66727F\", arrowhead=none, penwidth=2];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    const Paint paint = paint_of(node);
    std::string look;
    if (node.kind == TreeRow::Kind::kNursery) look = ", shape=plaintext, style=filled";
    if (node.kind == TreeRow::Kind::kScope) look = ", style=\"filled,dashed\"";
    if (node.kind == TreeRow::Kind::kTask && node.status == TaskStatus::kCancelled) {
      look = ", style=\"rounded,filled,dashed\"";
    }
    out +=
        fmt::format("  n{} [label=\"{}\", fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\"{}];\n",
                    i, lines(node, "\\n", dot_text), paint.fill, paint.edge, paint.text, look);
  }
  for (const GraphEdge& edge : graph.edges) {
    const char* look = "";
    if (edge.kind == GraphEdge::Kind::kCreated) look = " [style=dotted]";
    if (edge.kind == GraphEdge::Kind::kAwaits) {
      look = " [style=dashed, color=\"#0072B2\", arrowhead=normal, constraint=false]";
    }
    out += fmt::format("  n{} -> n{}{};\n", edge.from, edge.to, look);
  }
  return out + "}\n";
}

std::string to_mermaid(const Model& model, std::string* fault) {
  const Graph graph = graph_of(model);
  if (graph.edges.size() > kMostMermaidEdges) {
    *fault = fmt::format("the tree has {} edges, and Mermaid draws no more than {}",
                         graph.edges.size(), kMostMermaidEdges);
    return "";
  }
  std::string out = fmt::format("---\ntitle: \"{}\"\n---\nflowchart TD\n", dot_text(graph.title));
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    const bool task = node.kind == TreeRow::Kind::kTask;
    out += fmt::format("  n{}{}\"{}\"{}:::{}\n", i, task ? "(" : "[",
                       lines(node, "<br/>", mermaid_text), task ? ")" : "]", class_of(node));
  }
  for (const GraphEdge& edge : graph.edges) {
    const char* arrow = "---";
    if (edge.kind == GraphEdge::Kind::kCreated) arrow = "-.-";
    if (edge.kind == GraphEdge::Kind::kAwaits) arrow = "-.->|waits for|";
    out += fmt::format("  n{} {} n{}\n", edge.from, arrow, edge.to);
  }
  const auto define = [&out](const std::string& name, const Paint& paint, const char* more) {
    out += fmt::format("  classDef {} fill:{},stroke:{},color:{},stroke-width:2px{}\n", name,
                       paint.fill, paint.edge, paint.text, more);
  };
  for (int i = 0; i < kTaskStatusCount; ++i) {
    const auto status = static_cast<TaskStatus>(i);
    define(fmt::format("s{}", i), paint_of(status, kTheme),
           status == TaskStatus::kCancelled ? ",stroke-dasharray:6 5" : "");
  }
  define("plain", plain_paint(), "");
  if (out.size() <= kMostMermaidText) return out;
  *fault = fmt::format("the diagram would have {} characters, and Mermaid reads no more than {}",
                       out.size(), kMostMermaidText);
  return "";
}

}  // namespace grove
