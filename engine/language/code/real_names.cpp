#include "engine/language/code/real_names.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace grove {
namespace {

struct ModuleNames {
  std::string_view module;
  std::string_view names;  // a space between each and the next
};

#include "engine/language/code/python_names.inc"

bool is_listed(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos && !word.empty();
       at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || words[at - 1] == ' ';
    if (begins && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

bool is_in_python(std::string_view name, std::string_view module) {
  const auto* found = std::find_if(std::begin(kModuleNames), std::end(kModuleNames),
                                   [module](const ModuleNames& m) { return m.module == module; });
  return found != std::end(kModuleNames) && is_listed(found->names, name);
}

bool is_python_module(std::string_view module) {
  const std::size_t dot = module.rfind('.');
  if (dot != std::string_view::npos) {
    return is_in_python(module.substr(dot + 1), module.substr(0, dot));
  }
  return module == "trio" || module == "outcome" || is_listed(kLibraryModules, module);
}

std::string_view whose(std::string_view module) {
  return module.substr(0, module.find('.')) == "trio" ? "Trio" : "Python";
}

std::string said_to_be_missing(std::string_view name, std::string_view module) {
  if (!is_in_python(name, module)) return {};
  return fmt::format("`{}.{}` is in {}, not in Grove yet", module, name, whose(module));
}

}  // namespace grove
