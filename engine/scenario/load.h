// Loading scenarios through Files, for whoever has no disk or should not know of it.
#pragma once

#include <string>

#include "engine/files/files.h"
#include "engine/scenario/scenario.h"

namespace grove {

// As load_scenario(path) does from the disk.
ScenarioResult load_scenario(Files& files, const std::string& path);
// The same with `text` in the place of what one of its files holds: the program, or itself. For an
// editor; `file` is as the problems name it.
ScenarioResult load_scenario(Files& files, const std::string& path, const std::string& file,
                             const std::string& text);

}  // namespace grove
