// ScopeBuilder: the first sweep of resolve.h. It makes a Scope for everything that opens one and
// notes what each does with every name it mentions.
#pragma once

#include <string_view>

#include "engine/language/check/scopes.h"
#include "engine/language/syntax/match.h"

namespace grove {

class ScopeBuilder {
 public:
  ScopeBuilder(SyntaxTree& tree, Faults& faults) : tree_(tree), faults_(faults) {}
  ScopeTable run();

 private:
  void enter(NameScopeKind kind, const Node* node);
  void leave() { scope_ = scope_->parent; }

  void visit_body(const Body& body);
  void visit(Stmt* stmt);
  void visit_compound(Stmt* stmt);
  void visit_try(TryStmt& statement);
  void visit_match(MatchStmt& statement);
  void visit_function(FunctionStmt& function);
  void visit_class(ClassStmt& statement);
  void visit_defaults(const Parameters& parameters);
  void add_parameters(const Parameters& parameters);
  template <class T>
  void visit_declaration(T& statement, bool is_global);
  void visit_annotated(AnnAssignStmt& statement);
  void visit_import(ImportStmt& statement);
  void visit_import_from(ImportFromStmt& statement);
  void bind_module(std::string_view name, std::string_view module, const SourceSpan& span);

  void visit(Expr* expr);
  void visit_if(Expr* expr) {
    if (expr) visit(expr);
  }
  void visit_here(Expr* expr);
  void visit_lambda(LambdaExpr& lambda);
  void visit_comprehension(ComprehensionExpr& comprehension);
  void note_await();
  void visit_named(NamedExpr& named);
  void bind_around_comprehensions(std::string_view name, const SourceSpan& span);
  // As a target: names in it are bound, the rest is read.
  void visit_target(Expr* target);

  std::string_view mangle(std::string_view name) {
    return mangled(scope_->class_name, name, tree_);
  }
  void use(std::string_view name);
  Symbol& bind(std::string_view name, const SourceSpan& span);

  SyntaxTree& tree_;
  Faults& faults_;
  ScopeTable table_;
  Scope* scope_ = nullptr;
  bool in_comprehension_target_ = false;
  int comprehension_iterables_ = 0;  // how many of them are being visited
};

}  // namespace grove
