#include "engine/language/check/scopes.h"

#include <fmt/format.h>

#include "engine/base/ensure.h"

namespace grove {
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

std::string_view mangled(std::string_view class_name, std::string_view name, SyntaxTree& tree) {
  const bool is_private = name.size() > 2 && name.substr(0, 2) == "__" &&
                          name.substr(name.size() - 2) != "__" &&
                          name.find('.') == std::string_view::npos;
  const std::size_t first = class_name.find_first_not_of('_');
  if (!is_private || first == std::string_view::npos) return name;
  return tree.keep(fmt::format("_{}{}", class_name.substr(first), name));
}

}  // namespace grove
