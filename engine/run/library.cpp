#include "engine/run/library.h"

#include "engine/machine/builtins/builtins.h"
#include "engine/runtime/trio/module.h"

namespace grove {

const Library& builtin_library() {
  static const Library kLibrary = [] {
    Library made;
    add_python(made);
    add_trio(made);
    return made;
  }();
  return kLibrary;
}

}  // namespace grove
