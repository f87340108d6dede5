#include "engine/picture/tree_layout.h"

#include <algorithm>

#include "engine/picture/scope_steps.h"
#include "engine/picture/words.h"

namespace grove {
namespace {

struct TreeMetrics {
  float node_width, node_height, root_width, widest_node;
  float storey_height;
  float sibling_gap, bracket_gap;  // across
  float above_bar, below_bar;      // from the parent down to its bracket's bar, on to the children
  float pill_half_width;           // kept free beside the bar's middle
  float character_width, name_padding;
};

constexpr TreeMetrics kRoomy = {
    .node_width = 202,
    .node_height = 74,
    .root_width = 276,
    .widest_node = 330,
    .storey_height = 44,
    .sibling_gap = 28,
    .bracket_gap = 44,
    .above_bar = 42,
    .below_bar = 80,
    .pill_half_width = 86,
    .character_width = 15,
    .name_padding = 72,
};
constexpr TreeMetrics kCompact = {
    .node_width = 134,
    .node_height = 66,
    .root_width = 200,
    .widest_node = 260,
    .storey_height = 40,
    .sibling_gap = 18,
    .bracket_gap = 30,
    .above_bar = 36,
    .below_bar = 60,
    .pill_half_width = 62,
    .character_width = 12.6f,
    .name_padding = 54,
};

// Between levels where everything has to be tight.
constexpr float kTightAbove = 29, kTightBelow = 34;
// Round everything, for selection rings and teeth: the ring reaches 12.
constexpr float kEdge = 12;

TreeMetrics metrics_of(const TreeSpacing& spacing) {
  TreeMetrics m = spacing.density == TreeDensity::kRoomy ? kRoomy : kCompact;
  m.above_bar += (kTightAbove - m.above_bar) * spacing.tightness + spacing.extra_down / 2;
  m.below_bar += (kTightBelow - m.below_bar) * spacing.tightness + spacing.extra_down / 2;
  m.sibling_gap += spacing.extra_across;
  m.bracket_gap += spacing.extra_across;
  m.node_width += spacing.wider;
  m.widest_node = std::max(m.widest_node, m.node_width);
  return m;
}

constexpr float kRootGap = 64;
constexpr float kFoldedReach = 44, kPileReach = 14;
// Of a cancel scope: from what it governs to its outline, and what sticks out above its outline.
constexpr float kScopePadding = 18, kScopeOverhang = 50;
constexpr float kTabPadding = 86, kTabCharacter = 12.2f, kRingRoom = 140, kSideRoom = 24;
constexpr float kLowTab = 44;  // the height that a tab at the lower edge takes
constexpr float kOrphanPadding = 24, kOrphanTitle = 76, kOrphanFoot = 96, kOrphanWidth = 560;
// Of a step of a scope: above the first, from the outline under them to its storey, and what is
// beside the call in it.
constexpr float kStepsGap = 6, kTabAbove = 36, kStepCharacter = 9.4f, kStepPadding = 150;
constexpr float kWidestSteps = 420;
// Of a wide nursery: its cells, what is between them, and the spines at its left.
constexpr float kCell = 55, kCellHeight = 36, kCellGap = 6, kWidestCell = 150;
constexpr float kCellCharacter = 10.4f, kCellPadding = 35;
// What is large among cells has room for its words.
constexpr float kLargeInRows = 236;
constexpr float kBesideLarge = 8, kStub = 8, kBelowRow = 10, kBelowLarge = 23, kSpines = 44,
                kAboveRows = 20;

// How far a subtree reaches to both sides of its node's middle, from the node's top downwards.
struct Band {
  float bottom;
  float left, right;
};
using Contour = std::vector<Band>;

// Both, the one moved sideways; where only one reaches, that one.
Contour merged(const Contour& a, const Contour& b, float shift) {
  Contour result;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i == a.size() || j == b.size()) {
      const Band band =
          i < a.size() ? a[i++] : Band{b[j].bottom, b[j].left + shift, b[j].right + shift};
      if (j < b.size() && i == a.size() && band.bottom == b[j].bottom) ++j;
      result.push_back(band);
      continue;
    }
    const float bottom = std::min(a[i].bottom, b[j].bottom);
    result.push_back(
        {bottom, std::min(a[i].left, b[j].left + shift), std::max(a[i].right, b[j].right + shift)});
    if (a[i].bottom == bottom) ++i;
    if (b[j].bottom == bottom) ++j;
  }
  return result;
}

