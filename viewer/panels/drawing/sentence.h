// Draws sentences with names and places in them that can be clicked: the caption, the list of
// events and the inspector all speak in them.
#pragma once

#include <utility>

#include "viewer/core/narration.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

struct SentenceLook {
  float size = 17.5f;
  bool links = true;              // names and places can be clicked …
  bool underlined = false;        // … and look like it
  bool lines_underlined = false;  // or only the places do
  ImU32 colour = 0;               // 0: the theme's text
};

float sentence_width(const Canvas& c, const Words& sentence, const SentenceLook& look);

// In two: what fits into `width`, broken between words, and the rest.
std::pair<Words, Words> split_sentence(const Canvas& c, const Words& sentence,
                                       const SentenceLook& look, float width);

// On one line from x on, cut off at `right`; returns where it ends. `id` tells apart the links of
// several sentences.
float draw_sentence(const Canvas& c, const Ui& ui, int id, const Words& sentence, float x,
                    float baseline, float right, const SentenceLook& look);

}  // namespace grove
