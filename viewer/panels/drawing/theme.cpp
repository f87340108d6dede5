#include "viewer/panels/drawing/theme.h"

#include <algorithm>
#include <cmath>

namespace grove {
namespace {

constexpr std::array<ImU32, kHueCount> kBases = {
    rgb(0x56B4E9), rgb(0x0072B2), rgb(0x009E73), rgb(0xD55E00),
    rgb(0xE69F00), rgb(0xD8DEE6), rgb(0xCC79A7), rgb(0xF0E442),
};

constexpr Theme kDark = {
    .name = "dark",
    .dark = true,
    .win = rgb(0x0A0E13),
    .canvas = rgb(0x121820),
    .panel = rgb(0x18212B),
    .raised = rgb(0x25313F),
    .highlight = rgb(0x2C3A4B),
    .line = rgb(0x3A495B),
    .wire = rgb(0x8798AB),
    .text = rgb(0xF3F6F9),
    .text2 = rgb(0xBECAD7),
    .text3 = rgb(0x9DACBD),
    .ink = rgb(0x0B1016),
    .link = rgb(0xA9CBFF),
    .selection = rgb(0xFFFFFF),
    .breakpoint = rgb(0xE8467C),
    .tint = 0.17f,
    .code = {.keyword = rgb(0xC9B6FF),
             .string = rgb(0xA8DDB0),
             .number = rgb(0xF2C79A),
             .function = rgb(0x9AD3F5),
             .comment = rgb(0xA3B1C0),
             .type = rgb(0xF4D58A)},
    .bases = kBases,
    .outlines = {rgb(0x56B4E9), rgb(0x3F9FE0), rgb(0x1FB58A), rgb(0xF2762E), rgb(0xE69F00),
                 rgb(0xAEBAC7), rgb(0xCC79A7), rgb(0xF0E442)},
    .words = {rgb(0x8FD2F8), rgb(0x93C9F5), rgb(0x5BDDB3), rgb(0xFFA873), rgb(0xFFC352),
              rgb(0xD8DEE6), rgb(0xF0B3D4), rgb(0xF0E442)},
};

constexpr Theme kLight = {
    .name = "light",
    .dark = false,
    .win = rgb(0xC9D1DA),
    .canvas = rgb(0xFFFFFF),
    .panel = rgb(0xF6F8FA),
    .raised = rgb(0xE4E9EF),
    .highlight = rgb(0xDCE7F3),
    .line = rgb(0xAEB9C5),
    .wire = rgb(0x66727F),
    .text = rgb(0x121820),
    .text2 = rgb(0x36414D),
    .text3 = rgb(0x45515D),
    .ink = rgb(0x121820),
    .link = rgb(0x0A4796),
    .selection = rgb(0x121820),
    .breakpoint = rgb(0xB3134F),
    .tint = 0.14f,
    .code = {.keyword = rgb(0x5B2DA3),
             .string = rgb(0x17602B),
             .number = rgb(0x8A3F00),
             .function = rgb(0x0A5284),
             .comment = rgb(0x47535F),
             .type = rgb(0x644A00)},
    .bases = kBases,
    .outlines = {rgb(0x1B7DB3), rgb(0x0072B2), rgb(0x007D5A), rgb(0xBF5200), rgb(0x8F6200),
                 rgb(0x5F6873), rgb(0xA24D7E), rgb(0x756B00)},
    .words = {rgb(0x0A527C), rgb(0x004F7F), rgb(0x00573F), rgb(0x813500), rgb(0x664500),
              rgb(0x49525D), rgb(0x7A335D), rgb(0x554D00)},
};

constexpr Theme kContrast = {
    .name = "contrast",
    .dark = true,
    .win = rgb(0x5A5A5A),
    .canvas = rgb(0x000000),
    .panel = rgb(0x000000),
    .raised = rgb(0x202020),
    .highlight = rgb(0x3A3A3A),
    .line = rgb(0x767676),
    .wire = rgb(0xD0D0D0),
    .text = rgb(0xFFFFFF),
    .text2 = rgb(0xF0F0F0),
    .text3 = rgb(0xE0E0E0),
    .ink = rgb(0x000000),
    .link = rgb(0xB5DCFF),
    .selection = rgb(0xFFFFFF),
    .breakpoint = rgb(0xFF6FA3),
    .tint = 0.17f,
    .code = {.keyword = rgb(0xDACBFF),
             .string = rgb(0xB9F0C1),
             .number = rgb(0xFFD7A8),
             .function = rgb(0xB0E2FF),
             .comment = rgb(0xD8D8D8),
             .type = rgb(0xFFE59A)},
    // Blue stays dark enough for the white glyphs on it.
    .bases = {rgb(0x8FE0FF), rgb(0x005A9C), rgb(0x19D69A), rgb(0xFF7A3D), rgb(0xFFB000),
              rgb(0xFFFFFF), rgb(0xF29CD0), rgb(0xFFF04D)},
    .outlines = {rgb(0x8FE0FF), rgb(0x4C9DFF), rgb(0x19D69A), rgb(0xFF7A3D), rgb(0xFFB000),
                 rgb(0xFFFFFF), rgb(0xF29CD0), rgb(0xFFF04D)},
    .words = {rgb(0xB4EAFF), rgb(0x9CCBFF), rgb(0x5FEBBE), rgb(0xFFAE86), rgb(0xFFC94D),
              rgb(0xFFFFFF), rgb(0xFFC2E3), rgb(0xFFF04D)},
};

constexpr Look kLooks[kTaskStatusCount] = {
    {Hue::kSky, Glyph::kRun, true, false, 5.0f},
    {Hue::kSky, Glyph::kReady, false, true, 3.5f},
    {Hue::kBlue, Glyph::kSleep, false, false, 2.5f},
    {Hue::kOrange, Glyph::kAsked, false, true, 3.5f},
    {Hue::kOrange, Glyph::kCancelling, false, false, 3.5f},
    {Hue::kAsh, Glyph::kCancelled, false, true, 3.5f},
    {Hue::kVermillion, Glyph::kFailed, true, false, 3.0f},
    {Hue::kVermillion, Glyph::kEnvelope, false, false, 3.5f},
    {Hue::kGreen, Glyph::kDone, false, false, 3.5f},
};

float channel(ImU32 colour, int shift) { return static_cast<float>((colour >> shift) & 255); }

float linear(float value) {
  value /= 255;
  return value <= 0.03928f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
}

float luminance(ImU32 colour) {
  return 0.2126f * linear(channel(colour, IM_COL32_R_SHIFT)) +
         0.7152f * linear(channel(colour, IM_COL32_G_SHIFT)) +
         0.0722f * linear(channel(colour, IM_COL32_B_SHIFT));
}

ImU32 grey_of(ImU32 colour) {
  const float light = luminance(colour);
  const float value =
      light <= 0.0031308f ? light * 12.92f : 1.055f * std::pow(light, 1 / 2.4f) - 0.055f;
  const auto byte = static_cast<ImU32>(std::lround(value * 255));
  return IM_COL32(byte, byte, byte, 255);
}

}  // namespace

const Theme& dark_theme() { return kDark; }
const Theme& light_theme() { return kLight; }
const Theme& contrast_theme() { return kContrast; }

Theme without_colour(const Theme& theme) {
  Theme grey = theme;
  for (ImU32* colour :
       {&grey.win,         &grey.canvas,        &grey.panel,        &grey.raised,
        &grey.highlight,   &grey.line,          &grey.wire,         &grey.text,
        &grey.text2,       &grey.text3,         &grey.ink,          &grey.link,
        &grey.selection,   &grey.breakpoint,    &grey.code.keyword, &grey.code.string,
        &grey.code.number, &grey.code.function, &grey.code.comment, &grey.code.type}) {
    *colour = grey_of(*colour);
  }
  for (auto* list : {&grey.bases, &grey.outlines, &grey.words}) {
    for (ImU32& colour : *list) colour = grey_of(colour);
  }
  return grey;
}

ImU32 Theme::card(Hue hue) const { return mix(base(hue), canvas, tint); }

ImU32 Theme::marked() const { return mix(text3, panel, dark ? 0.4f : 0.45f); }

ImU32 Theme::rim(Hue hue) const { return dark ? mix(rgb(0xFFFFFF), base(hue), 0.55f) : ink; }

const Look& look_of(TaskStatus status) { return kLooks[static_cast<std::size_t>(status)]; }

ImU32 mix(ImU32 a, ImU32 b, float share) {
  const auto blend = [&](int shift) {
    return static_cast<ImU32>(
        std::lround(channel(a, shift) * share + channel(b, shift) * (1 - share)));
  };
  return IM_COL32(blend(IM_COL32_R_SHIFT), blend(IM_COL32_G_SHIFT), blend(IM_COL32_B_SHIFT), 255);
}

ImU32 with_alpha(ImU32 colour, float alpha) {
  const float old = channel(colour, IM_COL32_A_SHIFT);
  const auto byte = static_cast<ImU32>(std::lround(old * std::clamp(alpha, 0.0f, 1.0f)));
  return (colour & ~static_cast<ImU32>(IM_COL32_A_MASK)) | (byte << IM_COL32_A_SHIFT);
}

float contrast(ImU32 a, ImU32 b) {
  const float light = std::max(luminance(a), luminance(b));
  const float dark = std::min(luminance(a), luminance(b));
  return (light + 0.05f) / (dark + 0.05f);
}

}  // namespace grove
