#include "engine/language/check/resolve.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/language/check/scope_builder.h"

namespace grove {
namespace {

void insert_sorted(std::vector<std::string_view>& names, std::string_view name) {
  const auto place = std::lower_bound(names.begin(), names.end(), name);
  if (place == names.end() || *place != name) names.insert(place, name);
}

// The second sweep: what each name of each scope means.
class Resolver {
 public:
  Resolver(bool complete, Faults& faults) : complete_(complete), faults_(faults) {}

  void run(Scope& scope) {
    for (std::size_t i = 0; i < scope.symbols().size(); ++i) {
      const Binding binding = decide(scope, scope.symbols()[i]);
      scope.symbols()[i].binding = binding;
    }
    for (const auto& child : scope.children) run(*child);
    for (std::string_view name : scope.cells) {
      Symbol* symbol = scope.find(name);
      if (symbol && scope.is_function_like()) symbol->binding = Binding::kCell;
    }
  }

 private:
  Binding decide(Scope& scope, const Symbol& symbol) {
    if (symbol.is_declared_global) {
      if (symbol.is_declared_nonlocal) {
        faults_.add(symbol.declared, fmt::format("name '{}' is nonlocal and global", symbol.name));
      }
      return Binding::kExplicitGlobal;
    }
    if (scope.kind == NameScopeKind::kModule) return decide_in_module(symbol);
    const bool is_own = symbol.is_bound && !symbol.is_declared_nonlocal;
    if (is_own) return Binding::kLocal;
    if (share_from_around(scope, symbol.name)) return Binding::kFree;
    if (symbol.is_declared_nonlocal && complete_) {
      faults_.add(symbol.declared, fmt::format("no binding for nonlocal '{}' found", symbol.name));
    }
    return Binding::kImplicitGlobal;
  }

  Binding decide_in_module(const Symbol& symbol) {
    if (symbol.is_declared_nonlocal) {
      faults_.add(symbol.declared, "nonlocal declaration not allowed at module level");
    }
    return symbol.is_bound ? Binding::kExplicitGlobal : Binding::kImplicitGlobal;
  }

  // Looks for a function around `scope` that binds `name`. If there is one, its variable becomes a
  // cell there and a free variable of every scope in between.
  static bool share_from_around(Scope& scope, std::string_view name) {
    Scope* owner = scope.parent;
    for (; owner; owner = owner->parent) {
      if (owner->kind == NameScopeKind::kModule) return false;
      if (owner->kind == NameScopeKind::kClass) {
        if (name == "__class__") break;
        continue;
      }
      const Symbol* symbol = owner->find(name);
      if (!symbol) continue;
      if (symbol->is_declared_global) return false;
      if (symbol->is_bound && !symbol->is_declared_nonlocal) break;
    }
    if (!owner) return false;
    if (owner->kind == NameScopeKind::kClass) owner->needs_class_cell = true;
    insert_sorted(owner->cells, name);
    for (Scope* between = &scope; between != owner; between = between->parent) {
      insert_sorted(between->frees, name);
    }
    return true;
  }

  bool complete_;
  Faults& faults_;
};

}  // namespace

ScopeTable resolve(SyntaxTree& tree, bool complete, Faults& faults) {
  ScopeTable table = ScopeBuilder(tree, faults).run();
  Resolver(complete, faults).run(*table.module);
  return table;
}

}  // namespace grove
