#include "viewer/panels/drawing/theme.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

namespace grove {
namespace {

constexpr Hue kHues[] = {Hue::kSky,    Hue::kBlue, Hue::kGreen,  Hue::kVermillion,
                         Hue::kOrange, Hue::kAsh,  Hue::kPurple, Hue::kYellow};

auto about(float figure) { return Approx(figure).margin(0.06); }

TEST_CASE("surfaces have the contrasts of the visual language on the canvas") {
  const Theme& dark = dark_theme();
  const Theme& light = light_theme();
  CHECK(contrast(dark.line, dark.canvas) == about(1.9f));
  CHECK(contrast(light.line, light.canvas) == about(2.0f));
  CHECK(contrast(dark.wire, dark.canvas) == about(6.0f));
  CHECK(contrast(light.wire, light.canvas) == about(4.9f));
  CHECK(contrast(dark.text, dark.canvas) == about(16.4f));
  CHECK(contrast(light.text, light.canvas) == about(17.8f));
  CHECK(contrast(dark.text2, dark.canvas) == about(10.7f));
  CHECK(contrast(light.text2, light.canvas) == about(10.4f));
  CHECK(contrast(dark.text2, dark.highlight) == about(7.0f));
  CHECK(contrast(light.text2, light.highlight) == about(8.3f));
  CHECK(contrast(dark.text3, dark.canvas) == about(7.7f));
  CHECK(contrast(light.text3, light.canvas) == about(8.1f));
  CHECK(contrast(dark.link, dark.canvas) == about(10.8f));
  CHECK(contrast(light.link, light.canvas) == about(8.9f));
  CHECK(contrast(dark.breakpoint, dark.canvas) == about(4.8f));
  CHECK(contrast(light.breakpoint, light.canvas) == about(6.7f));
}

TEST_CASE("state words have the contrasts of the visual language on their own tint") {
  const auto on_tint = [](const Theme& theme, Hue hue) {
    return contrast(theme.word(hue), theme.card(hue));
  };
  const Theme& dark = dark_theme();
  const Theme& light = light_theme();
  CHECK(on_tint(dark, Hue::kSky) == about(7.9f));
  CHECK(on_tint(light, Hue::kSky) == about(7.5f));
  CHECK(on_tint(dark, Hue::kBlue) == about(8.7f));
  CHECK(on_tint(light, Hue::kBlue) == about(7.1f));
  CHECK(on_tint(dark, Hue::kOrange) == about(8.3f));
  CHECK(on_tint(light, Hue::kOrange) == about(7.8f));
  CHECK(on_tint(dark, Hue::kVermillion) == about(7.9f));
  CHECK(on_tint(light, Hue::kVermillion) == about(7.2f));
  CHECK(on_tint(dark, Hue::kGreen) == about(8.5f));
  CHECK(on_tint(light, Hue::kGreen) == about(7.3f));
  CHECK(on_tint(dark, Hue::kPurple) == about(8.1f));
  CHECK(on_tint(light, Hue::kPurple) == about(7.4f));
}

TEST_CASE("text is at least 7:1, outlines at least 4.5:1, on every surface they stand on") {
  for (const Theme* theme : {&dark_theme(), &light_theme(), &contrast_theme()}) {
    CAPTURE(theme->name);
    for (const ImU32 surface : {theme->canvas, theme->panel, theme->raised, theme->highlight}) {
      CHECK(contrast(theme->text, surface) >= 7);
      CHECK(contrast(theme->text2, surface) >= 6.95f);
    }
    for (const ImU32 colour :
         {theme->code.keyword, theme->code.string, theme->code.number, theme->code.function,
          theme->code.comment, theme->code.type, theme->link}) {
      CHECK(contrast(colour, theme->panel) >= 7);
    }
    for (const Hue hue : kHues) {
      CAPTURE(static_cast<int>(hue));
      CHECK(contrast(theme->outline(hue), theme->canvas) >= 4.45f);
      CHECK(contrast(theme->word(hue), theme->card(hue)) >= 7);
    }
    // What is written on a solid node is bold and large, for which 4.5 is enough.
    const ImU32 ink = rgb(0x0B1016);
    CHECK(contrast(ink, theme->base(Hue::kSky)) >= 7);
    CHECK(contrast(ink, theme->base(Hue::kVermillion)) >= 4.5f);
  }
}

TEST_CASE("in high contrast every text and every outline is at least 7:1") {
  const Theme& theme = contrast_theme();
  for (const ImU32 surface : {theme.canvas, theme.panel, theme.raised, theme.highlight}) {
    for (const ImU32 colour : {theme.text, theme.text2, theme.text3, theme.link}) {
      CHECK(contrast(colour, surface) >= 7);
    }
  }
  CHECK(contrast(theme.wire, theme.canvas) >= 7);
  CHECK(contrast(theme.selection, theme.canvas) >= 7);
  CHECK(contrast(theme.breakpoint, theme.panel) >= 7);
  // Dividers are no text, and still to be seen.
  CHECK(contrast(theme.line, theme.canvas) >= 3);
  CHECK(contrast(theme.win, theme.panel) >= 3);
  for (const Hue hue : kHues) {
    CAPTURE(static_cast<int>(hue));
    CHECK(contrast(theme.outline(hue), theme.canvas) >= 7);
    CHECK(contrast(theme.word(hue), theme.panel) >= 7);
    const ImU32 on_fill = hue == Hue::kBlue ? rgb(0xFFFFFF) : rgb(0x0B1016);
    CHECK(contrast(on_fill, theme.base(hue)) >= 7);
  }
}

using Colour = std::array<float, 3>;

Colour linear_of(ImU32 colour) {
  const auto channel = [&](int shift) {
    const float value = static_cast<float>((colour >> shift) & 255) / 255;
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
  };
  return {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT)};
}

using Eyes = std::array<Colour, 3>;

Colour seen_by(const Eyes& eyes, const Colour& colour) {
  Colour seen{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) seen[i] += eyes[i][j] * colour[j];
    seen[i] = std::clamp(seen[i], 0.0f, 1.0f);
  }
  return seen;
}

