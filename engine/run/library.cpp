#include "engine/run/library.h"

#include <string>
#include <string_view>

#include "engine/machine/builtins/builtins.h"
#include "engine/modules/modules.h"
#include "engine/runtime/asyncio/module.h"
#include "engine/runtime/kernel/thread_functions.h"
#include "engine/runtime/trio/module.h"

namespace grove {

namespace {

void add_modules_in_python(Library& library) {
  for (const EmbeddedFile& file : module_sources()) {
    std::string name = file.name;
    name.erase(name.rfind(".py"));
    library.module(name.c_str()).source({reinterpret_cast<const char*>(file.data), file.size});
  }
}

}  // namespace

const Library& builtin_library() {
  static const Library kLibrary = [] {
    Library made;
    add_python(made);
    add_threads(made);
    add_trio(made);
    add_asyncio(made);
    add_modules_in_python(made);
    return made;
  }();
  return kLibrary;
}

}  // namespace grove
