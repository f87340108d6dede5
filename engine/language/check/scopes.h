// Scopes: which variable each name of a program means, by Python's rules.
//
//   ScopeTable scopes = resolve(tree, complete, faults);  // resolve.h
//   scopes.of(function)->binding_of("x")
//
// A scope belongs to the module, a class body, a function, a lambda or a comprehension. A name
// bound in a scope is local to it unless declared otherwise; a name only used is looked for in the
// functions around (class bodies are passed over) and then is global.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

enum class NameScopeKind : uint8_t { kModule, kClass, kFunction, kLambda, kComprehension };

// How code of the scope reaches the variable.
enum class Binding : uint8_t {
  kLocal,           // of a function: a slot; of a class body: its namespace
  kCell,            // a slot that inner functions share
  kFree,            // a cell of a function around
  kExplicitGlobal,  // by `global`, or anything at module level
  kImplicitGlobal,  // bound in no function around: global or built-in
};

struct Symbol {
  std::string_view name;
  // What the scope does with it.
  bool is_bound = false;
  bool is_parameter = false;
  bool is_used = false;
  bool is_annotated = false;
  bool is_declared_global = false;
  bool is_declared_nonlocal = false;
  bool is_comprehension_target = false;
  // If all that binds it are imports of one module (both counts are equal), it is that module.
  int binding_count = 0;
  int import_count = 0;
  std::string_view module;
  SourceSpan declared;  // where global or nonlocal says it
  Binding binding = Binding::kLocal;
};

class Scope {
 public:
  NameScopeKind kind = NameScopeKind::kModule;
  Scope* parent = nullptr;
  std::vector<std::unique_ptr<Scope>> children;
  std::vector<std::string_view> parameters;  // in the order of their slots
  bool is_async = false;                     // async def, or a comprehension that awaits
  bool is_generator = false;
  bool needs_class_cell = false;  // of a class: a method uses super() or __class__
  // Variables that inner functions share, and those of functions around that this scope or one
  // inside it uses; sorted, after resolve().
  std::vector<std::string_view> cells;
  std::vector<std::string_view> frees;
  std::string_view class_name;  // of the innermost class around or itself: mangles __names

  bool is_function_like() const {
    return kind != NameScopeKind::kModule && kind != NameScopeKind::kClass;
  }
  Symbol* find(std::string_view name);
  const Symbol* find(std::string_view name) const;
  Symbol& symbol(std::string_view name);  // made if there is none
  const std::vector<Symbol>& symbols() const { return symbols_; }
  std::vector<Symbol>& symbols() { return symbols_; }
  // REQUIRES: the scope mentions the name.
  Binding binding_of(std::string_view name) const;

 private:
  std::vector<Symbol> symbols_;  // in order of first mention
  std::unordered_map<std::string_view, std::size_t> index_;
};

class ScopeTable {
 public:
  std::unique_ptr<Scope> module;

  // The scope that a function, class, lambda or comprehension opens. REQUIRES: it is one.
  Scope* of(const Node* node) const;
  void set(const Node* node, Scope* scope) { by_node_[node] = scope; }

 private:
  std::unordered_map<const Node*, Scope*> by_node_;
};

// `__name` in a class is `_Class__name`. The result is `name` itself if nothing changes.
std::string_view mangled(std::string_view class_name, std::string_view name, SyntaxTree& tree);

}  // namespace grove
