// The compiler's calls and displays.
#include <algorithm>

#include "engine/language/compile/compiler.h"

namespace grove {
namespace {

bool is_constant(const Expr* expr) { return expr && expr->kind == ExprKind::kConstant; }

bool any_starred(const std::vector<Expr*>& items) {
  return std::any_of(items.begin(), items.end(),
                     [](const Expr* item) { return item->kind == ExprKind::kStarred; });
}

bool any_unpacked(const std::vector<Keyword>& keywords) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [](const Keyword& keyword) { return keyword.name.empty(); });
}

}  // namespace

// --- Calls

// The function is on the stack.
void Compiler::visit_call_after_function(CallExpr& call) {
  {
    // No line of its own: CPython has nothing here.
    const FlowInstr* last = unit_->graph.last_instr();
    const At at(*this, last ? last->span : call.function->span);
    emit(Op::kPushNull);
  }
  const bool is_big = call.arguments.size() + call.keywords.size() * 2 > kMostOnStack;
  if (is_big || any_starred(call.arguments) || any_unpacked(call.keywords)) {
    return visit_unpacked_call(call);
  }
  for (Expr* argument : call.arguments) visit(argument);
  const auto positional = static_cast<int32_t>(call.arguments.size());
  if (call.keywords.empty()) return emit(Op::kCall, positional);
  visit_keywords(call.keywords);
  emit(Op::kCallKw, positional + static_cast<int32_t>(call.keywords.size()));
}

// The object is on the stack; the place is that of the attribute.
void Compiler::visit_method_call_after_object(CallExpr& call, const AttributeExpr& attribute) {
  move_to_attribute_line(attribute);
  emit(Op::kLoadMethod, name_index(mangle(attribute.name)));
  for (Expr* argument : call.arguments) visit(argument);
  const auto positional = static_cast<int32_t>(call.arguments.size());
  if (!call.keywords.empty()) visit_keywords(call.keywords);
  set_place(call.span);
  move_to_attribute_line(attribute);
  if (call.keywords.empty()) return emit(Op::kCall, positional);
  emit(Op::kCallKw, positional + static_cast<int32_t>(call.keywords.size()));
}

// The values, and the tuple of their names.
void Compiler::visit_keywords(const std::vector<Keyword>& keywords) {
  TupleConstant names;
  for (const Keyword& keyword : keywords) {
    const At at(*this, keyword.span);
    visit(keyword.value);
    names.items.push_back({std::string(mangle(keyword.name))});
  }
  load_constant({std::move(names)});
}

void Compiler::visit_unpacked_call(CallExpr& call) {
  const auto* lone = call.arguments.size() == 1 ? as_if<StarredExpr>(call.arguments[0]) : nullptr;
  if (lone) {
    visit(lone->value);
  } else {
    visit_display(call.arguments, {Op::kBuildList, Op::kListAppend, Op::kListExtend, true});
  }
  const bool have_dict = visit_unpacked_keywords(call.keywords);
  emit(Op::kCallEx, have_dict ? 1 : 0);
}

// One dict of all keywords, those behind `**` among them; false and nothing if there are none.
bool Compiler::visit_unpacked_keywords(const std::vector<Keyword>& keywords) {
  bool have_dict = false;
  const auto add_part = [&](std::size_t begin, std::size_t end) {
    if (begin == end) return;
    visit_keyword_dict(keywords, begin, end);
    if (have_dict) emit(Op::kDictMerge, 1);
    have_dict = true;
  };
  std::size_t pending = 0;  // the first keyword not on the stack yet
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i].name.empty()) continue;
    add_part(pending, i);
    if (!have_dict) emit(Op::kBuildMap, 0);
    have_dict = true;
    visit(keywords[i].value);
    emit(Op::kDictMerge, 1);
    pending = i + 1;
  }
  add_part(pending, keywords.size());
  return have_dict;
}

void Compiler::visit_keyword_dict(const std::vector<Keyword>& keywords, std::size_t begin,
                                  std::size_t end) {
  const bool is_big = (end - begin) * 2 > kMostOnStack;
  const bool names_have_line = is_big || end - begin == 1;
  if (is_big) unit_->graph.emit(Op::kBuildMap, 0, {});
  for (std::size_t i = begin; i < end; ++i) {
    load_string(mangle(keywords[i].name));
    visit_value_of_key(keywords[i].value, names_have_line);
    if (is_big) unit_->graph.emit(Op::kMapAdd, 1, {});
  }
  if (!is_big) emit(Op::kBuildMap, static_cast<int32_t>(end - begin));
}

