#include "viewer/panels/drawing/code_point_boxes.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace grove {
namespace {

constexpr int kDigitWidth = 3, kDigitHeight = 5;
// Hexadecimal digits, a row of three dots in each octal digit, the top row first.
constexpr uint16_t kDigits[16] = {
    075557, 026227, 071747, 071717, 055711, 074717, 074757, 071122,
    075757, 075717, 025755, 065656, 034443, 065556, 074647, 074644,
};

// In pixels of the atlas, at one size of a font.
struct BoxShape {
  BoxShape(float size, ImWchar code_point)
      : dot(std::max(1, static_cast<int>(std::lround(size * 0.085f)))) {
    digits = code_point > 0xFFFFF ? 6 : code_point > 0xFFFF ? 5 : code_point > 0xFF ? 4 : 2;
    frame = std::max(1, (dot + 1) / 2);
    pad = dot + frame;
    width = 2 * pad + digits * kDigitWidth * dot + (digits - 1) * dot;
    height = 2 * pad + kDigitHeight * dot;
  }
  // To the next character.
  int advance() const { return width + 2 * frame; }

  int dot, digits, frame, pad, width, height;
};

std::vector<unsigned char> draw(const BoxShape& shape, ImWchar code_point) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(shape.width * shape.height), 0);
  const auto fill = [&](int x, int y, int w, int h) {
    for (int row = y; row < y + h; ++row) {
      const auto begin = pixels.begin() + row * shape.width + x;
      std::fill(begin, begin + w, static_cast<unsigned char>(255));
    }
  };
  fill(0, 0, shape.width, shape.frame);
  fill(0, shape.height - shape.frame, shape.width, shape.frame);
  fill(0, 0, shape.frame, shape.height);
  fill(shape.width - shape.frame, 0, shape.frame, shape.height);
  for (int i = 0; i < shape.digits; ++i) {
    const unsigned digit = (static_cast<unsigned>(code_point) >> (4 * (shape.digits - 1 - i))) & 15;
    const int left = shape.pad + i * (kDigitWidth + 1) * shape.dot;
    for (int y = 0; y < kDigitHeight; ++y) {
      const int row = kDigits[digit] >> (3 * (kDigitHeight - 1 - y)) & 7;
      for (int x = 0; x < kDigitWidth; ++x) {
        if ((row >> (kDigitWidth - 1 - x) & 1) == 0) continue;
        fill(left + x * shape.dot, shape.pad + y * shape.dot, shape.dot, shape.dot);
      }
    }
  }
  return pixels;
}

// Blanks and what ends a line are no characters to be shown.
bool contains(ImFontAtlas*, ImFontConfig*, ImWchar code_point) {
  const bool blank = code_point == 0 || code_point == '\t' || code_point == '\n' ||
                     code_point == '\r' || code_point == ' ' || code_point == 0xA0;
  return !blank;
}

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point,
          ImFontGlyph* glyph, float* advance) {
  if (!contains(atlas, source, code_point)) return false;
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const BoxShape shape(baked->Size * density, code_point);
  const auto scaled = [density](int pixels) { return static_cast<float>(pixels) / density; };
  if (advance != nullptr) {
    *advance = scaled(shape.advance());
    return true;
  }
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, shape.width, shape.height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  glyph->Codepoint = code_point;
  glyph->AdvanceX = scaled(shape.advance());
  glyph->X0 = scaled(shape.frame);
  glyph->X1 = glyph->X0 + scaled(shape.width);
  // Round the middle of a capital letter.
  const float middle = IM_ROUND(baked->Ascent * 0.66f);
  glyph->Y0 = middle - IM_ROUND(scaled(shape.height) / 2);
  glyph->Y1 = glyph->Y0 + scaled(shape.height);
  glyph->Visible = true;
  glyph->PackId = place;
  std::vector<unsigned char> pixels = draw(shape, code_point);
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph,
                                     ImFontAtlasPackGetRect(atlas, place), pixels.data(),
                                     ImTextureFormat_Alpha8, shape.width);
  return true;
}

const ImFontLoader& loader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader made;
    made.Name = "code points";
    made.FontSrcContainsGlyph = contains;
    made.FontBakedLoadGlyph = load;
    return made;
  }();
  return kLoader;
}

}  // namespace

void add_code_point_boxes() {
  ImFontConfig config;
  config.MergeMode = true;
  config.FontLoader = &loader();
  ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace grove
