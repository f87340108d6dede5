// Films by `grove export`, the program beside the window's: it draws pictures without a window, and
// has them put together by ffmpeg or ImageMagick.
#pragma once

#include <memory>

#include "engine/files/film_maker.h"

namespace grove {

// Null where no other program can be started.
std::unique_ptr<FilmMaker> open_film_maker();

}  // namespace grove
