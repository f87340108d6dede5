// Theme: every colour of the window, by what it means. Colour belongs to the program that is shown;
// the chrome is grey. A hue on screen always means a state, and never speaks alone: look_of() pairs
// it with a glyph and an outline.
//
// Colours are ImU32 as ImGui packs them. Contrasts are WCAG's: 1 (none) to 21.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>

#include "engine/model/model.h"

namespace grove {

// Okabe and Ito's colours, and two greys for what is over.
enum class Hue : uint8_t {
  kSky,         // has the processor, or is next
  kBlue,        // waits
  kGreen,       // done
  kVermillion,  // failed
  kOrange,      // cancellation
  kAsh,         // cancelled
  kPurple,      // nobody waits for it
  kYellow,      // shielded
};
inline constexpr int kHueCount = 8;

// Small drawn shapes; glyphs.h draws them.
enum class Glyph : uint8_t {
  kRun,
  kReady,
  kSleep,
  kNursery,
  kEvent,
  kLock,
  kNet,
  kAsked,
  kCancelling,
  kCancelled,
  kFailed,
  kEnvelope,
  kDone,
  kOrphan,
  kShield,
  kFlag,
  kWinner,
  kSpawn,
  kKnob,
  kPrint,
  kCancelCall,
  kFired,
  kCaught,
  kDeadlock,
  kStopped,
  kChannel,
  kThread,
  kBellSet,
  kLockOpen,
  kFuture,
  kFile,
  kHand,
};

struct CodeColours {
  ImU32 keyword, string, number, function, comment, type;
};

struct Theme {
  const char* name;
  bool dark;
  ImU32 win, canvas, panel, raised, highlight, line, wire;
  ImU32 text, text2, text3, ink, link, selection, breakpoint;
  float tint;  // share of the base colour in a card
  CodeColours code;
  std::array<ImU32, kHueCount> bases, outlines, words;

  ImU32 base(Hue hue) const { return bases[static_cast<std::size_t>(hue)]; }
  ImU32 outline(Hue hue) const { return outlines[static_cast<std::size_t>(hue)]; }
  ImU32 word(Hue hue) const { return words[static_cast<std::size_t>(hue)]; }
  // The tinted fill of something in that state.
  ImU32 card(Hue hue) const;
  // Behind text that is selected: plainly seen, and the text on it too.
  ImU32 marked() const;
  // The rim of a solid fill: pale on dark, ink on light.
  ImU32 rim(Hue hue) const;
};

const Theme& dark_theme();
const Theme& light_theme();
// Black, white and full colours: every text and every outline at least 7:1.
const Theme& contrast_theme();
// The same with every colour replaced by the grey of its luminance: shows whether shapes and words
// alone tell the states apart.
Theme without_colour(const Theme& theme);

// How a state looks, beside its word.
struct Look {
  Hue hue;
  Glyph glyph;
  bool solid;   // filled with its base colour
  bool hollow;  // its badge is not filled: not told yet, or over
  float edge;   // width of its outline at scale 1
};
const Look& look_of(TaskStatus status);

constexpr ImU32 rgb(uint32_t hex) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255);
}
// `share` of a, the rest of b.
ImU32 mix(ImU32 a, ImU32 b, float share);
ImU32 with_alpha(ImU32 colour, float alpha);
float contrast(ImU32 a, ImU32 b);

}  // namespace grove
