// The target in a browser: a canvas with WebGL 2. The page (page.js) hands its events to the
// functions at the end of this file, and asks for each frame; nothing is drawn while nothing moves.
#include <GLES3/gl3.h>
#include <emscripten/html5.h>
#include <imgui_impl_opengl3.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <new>
#include <string_view>
#include <utility>

#include "engine/base/json.h"
#include "viewer/platform/imgui_host.h"
#include "viewer/platform/item_probe.h"
#include "viewer/platform/keys_web.h"
#include "viewer/platform/page_web.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

// Frames drawn at once after the last input: hovering, pressing and a menu's opening each show one
// frame later.
constexpr int kFramesAfterInput = 4;
// So many seconds of slow frames follow, in which notices go, and what is remembered is written.
constexpr double kSettling = 6;
// The longest time that one frame may stand for: a page out of sight draws none.
constexpr double kLongestFrame = 0.25;

const char* css_name(ImGuiMouseCursor cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_TextInput:
      return "text";
    case ImGuiMouseCursor_ResizeAll:
      return "move";
    case ImGuiMouseCursor_ResizeNS:
      return "ns-resize";
    case ImGuiMouseCursor_ResizeEW:
      return "ew-resize";
    case ImGuiMouseCursor_ResizeNESW:
      return "nesw-resize";
    case ImGuiMouseCursor_ResizeNWSE:
      return "nwse-resize";
    case ImGuiMouseCursor_Hand:
      return "pointer";
    case ImGuiMouseCursor_NotAllowed:
      return "not-allowed";
    default:
      return "default";
  }
}

class Page : public Platform {
 public:
  // When the next frame is due.
  enum class Next { kNever = 0, kAtOnce = 1, kSoon = 2 };

  Page() { page_ = this; }
  ~Page() override {
    page_ = nullptr;
    if (ready_) ImGui_ImplOpenGL3_Shutdown();
  }
  static Page* page() { return page_; }

  bool open(std::string* error) {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = wanted.depth = wanted.stencil = wanted.antialias = false;
    const auto context = emscripten_webgl_create_context("#canvas", &wanted);
    if (context <= 0 ||
        emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) {
      *error = "Grove draws with WebGL 2, which this browser does not offer";
      return false;
    }
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
      page_copy(text);
      page_->clipboard_ = text;
    };
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return page_->clipboard_.c_str(); };
    platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
      page_->caret_ = *data;
    };
    ready_ = ImGui_ImplOpenGL3_Init("#version 300 es");
    return ready_;
  }

  // The frames come from the page.
  void run(App& app) override { app_ = &app; }

  std::optional<std::string> picture(std::string* error) override {
    *error = "a page is no place to write pictures";
    return std::nullopt;
  }
  bool has_pictures() const override { return false; }

  void wake() {
    frames_due_ = kFramesAfterInput;
    settling_ = kSettling;
  }

  Next frame(double seconds) {
    if (app_ == nullptr || ended_ || pixels_[0] == 0 || lost_) return Next::kNever;
    seconds = std::clamp(seconds, 0.0001, kLongestFrame);
    if (frames_due_ > 0) --frames_due_;
    app_->compute([] { return page_input_waits() == 0; });
    draw(static_cast<float>(seconds));
    ++frames_;
    if (ended_) return Next::kNever;
    if (app_->busy()) {
      settling_ = kSettling;
      return Next::kAtOnce;
    }
    if (frames_due_ > 0) return Next::kAtOnce;
    settling_ -= seconds;
    // A caret blinks for as long as there is one.
    return settling_ > 0 || ImGui::GetIO().WantTextInput ? Next::kSoon : Next::kNever;
  }

  void resize(float width, float height, int wide, int high) {
    size_ = {width, height};
    pixels_ = {wide, high};
    wake();
  }

  // The browser took the graphics context away, or gave it back: all that lay in it is gone.
  void lose(bool lost) {
    lost_ = lost;
    if (!lost) {
      ImGui_ImplOpenGL3_DestroyDeviceObjects();
      wake();
    }
  }

  void key(const std::string& code, const std::string& written, bool down) {
    wake();
    const auto held = held_.find(code);
    if (held != held_.end() && !down) {
      ImGui::GetIO().AddKeyEvent(held->second, false);
      held_.erase(held);
    }
    if (!down) return;
    const ImGuiKey key = key_of(code, written);
    if (key == ImGuiKey_None) return;
    ImGui::GetIO().AddKeyEvent(key, true);
    held_[code] = key;
  }

  // No key is held any more: those that were will never be seen to go up.
  void release_all() {
    wake();
    for (const auto& [code, key] : std::exchange(held_, {})) ImGui::GetIO().AddKeyEvent(key, false);
    modifiers(0);
  }

  // Bits: control, shift, alt, the command or Windows key.
  void modifiers(int held) {
    constexpr ImGuiKey kModifiers[] = {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super};
    for (int i = 0; i < 4; ++i) {
      ImGui::GetIO().AddKeyEvent(kModifiers[i], (held >> i & 1) != 0);
    }
  }

  // The items that can be pressed, as of the last frame, as JSON.
  std::string items() const {
    std::string text;
    for (const ProbedItem& item : probe_.items()) {
      if (!item.visible || item.label.empty()) continue;
      text += fmt::format(
          "{}{{\"label\": {}, \"in\": {}, \"x\": {:.0f}, \"y\": {:.0f}, "
          "\"width\": {:.0f}, \"height\": {:.0f}}}",
          text.empty() ? "" : ", ", json_string(item.label), json_string(item.window), item.min.x,
          item.min.y, item.max.x - item.min.x, item.max.y - item.min.y);
    }
    return "[" + text + "]";
  }

  void hold_clipboard(const char* text) { clipboard_ = text; }
  App* app() { return app_; }
  int frames() const { return frames_; }

 private:
  void draw(float seconds) {
    ImGuiIO& io = ImGui::GetIO();
    ImGui_ImplOpenGL3_NewFrame();
    host_.begin(size_[0], size_[1], seconds);
    io.DisplayFramebufferScale = {static_cast<float>(pixels_[0]) / size_[0],
                                  static_cast<float>(pixels_[1]) / size_[1]};
    probe_.clear();
    ImGui::NewFrame();
    ended_ = !app_->frame();
    ImGui::Render();
    glViewport(0, 0, pixels_[0], pixels_[1]);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    tell_page();
  }

  // What of the frame is not in the picture, where it has changed.
  void tell_page() {
    if (const std::string title = app_->title(); title != title_) {
      title_ = title;
      page_title(title_.c_str());
    }
    if (const ImGuiMouseCursor cursor = ImGui::GetMouseCursor(); cursor != cursor_) {
      cursor_ = cursor;
      page_cursor(css_name(cursor));
    }
    page_text_field(ImGui::GetIO().WantTextInput ? 1 : 0, caret_.InputPos.x, caret_.InputPos.y,
                    caret_.InputLineHeight);
  }

  static inline Page* page_ = nullptr;

  ImGuiHost host_;
  ItemProbe probe_{ImGui::GetCurrentContext()};
  App* app_ = nullptr;
  std::string title_;
  ImGuiMouseCursor cursor_ = ImGuiMouseCursor_Arrow;
  ImGuiPlatformImeData caret_;
  std::string clipboard_;
  std::map<std::string, ImGuiKey> held_;  // by where the key is
  std::array<float, 2> size_{};           // of the page's
  std::array<int, 2> pixels_{};
  int frames_due_ = kFramesAfterInput;
  double settling_ = kSettling;  // seconds
  int frames_ = 0;
  bool ready_ = false;
  bool lost_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Platform> open_window(const WindowOptions&, std::string* error) {
  auto page = std::make_unique<Page>();
  if (!page->open(error)) return nullptr;
  return page;
}

}  // namespace grove

