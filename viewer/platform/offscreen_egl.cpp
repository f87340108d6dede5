// The target that draws into memory, without a display: EGL's surfaceless platform and a
// framebuffer object.
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui_impl_opengl3.h>

#include "viewer/platform/frame_png.h"
#include "viewer/platform/imgui_host.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

template <class Function>
Function gl_function(const char* name) {
  return reinterpret_cast<Function>(eglGetProcAddress(name));
}

// An OpenGL 3.3 context that belongs to no window.
class Context {
 public:
  ~Context() {
    if (display_ == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    eglTerminate(display_);
  }

  // False where EGL, its surfaceless platform or OpenGL 3.3 is missing.
  bool open() {
    const auto get_display =
        gl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    if (get_display == nullptr) return false;
    display_ = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) return false;
    // Without a word on surfaces EGL looks for windows, which this platform has none of.
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                             EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display_, wanted, &config, 1, &count) || count == 0) return false;
    eglBindAPI(EGL_OPENGL_API);
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION,
                              3,
                              EGL_CONTEXT_MINOR_VERSION,
                              3,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                              EGL_NONE};
    context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, version);
    return context_ != EGL_NO_CONTEXT &&
           eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
  }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
};

class Offscreen : public Platform {
 public:
  Offscreen(int width, int height) : width_(width), height_(height) {}

  ~Offscreen() override {
    if (ready_) ImGui_ImplOpenGL3_Shutdown();
  }

  bool open(std::string* error) {
    ready_ = context_.open() && make_framebuffer() && ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!ready_) {
      *error =
          "no picture can be drawn without a display here: EGL with Mesa's surfaceless platform "
          "is missing. On Debian, install libegl1, libegl-mesa0 and libgl1-mesa-dri";
    }
    return ready_;
  }

  void run(App& app) override {
    bool more = true;
    while (more) {
      ImGui_ImplOpenGL3_NewFrame();
      host_.begin(static_cast<float>(width_), static_cast<float>(height_), 1.0f / 60);
      ImGui::NewFrame();
      more = app.frame();
      ImGui::Render();
      glViewport(0, 0, width_, height_);
      glClearColor(0, 0, 0, 1);
      glClear(GL_COLOR_BUFFER_BIT);
      ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    }
  }

  std::optional<std::string> picture(std::string* error) override {
    return picture_of({0, 0, width_, height_}, error);
  }

  std::optional<std::string> picture_of(const PicturePart& part, std::string* error) override {
    return png_of_frame(part, height_, error);
  }

 private:
  bool make_framebuffer() {
    const auto gen_framebuffers = gl_function<PFNGLGENFRAMEBUFFERSPROC>("glGenFramebuffers");
    const auto bind_framebuffer = gl_function<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer");
    const auto attach = gl_function<PFNGLFRAMEBUFFERTEXTURE2DPROC>("glFramebufferTexture2D");
    const auto status = gl_function<PFNGLCHECKFRAMEBUFFERSTATUSPROC>("glCheckFramebufferStatus");
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 nullptr);
    GLuint framebuffer = 0;
    gen_framebuffers(1, &framebuffer);
    bind_framebuffer(GL_FRAMEBUFFER, framebuffer);
    attach(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    return status(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  }

  Context context_;
  ImGuiHost host_;
  int width_, height_;
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Platform> open_offscreen(int width, int height, std::string* error) {
  auto platform = std::make_unique<Offscreen>(width, height);
  if (!platform->open(error)) return nullptr;
  return platform;
}

}  // namespace grove
