#include "viewer/platform/frame_png.h"

#include <GL/gl.h>

#include <vector>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace grove {
namespace {

// As stb wants it.
void append(void* text, void* bytes, int size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes),
                                          static_cast<std::size_t>(size));
}

}  // namespace

std::optional<std::string> png_of_frame(const PicturePart& part, int height, std::string* error) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(part.width) * part.height * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(part.x, height - part.y - part.height, part.width, part.height, GL_RGB,
               GL_UNSIGNED_BYTE, pixels.data());
  // OpenGL's first row is the lowest.
  stbi_flip_vertically_on_write(1);
  std::string png;
  if (stbi_write_png_to_func(append, &png, part.width, part.height, 3, pixels.data(),
                             part.width * 3)) {
    return png;
  }
  *error = "the picture cannot be made into a PNG";
  return std::nullopt;
}

}  // namespace grove
