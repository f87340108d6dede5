// NameChecker: whether what a program names of the modules it imports, and of the built-ins, is
// there. A name that is bound by nothing but an import always is that module, so a misspelt
// attribute of it is found before the program runs, with the nearest names.
//
// Names of the program's own that nothing binds are no business of this: Python finds them at run
// time, and a program may count on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/language/check/scopes.h"
#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

class NameChecker {
 public:
  NameChecker(const ScopeTable& scopes, const Catalogue& catalogue, Faults& faults)
      : scopes_(scopes), catalogue_(catalogue), faults_(faults) {}

  void check_import(const ImportStmt& statement);
  void check_import_from(const ImportFromStmt& statement);
  // `scope` is the one that the expression stands in.
  void check_name(const NameExpr& name, const Scope& scope);
  void check_attribute(const AttributeExpr& attribute, const Scope& scope);
  void check_call(const CallExpr& call, const Scope& scope);

 private:
  void check_special_attribute(const AttributeExpr& attribute);
  static bool is_in_a_class(const Scope& scope, std::string_view name);
  const Symbol* variable_of(std::string_view name, const Scope& scope) const;
  // The dotted name of the module that an expression is; empty if it is none for sure.
  std::string module_of(const Expr* expr, const Scope& scope) const;
  bool is_in(std::string_view name, const std::string& module) const;
  void refuse_module(std::string_view module, const SourceSpan& span);
  void refuse_member(std::string_view name, const std::string& module, const SourceSpan& span);

  const ScopeTable& scopes_;
  const Catalogue& catalogue_;
  Faults& faults_;
};

// "did you mean `sleep`?", or the handful that are most like it if none is near. Each is shown
// behind `prefix`.
std::string suggestion(std::string_view name, const std::vector<std::string>& candidates,
                       std::string_view prefix, std::string_view all_are);

}  // namespace grove
