#include "engine/language/check/name_checks.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "engine/language/check/remedies.h"

namespace grove {
namespace {

struct ModuleNames {
  std::string_view module;
  std::string_view names;  // a space between each and the next
};

#include "engine/language/check/python_names.inc"

// Modules are nested no deeper, so longer chains of attributes are something else.
constexpr int kMostModuleParts = 8;

bool is_listed(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos && !word.empty();
       at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || words[at - 1] == ' ';
    if (begins && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

// Whether the real module has the name.
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

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates,
                       std::string_view prefix, std::string_view all_are) {
  const std::string near = nearest_name(name, candidates);
  if (!near.empty()) return fmt::format("did you mean `{}{}`?", prefix, near);
  if (candidates.empty()) return {};
  return fmt::format("{}: {}", all_are, fmt::join(candidates, ", "));
}

void NameChecker::refuse_module(std::string_view module, const SourceSpan& span) {
  const std::string_view remedy = remedy_for_module(module);
  if (!remedy.empty()) {
    faults_.add(span, fmt::format("`import {}` is not available", module), std::string(remedy));
    return;
  }
  if (is_python_module(module)) {
    faults_.add(span, fmt::format("{} is in {}, not in Grove yet", quoted(module), whose(module)),
                fmt::format("there are: {}", fmt::join(catalogue_.modules(), ", ")));
    return;
  }
  faults_.add(span, fmt::format("there is no module {} here", quoted(module)),
              suggestion(module, catalogue_.modules(), "", "there are"));
}

void NameChecker::refuse_member(std::string_view name, const std::string& module,
                                const SourceSpan& span) {
  if (is_in_python(name, module)) {
    faults_.add(
        span, fmt::format("`{}.{}` is in {}, not in Grove yet", module, name, whose(module)),
        fmt::format("{} has: {}", quoted(module), fmt::join(*catalogue_.names_in(module), ", ")));
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
  if (name->name == "iter" && given == 2) {
    refuse(call.span, "`iter(function, sentinel)`", "write a `while` loop");
  } else if (name->name == "type" && given == 3) {
    refuse(call.span, "`type(name, bases, attributes)`", "write a `class` statement");
  } else if (name->name == "super" && given == 1) {
    refuse(call.span, "`super(type)`", "write `super()`");
  }
  for (const Keyword& keyword : call.keywords) {
    if (name->name == "print" && keyword.name == "file") {
      refuse(keyword.span, "`print(file=…)`", "print to standard output, which is all there is");
    }
  }
}

void NameChecker::check_special_attribute(const AttributeExpr& attribute) {
  const std::string_view name = attribute.name;
  const std::string_view remedy = remedy_for_attribute(name);
  const bool is_special = name.size() > 4 && name.starts_with("__") && name.ends_with("__");
  if (remedy.empty() && (!is_special || is_known_special_attribute(name))) return;
  faults_.add(attribute.span, fmt::format("the attribute {} is not supported", quoted(name)),
              remedy.empty() ? "write it without" : std::string(remedy));
}

void NameChecker::check_attribute(const AttributeExpr& attribute, const Scope& scope) {
  const std::string module = module_of(attribute.object, scope);
  if (module.empty()) return check_special_attribute(attribute);
  if (is_in(attribute.name, module)) return;
  refuse_member(attribute.name, module, attribute.span);
}

}  // namespace grove
