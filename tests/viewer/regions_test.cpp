#include "viewer/core/view/regions.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace grove {
namespace {

std::vector<Box> boxes(const Regions& r) {
  return {r.head, r.rail, r.tree, r.source, r.inspector, r.bottom, r.transport};
}

// The rows of the visual language's table.
struct Row {
  float width, height, scale;
  Box head, tree, source, inspector, bottom;  // of these only w and h
  float transport, rail;
};
const Row kRows[] = {
    {1280,
     800,
     0.9f,
     {0, 0, 0, 48},
     {0, 0, 691, 467},
     {0, 0, 526, 254},
     {0, 0, 526, 208},
     {0, 0, 1270, 198},
     60,
     42},
    {1600,
     1000,
     1.0f,
     {0, 0, 0, 54},
     {0, 0, 934, 608},
     {0, 0, 596, 330},
     {0, 0, 596, 272},
     {0, 0, 1588, 238},
     70,
     46},
    {1920,
     1080,
     1.08f,
     {0, 0, 0, 58},
     {0, 0, 1158, 656},
     {0, 0, 686, 357},
     {0, 0, 686, 293},
     {0, 0, 1906, 257},
     76,
     50},
    {3840,
     2160,
     2.16f,
     {0, 0, 0, 117},
     {0, 0, 2316, 1312},
     {0, 0, 1373, 713},
     {0, 0, 1373, 586},
     {0, 0, 3812, 514},
     151,
     99},
};

TEST_CASE("regions have the sizes of the visual language, to a hundredth and a few pixels") {
  for (const Row& row : kRows) {
    CAPTURE(row.width);
    const Regions r = lay_out_regions(row.width, row.height, {});
    CHECK(r.scale == Approx(row.scale));
    const auto near = [](float wanted) { return Approx(wanted).epsilon(0.012).margin(4); };
    CHECK(r.head.h == near(row.head.h));
    CHECK(r.transport.h == near(row.transport));
    CHECK(r.rail.w == near(row.rail));
    CHECK(r.tree.w == near(row.tree.w));
    CHECK(r.tree.h == near(row.tree.h));
    CHECK(r.source.w == near(row.source.w));
    CHECK(r.source.h == near(row.source.h));
    CHECK(r.inspector.h == near(row.inspector.h));
    CHECK(r.bottom.w == near(row.bottom.w));
    CHECK(r.bottom.h == near(row.bottom.h));
  }
}

TEST_CASE("regions never overlap, lie inside the window and begin at whole pixels") {
  for (const float width : {640.f, 1024.f, 1280.f, 1601.f, 2560.f, 3840.f}) {
    for (const float height : {400.f, 768.f, 999.f, 1440.f, 2160.f}) {
      for (const float text : {0.8f, 1.0f, 1.5f, 2.0f}) {
        CAPTURE(width, height, text);
        const std::vector<Box> all = boxes(lay_out_regions(width, height, {.text_size = text}));
        for (std::size_t i = 0; i < all.size(); ++i) {
          CHECK(all[i].w > 0);
          CHECK(all[i].h > 0);
          CHECK(all[i].x >= 0);
          CHECK(all[i].y >= 0);
          CHECK(all[i].right() <= width);
          CHECK(all[i].bottom() <= height);
          CHECK(all[i].x == std::round(all[i].x));
          CHECK(all[i].y == std::round(all[i].y));
          for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(all[i].overlaps(all[j]));
        }
      }
    }
  }
}

TEST_CASE("with larger text in a low window the tree has more than the timeline and half of all") {
  const Regions r = lay_out_regions(1280, 720, {.text_size = 1.5f});
  CHECK(r.tree.h >= 400);
  CHECK(r.tree.h > 2 * r.bottom.h);
  // Three lanes are left.
  CHECK(r.bottom.h >= 140 * r.scale - 1);
  CHECK(r.scale > 1.15f);
}

TEST_CASE("growth is how much larger text is than it must be, in pixels and of the height") {
  CHECK(lay_out_regions(1600, 1000, {}).growth == Approx(1).margin(0.01));
  const Regions large = lay_out_regions(1600, 1000, {.text_size = 1.5f});
  CHECK(large.growth == Approx(1.5 * 15.5 / 15.625).margin(0.01));
  const Regions low = lay_out_regions(1280, 720, {});
  CHECK(low.growth == Approx(0.9 * 15.5 / 13).margin(0.01));
  // In a room everything must be larger.
  CHECK(lay_out_regions(1600, 1000, {.presenting = true}).growth == Approx(1).margin(0.01));
}

TEST_CASE("a dragged splitter divides as it was dragged, and never closes a region") {
  const Regions r = lay_out_regions(1600, 1000, {.tree_share = 0.5f, .upper_share = 0.99f});
  CHECK(r.tree.w == Approx(r.source.w).margin(1));
  CHECK(r.bottom.h > 100);
}

TEST_CASE("a lesson and a comparison share out the same window, and no two regions meet") {
  for (const auto& [width, height] :
       {std::pair{1280.0f, 720.0f}, {1600.0f, 1000.0f}, {3840.0f, 2160.0f}, {900.0f, 600.0f}}) {
    for (const bool presenting : {false, true}) {
      RegionWishes wishes;
      wishes.presenting = presenting;
      const Regions plain = lay_out_regions(width, height, wishes);
      for (const Regions& r :
           {with_lesson(plain, presenting, false), with_lesson(plain, presenting, true),
            with_comparison(plain, presenting)}) {
        INFO(width << " presenting " << presenting);
        std::vector<Box> all = boxes(r);
        for (const Box& box : {r.card, r.beside, r.strip}) all.push_back(box);
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (all[i].empty()) continue;
          CHECK(all[i].x >= 0);
          CHECK(all[i].right() <= width);
          CHECK(all[i].bottom() <= height);
          for (std::size_t j = i + 1; j < all.size(); ++j) {
            if (!all[j].empty()) CHECK_FALSE(all[i].overlaps(all[j]));
          }
        }
        CHECK(r.tree.w > width * 0.2f);
        CHECK(r.tree.h > height * 0.2f);
      }
    }
  }
}

}  // namespace
}  // namespace grove
