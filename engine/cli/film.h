// Film: what playing shows, and a picture of a moment, drawn by grove-viewer in a process of its
// own; films are put together by ffmpeg or ImageMagick, where one of them is there.
#pragma once

#include <string>

#include "engine/cli/console.h"
#include "engine/files/scratch.h"
#include "engine/record/record.h"

namespace grove {

struct PictureTerms {
  std::size_t position = 0;  // of a picture
  std::string size, theme;
  double seconds = 10, pace = 4;  // of a film
};

// Each leaves its file in the folder and returns its path; empty, and the reason printed, if it
// cannot be had.
std::string draw_picture(const Record& record, const PictureTerms& terms, const Scratch& folder,
                         Console& console);
// `format`: "gif", "webp" or "mp4".
std::string draw_film(const Record& record, const PictureTerms& terms, const std::string& format,
                      const Scratch& folder, Console& console);

}  // namespace grove
