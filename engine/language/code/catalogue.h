// Catalogue: what the front end knows of libraries: the names that there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grove {

// What of a module is written in Python: a text for itself. A part of the module is loaded only
// where a program names something of it.
struct ModuleSource {
  std::string_view text;
  std::string part;                // its name; empty: the text is loaded with the module
  std::vector<std::string> names;  // that are public in it
};

// Where a native is written in Python: the module, which has a function of the same name.
struct BuiltinHome {
  std::string name, module;
};

// What can be imported, for refusals at load time. Implemented above this layer.
class Catalogue {
 public:
  virtual ~Catalogue() = default;
  // Names in a module ("trio", "trio.lowlevel"), sorted; null if there is no such module.
  virtual const std::vector<std::string>* names_in(std::string_view module) const = 0;
  virtual std::vector<std::string> modules() const = 0;
  // Those of its submodules that are loaded with it and are written in Python, in part at least.
  virtual std::vector<std::string> submodules_of(std::string_view module) const {
    (void)module;
    return {};
  }
  virtual std::vector<ModuleSource> sources_of(std::string_view module) const {
    (void)module;
    return {};
  }
  // Natives that are written in Python, each in its module.
  virtual const std::vector<BuiltinHome>& builtins_in_python() const {
    static const std::vector<BuiltinHome> kNone;
    return kNone;
  }
  // Built-in names: print, len, ValueError, …
  virtual const std::vector<std::string>& builtins() const = 0;
};

}  // namespace grove
