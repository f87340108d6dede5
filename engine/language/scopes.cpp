#include "engine/language/scopes.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/ensure.h"
#include "engine/language/scope_builder.h"

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

Symbol* Scope::find(std::string_view name) {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &symbols_[found->second];
}

const Symbol* Scope::find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &symbols_[found->second];
}

Symbol& Scope::symbol(std::string_view name) {
  const auto [place, is_new] = index_.emplace(name, symbols_.size());
  if (is_new) {
    symbols_.emplace_back();
    symbols_.back().name = name;
  }
  return symbols_[place->second];
}

Binding Scope::binding_of(std::string_view name) const {
  const Symbol* found = find(name);
  ENSURE(found, "The compiler came upon a name that the scope builder had not seen.");
  return found->binding;
}

Scope* ScopeTable::of(const Node* node) const {
  const auto found = by_node_.find(node);
  ENSURE(found != by_node_.end(), "A function, class or comprehension was given no scope.");
  return found->second;
}

ScopeTable resolve(SyntaxTree& tree, bool complete, Faults& faults) {
  ScopeTable table = ScopeBuilder(tree, faults).run();
  Resolver(complete, faults).run(*table.module);
  return table;
}

std::string_view mangled(std::string_view class_name, std::string_view name, SyntaxTree& tree) {
  const bool is_private = name.size() > 2 && name.substr(0, 2) == "__" &&
                          name.substr(name.size() - 2) != "__" &&
                          name.find('.') == std::string_view::npos;
  const std::size_t first = class_name.find_first_not_of('_');
  if (!is_private || first == std::string_view::npos) return name;
  return tree.keep(fmt::format("_{}{}", class_name.substr(first), name));
}

}  // namespace grove
