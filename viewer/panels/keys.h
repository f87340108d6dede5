// From ImGui's keys to actions (viewer/core/actions.h).
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

// Sends the commands of the chords that were pressed in this frame. Nothing while a text field has
// the keyboard, but for what ends that.
void read_keys(const Session& session, const Ui& ui);

// Whether a modifier was held when a key was pressed that is down in this frame: in a slow frame a
// chord is pressed and its modifier let go of again, or the next key comes in with the end of a
// chord.
bool held_with(ImGuiKey modifier, ImGuiKey key);

}  // namespace grove
