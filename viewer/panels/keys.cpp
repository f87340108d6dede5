#include "viewer/panels/keys.h"

#include <imgui_internal.h>

#include <optional>

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
    {ImGuiKey_Enter, Key::kEnter},
    {ImGuiKey_PageUp, Key::kPageUp},
    {ImGuiKey_PageDown, Key::kPageDown},
    {ImGuiKey_F5, Key::kF5},
    {ImGuiKey_F12, Key::kF12},
};
// Keys that are sought by what they write, since layouts differ in where they are.
constexpr Key kWrittenKeys[] = {Key::kPlus,   Key::kMinus,       Key::kQuestion,    Key::kSlash,
                                Key::kPeriod, Key::kLeftBracket, Key::kRightBracket};

// What a key does depends on where one is: in a lesson its own keys come first, and while
// presenting B is the curtain, since a remote may send it.
const Action* action_here(const Session& session, const Chord& chord) {
  if (session.classroom().walking()) {
    if (const Action* action = lesson_action_of(chord)) return action;
  }
  // Enter lets a card go only where one is held; else it is the lesson's.
  const Hand* hand = session.empty() ? nullptr : &session.hand();
  if (hand != nullptr && (hand->held() || (hand->open() && !hand->fixed()))) {
    const Action* action = hand_action_of(chord);
    if (action != nullptr && (hand->held() || chord.alt)) return action;
  }
  const bool curtain = session.view().regions.presenting && chord == Chord{key_of('B')};
  return action_of(curtain ? Chord{Key::kPeriod} : chord);
}

void send_action(const Session& session, const Ui& ui, const Chord& chord) {
  if (const Action* action = action_here(session, chord)) ui.commands.push_back(action->command);
}

bool is_written(ImWchar c) {
  for (const Key key : kWrittenKeys) {
    if (static_cast<int>(key) == static_cast<int>(c)) return true;
  }
  return false;
}

bool any_key_pressed() {
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
    const bool mouse = key >= ImGuiKey_MouseLeft && key <= ImGuiKey_MouseWheelY;
    if (!mouse && ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false)) return true;
  }
  return false;
}

}  // namespace

// ImGui keeps the order in which a frame's events came.
bool held_with(ImGuiKey modifier, ImGuiKey key) {
  std::optional<bool> held;
  bool pressed = false;
  for (const ImGuiInputEvent& event : ImGui::GetCurrentContext()->InputEventsTrail) {
    if (event.Type != ImGuiInputEventType_Key) continue;
    if (event.Key.Key == modifier) {
      if (pressed && !held) held = !event.Key.Down;
      if (!pressed) held = event.Key.Down;
    }
    pressed = pressed || (event.Key.Key == key && event.Key.Down);
  }
  return pressed && held ? *held : ImGui::IsKeyDown(modifier);
}

void read_keys(const Session& session, const Ui& ui) {
  ImGuiIO& io = ImGui::GetIO();
  // An open menu has the keys to itself.
  if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) return;
  if (io.WantTextInput) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) send_action(session, ui, {Key::kEscape});
    // What no text field takes, and a person who edits presses most.
    const bool edits = session.view().overlay == Overlay::kNone;
    for (const ImGuiKey key : {ImGuiKey_S, ImGuiKey_O, ImGuiKey_E, ImGuiKey_Q}) {
      if (!edits || !ImGui::IsKeyPressed(key) || !held_with(ImGuiMod_Ctrl, key)) continue;
      const char letter = static_cast<char>('A' + (key - ImGuiKey_A));
      send_action(session, ui, {key_of(letter), true});
    }
    return;
  }
  // Behind the curtain any key lifts it, and does nothing else.
  if (session.view().overlay == Overlay::kCurtain) {
    if (any_key_pressed()) ui.send(command::Close{});
    return;
  }
  // The library walks by itself; what is behind it waits.
  if (session.view().overlay == Overlay::kLibrary) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ui.send(command::Close{});
    return;
  }
  const auto read = [&](ImGuiKey imgui, Key key) {
    if (!ImGui::IsKeyPressed(imgui)) return;
    const bool ctrl = held_with(ImGuiMod_Ctrl, imgui) || held_with(ImGuiMod_Super, imgui);
    send_action(session, ui,
                {key, ctrl, held_with(ImGuiMod_Shift, imgui), held_with(ImGuiMod_Alt, imgui)});
  };
  for (const auto& [imgui, key] : kNamedKeys) read(imgui, key);
  for (int i = 0; i < 26; ++i) {
    read(static_cast<ImGuiKey>(ImGuiKey_A + i), key_of(static_cast<char>('A' + i)));
  }
  for (int i = 0; i < 10; ++i) {
    read(static_cast<ImGuiKey>(ImGuiKey_0 + i), key_of(static_cast<char>('0' + i)));
  }
  for (const ImWchar c : io.InputQueueCharacters) {
    if (is_written(c)) send_action(session, ui, {static_cast<Key>(c)});
  }
  // With Ctrl held nothing is written, so there the keys of the common layouts must do.
  constexpr KeyPair kCommonPlaces[] = {{ImGuiKey_Equal, Key::kPlus},
                                       {ImGuiKey_KeypadAdd, Key::kPlus},
                                       {ImGuiKey_Minus, Key::kMinus},
                                       {ImGuiKey_KeypadSubtract, Key::kMinus}};
  for (const auto& [imgui, key] : kCommonPlaces) {
    const bool pressed = ImGui::IsKeyPressed(imgui);
    if (pressed && held_with(ImGuiMod_Ctrl, imgui)) send_action(session, ui, {key, true});
  }
}

}  // namespace grove
