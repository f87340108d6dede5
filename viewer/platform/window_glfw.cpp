// The target with a window: GLFW and OpenGL 3.3.
#include <GLFW/glfw3.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <utility>

#include "viewer/platform/frame_png.h"
#include "viewer/platform/imgui_host.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

// Frames drawn after the last input before the loop sleeps: hovering, pressing and a menu's opening
// each show one frame later.
constexpr int kFramesAfterInput = 4;
// Longest sleep in seconds; a caret in a text field blinks at this pace.
constexpr double kSleep = 0.4;

class Window : public Platform {
 public:
  ~Window() override {
    if (ready_) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui_ImplGlfw_Shutdown();
    }
    if (window_ != nullptr) glfwDestroyWindow(window_);
    glfwTerminate();
  }

  bool open(const WindowOptions& options, std::string* error) {
    glfwSetErrorCallback([](int, const char*) {});
    if (!glfwInit()) {
      *error =
          "there is no display to open a window on. `--screenshot OUT.png` draws a picture "
          "without one, and `grove play FILE` plays in the terminal";
      return false;
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    window_ = glfwCreateWindow(options.width, options.height, title_.c_str(), nullptr, nullptr);
    if (window_ == nullptr) {
      *error = "the window needs OpenGL 3.3, which this display does not offer";
      return false;
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(window_, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwSetWindowUserPointer(window_, this);
    // Before ImGui's own callbacks, which then call ours on.
    glfwSetDropCallback(window_, on_drop);
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) { of(window).wake(); });
    glfwSetKeyCallback(window_, [](GLFWwindow* window, int, int, int, int) { of(window).wake(); });
    glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned) { of(window).wake(); });
    glfwSetCursorPosCallback(window_,
                             [](GLFWwindow* window, double, double) { of(window).wake(); });
    glfwSetMouseButtonCallback(window_,
                               [](GLFWwindow* window, int, int, int) { of(window).wake(); });
    glfwSetScrollCallback(window_, [](GLFWwindow* window, double, double) { of(window).wake(); });
    ready_ =
        ImGui_ImplGlfw_InitForOpenGL(window_, true) && ImGui_ImplOpenGL3_Init("#version 330 core");
    return ready_;
  }

  void run(App& app) override {
    app_ = &app;
    for (;;) {
      if (glfwWindowShouldClose(window_)) {
        if (app.may_close()) break;
        glfwSetWindowShouldClose(window_, GLFW_FALSE);
        wake();
      }
      if (app.busy() || frames_due_ > 0) {
        glfwPollEvents();
      } else {
        glfwWaitEventsTimeout(kSleep);
      }
      if (frames_due_ > 0) --frames_due_;
      app.compute([&] {
        glfwPollEvents();
        frame(app);
        return !glfwWindowShouldClose(window_);
      });
      if (!frame(app)) break;
    }
    app_ = nullptr;
  }

  std::optional<std::string> picture(std::string* error) override {
    // What was shown has been handed to the display: it is drawn once more.
    const auto [width, height] = draw();
    return png_of_frame({0, 0, width, height}, height, error);
  }

 private:
  static Window& of(GLFWwindow* window) {
    return *static_cast<Window*>(glfwGetWindowUserPointer(window));
  }

  static void on_drop(GLFWwindow* window, int count, const char** paths) {
    Window& self = of(window);
    self.wake();
    if (self.app_ != nullptr) self.app_->drop(std::vector<std::string>(paths, paths + count));
  }

  void wake() { frames_due_ = kFramesAfterInput; }

  bool frame(App& app) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    const bool more = app.frame();
    if (const std::string title = app.title(); title != title_) {
      title_ = title;
      glfwSetWindowTitle(window_, title_.c_str());
    }
    ImGui::Render();
    draw();
    glfwSwapBuffers(window_);
    return more;
  }

  // Gives the size in pixels.
  std::pair<int, int> draw() {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return {width, height};
  }

  ImGuiHost host_;
  GLFWwindow* window_ = nullptr;
  std::string title_ = "Grove";
  App* app_ = nullptr;  // while it runs
  int frames_due_ = kFramesAfterInput;
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Platform> open_window(const WindowOptions& options, std::string* error) {
  auto window = std::make_unique<Window>();
  if (!window->open(options, error)) return nullptr;
  return window;
}

}  // namespace grove
