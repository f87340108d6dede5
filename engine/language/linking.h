// Linking: the modules that a program imports, if they are written in Python, behind the program.
#pragma once

#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"

namespace grove {

// What the program imports, what that imports, and so on. ENSUREs that all of it can be compiled:
// those modules are ours.
void link_modules(Program& program, const Catalogue& catalogue);

}  // namespace grove
