// The size of a picture, as both programs' options write it: "1600x1000".
#pragma once

#include <string>

namespace grove {

struct PictureSize {
  int width = 1600, height = 1000;
};

// As numbers.h reads: what is wrong with the text, or "", and *size is set.
std::string read_size(const std::string& text, PictureSize* size);

}  // namespace grove
