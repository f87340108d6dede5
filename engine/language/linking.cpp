#include "engine/language/linking.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/ensure.h"
#include "engine/base/problem.h"
#include "engine/language/check/resolve.h"
#include "engine/language/check/scopes.h"
#include "engine/language/compile/compiler.h"
#include "engine/language/compile/fold.h"
#include "engine/language/parse/parser.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

namespace {

// A module of ours behind the program. What it names are entries of its own even where the program
// has the same: a name means another thing in each module.
void link_module(Program& program, const std::string& name, std::string_view source) {
  SyntaxTree tree;
  Faults faults;
  parse(source, tree, faults);
  const ScopeTable scopes = resolve(tree, faults.empty(), faults);
  ENSURE(faults.empty(), format_problems(faults.take(name, source)).c_str());
  fold_constants(tree);
  const auto at = static_cast<int32_t>(program.linked.size());
  LinkedModule module;
  module.name = name;
  module.code = static_cast<int32_t>(program.codes.size());
  module.names_begin = program.names.size();
  module.globals_begin = program.globals.size();
  program.linked.push_back(module);
  Compiler(tree, scopes, program, at).run();
  program.linked.back().names_end = program.names.size();
  program.linked.back().globals_end = program.globals.size();
}

// Whether anything in the program bears the last part of a module's dotted name. What does not can
// be left out: nobody can come to it.
bool is_named(const Program& program, std::string_view module) {
  const std::string_view last = module.substr(module.rfind('.') + 1);
  return std::find(program.names.begin(), program.names.end(), last) != program.names.end();
}

void add_once(std::vector<std::string>& modules, const std::string& name) {
  if (std::find(modules.begin(), modules.end(), name) == modules.end()) modules.push_back(name);
}

}  // namespace

void link_modules(Program& program, const Catalogue& catalogue) {
  for (std::size_t i = 0; i < program.modules.size(); ++i) {
    const std::string name = program.modules[i];
    const std::string_view source = catalogue.source_of(name);
    if (!source.empty()) link_module(program, name, source);
    for (const std::string& part : catalogue.submodules_of(name)) {
      if (is_named(program, part)) add_once(program.modules, part);
    }
  }
}

}  // namespace grove
