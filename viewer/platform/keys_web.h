// Keys of a browser's keyboard events, as ImGui names them.
#pragma once

#include <imgui.h>

#include <string>

namespace grove {

// `code` is where the key is ("KeyZ", on a German keyboard where Y is written), `written` what it
// writes. A letter is what is written, as in every program's shortcuts; where that is none of a to
// z, as with Cyrillic or a dead key, it is where it stands. ImGuiKey_None: no such key.
ImGuiKey key_of(const std::string& code, const std::string& written);

}  // namespace grove
