// The target without any picture: tests drive panels on it in a millisecond.
#include "viewer/platform/imgui_host.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

class Nothing : public Platform {
 public:
  Nothing(int width, int height) : width_(width), height_(height) {
    // Fonts are then baked on demand, as they are with a real renderer.
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  }

  ~Nothing() override { release_textures(); }

  void run(App& app) override {
    bool more = true;
    while (more) {
      host_.begin(static_cast<float>(width_), static_cast<float>(height_), 1.0f / 60);
      ImGui::NewFrame();
      more = app.frame();
      ImGui::Render();
      accept_textures();
    }
  }

  std::optional<std::string> picture(std::string* error) override {
    *error = "this target draws nothing";
    return std::nullopt;
  }

 private:
  // ImGui waits for a renderer to say that it has taken each texture, or let go of it.
  void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      } else if (texture->Status != ImTextureStatus_Destroyed) {
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
  }

  void release_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }

  ImGuiHost host_;
  int width_, height_;
};

}  // namespace

std::unique_ptr<Platform> open_nothing(int width, int height) {
  return std::make_unique<Nothing>(width, height);
}

}  // namespace grove