// The least distance between the middles of `left` and of `right` beside it.
float distance_between(const Contour& left, const Contour& right, float gap) {
  float distance = 0;
  std::size_t i = 0, j = 0;
  while (i < left.size() && j < right.size()) {
    distance = std::max(distance, left[i].right - right[j].left + gap);
    const float bottom = std::min(left[i].bottom, right[j].bottom);
    if (left[i].bottom == bottom) ++i;
    if (right[j].bottom == bottom) ++j;
  }
  return distance;
}

class Placer {
 public:
  Placer(const TreeShape& shape, const Model& model, const TreeSpacing& spacing)
      : shape_(shape), model_(model), metrics_(metrics_of(spacing)) {
    layout_.spacing = spacing;
  }

  TreeLayout place() {
    const std::size_t n = shape_.nodes.size();
    layout_.nodes.resize(n);
    layout_.brackets.resize(shape_.brackets.size());
    contours_.resize(n);
    offset_.assign(n, {});
    bracket_x_.assign(shape_.brackets.size(), 0);
    scope_of_.assign(n, {});
    cell_width_.assign(shape_.brackets.size(), 0);
    // Children come after their parents, so they are measured first and placed last.
    for (std::size_t i = n; i-- > 0;) measure(static_cast<int>(i));
    place_roots();
    for (std::size_t i = 0; i < n; ++i) place_below(static_cast<int>(i));
    find_bounds();
    return std::move(layout_);
  }

 private:
  const TreeNode& node(int i) const { return shape_.nodes[static_cast<std::size_t>(i)]; }
  const TreeBracket& bracket(int i) const { return shape_.brackets[static_cast<std::size_t>(i)]; }
  Box& box(int i) { return layout_.nodes[static_cast<std::size_t>(i)]; }
  const Box& box(int i) const { return layout_.nodes[static_cast<std::size_t>(i)]; }
  Contour& contour(int i) { return contours_[static_cast<std::size_t>(i)]; }
  Point& offset(int i) { return offset_[static_cast<std::size_t>(i)]; }

  bool governs_something(int i) const { return node(i).kind == TreeNode::Kind::kStorey; }
  bool is_steps(int i) const { return i >= 0 && node(i).kind == TreeNode::Kind::kSteps; }
  bool is_cell(int i) const {
    return node(i).kind == TreeNode::Kind::kCell || node(i).kind == TreeNode::Kind::kRun;
  }
  // They lead to what the task does, unless a storey is under them.
  bool awaits(int i) const { return node(i).storey < 0; }

  ScopeSteps steps_of(int i) const {
    return scope_steps(model_, node(i).steps, layout_.spacing.fold_steps);
  }

  float width_of_steps(int i) const {
    float width = metrics_.node_width;
    const ScopeSteps steps = steps_of(i);
    const float scale = layout_.spacing.steps;
    float indent = 0;
    for (const ScopeStep& step : steps.steps) {
      const auto title = static_cast<float>(scope_title(model_, step.scope).size());
      const float left = steps.folded ? kStepsGap * 3 : indent;
      width = std::max(width, left + (title * kStepCharacter + kStepPadding) * scale);
      indent += kStepsGap * 3;
    }
    return std::min(width, kWidestSteps * scale + (steps.folded ? 0 : indent));
  }

  float width_of(int i) {
    const TreeNode& at = node(i);
    if (at.kind == TreeNode::Kind::kPile) return metrics_.node_width;
    if (at.kind == TreeNode::Kind::kSteps) return width_of_steps(i);
    if (at.kind == TreeNode::Kind::kCell || at.kind == TreeNode::Kind::kRun)
      return width_of_cell(i);
    // A task is as wide as the steps under it.
    if (is_steps(at.storey)) return std::max(box(at.storey).w, width_of_name(i));
    const bool in_rows = at.bracket >= 0 && bracket(at.bracket).wide;
    return std::max(width_of_name(i), in_rows ? kLargeInRows : 0.0f);
  }

  float width_of_cell(int i) {
    const TreeBracket& row = bracket(node(i).bracket);
    if (node(i).kind == TreeNode::Kind::kRun) {
      return static_cast<float>(run_label(model_, row, node(i)).size()) * kCellCharacter +
             kCellPadding;
    }
    float& width = cell_width_[static_cast<std::size_t>(node(i).bracket)];
    if (width == 0) width = width_of_cells(row);
    return width;
  }

