// Platform: all that the viewer needs from the machine it runs on. One header, a source per target:
// a window (GLFW and OpenGL), a picture without a display (EGL), nothing at all (for tests).
//
//   std::string error;
//   std::unique_ptr<Platform> platform = open_window({1600, 1000}, &error);
//   if (!platform) …                  // error says why, and what to do instead
//   platform->run(app);               // calls app.frame() until it returns false
//
// While a Platform lives it owns the current ImGui context; fonts may be added to it before run().
// The loop is inside the platform because a browser's cannot be anywhere else. Lengths are pixels.
// Copying and pasting in text fields works through ImGui; for all else there is copy_text().
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace grove {

// What the platform runs.
class App {
 public:
  virtual ~App() = default;

  // Computes a little, before a frame and outside of it. In the middle of what takes long it may
  // call `frame_between`, which draws a frame; false: the user closes the window.
  virtual void compute(const std::function<bool()>& frame_between) { (void)frame_between; }

  // Draws one frame: called between ImGui::NewFrame() and ImGui::Render(). False ends run().
  virtual bool frame() = 0;

  // True while the picture changes by itself; otherwise the platform may sleep until something is
  // pressed or moved.
  virtual bool busy() const = 0;

  // What the window is called now.
  virtual std::string title() const { return "Grove"; }

  // The user closes the window; false keeps it open.
  virtual bool may_close() { return true; }

  // The user dropped files on the window.
  virtual void drop(const std::vector<std::string>& paths) = 0;
};

// Of a picture, in pixels from its upper left corner.
struct PicturePart {
  int x, y, width, height;
};

class Platform {
 public:
  virtual ~Platform() = default;

  virtual void run(App& app) = 0;

  // The last frame, as the bytes of a PNG; nothing, with the reason, where there is no picture. Not
  // in the midst of a frame.
  virtual std::optional<std::string> picture(std::string* error) = 0;
  // The same of a part of it, which lies within it.
  virtual std::optional<std::string> picture_of(const PicturePart&, std::string* error) {
    return picture(error);
  }
  // Whether there are any.
  virtual bool has_pictures() const { return true; }
};

struct WindowOptions {
  int width = 1600;
  int height = 1000;
};

// Null, with the reason in `error`, where there is no display.
std::unique_ptr<Platform> open_window(const WindowOptions& options, std::string* error);

// Draws into memory, for pictures; needs no display. Null where EGL cannot do that.
std::unique_ptr<Platform> open_offscreen(int width, int height, std::string* error);

// Draws nothing: an ImGui context of that size whose frames last 1/60 s.
std::unique_ptr<Platform> open_nothing(int width, int height);

// A text that is remembered between two starts, in the user's config folder; none if there is none.
std::optional<std::string> load_remembered(const std::string& name);
// False where it cannot be kept.
bool save_remembered(const std::string& name, const std::string& text);
// Those whose names begin so, the one that was saved last first.
std::vector<std::string> remembered_names(const std::string& begin);
void forget_remembered(const std::string& name);
// Where it is kept, for messages; empty if nowhere.
std::string place_of_remembered(const std::string& name);

// Puts a text into the clipboard.
void copy_text(const std::string& text);

}  // namespace grove
