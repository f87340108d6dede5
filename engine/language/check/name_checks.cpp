#include "engine/language/check/name_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/language/check/remedies.h"
#include "engine/language/code/real_names.h"

namespace grove {
namespace {

// Modules are nested no deeper, so longer chains of attributes are something else.
constexpr int kMostModuleParts = 8;

// More of them are no help.
constexpr std::size_t kHandful = 5;

// The length of the longest text that both have, with gaps: `sqrt` is in `squareroot`.
std::size_t common_length(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char c : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = c == b[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

// The few that are most like `name`, the likest first.
std::vector<std::string> handful_like(std::string_view name, std::vector<std::string> candidates) {
  name = name.substr(0, 100);  // a name may be as long as a file
  const auto likeness = [name](const std::string& candidate) {
    return 2.0 * static_cast<double>(common_length(name, candidate)) /
           static_cast<double>(name.size() + candidate.size());
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const auto& a, const auto& b) { return likeness(a) > likeness(b); });
  candidates.resize(kHandful);
  return candidates;
}

// "`math` has: …", or the likest of them if they are many.
std::string list_of(std::string_view name, const std::vector<std::string>& candidates,
                    std::string_view all_are) {
  if (candidates.size() <= kHandful) {
    return fmt::format("{}: {}", all_are, fmt::join(candidates, ", "));
  }
  return fmt::format("{}, among others: {}", all_are,
                     fmt::join(handful_like(name, candidates), ", "));
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates,
                       std::string_view prefix, std::string_view all_are) {
  const std::string near = nearest_name(name, candidates);
  if (!near.empty()) return fmt::format("did you mean `{}{}`?", prefix, near);
  if (candidates.empty()) return {};
  return list_of(name, candidates, all_are);
}

void NameChecker::refuse_module(std::string_view module, const SourceSpan& span) {
  const std::string_view remedy = remedy_for_module(module);
  if (!remedy.empty()) {
    faults_.add(span, fmt::format("`import {}` is not available", module), std::string(remedy));
    return;
  }
  if (is_python_module(module)) {
    faults_.add(span, fmt::format("{} is in {}, not in Grove yet", quoted(module), whose(module)),
                list_of(module, catalogue_.modules(), "there are"));
    return;
  }
  faults_.add(span, fmt::format("there is no module {} here", quoted(module)),
              suggestion(module, catalogue_.modules(), "", "there are"));
}

void NameChecker::refuse_member(std::string_view name, const std::string& module,
                                const SourceSpan& span) {
  const std::string missing = said_to_be_missing(name, module);
  if (!missing.empty()) {
    faults_.add(span, missing,
                list_of(name, *catalogue_.names_in(module), fmt::format("{} has", quoted(module))));
    return;
  }
  faults_.add(span, fmt::format("`{}.{}` does not exist", module, name),
              suggestion(name, *catalogue_.names_in(module), module + ".",
                         fmt::format("{} has", quoted(module))));
}

bool NameChecker::is_in(std::string_view name, const std::string& module) const {
  const std::vector<std::string>& names = *catalogue_.names_in(module);
  return std::binary_search(names.begin(), names.end(), name) ||
         catalogue_.names_in(fmt::format("{}.{}", module, name));
}

void NameChecker::check_import(const ImportStmt& statement) {
  for (const Alias& alias : statement.aliases) {
    if (!catalogue_.names_in(alias.name)) refuse_module(alias.name, alias.span);
  }
}

void NameChecker::check_import_from(const ImportFromStmt& statement) {
  if (statement.module == "__future__") return;
  if (statement.dots > 0) {
    faults_.add(statement.module_span, "relative imports are not supported",
                "a program is a single file");
    return;
  }
  if (!catalogue_.names_in(statement.module)) {
    return refuse_module(statement.module, statement.module_span);
  }
  const std::string module(statement.module);
  for (const Alias& alias : statement.aliases) {
    if (alias.name == "*") {
      faults_.add(alias.span, "`import *` is not supported", "name what is wanted");
    } else if (!is_in(alias.name, module)) {
      refuse_member(alias.name, module, alias.span);
    }
  }
}

// The scope's symbol that the name means; null if nothing in the program binds it.
const Symbol* NameChecker::variable_of(std::string_view name, const Scope& scope) const {
  const Symbol* symbol = scope.find(name);
  if (!symbol) return nullptr;
  if (symbol->binding == Binding::kLocal || symbol->binding == Binding::kCell) return symbol;
  if (symbol->binding == Binding::kFree) {
    for (const Scope* outer = scope.parent; outer; outer = outer->parent) {
      const Symbol* found = outer->is_function_like() ? outer->find(name) : nullptr;
      if (found && found->binding == Binding::kCell) return found;
    }
    return nullptr;
  }
  const Symbol* global = scopes_.module->find(name);
  return global && global->is_bound ? global : nullptr;
}

std::string NameChecker::module_of(const Expr* expr, const Scope& scope) const {
  std::vector<std::string_view> attributes;
  for (int i = 0; i < kMostModuleParts; ++i) {
    const auto* attribute = as_if<const AttributeExpr>(expr);
    if (!attribute) break;
    attributes.push_back(attribute->name);
    expr = attribute->object;
  }
  const auto* name = as_if<const NameExpr>(expr);
  const Symbol* symbol = name ? variable_of(name->name, scope) : nullptr;
  if (!symbol || symbol->binding_count != symbol->import_count) return {};
  std::string module(symbol->module);
  if (!catalogue_.names_in(module)) return {};
  for (std::size_t i = attributes.size(); i-- > 0;) {
    module += fmt::format(".{}", attributes[i]);
    if (!catalogue_.names_in(module)) return {};
  }
  return module;
}

void NameChecker::check_name(const NameExpr& name, const Scope& scope) {
  if (variable_of(name.name, scope)) return;
  const std::vector<std::string>& builtins = catalogue_.builtins();
  const bool is_there = std::find(builtins.begin(), builtins.end(), name.name) != builtins.end();
  if (is_there || !is_in_python(name.name, "builtins")) return;
  const std::string_view remedy = remedy_for_builtin(name.name);
  faults_.add(name.span, fmt::format("{} is not supported", quoted(name.name)),
              remedy.empty() ? "write it without" : std::string(remedy));
}

// Called by its name, a built-in may have forms that are not there.
void NameChecker::check_call(const CallExpr& call, const Scope& scope) {
  const auto* name = as_if<const NameExpr>(call.function);
  if (!name || variable_of(name->name, scope)) return;
  const std::size_t given = call.arguments.size();
  const auto refuse = [&](const SourceSpan& span, const char* what, const char* hint) {
    faults_.add(span, fmt::format("{} is not supported", what), hint);
  };
  const auto starred = [](const Expr* e) { return e->kind == ExprKind::kStarred; };
  if (std::any_of(call.arguments.begin(), call.arguments.end(), starred)) return;
  if ((name->name == "dir" || name->name == "vars") && given == 0) {
    refuse(name->span, name->name == "dir" ? "`dir()`" : "`vars()`",
           "name what is to be looked into");
  } else if (name->name == "super" && given == 1) {
    refuse(call.span, "`super(type)`", "write `super()`");
  }
}

// Whether a class of the program has something of that name.
bool NameChecker::is_in_a_class(const Scope& scope, std::string_view name) {
  const Symbol* symbol = scope.kind == NameScopeKind::kClass ? scope.find(name) : nullptr;
  return (symbol && symbol->is_bound) ||
         std::any_of(scope.children.begin(), scope.children.end(),
                     [name](const auto& child) { return is_in_a_class(*child, name); });
}

void NameChecker::check_special_attribute(const AttributeExpr& attribute) {
  const std::string_view name = attribute.name;
  const std::string_view remedy = remedy_for_attribute(name);
  if (remedy.empty() || is_in_a_class(*scopes_.module, name)) return;
  faults_.add(attribute.span, fmt::format("the attribute {} is not supported", quoted(name)),
              std::string(remedy));
}

void NameChecker::check_attribute(const AttributeExpr& attribute, const Scope& scope) {
  const std::string module = module_of(attribute.object, scope);
  if (module.empty()) return check_special_attribute(attribute);
  if (is_in(attribute.name, module)) return;
  refuse_member(attribute.name, module, attribute.span);
}

}  // namespace grove
