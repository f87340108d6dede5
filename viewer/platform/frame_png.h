// The pixels that OpenGL has drawn, as the bytes of a PNG. Native targets only.
#pragma once

#include <optional>
#include <string>

#include "viewer/platform/platform.h"

namespace grove {

// Of the framebuffer that is bound, `height` pixels high; nothing, with the reason, if it cannot
// be.
std::optional<std::string> png_of_frame(const PicturePart& part, int height, std::string* error);

}  // namespace grove
