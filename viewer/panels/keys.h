// From ImGui's keys to actions (viewer/core/actions.h).
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

// Sends the commands of the chords that were pressed in this frame. Nothing while a text field has
// the keyboard, but for what ends that.
void read_keys(const Session& session, const Ui& ui);

// Whether a modifier counts as held: in a slow frame a chord may be pressed and its modifier let go
// of again.
bool was_held(ImGuiKey modifier);

}  // namespace grove