  // All cells of a nursery are as wide as its longest label needs.
  float width_of_cells(const TreeBracket& row) const {
    std::size_t longest = 0;
    for (const int child : row.children) {
      if (node(child).kind != TreeNode::Kind::kCell) continue;
      longest = std::max(longest, cell_label(model_, row, node(child).task).size());
    }
    return std::clamp(static_cast<float>(longest) * kCellCharacter + kCellPadding, kCell,
                      kWidestCell);
  }

  float width_of_name(int i) const {
    const TreeNode& at = node(i);
    const float name =
        static_cast<float>(label_of(model_, at.task).size()) * metrics_.character_width +
        metrics_.name_padding;
    const float least = at.parent < 0 && at.kind == TreeNode::Kind::kTask ? metrics_.root_width
                                                                          : metrics_.node_width;
    const float task = std::clamp(name, least, std::max(least, metrics_.widest_node));
    if (at.kind == TreeNode::Kind::kTask) return task;
    const bool root = at.parent >= 0 && node(at.parent).parent < 0 && !is_steps(at.parent);
    return std::max(task, root ? metrics_.root_width : 0.0f);
  }

  float height_of(int i) const {
    if (is_cell(i)) return kCellHeight;
    if (is_steps(i)) return height_of_steps(steps_of(i), awaits(i)) * layout_.spacing.steps;
    return governs_something(i) ? metrics_.storey_height : metrics_.node_height;
  }

  // The cards behind a folded node or a pile, and the counts under them.
  float reach_below(int i) const {
    if (node(i).folded) return kFoldedReach;
    return node(i).kind == TreeNode::Kind::kPile ? kPileReach : 0;
  }

  // --- measuring: each node with what hangs below it, relative to the node's middle and top -----

  void measure(int i) {
    const float w = width_of(i), h = height_of(i);
    box(i) = {0, 0, w, h};
    Contour own = {{h + reach_below(i), -w / 2, w / 2 + reach_below(i) / 4}};
    if (node(i).storey >= 0) {
      own = above_storey(i, std::move(own));
    } else if (!node(i).brackets.empty()) {
      append_row(i, own);
    }
    if (governs_something(i)) own = enclosed(i, own);
    contour(i) = std::move(own);
  }

  // A storey stands right under its task, its outline's tab and ring reaching up beside the task;
  // under steps it stands apart, below tab and ring. Steps stand right under what they belong to.
  Contour above_storey(int i, Contour own) {
    const int storey = node(i).storey;
    const bool apart = is_steps(i);
    const float h =
        box(i).h + (apart ? kScopeOverhang + kTabAbove : 0) + (is_steps(storey) ? kStepsGap : 0);
    offset(storey) = {0, h};
    if (governs_something(storey)) {
      const Band& outline = contour(storey).front();
      const Band band = own.front();
      const float above = apart ? box(i).h : std::max(1.0f, h - kScopeOverhang);
      own = {{above, band.left, band.right},
             {h, std::min(band.left, outline.left), std::max(band.right, outline.right)}};
    }
    for (const Band& band : contour(storey))
      own.push_back({band.bottom + h, band.left, band.right});
    return own;
  }

  // What hangs from a node, side by side.
  struct Row {
    Contour contour;
    float last = 0;  // middle of what was added last
    bool empty = true;

    // Returns the middle of what is added.
    float add(const Contour& next, float gap) {
      if (!empty) last = std::max(last, distance_between(contour, next, gap));
      contour = empty ? next : merged(contour, next, last);
      empty = false;
      return last;
    }
  };

  void append_row(int i, Contour& own) {
    const float top = box(i).h + metrics_.above_bar + metrics_.below_bar;
    Row row;
    for (const int b : node(i).brackets) append_bracket(b, top, row);
    const float first = bracket_x(node(i).brackets.front());
    const float last = bracket_x(node(i).brackets.back());
    const float middle = (first + last) / 2;
    for (const int b : node(i).brackets) {
      bracket_x(b) -= middle;
      for (const int child : bracket(b).children) offset(child).x -= middle;
    }
    own.push_back({top, std::min(first - middle - metrics_.pill_half_width, own.front().left),
                   std::max(last - middle + metrics_.pill_half_width, own.front().right)});
    for (const Band& band : row.contour) {
      own.push_back({band.bottom + top, band.left - middle, band.right - middle});
    }
  }

