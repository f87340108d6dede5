#include "viewer/panels/drawing/fonts.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "engine/base/ensure.h"
#include "viewer/panels/drawing/code_point_boxes.h"

namespace grove {
namespace {

int big_endian(const unsigned char* at) { return (at[0] << 8) | at[1]; }
int signed_big_endian(const unsigned char* at) {
  return static_cast<int16_t>(static_cast<uint16_t>(big_endian(at)));
}

// A table of an OpenType file.
const unsigned char* table_of(const FontFile& file, const char* tag) {
  const int count = big_endian(file.data + 4);
  for (int i = 0; i < count; ++i) {
    const unsigned char* entry = file.data + 12 + 16 * i;
    if (std::memcmp(entry, tag, 4) != 0) continue;
    const unsigned offset = static_cast<unsigned>(big_endian(entry + 8)) << 16 |
                            static_cast<unsigned>(big_endian(entry + 10));
    ENSURE(offset + 36 <= file.size, "an embedded font is cut off");
    return file.data + offset;
  }
  ENSURE(false, "an embedded font lacks a table that every font has");
}

float height_per_em(const FontFile& file) {
  const unsigned char* hhea = table_of(file, "hhea");
  const int height = signed_big_endian(hhea + 4) - signed_big_endian(hhea + 6);
  return static_cast<float>(height) / static_cast<float>(big_endian(table_of(file, "head") + 18));
}

FontFace add_font(std::span<const FontFile> files, const std::string& name) {
  for (const FontFile& file : files) {
    if (name != file.name) continue;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // ImGui never writes to the bytes of a font that it does not own.
    ImFont* font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<unsigned char*>(file.data), static_cast<int>(file.size), 0, &config);
    add_code_point_boxes();
    return {font, height_per_em(file)};
  }
  ENSURE(false, "a font that the window needs is not among the given files");
}

}  // namespace

float FontFace::pixels(float em) const { return std::max(1.0f, std::round(em * height_per_em)); }

Fonts add_fonts(std::span<const FontFile> files) {
  const char* weights[] = {"Medium", "SemiBold", "Bold", "ExtraBold"};
  Fonts fonts;
  for (std::size_t i = 0; i < 4; ++i) {
    fonts.by_family[0][i] = add_font(files, std::string("Inter-") + weights[i] + ".otf");
    fonts.by_family[1][i] = add_font(files, std::string("JetBrainsMono-") + weights[i] + ".ttf");
  }
  ImGui::GetIO().FontDefault = fonts.get(Family::kWords, Weight::kMedium).font;
  return fonts;
}

void push_font(const FontFace& face, float em) { ImGui::PushFont(face.font, face.pixels(em)); }

}  // namespace grove