// CIE Lab, of linear sRGB.
Colour lab_of(const Colour& c) {
  const auto f = [](float t) { return t > 0.008856f ? std::cbrt(t) : 7.787f * t + 16.0f / 116; };
  const float x = f((0.4124f * c[0] + 0.3576f * c[1] + 0.1805f * c[2]) / 0.95047f);
  const float y = f(0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2]);
  const float z = f((0.0193f * c[0] + 0.1192f * c[1] + 0.9505f * c[2]) / 1.08883f);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

float distance(ImU32 a, ImU32 b, const Eyes& eyes) {
  const Colour first = lab_of(seen_by(eyes, linear_of(a)));
  const Colour second = lab_of(seen_by(eyes, linear_of(b)));
  float sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += (first[i] - second[i]) * (first[i] - second[i]);
  return std::sqrt(sum);
}

// Machado, Oliveira and Fernandes 2009, at full severity.
constexpr Eyes kEyes[] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286f, 1.052583f, -0.204868f},
      {0.114503f, 0.786281f, 0.099216f},
      {-0.003882f, -0.048116f, 1.051998f}}},
    {{{0.367322f, 0.860646f, -0.227968f},
      {0.280085f, 0.672501f, 0.047413f},
      {-0.011820f, 0.042940f, 0.968881f}}},
    {{{1.255528f, -0.076749f, -0.178779f},
      {-0.078411f, 0.930809f, 0.147602f},
      {0.004733f, 0.691367f, 0.303900f}}},
};

TEST_CASE("in high contrast the states' outlines stay apart for every kind of colour blindness") {
  const Theme& theme = contrast_theme();
  for (const Eyes& eyes : kEyes) {
    for (const Hue a : kHues) {
      for (const Hue b : kHues) {
        if (a >= b) continue;
        CAPTURE(&eyes - kEyes, static_cast<int>(a), static_cast<int>(b));
        // The bases of the other themes have 16 at least, outlines there 0.3: shapes tell them.
        CHECK(distance(theme.outline(a), theme.outline(b), eyes) >= 12);
      }
    }
  }
}

TEST_CASE("what is selected is plainly seen, and every word of a program on it") {
  for (const Theme* theme : {&dark_theme(), &light_theme(), &contrast_theme()}) {
    CAPTURE(theme->name);
    const ImU32 marked = theme->marked();
    // An editor stands on the panel, a field is raised.
    CHECK(contrast(marked, theme->panel) >= 2);
    CHECK(contrast(marked, theme->raised) >= 1.7f);
    CHECK(contrast(theme->text, marked) >= 6);
    for (const ImU32 colour : {theme->code.keyword, theme->code.string, theme->code.number,
                               theme->code.function, theme->code.comment, theme->code.type}) {
      CHECK(contrast(colour, marked) >= 3);
    }
  }
}

TEST_CASE("without colour nothing but grey is left, as light as it was") {
  for (const Theme* theme : {&dark_theme(), &light_theme(), &contrast_theme()}) {
    const Theme grey = without_colour(*theme);
    for (const Hue hue : kHues) {
      const ImU32 colour = grey.outline(hue);
      CHECK(((colour >> IM_COL32_R_SHIFT) & 255) == ((colour >> IM_COL32_G_SHIFT) & 255));
      CHECK(((colour >> IM_COL32_R_SHIFT) & 255) == ((colour >> IM_COL32_B_SHIFT) & 255));
      CHECK(contrast(colour, theme->outline(hue)) < 1.03f);
    }
  }
}

TEST_CASE("every state has a glyph of its own, and only two are filled") {
  int solid = 0;
  for (int i = 0; i < kTaskStatusCount; ++i) {
    const Look& look = look_of(static_cast<TaskStatus>(i));
    solid += look.solid ? 1 : 0;
    for (int j = 0; j < i; ++j) {
      CHECK(look.glyph != look_of(static_cast<TaskStatus>(j)).glyph);
    }
  }
  CHECK(solid == 2);
}

}  // namespace
}  // namespace grove
