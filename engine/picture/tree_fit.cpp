#include <algorithm>

#include "engine/picture/tree_layout.h"

namespace grove {
namespace {

// Of a name, in units, by density.
constexpr float kNameSize[] = {25, 21};
// At which everything in a roomy node is written in its full size, or nearly.
constexpr float kRoomyZoom = 0.8f;
// Under which steps of scopes fold, and at which rows of a wide nursery are tried.
constexpr float kStepsZoom = 0.62f, kLargestSteps = 1.5f, kRowZooms[] = {1.0f, 0.78f, 0.58f};
// What stands beside the rows of a wide nursery: its spines, and the tree's own edge.
constexpr float kBesideRows = 68;
// What may be added to gaps at most; and to nodes, by density, as long as a share of what is
// spare lasts: a state word that is cut says less than a gap.
constexpr float kMostExtraAcross = 70, kMostExtraDown = 26;
constexpr float kMostWider[] = {34, 96}, kShareForNodes = 0.75f;
// What is left of the zoom at least: by spreading; and by nodes that have room for "cancelled".
constexpr float kSpreadCost = 0.97f, kWordsCost = 0.9f;
// The width of such a node at any zoom, since words do not shrink with the tree, in units at zoom
// 1; and the least widths without.
constexpr float kRoomForWords = 124, kLeastWidth[] = {202, 134};

float zoom_of(const TreeLayout& layout, float width, float height, float largest) {
  if (layout.bounds.empty()) return largest;
  return std::min({width / layout.bounds.w, height / layout.bounds.h, largest});
}

// How many levels the tree has, and how many nodes stand side by side where they are most.
struct Extent {
  int levels = 0, across = 0;
};

Extent extent_of(const TreeShape& shape) {
  Extent extent;
  for (const TreeNode& node : shape.nodes) {
    extent.levels = std::max(extent.levels, node.depth + 1);
    if (node.brackets.empty() && node.storey < 0) ++extent.across;
  }
  return extent;
}

bool has_wide(const TreeShape& shape) {
  return std::any_of(shape.brackets.begin(), shape.brackets.end(),
                     [](const TreeBracket& bracket) { return bracket.wide; });
}

bool has_outlines(const TreeShape& shape) {
  return std::any_of(shape.nodes.begin(), shape.nodes.end(),
                     [](const TreeNode& node) { return node.kind == TreeNode::Kind::kStorey; });
}

bool has_steps(const TreeShape& shape) {
  return std::any_of(shape.nodes.begin(), shape.nodes.end(),
                     [](const TreeNode& node) { return !node.steps.empty(); });
}

// From what looks best to what saves most.
std::vector<TreeSpacing> candidates(const TreeShape& shape, float width, bool low_tabs,
                                    bool fold_steps) {
  std::vector<float> rows = {0};
  if (has_wide(shape)) {
    rows.clear();
    for (const float zoom : kRowZooms) rows.push_back(width / zoom - kBesideRows);
  }
  std::vector<TreeSpacing> all;
  for (const TreeDensity density : {TreeDensity::kRoomy, TreeDensity::kCompact}) {
    for (const float tightness : {0.0f, 0.5f, 1.0f}) {
      for (const float row : rows) {
        all.push_back({.density = density,
                       .tightness = tightness,
                       .fold_steps = fold_steps,
                       .low_tabs = low_tabs,
                       .row_width = row});
      }
    }
  }
  return all;
}

// Wider nodes, where the tree's height is what keeps it small.
TreeFit widened(TreeFit best, const TreeShape& shape, const Model& model, Point room,
                float largest_zoom, int across) {
  const float spare = room.x / best.zoom - best.layout.bounds.w;
  const auto density = static_cast<std::size_t>(best.layout.spacing.density);
  const float most = kMostWider[density];
  const auto with = [&](float more) {
    TreeSpacing spacing = best.layout.spacing;
    spacing.wider = more;
    TreeFit wider{lay_out_tree(shape, model, spacing), 1};
    wider.zoom = zoom_of(wider.layout, room.x, room.y, largest_zoom);
    return wider;
  };
  // Nodes of several levels stand above each other, so that the widest row is a guess.
  for (float share = kShareForNodes; share > 0.2f; share /= 2) {
    const float more = std::clamp(spare * share / static_cast<float>(across), 0.0f, most);
    if (more < 4) break;
    TreeFit wider = with(more);
    if (wider.zoom >= best.zoom * kSpreadCost) {
      best = std::move(wider);
      break;
    }
  }
  const float lacking = kRoomForWords / best.zoom - kLeastWidth[density];
  if (best.zoom < kWordsZoom || lacking <= best.layout.spacing.wider) return best;
  TreeFit wider = with(std::min(lacking, most));
  const float least = std::max(best.zoom * kWordsCost, kWordsZoom);
  return wider.zoom >= least ? std::move(wider) : std::move(best);
}

// What room is left goes into the nodes and between them.
TreeFit spread(TreeFit best, const TreeShape& shape, const Model& model, Point room,
               float largest_zoom) {
  const Extent extent = extent_of(shape);
  best = widened(std::move(best), shape, model, room, largest_zoom, std::max(1, extent.across));
  TreeSpacing spacing = best.layout.spacing;
  if (extent.across > 1) {
    const float spare = room.x / best.zoom - best.layout.bounds.w;
    spacing.extra_across =
        std::clamp(spare / static_cast<float>(extent.across - 1), 0.0f, kMostExtraAcross);
  }
  if (extent.levels > 1) {
    const float spare = room.y / best.zoom - best.layout.bounds.h;
    spacing.extra_down =
        std::clamp(spare / static_cast<float>(extent.levels - 1), 0.0f, kMostExtraDown);
  }
  TreeLayout spread = lay_out_tree(shape, model, spacing);
  const float zoom = zoom_of(spread, room.x, room.y, largest_zoom);
  if (zoom >= best.zoom * kSpreadCost) best = {std::move(spread), zoom};
  return best;
}

// Where the tree is small, words are larger than it; so are the steps that hold them.
TreeFit enlarge_steps(TreeFit best, const TreeShape& shape, const Model& model, Point room,
                      float largest_zoom) {
  if (best.zoom >= 1 || best.zoom <= kStepsZoom) return best;
  TreeSpacing spacing = best.layout.spacing;
  spacing.steps = std::min(1 / best.zoom, kLargestSteps);
  TreeFit larger{lay_out_tree(shape, model, spacing), 1};
  larger.zoom = zoom_of(larger.layout, room.x, room.y, largest_zoom);
  // Not at the cost of all words.
  return larger.zoom > kStepsZoom ? larger : best;
}

}  // namespace

TreeFit fit_tree(const TreeShape& shape, const Model& model, float width, float height,
                 float largest_zoom, float words_zoom) {
  TreeFit best;
  float best_name = 0;
  for (const auto& [low_tabs, fold_steps] :
       {std::pair{false, false}, {false, true}, {true, true}}) {
    if (low_tabs ? best.zoom >= words_zoom || !has_outlines(shape)
                 : fold_steps && (best.zoom >= kStepsZoom || !has_steps(shape))) {
      continue;
    }
    // A later one must be clearly better.
    for (const TreeSpacing& spacing : candidates(shape, width, low_tabs, fold_steps)) {
      if (spacing.density == TreeDensity::kCompact && best.zoom >= kRoomyZoom) break;
      if (best_name * 1.06f >= kNameSize[0] * largest_zoom) break;
      TreeLayout layout = lay_out_tree(shape, model, spacing);
      const float zoom = zoom_of(layout, width, height, largest_zoom);
      const float name = zoom * kNameSize[static_cast<std::size_t>(spacing.density)];
      const bool says_more = zoom >= words_zoom && best.zoom < words_zoom && best_name > 0;
      if (name <= best_name * 1.06f && !says_more) continue;
      best_name = name;
      best = {std::move(layout), zoom};
    }
  }
  if (has_steps(shape))
    best = enlarge_steps(std::move(best), shape, model, {width, height}, largest_zoom);
  return spread(std::move(best), shape, model, {width, height}, largest_zoom);
}

}  // namespace grove
