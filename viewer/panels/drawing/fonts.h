// Fonts: the two families of the window, in four weights each. Inter for words, JetBrains Mono for
// all that Python would print.
//
// The visual language gives em sizes; ImGui's are the height from the highest ascender to the
// lowest descender. FontFace::pixels() turns one into the other, rounded to whole pixels, because
// ImGui draws only those sharply.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <span>

namespace grove {

enum class Weight : uint8_t { kMedium, kSemiBold, kBold, kExtraBold };
enum class Family : uint8_t { kWords, kCode };

struct FontFace {
  ImFont* font = nullptr;
  float height_per_em = 1;

  // ImGui's size for an em size in pixels.
  float pixels(float em) const;
};

struct Fonts {
  std::array<std::array<FontFace, 4>, 2> by_family{};  // then by weight

  const FontFace& get(Family family, Weight weight) const {
    return by_family[static_cast<std::size_t>(family)][static_cast<std::size_t>(weight)];
  }
};

// A font file in memory; the bytes must outlive the ImGui context.
struct FontFile {
  const char* name;
  const unsigned char* data;
  unsigned size;  // bytes
};

// Adds the fonts to the current ImGui context. REQUIRES: `files` holds Inter-*.otf and
// JetBrainsMono-*.ttf in Medium, SemiBold, Bold and ExtraBold.
Fonts add_fonts(std::span<const FontFile> files);

// The ImGui font and size of what follows, for ImGui's own widgets; end with ImGui::PopFont().
void push_font(const FontFace& face, float em);

}  // namespace grove
