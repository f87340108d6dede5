// Shell commands that show or do the same as what is shown.
#pragma once

#include <string>

#include "viewer/core/files/document.h"

namespace grove {

// `grove run …` that leaves the same record; an edited program stands in the command itself.
// REQUIRES: what is shown is run, not read.
std::string run_command(const Document& document, const Recording& recording);

// `grove-viewer …` that shows the same picture. REQUIRES: the file has the program that is shown,
// or opens with what is shown.
std::string viewer_command(const Document& document, const Player& player, const View& view);

}  // namespace grove
