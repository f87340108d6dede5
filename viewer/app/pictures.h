// Pictures: one of a moment, or a film of what playing shows, drawn without a display. They neither
// know nor change what is remembered: they are the same everywhere.
#pragma once

#include "viewer/app/options.h"
#include "viewer/panels/drawing/fonts.h"

namespace grove {

// Both return the exit status, which is `status` where all went well.
int draw_picture(Session& session, const Options& options, int status);
int draw_film(Session& session, const Options& options, int status);

// The fonts that are compiled in. REQUIRES: a platform.
Fonts load_fonts();

}  // namespace grove