// What the page calls. An event that comes before there is a window is nobody's.
extern "C" {

// Draws a frame. 0: none is due until something happens; 1: the next at once; 2: one soon.
EMSCRIPTEN_KEEPALIVE int grove_frame(double seconds) {
  grove::Page* page = grove::Page::page();
  try {
    return page == nullptr ? 0 : static_cast<int>(page->frame(seconds));
  } catch (const std::bad_alloc&) {
    page_fail(
        "This run needs more memory than a page may have. Reload the page: what you made is "
        "offered again. The program grove has more room.");
    return 0;
  }
}
EMSCRIPTEN_KEEPALIVE int grove_ready() {
  return grove::Page::page() != nullptr && grove::Page::page()->app() != nullptr ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int grove_frames() {
  return grove::Page::page() == nullptr ? 0 : grove::Page::page()->frames();
}
EMSCRIPTEN_KEEPALIVE void grove_wake() { grove::Page::page()->wake(); }
// Of the canvas, in CSS pixels and in the screen's own.
EMSCRIPTEN_KEEPALIVE void grove_resize(float width, float height, int wide, int high) {
  grove::Page::page()->resize(width, height, wide, high);
}
EMSCRIPTEN_KEEPALIVE void grove_context(int lost) { grove::Page::page()->lose(lost != 0); }
EMSCRIPTEN_KEEPALIVE void grove_mac(int is_mac) {
  ImGui::GetIO().ConfigMacOSXBehaviors = is_mac != 0;
}

EMSCRIPTEN_KEEPALIVE void grove_pointer(float x, float y, int touch) {
  grove::Page::page()->wake();
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch != 0 ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
}
EMSCRIPTEN_KEEPALIVE void grove_button(int button, int down) {
  grove::Page::page()->wake();
  if (button < 3) ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
}
EMSCRIPTEN_KEEPALIVE void grove_wheel(float x, float y) {
  grove::Page::page()->wake();
  ImGui::GetIO().AddMouseWheelEvent(x, y);
}
EMSCRIPTEN_KEEPALIVE void grove_key(const char* code, const char* written, int down) {
  grove::Page::page()->key(code, written, down != 0);
}
EMSCRIPTEN_KEEPALIVE void grove_modifiers(int held) { grove::Page::page()->modifiers(held); }
EMSCRIPTEN_KEEPALIVE void grove_text(const char* text) {
  grove::Page::page()->wake();
  ImGui::GetIO().AddInputCharactersUTF8(text);
}
EMSCRIPTEN_KEEPALIVE void grove_focus(int focused) {
  if (focused == 0) grove::Page::page()->release_all();
  ImGui::GetIO().AddFocusEvent(focused != 0);
}
EMSCRIPTEN_KEEPALIVE void grove_clipboard(const char* text) {
  grove::Page::page()->hold_clipboard(text);
}

// A file that was dropped or chosen; `shown`: it is to be opened.
EMSCRIPTEN_KEEPALIVE void grove_file(const char* name, const char* bytes, int size, int shown) {
  const std::string path =
      grove::take_file(name, std::string(bytes, static_cast<std::size_t>(size)));
  grove::Page::page()->wake();
  if (shown != 0) grove::Page::page()->app()->drop({path});
}

// Where everything that can be pressed stands, as JSON to be freed.
EMSCRIPTEN_KEEPALIVE char* grove_items() { return strdup(grove::Page::page()->items().c_str()); }

// 0 where leaving would lose something.
EMSCRIPTEN_KEEPALIVE int grove_may_close() {
  grove::Page* page = grove::Page::page();
  return page == nullptr || page->app() == nullptr || page->app()->may_close() ? 1 : 0;
}

}  // extern "C"
