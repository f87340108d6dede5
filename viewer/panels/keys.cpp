#include "viewer/panels/keys.h"

#include "viewer/core/actions.h"

namespace grove {
namespace {

struct KeyPair {
  ImGuiKey imgui;
  Key key;
};
constexpr KeyPair kNamedKeys[] = {
    {ImGuiKey_Space, Key::kSpace},
    {ImGuiKey_LeftArrow, Key::kLeft},
    {ImGuiKey_RightArrow, Key::kRight},
    {ImGuiKey_UpArrow, Key::kUp},
    {ImGuiKey_DownArrow, Key::kDown},
    {ImGuiKey_Home, Key::kHome},
    {ImGuiKey_End, Key::kEnd},
    {ImGuiKey_Escape, Key::kEscape},
    {ImGuiKey_Tab, Key::kTab},
    {ImGuiKey_LeftBracket, Key::kLeftBracket},
    {ImGuiKey_RightBracket, Key::kRightBracket},
};
// Keys that are sought by what they write, since layouts differ in where they are.
constexpr Key kWrittenKeys[] = {Key::kPlus, Key::kMinus, Key::kQuestion};

void send_action(const Ui& ui, const Chord& chord) {
  if (const Action* action = action_of(chord)) ui.commands.push_back(action->command);
}

bool is_written(ImWchar c) {
  for (const Key key : kWrittenKeys) {
    if (static_cast<int>(key) == static_cast<int>(c)) return true;
  }
  return false;
}

}  // namespace

void read_keys(const Ui& ui) {
  ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) send_action(ui, {Key::kEscape});
    return;
  }
  const Chord held{Key::kNone, io.KeyCtrl || io.KeySuper, io.KeyShift, io.KeyAlt};
  const auto with = [&](Key key) {
    Chord chord = held;
    chord.key = key;
    return chord;
  };
  for (const auto& [imgui, key] : kNamedKeys) {
    if (ImGui::IsKeyPressed(imgui)) send_action(ui, with(key));
  }
  for (int i = 0; i < 26; ++i) {
    const auto imgui = static_cast<ImGuiKey>(ImGuiKey_A + i);
    if (ImGui::IsKeyPressed(imgui)) send_action(ui, with(key_of(static_cast<char>('A' + i))));
  }
  if (ImGui::IsKeyPressed(ImGuiKey_0)) send_action(ui, with(key_of('0')));
  for (const ImWchar c : io.InputQueueCharacters) {
    if (is_written(c)) send_action(ui, {static_cast<Key>(c)});
  }
  // With Ctrl held nothing is written, so there the keys of the common layouts must do.
  if (!held.ctrl) return;
  for (const ImGuiKey key : {ImGuiKey_Equal, ImGuiKey_KeypadAdd}) {
    if (ImGui::IsKeyPressed(key)) send_action(ui, {Key::kPlus, true});
  }
  for (const ImGuiKey key : {ImGuiKey_Minus, ImGuiKey_KeypadSubtract}) {
    if (ImGui::IsKeyPressed(key)) send_action(ui, {Key::kMinus, true});
  }
}

}  // namespace grove
