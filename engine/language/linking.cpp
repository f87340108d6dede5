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
void link_module(Program& program, const std::string& name, const ModuleSource& source) {
  SyntaxTree tree;
  Faults faults;
  parse(source.text, tree, faults);
  const ScopeTable scopes = resolve(tree, faults.empty(), faults);
  ENSURE(faults.empty(), format_problems(faults.take(name, source.text)).c_str());
  fold_constants(tree);
  const auto at = static_cast<int32_t>(program.linked.size());
  LinkedModule module;
  module.name = name;
  module.part = source.part;
  module.code = static_cast<int32_t>(program.codes.size());
  module.names_begin = program.names.size();
  module.globals_begin = program.globals.size();
  program.linked.push_back(module);
  Compiler(tree, scopes, program, at).run();
  program.linked.back().names_end = program.names.size();
  program.linked.back().globals_end = program.globals.size();
}

bool is_text(const Constant& constant, std::string_view text) {
  if (const auto* tuple = std::get_if<TupleConstant>(&constant.value)) {
    return std::any_of(tuple->items.begin(), tuple->items.end(),
                       [text](const Constant& item) { return is_text(item, text); });
  }
  const auto* own = std::get_if<std::string>(&constant.value);
  return own != nullptr && *own == text;
}

// Whether anything in the program bears the name, or is that text (of a keyword, or for getattr).
bool is_named(const Program& program, std::string_view name) {
  if (std::find(program.names.begin(), program.names.end(), name) != program.names.end()) {
    return true;
  }
  return std::any_of(program.codes.begin(), program.codes.end(), [name](const Code& code) {
    return std::any_of(code.constants.begin(), code.constants.end(),
                       [name](const Constant& constant) { return is_text(constant, name); });
  });
}

std::string_view last_part(std::string_view module) { return module.substr(module.rfind('.') + 1); }

// What nobody names can be left out: nobody can come to it.
bool is_wanted(const Program& program, const ModuleSource& source) {
  return source.part.empty() || is_named(program, source.part) ||
         std::any_of(source.names.begin(), source.names.end(),
                     [&program](const std::string& name) { return is_named(program, name); });
}

bool is_linked(const Program& program, const std::string& name, const std::string& part) {
  return std::any_of(program.linked.begin(), program.linked.end(), [&](const LinkedModule& module) {
    return module.name == name && module.part == part;
  });
}

void add_once(std::vector<std::string>& modules, const std::string& name) {
  if (std::find(modules.begin(), modules.end(), name) == modules.end()) modules.push_back(name);
}

// Whether anything was linked: it can name something that nobody named before.
bool link_what_is_named(Program& program, const Catalogue& catalogue) {
  const std::size_t linked = program.linked.size();
  for (const BuiltinHome& home : catalogue.builtins_in_python()) {
    const bool is_global = std::find(program.globals.begin(), program.globals.end(), home.name) !=
                           program.globals.end();
    if (is_global || is_named(program, home.name)) add_once(program.modules, home.module);
  }
  for (std::size_t i = 0; i < program.modules.size(); ++i) {
    const std::string name = program.modules[i];
    for (const ModuleSource& source : catalogue.sources_of(name)) {
      if (is_linked(program, name, source.part) || !is_wanted(program, source)) continue;
      link_module(program, name, source);
    }
    for (const std::string& part : catalogue.submodules_of(name)) {
      if (is_named(program, last_part(part))) add_once(program.modules, part);
    }
  }
  return program.linked.size() > linked;
}

}  // namespace

void link_modules(Program& program, const Catalogue& catalogue) {
  while (link_what_is_named(program, catalogue)) continue;
}

}  // namespace grove