  void append_bracket(int b, float top, Row& row) {
    float gap = metrics_.bracket_gap;
    if (bracket(b).children.empty()) {
      // A nursery that nobody was started in yet: its pill alone.
      const Contour pill = {{1, -metrics_.pill_half_width, metrics_.pill_half_width}};
      bracket_x(b) = row.add(pill, gap);
      return;
    }
    if (bracket(b).wide) return append_rows(b, top + kAboveRows, row);
    float first = 0, last = 0;
    for (const int child : bracket(b).children) {
      last = row.add(contour(child), gap);
      if (child == bracket(b).children.front()) first = last;
      offset(child) = {last, top + overhang(child)};
      gap = metrics_.sibling_gap;
    }
    bracket_x(b) = (first + last) / 2;
  }

  // The children of a wide nursery, row by row, in order.
  void append_rows(int b, float top, Row& row) {
    float x = 0, y = 0, widest = 0, height = 0;
    for (const int child : bracket(b).children) {
      const float w = box(child).w;
      // Room for teeth and selection rings.
      const float beside = is_cell(child) ? 0 : kBesideLarge;
      if (x > 0 && x + beside + w > layout_.spacing.row_width) {
        y += height;
        x = height = 0;
      }
      if (x > 0) x += beside;
      offset(child) = {x + w / 2, top + y + kStub};
      const float below = is_cell(child) ? kBelowRow : std::max(kBelowLarge, reach_below(child));
      height = std::max(height, kStub + box(child).h + below);
      widest = std::max(widest, x + w);
      x += w + beside + kCellGap;
    }
    y += height;
    const float half = widest / 2;
    const float middle = row.add({{y + kAboveRows, -half - kSpines, half}}, metrics_.bracket_gap);
    for (const int child : bracket(b).children) offset(child).x += middle - half;
    bracket_x(b) = middle;
  }

  float& bracket_x(int b) { return bracket_x_[static_cast<std::size_t>(b)]; }

  // A storey that hangs from a stem leaves room for its outline's tab and ring.
  float overhang(int i) const { return governs_something(i) ? kScopeOverhang : 0; }

  // Under steps there is room for tab and ring above the storey.
  bool has_low_tab(int i) const { return layout_.spacing.low_tabs && !is_steps(node(i).parent); }

  // The contour of a scope's outline, which nothing else may enter.
  Contour enclosed(int i, const Contour& inside) {
    const ScopeFacts& scope = model_.scope(node(i).scope);
    const float w = box(i).w;
    const auto title = static_cast<float>(scope_title(model_, scope.id).size());
    const float tab = title * kTabCharacter + kTabPadding + kSideRoom;
    const float ring = scope.deadline == kNever ? kSideRoom : kRingRoom;
    const float above = is_steps(node(i).parent) ? kTabAbove : 0;
    float left = -w / 2 - tab, right = w / 2 + ring;
    if (above > 0) {
      right = std::max(w, tab + ring) / 2;
      left = -right;
    } else if (has_low_tab(i)) {
      left = -w / 2 - kSideRoom;
    }
    for (const Band& band : inside) {
      left = std::min(left, band.left - kScopePadding);
      right = std::max(right, band.right + kScopePadding);
    }
    const float bottom = inside.back().bottom + kScopePadding + (has_low_tab(i) ? kLowTab / 2 : 0);
    scope_of_[static_cast<std::size_t>(i)] = {left, 2 - above, right - left, bottom - 2 + above};
    const bool hangs = node(i).bracket >= 0;
    Contour contour = {{bottom + (has_low_tab(i) ? kLowTab / 2 : 0), left, right}};
    // What hangs from a stem was moved down by the overhang.
    if (hangs) contour[0].bottom += kScopeOverhang;
    return contour;
  }

  // --- placing ----------------------------------------------------------------------------------

  void place_roots() {
    Contour row;
    float orphans_left = 0;
    for (const int root : shape_.roots) {
      const bool apart = node(root).orphan_root;
      const float gap = apart && orphans_left == 0 ? kRootGap + kOrphanPadding : kRootGap;
      float x = row.empty() ? 0 : distance_between(block_of(row), block_of(contour(root)), gap);
      if (apart && orphans_left == 0) orphans_left = x;
      const float top = apart ? kOrphanTitle : 0;
      row = row.empty() ? contour(root) : merged(row, contour(root), x);
      set_middle(root, x, top);
    }
  }

  static Contour block_of(const Contour& contour) {
    Band band = contour.front();
    for (const Band& b : contour) {
      band = {1e9f, std::min(band.left, b.left), std::max(band.right, b.right)};
    }
    return {band};
  }

  void set_middle(int i, float x, float top) {
    box(i).x = x - box(i).w / 2;
    box(i).y = top;
  }

