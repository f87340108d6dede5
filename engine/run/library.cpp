#include "engine/run/library.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/machine/builtins/builtins.h"
#include "engine/modules/modules.h"
#include "engine/runtime/asyncio/module.h"
#include "engine/runtime/bridge/module.h"
#include "engine/runtime/kernel/file_functions.h"
#include "engine/runtime/kernel/frame_functions.h"
#include "engine/runtime/kernel/network_functions.h"
#include "engine/runtime/kernel/process_functions.h"
#include "engine/runtime/kernel/signal_functions.h"
#include "engine/runtime/kernel/thread_functions.h"
#include "engine/runtime/trio/module.h"

namespace grove {

namespace {

void add_modules_in_python(Library& library) {
  for (const EmbeddedFile& file : module_sources()) {
    std::string name = file.name;
    name.erase(name.rfind(".py"));
    const std::size_t dash = std::min(name.find('-'), name.size());
    const std::string part = name.substr(std::min(dash + 1, name.size()));
    library.module(name.substr(0, dash).c_str())
        .source({reinterpret_cast<const char*>(file.data), file.size}, part);
  }
}

}  // namespace

const Library& builtin_library() {
  // Never destroyed: taking thousands of names apart at the end of a short run is a tenth of it.
  static const Library& kLibrary = *[] {
    auto* made = new Library;
    add_python(*made);
    add_threads(*made);
    add_network(*made);
    add_files(*made);
    add_processes(*made);
    add_frames_outside(*made);
    add_signals(*made);
    add_trio(*made);
    add_asyncio(*made);
    add_trio_asyncio(*made);
    add_modules_in_python(*made);
    return made;
  }();
  return kLibrary;
}

}  // namespace grove