// The key has just been loaded. CPython has several constant keys in one tuple, where they are on
// no line of their own: here such a key is on the line that its value begins on.
void Compiler::visit_value_of_key(Expr* value, bool key_has_line) {
  BasicBlock* const block = unit_->graph.current();
  const std::size_t key = block->instrs.size() - 1;
  visit(value);
  if (key_has_line || key + 1 >= block->instrs.size()) return;
  block->instrs[key].span = block->instrs[key + 1].span;
}

// --- Displays

void Compiler::visit_display(const std::vector<Expr*>& items, const Display& display) {
  const auto count = static_cast<int32_t>(items.size());
  if (items.size() > 2 && std::all_of(items.begin(), items.end(), is_constant)) {
    TupleConstant folded;
    for (Expr* item : items) folded.items.push_back(as<ConstantExpr>(item).value);
    if (display.is_tuple) return load_constant({std::move(folded)});
    emit(display.build, 0);
    load_constant({std::move(folded)});
    return emit(display.extend, 1);
  }
  const bool is_big = items.size() > kMostOnStack;
  if (!is_big && !any_starred(items)) {
    for (Expr* item : items) visit(item);
    return emit(display.is_tuple ? Op::kBuildTuple : display.build, count);
  }
  bool is_built = is_big;
  if (is_big) emit(display.build, 0);
  for (int32_t i = 0; i < count; ++i) {
    Expr* item = items[static_cast<std::size_t>(i)];
    const auto* starred = as_if<StarredExpr>(item);
    if (starred && !is_built) emit(display.build, i);
    is_built |= starred != nullptr;
    visit(starred ? starred->value : item);
    if (is_built) emit(starred ? display.extend : display.add, 1);
  }
  if (display.is_tuple) emit(Op::kListToTuple);
}

void Compiler::visit_dict(DictExpr& dict) {
  bool have_dict = false;
  const auto add_part = [&](std::size_t begin, std::size_t end) {
    if (begin == end) return;
    visit_dict_part(dict.items, begin, end);
    if (have_dict) emit(Op::kDictUpdate, 1);
    have_dict = true;
  };
  std::size_t pending = 0;  // the first item not on the stack yet
  for (std::size_t i = 0; i < dict.items.size(); ++i) {
    if (!dict.items[i].key) {
      add_part(pending, i);
      if (!have_dict) emit(Op::kBuildMap, 0);
      have_dict = true;
      visit(dict.items[i].value);
      emit(Op::kDictUpdate, 1);
      pending = i + 1;
    } else if ((i - pending) * 2 > kMostOnStack) {
      add_part(pending, i + 1);
      pending = i + 1;
    }
  }
  add_part(pending, dict.items.size());
  if (!have_dict) emit(Op::kBuildMap, 0);
}

void Compiler::visit_dict_part(const std::vector<DictItem>& items, std::size_t begin,
                               std::size_t end) {
  const std::size_t count = end - begin;
  const bool is_big = count * 2 > kMostOnStack;
  bool constant_keys = count > 1 && !is_big;
  for (std::size_t i = begin; i < end; ++i) constant_keys &= is_constant(items[i].key);
  if (constant_keys) return visit_constant_keys(items, begin, end);
  if (is_big) emit(Op::kBuildMap, 0);
  for (std::size_t i = begin; i < end; ++i) {
    visit(items[i].key);
    visit(items[i].value);
    if (is_big) emit(Op::kMapAdd, 1);
  }
  if (!is_big) emit(Op::kBuildMap, static_cast<int32_t>(count));
}

void Compiler::visit_constant_keys(const std::vector<DictItem>& items, std::size_t begin,
                                   std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    load_constant(as<ConstantExpr>(items[i].key).value);
    visit_value_of_key(items[i].value, false);
  }
  emit(Op::kBuildMap, static_cast<int32_t>(end - begin));
}

}  // namespace grove
