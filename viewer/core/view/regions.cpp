#include "viewer/core/view/regions.h"

#include <cmath>

namespace grove {
namespace {

// Of the visual language, at 1600 by 1000.
constexpr float kHead = 54, kTransport = 70, kRail = 46, kGap = 6;
constexpr float kTree = 934, kSource = 596, kSourceHeight = 330, kInspector = 272;
constexpr float kUpper = 608, kBottom = 238;
// A wider window gives most of what is more to the tree; a narrower one takes nearly all from it,
// because lines of code do not get shorter.
constexpr float kTreeShareOfMore = 0.78f, kTreeShareOfLess = 0.935f;
constexpr float kLargestSourceShare = 0.45f;
constexpr float kSmallestShare = 0.15f;
// Room scale, and its strip under the tree.
constexpr float kRoom = 1.42f, kStrip = 60;
// Head and transport grow with the text, but leave the window to the run.
constexpr float kMostHead = 0.06f, kMostTransport = 0.075f, kMostGrowth = 1.2f;
constexpr float kLeastHead = 44, kLeastTransport = 50;
// Units that the window must be wide and high for every region to work: text grows no further.
constexpr float kLeastWidth = 900, kLeastHeight = 600;
// Of the tree, whatever was dragged; and what it has before the bottom gets more than three lanes.
constexpr float kLeastTree = 180, kTreeFirst = 400;
constexpr float kSevenLanes = 220, kThreeLanes = 140;
constexpr float kLeastScale = 0.9f;
// The smallest text of the visual language, in units; what it must be at least, in pixels and as a
// share of the window's height.
constexpr float kSmallText = 15.5f, kLeastText = 13, kOfHeight = 64;

float source_width(float inner, float scale, float tree_share) {
  if (tree_share > 0) {
    return inner * (1 - std::clamp(tree_share, kSmallestShare, 1 - kSmallestShare));
  }
  const float extra = inner - (kTree + kSource) * scale;
  const float share = extra > 0 ? kTreeShareOfMore : kTreeShareOfLess;
  return std::min(kSource * scale + extra * (1 - share), inner * kLargestSourceShare);
}

float bottom_height(float inner, float scale, float upper_share) {
  if (upper_share > 0) {
    return inner * (1 - std::clamp(upper_share, kSmallestShare, 1 - kSmallestShare));
  }
  // Lower windows keep room for seven lanes, as long as the tree has enough.
  const float least = std::min({kSevenLanes * scale, inner * 0.34f,
                                std::max(kThreeLanes * scale, inner - kTreeFirst * scale)});
  return std::max(inner * kBottom / (kUpper + kBottom), least);
}

// More than that are scrolled.
constexpr int kMostBranchRows = 4;

float branches_height(float scale, int branches) {
  if (branches < 2) return 0;
  const auto rows = static_cast<float>(std::min(branches, kMostBranchRows));
  return std::round((rows * kBranchRow + 2 * kBranchPadding) * scale);
}

Regions for_presenting(Regions r, float across, float height, float branches) {
  const float strip = std::round(std::min(kStrip * r.scale, height * 0.1f));
  const float top = r.head.bottom() + r.gap;
  r.transport.y = height - r.gap - r.transport.h;
  float bottom = r.transport.y - r.gap;
  if (branches > 0) {
    r.branches = {r.gap, bottom - branches, across, branches};
    bottom -= branches + r.gap;
  }
  r.bottom = {r.gap, bottom - strip, across, strip};
  r.tree = {r.gap, top, across, r.bottom.y - r.gap - top};
  return r;
}

}  // namespace

Regions with_comparison(Regions r, bool presenting) {
  constexpr float kStripHeight = 58;  // in units
  const float left = r.tree.x, right = presenting ? r.tree.right() : r.source.right();
  const float strip = std::round(std::min(kStripHeight * r.scale, r.tree.h * 0.2f));
  const float half = std::round((right - left - r.gap) / 2);
  const float height = r.tree.h - strip - r.gap;
  r.strip = {left, r.tree.y + height + r.gap, right - left, strip};
  r.tree = {left, r.tree.y, half, height};
  r.beside = {left + half + r.gap, r.tree.y, right - left - r.gap - half, height};
  r.source = r.inspector = {};
  r.tree_splitter = r.source_splitter = {};
  return r;
}

Regions with_lesson(Regions r, bool presenting, bool two) {
  // Of the width or height that there is.
  constexpr float kCardAcross = 0.39f, kCardDown = 0.28f, kSourceOver = 0.57f;
  constexpr float kMostOfBottom = 0.35f;
  constexpr float kLeastCard = 196, kNameOver = 34;  // under and over two trees, in units
  if (two) {
    const float left = r.tree.x;
    const float right = presenting ? r.tree.right() : r.source.right();
    float bottom = presenting ? r.tree.bottom() : r.inspector.bottom();
    float card = std::round((bottom - r.tree.y) * kCardDown);
    // The timeline gives way: to all choices in a low window, and to trees that have little left.
    const float wanted = kLeastCard * r.scale * r.growth;
    const float lacking = std::max(0.0f, wanted - card);
    const float least = std::min(r.bottom.h * (1 - kMostOfBottom), kThreeLanes * r.scale);
    if (!presenting) {
      const float taken = std::round(r.bottom.h - least);
      card += std::min(lacking, taken);
      bottom += taken;
      r.rail.h += taken;
      r.bottom.y += taken;
      r.bottom.h -= taken;
    }
    const float half = std::round((right - left - r.gap) / 2);
    r.card = {left, bottom - card, right - left, card};
    r.tree = {left, r.tree.y, half, bottom - card - r.gap - r.tree.y};
    r.beside = {left + half + r.gap, r.tree.y, right - left - r.gap - half, r.tree.h};
    const float name = std::round(std::min(kNameOver * r.scale, r.tree.h * 0.2f));
    for (Box* tree : {&r.tree, &r.beside}) {
      r.names[tree == &r.beside ? 1 : 0] = {tree->x, tree->y, tree->w, name};
      tree->y += name;
      tree->h -= name;
    }
    r.source = r.inspector = {};
    r.tree_splitter = r.source_splitter = {};
    return r;
  }
  if (!presenting) {
    const float all = r.inspector.bottom() - r.source.y;
    r.source.h = std::round(all * kSourceOver);
    const float top = r.source.bottom() + r.gap;
    r.card = {r.source.x, top, r.source.w, r.bottom.bottom() - top};
    r.bottom.w = r.tree.right() - r.bottom.x;
    r.inspector = r.source_splitter = {};
    return r;
  }
  const float card = std::round(r.tree.w * kCardAcross);
  r.card = {r.tree.right() - card, r.tree.y, card, r.bottom.bottom() - r.tree.y};
  r.tree.w -= card + r.gap;
  r.bottom.w = r.tree.w;
  return r;
}

Regions lay_out_regions(float width, float height, const RegionWishes& wishes, int branch_count) {
  Regions r;
  const float room = wishes.presenting ? kRoom : 1, text = wishes.text_size * room;
  const float largest = std::min(width / kLeastWidth, height / kLeastHeight);
  const float usual = std::max(kLeastScale, std::min(width / 1600, height / 1000));
  r.scale = std::min(usual * text, std::max(kLeastScale, largest));
  const float least_text = std::max(kLeastText, height / kOfHeight);
  r.growth = std::max(1.0f, r.scale * kSmallText / (least_text * room));
  const float s = r.scale, growth = std::clamp(text, 1.0f, kMostGrowth);
  const float gap = r.gap = std::round(std::min(kGap * s, height * kGap / 900));
  const float head =
      std::round(std::max(kLeastHead * s, std::min(kHead * s, height * kMostHead * growth)));
  const float transport = std::round(
      std::max(kLeastTransport * s, std::min(kTransport * s, height * kMostTransport * growth)));
  const float rail = std::round(std::min(kRail * s, width * 0.05f));
  const float across = width - 2 * gap;
  const float branches = std::min(branches_height(s, branch_count), height * 0.2f);
  r.head = {gap, gap, across, head};
  if (wishes.presenting) {
    r.transport = {gap, 0, across, transport};
    return for_presenting(r, across, height, branches);
  }

  const float taken = branches > 0 ? branches + gap : 0;
  const float down = height - 5 * gap - head - transport - taken;
  const float bottom = std::round(std::min(bottom_height(down, s, wishes.upper_share),
                                           down - std::min(kLeastTree * s, down / 2)));
  const float upper = down - bottom;
  const float middle = head + 2 * gap;
  const float inner = across - rail - 2 * gap;
  const float source = std::round(source_width(inner, s, wishes.tree_share));
  const float tree = inner - source;
  const float source_share =
      wishes.source_share > 0 ? std::clamp(wishes.source_share, kSmallestShare, 1 - kSmallestShare)
                              : kSourceHeight / (kSourceHeight + kInspector);
  const float source_height = std::round((upper - gap) * source_share);
  const float right = gap + rail + gap + tree + gap;

  r.rail = {gap, middle, rail, upper};
  r.tree = {gap + rail + gap, middle, tree, upper};
  r.source = {right, middle, source, source_height};
  r.inspector = {right, middle + source_height + gap, source, upper - gap - source_height};
  r.bottom = {gap, middle + upper + gap, across, bottom};
  if (branches > 0) r.branches = {gap, r.bottom.bottom() + gap, across, branches};
  r.transport = {gap, r.bottom.bottom() + gap + taken, across, transport};
  r.tree_splitter = {r.tree.right(), middle, gap, upper};
  r.source_splitter = {right, r.source.bottom(), source, gap};
  r.upper_splitter = {gap, r.tree.bottom(), across, gap};
  return r;
}

}  // namespace grove
