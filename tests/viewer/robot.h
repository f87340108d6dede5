// Robot: drives the whole window without one, as a person would: it looks for what is drawn by its
// label, clicks it, presses keys, lets time pass.
//
//   Robot robot;
//   robot.open_record("run.jsonl");       // or robot.session().open(…)
//   robot.click("Forward");
//   CHECK(robot.session().model().position() == …);
//
// Each action is followed by as many frames as ImGui needs to notice it. Commands are applied after
// each frame, as in the viewer.
#pragma once

#include <imgui.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "viewer/panels/window.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/item_probe.h"
#include "viewer/platform/platform.h"

namespace grove {

inline Fonts robot_fonts() {
  std::vector<FontFile> files;
  for (const EmbeddedFile& file : embedded_fonts()) {
    files.push_back({file.name, file.data, file.size});
  }
  return add_fonts(files);
}

class Robot : private App {
 public:
  explicit Robot(int width = 1600, int height = 1000, bool still = true)
      : platform_(open_nothing(width, height)),
        probe_(ImGui::GetCurrentContext()),
        fonts_(robot_fonts()),
        window_(fonts_, still),
        width_(static_cast<float>(width)),
        height_(static_cast<float>(height)) {}

  Session& session() { return session_; }
  const ItemProbe& probe() const { return probe_; }
  const Commands& last_commands() const { return commands_; }
  bool moving() const { return window_.moving(); }
  const Fonts& fonts() const { return fonts_; }

  // Opens a file, and reads or runs it to the end.
  OpenResult open(const std::string& path) {
    const OpenResult result = session_.open(path);
    while (session_.wants_to_compute()) session_.compute(20'000);
    frames(2);
    return result;
  }

  void frames(int count) {
    for (; count > 0; --count) platform_->run(*this);
  }

  bool sees(const std::string& label) const { return probe_.find(label) != nullptr; }

  void click(const std::string& label, ImGuiMouseButton button = ImGuiMouseButton_Left) {
    click_item(probe_.find(label), label, button);
  }

  // The same within one region.
  void click(const std::string& label, const std::string& region) {
    const ProbedItem* found = nullptr;
    for (const ProbedItem& item : probe_.items()) {
      const bool inside = item.window.find("/" + region + "_") != std::string::npos;
      if (found == nullptr && item.visible && inside && item.label == label) found = &item;
    }
    click_item(found, label + "\" in region \"" + region, ImGuiMouseButton_Left);
  }

  void click_at(float x, float y, ImGuiMouseButton button = ImGuiMouseButton_Left) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    frames(2);
    io.AddMouseButtonEvent(button, true);
    frames(1);
    io.AddMouseButtonEvent(button, false);
    frames(2);
  }

  void drag(float x, float y, float to_x, float to_y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    frames(2);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    frames(1);
    for (int step = 1; step <= 4; ++step) {
      const float share = static_cast<float>(step) / 4;
      io.AddMousePosEvent(x + (to_x - x) * share, y + (to_y - y) * share);
      frames(1);
    }
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    frames(2);
  }

  void wheel(float x, float y, float notches) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    frames(2);
    io.AddMouseWheelEvent(0, notches);
    frames(2);
  }

  // `modifiers`: ImGuiMod_Ctrl and its like, together.
  void press(ImGuiKey key, int modifiers = ImGuiMod_None) {
    ImGuiIO& io = ImGui::GetIO();
    constexpr ImGuiKey kModifiers[] = {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt};
    for (const ImGuiKey modifier : kModifiers) {
      if ((modifiers & modifier) != 0) io.AddKeyEvent(modifier, true);
    }
    io.AddKeyEvent(key, true);
    frames(1);
    io.AddKeyEvent(key, false);
    for (const ImGuiKey modifier : kModifiers) {
      if ((modifiers & modifier) != 0) io.AddKeyEvent(modifier, false);
    }
    frames(2);
  }

  void type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    frames(2);
  }

 private:
  void click_item(const ProbedItem* item, const std::string& name, ImGuiMouseButton button) {
    if (item == nullptr) FAIL("nothing labelled \"" << name << "\" is on the screen");
    click_at(item->x(), item->y(), button);
  }

  bool frame() override {
    probe_.clear();
    // What a command asks for is computed at once.
    while (session_.wants_to_compute()) session_.compute(20'000);
    session_.tick(1.0 / 60);
    commands_ = window_.draw(session_, width_, height_, 1.0f / 60);
    for (const Command& command : commands_) session_.apply(command);
    return false;
  }
  bool busy() const override { return false; }
  void drop(const std::vector<std::string>&) override {}

  std::unique_ptr<Platform> platform_;
  ItemProbe probe_;
  Session session_;
  Fonts fonts_;
  Window window_;
  Commands commands_;
  float width_, height_;
};

}  // namespace grove
