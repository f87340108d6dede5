// The compiler's functions, lambdas and classes.
#include <algorithm>
#include <utility>

#include "engine/language/compile/compiler.h"

namespace grove {

void Compiler::visit_function(FunctionStmt& function) {
  visit_decorators(function.decorators);
  int32_t flags = visit_defaults(function.parameters);
  flags |= visit_annotations(function.parameters, function.returns);
  const int first_line =
      function.decorators.empty() ? function.span.line : function.decorators.front()->span.line;
  const Scope& scope = *scopes_.of(&function);
  auto unit = enter(scope, std::string(function.name), first_line);
  set_parameters(unit->code, function.parameters);
  const std::string* docstring = docstring_of(function.body);
  if (docstring) {
    unit->code.docstring = *docstring;
    unit->code.has_docstring = true;
  }
  for (std::size_t i = docstring ? 1 : 0; i < function.body.size(); ++i) visit(function.body[i]);
  const int32_t code = leave(std::move(unit), true);
  make_function(scope, code, flags);
  apply_decorators(function.decorators);
  access_name(function.name, Access::kStore);
}

void Compiler::visit_lambda(LambdaExpr& lambda) {
  const int32_t flags = visit_defaults(lambda.parameters);
  const Scope& scope = *scopes_.of(&lambda);
  auto unit = enter(scope, "<lambda>", lambda.span.line);
  set_parameters(unit->code, lambda.parameters);
  visit(lambda.body);
  emit(Op::kReturnValue);
  const int32_t code = leave(std::move(unit), true);
  make_function(scope, code, flags);
}

void Compiler::set_parameters(Code& code, const Parameters& parameters) {
  code.parameter_count = static_cast<int32_t>(parameters.positional.size());
  code.positional_only_count = parameters.positional_only_count;
  code.keyword_only_count = static_cast<int32_t>(parameters.keyword_only.size());
  code.has_varargs = !parameters.varargs.empty();
  code.has_varkeywords = !parameters.varkeywords.empty();
}

// Leaves the defaults on the stack and says which.
int32_t Compiler::visit_defaults(const Parameters& parameters) {
  int32_t flags = 0;
  int32_t count = 0;
  for (const Parameter& parameter : parameters.positional) {
    if (!parameter.default_value) continue;
    visit(parameter.default_value);
    ++count;
  }
  if (count > 0) {
    emit(Op::kBuildTuple, count);
    flags |= kWithDefaults;
  }
  std::vector<DictItem> keyword_defaults;
  for (const Parameter& parameter : parameters.keyword_only) {
    if (!parameter.default_value) continue;
    auto* name = tree_.make<ConstantExpr>(parameter.span);
    name->value.value = std::string(mangle(parameter.name));
    keyword_defaults.push_back({name, parameter.default_value});
  }
  if (!keyword_defaults.empty()) {
    visit_constant_keys(keyword_defaults, 0, keyword_defaults.size());
    flags |= kWithKwDefaults;
  }
  return flags;
}

// Leaves a dict of them on the stack if there are any, and says so.
int32_t Compiler::visit_annotations(const Parameters& parameters, Expr* returns) {
  if (annotations_are_postponed_) return 0;
  int32_t count = 0;
  const auto visit_one = [&](std::string_view name, Expr* annotation) {
    if (!annotation) return;
    load_string(name);
    if (auto* starred = as_if<StarredExpr>(annotation)) {
      visit(starred->value);
      emit(Op::kUnpackSequence, 1);
    } else {
      visit(annotation);
    }
    ++count;
  };
  const auto visit_all = [&](const std::vector<Parameter>& all) {
    for (const Parameter& each : all) visit_one(mangle(each.name), each.annotation);
  };
  visit_all(parameters.positional);
  visit_all(parameters.varargs);
  visit_all(parameters.keyword_only);
  visit_all(parameters.varkeywords);
  visit_one("return", returns);
  if (count == 0) return 0;
  emit(Op::kBuildMap, count);
  return kWithAnnotations;
}

void Compiler::make_function(const Scope& scope, int32_t code, int32_t flags) {
  if (!scope.frees.empty()) {
    for (std::string_view name : scope.frees) emit(Op::kLoadClosure, slot_of(name));
    emit(Op::kBuildTuple, static_cast<int32_t>(scope.frees.size()));
    flags |= kWithClosure;
  }
  load_constant({CodeRef{code}});
  emit(Op::kMakeFunction, flags);
}

void Compiler::visit_decorators(const std::vector<Expr*>& decorators) {
  for (Expr* decorator : decorators) visit(decorator);
}

// The innermost first; each is called with what stands in the place of self.
void Compiler::apply_decorators(const std::vector<Expr*>& decorators) {
  for (std::size_t i = decorators.size(); i-- > 0;) {
    const At at(*this, decorators[i]->span);
    emit(Op::kCall, 0);
  }
}

void Compiler::visit_class(ClassStmt& statement) {
  visit_decorators(statement.decorators);
  const int first_line =
      statement.decorators.empty() ? statement.span.line : statement.decorators.front()->span.line;
  const Scope& scope = *scopes_.of(&statement);
  auto unit = enter(scope, std::string(statement.name), first_line);
  access_name("__name__", Access::kLoad);
  access_name("__module__", Access::kStore);
  load_string(unit->code.qualname);
  access_name("__qualname__", Access::kStore);
  if (has_annotations(statement.body)) {
    emit(Op::kBuildMap, 0);
    emit(Op::kStoreName, name_index("__annotations__"));
  }
  visit_body_with_docstring(statement.body);
  no_place();
  if (scope.needs_class_cell) {
    emit(Op::kLoadClosure, slot_of("__class__"));
    emit(Op::kCopy, 1);
    emit(Op::kStoreName, name_index("__classcell__"));
  } else {
    load_none();
  }
  emit(Op::kReturnValue);
  const int32_t code = leave(std::move(unit), false);

  make_function(scope, code, 0);
  load_string(statement.name);
  visit_bases(statement);
  apply_decorators(statement.decorators);
  access_name(statement.name, Access::kStore);
}

void Compiler::visit_bases(ClassStmt& statement) {
  const std::vector<Expr*>& bases = statement.bases;
  const bool is_plain =
      statement.keywords.empty() && std::none_of(bases.begin(), bases.end(), [](const Expr* base) {
        return base->kind == ExprKind::kStarred;
      });
  if (is_plain) {
    for (Expr* base : bases) visit(base);
    return emit(Op::kBuildClass, static_cast<int32_t>(bases.size()));
  }
  visit_display(bases, {Op::kBuildList, Op::kListAppend, Op::kListExtend, true});
  const bool have_dict = visit_unpacked_keywords(statement.keywords);
  emit(Op::kBuildClassEx, have_dict ? 1 : 0);
}

}  // namespace grove