  void place_below(int i) {
    const float x = box(i).middle_x(), y = box(i).y;
    if (node(i).storey >= 0) {
      const Point at = offset(node(i).storey);
      set_middle(node(i).storey, x + at.x, y + at.y);
    }
    const Box& outline = scope_of_[static_cast<std::size_t>(i)];
    if (node(i).kind == TreeNode::Kind::kStorey) {
      Box placed;
      if (!outline.empty()) placed = {x + outline.x, y + outline.y, outline.w, outline.h};
      layout_.scopes.push_back({i, placed, has_low_tab(i)});
    }
    for (const int b : node(i).brackets) place_bracket(b, x, y);
  }

  void place_bracket(int b, float x, float y) {
    const Box& owner = box(bracket(b).owner);
    BracketPlace& place = layout_.brackets[static_cast<std::size_t>(b)];
    place.pill = {x + bracket_x(b), owner.bottom() + metrics_.above_bar};
    place.left = place.right = place.pill.x;
    float left = place.pill.x, right = place.pill.x;
    for (const int child : bracket(b).children) {
      const float middle = x + offset(child).x;
      set_middle(child, middle, y + offset(child).y);
      place.left = std::min(place.left, middle);
      place.right = std::max(place.right, middle);
      left = std::min(left, box(child).x);
      right = std::max(right, box(child).right());
    }
    const float below = 2 * std::min(place.pill.x - left, right - place.pill.x);
    const bool alone = node(bracket(b).owner).brackets.size() == 1;
    place.room = std::max({2 * metrics_.pill_half_width, below, alone ? owner.w : 0.0f});
  }

  void find_bounds() {
    for (std::size_t i = 0; i < layout_.nodes.size(); ++i) {
      Box at = layout_.nodes[i];
      at.h += reach_below(static_cast<int>(i));
      layout_.bounds = united(layout_.bounds, at);
    }
    for (const ScopePlace& scope : layout_.scopes) {
      if (scope.outline.empty()) continue;
      Box reach = scope.outline;
      reach.y -= kScopeOverhang;
      reach.h += kScopeOverhang + (scope.low_tab ? kLowTab / 2 : 0);
      layout_.bounds = united(layout_.bounds, reach);
    }
    for (std::size_t b = 0; b < layout_.brackets.size(); ++b) {
      const BracketPlace& place = layout_.brackets[b];
      if (shape_.brackets[b].wide) {
        const Box& first =
            layout_.nodes[static_cast<std::size_t>(shape_.brackets[b].children.front())];
        layout_.bounds = united(layout_.bounds, {first.x - kSpines, first.y, kSpines, 1});
      }
      const float half = metrics_.pill_half_width;
      layout_.bounds =
          united(layout_.bounds, {place.pill.x - half, place.pill.y - 20, 2 * half, 40});
    }
    find_orphans();
    if (!layout_.bounds.empty()) layout_.bounds = layout_.bounds.grown(kEdge);
  }

  void find_orphans() {
    std::vector<bool> apart(shape_.nodes.size(), false);
    for (std::size_t i = 0; i < shape_.nodes.size(); ++i) {
      const TreeNode& at = shape_.nodes[i];
      apart[i] = at.orphan_root || (at.parent >= 0 && apart[static_cast<std::size_t>(at.parent)]);
      if (apart[i]) layout_.orphans = united(layout_.orphans, layout_.nodes[i]);
    }
    if (layout_.orphans.empty()) return;
    layout_.orphans = layout_.orphans.grown(kOrphanPadding);
    layout_.orphans.y -= kOrphanTitle - kOrphanPadding;
    layout_.orphans.h += kOrphanTitle + kOrphanFoot - 2 * kOrphanPadding;
    layout_.orphans.w = std::max(layout_.orphans.w, kOrphanWidth);
    layout_.bounds = united(layout_.bounds, layout_.orphans);
  }

  const TreeShape& shape_;
  const Model& model_;
  const TreeMetrics metrics_;
  TreeLayout layout_;
  std::vector<Contour> contours_;
  std::vector<Point> offset_;      // of a node's middle and top, from its parent's
  std::vector<float> cell_width_;  // of a wide bracket's cells; 0: not known yet
  std::vector<float> bracket_x_;   // of a bracket's middle, from its owner's
  std::vector<Box> scope_of_;      // a storey's outline, likewise relative to the storey
};

}  // namespace

TreeLayout lay_out_tree(const TreeShape& shape, const Model& model, const TreeSpacing& spacing) {
  return Placer(shape, model, spacing).place();
}

}  // namespace grove
