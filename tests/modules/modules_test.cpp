// What of Python's library is written in Python: everything that a module names is there.
#include "engine/modules/modules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "engine/run/library.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

// What is written to standard error, and what the program printed.
std::string told_by(const std::string& source) {
  const Run run = run_of(source);
  return run.errors() + run.output();
}

TEST_CASE("each name that a module says is public is there after its import", "[modules]") {
  for (const EmbeddedFile& file : module_sources()) {
    std::string name = file.name;
    name.erase(std::min(name.find('-'), name.rfind(".py")));  // a part is its module's
    if (name[0] == '_') continue;
    std::string source = "import " + name + " as module\n";
    for (const std::string& public_name : *builtin_library().names_in(name)) {
      source += "if not hasattr(module, '" + public_name + "'): print('" + public_name + "')\n";
    }
    INFO(name);
    CHECK(told_by(source + "print('end')\n") == "end\n");
  }
}

TEST_CASE("what a module keeps to itself no program finds", "[modules]") {
  CHECK(told_by("import collections, enum, json\n"
                "print([hasattr(m, n) for m, n in [(collections, '_absent'), "
                "(collections, 'Signature'), (enum, '_EnumDict'), (json, '_quoted')]])\n") ==
        "[False, False, False, False]\n");
}

}  // namespace
}  // namespace grove
