#include "engine/language/compile/compiler.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/ensure.h"
#include "engine/language/parse/parser.h"

namespace grove {
namespace {

// CPython's CO_MAXBLOCKS.
constexpr std::size_t kMostControlBlocks = 20;
// `finally` bodies are compiled twice, those inside them four times, and so on. CPython would go
// on until memory is full.
constexpr std::size_t kMostInstructions = 2'000'000;

// Tells constants apart as CPython does: 1, 1.0 and True are three.
void append_key(std::string& key, const Constant& constant) {
  struct Appender {
    std::string& key;
    void operator()(std::monostate) const { key += 'N'; }
    void operator()(bool value) const { key += value ? 'T' : 'F'; }
    void operator()(int64_t value) const { key += fmt::format("i{};", value); }
    void operator()(double value) const { key += fmt::format("f{:a};", value); }
    void operator()(const std::string& value) const {
      key += fmt::format("s{}:", value.size());
      key += value;
    }
    void operator()(const TupleConstant& value) const {
      key += fmt::format("({}:", value.items.size());
      for (const Constant& item : value.items) append_key(key, item);
    }
    void operator()(Ellipsis) const { key += 'E'; }
    void operator()(CodeRef value) const { key += fmt::format("c{};", value.index); }
    void operator()(const BigIntConstant& value) const {
      key += fmt::format("I{}:{};", value.base, value.digits);
    }
    void operator()(ImaginaryConstant value) const { key += fmt::format("j{:a};", value.value); }
    void operator()(const BytesConstant& value) const {
      key += fmt::format("b{}:", value.bytes.size());
      key += value.bytes;
    }
  };
  std::visit(Appender{key}, constant.value);
}

int32_t index_of(std::string_view name, std::unordered_map<std::string_view, int32_t>& indices,
                 std::vector<std::string>& names) {
  const auto [place, is_new] = indices.emplace(name, static_cast<int32_t>(names.size()));
  if (is_new) names.emplace_back(name);
  return place->second;
}

}  // namespace

void Compiler::run() {
  auto unit = enter(*scopes_.module, "<module>", 1);
  unit->place = {};
  visit_module();
  leave(std::move(unit), true);
}

// --- Units

std::unique_ptr<Compiler::Unit> Compiler::enter(const Scope& scope, std::string name,
                                                int first_line) {
  auto unit = std::make_unique<Unit>();
  unit->outer = unit_;
  unit->scope = &scope;
  unit->index = static_cast<int32_t>(program_.codes.size());
  program_.codes.emplace_back();
  Code& code = unit->code;
  code.qualname = qualified_name(name);
  code.name = std::move(name);
  code.first_line = first_line;
  code.is_coroutine = scope.is_async;
  code.is_generator = scope.is_generator;
  code.is_class_body = scope.kind == NameScopeKind::kClass;
  code.is_module = scope.kind == NameScopeKind::kModule;
  code.linked = linked_;
  unit->place = {first_line, 1, first_line, 1};
  assign_slots(*unit);
  unit_ = unit.get();
  return unit;
}

std::string Compiler::qualified_name(std::string_view name) const {
  if (!unit_ || unit_->code.is_module) return std::string(name);
  const NameScopeKind kind = unit_->scope->kind;
  const bool in_function = kind == NameScopeKind::kFunction || kind == NameScopeKind::kLambda;
  const bool is_plain_name = name.front() != '<';
  const Symbol* symbol = is_plain_name ? unit_->scope->find(name) : nullptr;
  if (symbol && symbol->binding == Binding::kExplicitGlobal) return std::string(name);
  return fmt::format("{}{}.{}", unit_->code.qualname, in_function ? ".<locals>" : "", name);
}

void Compiler::assign_slots(Unit& unit) {
  const Scope& scope = *unit.scope;
  Code& code = unit.code;
  const auto add_slot = [&](std::string_view name) {
    unit.slots.emplace(name, static_cast<int32_t>(code.slot_names.size()));
    code.slot_names.emplace_back(name);
  };
  for (std::string_view name : scope.parameters) add_slot(name);
  for (const Symbol& symbol : scope.symbols()) {
    const bool has_slot = scope.is_function_like() && symbol.binding == Binding::kLocal;
    if (has_slot && !symbol.is_parameter) add_slot(symbol.name);
  }
  for (std::string_view name : scope.cells) {
    if (unit.slots.count(name) == 0) add_slot(name);
    // No place: it belongs to no line.
    unit.graph.emit(Op::kMakeCell, unit.slots.at(name), {});
  }
  for (std::string_view name : scope.frees) add_slot(name);
  code.slot_count = static_cast<int32_t>(code.slot_names.size());
  code.free_count = static_cast<int32_t>(scope.frees.size());
}

int32_t Compiler::leave(std::unique_ptr<Unit> unit, bool returns_none) {
  if (!unit->graph.ends_with_return()) {
    no_place();
    if (returns_none) load_none();
    emit(Op::kReturnValue);
  }
  unit->graph.finish(unit->code);
  if (linked_ >= 0) {
    for (Instr& instr : unit->code.instrs) instr.line = 0;
  }
  program_.codes[static_cast<std::size_t>(unit->index)] = std::move(unit->code);
  unit_ = unit->outer;
  return unit->index;
}

void Compiler::emit(Op op, int32_t arg) {
  if (unit_->graph.size() > kMostInstructions) {
    fail(unit_->place, "the code of this function is too long",
         "do not nest `finally` blocks so deep, or split the function");
  }
  unit_->graph.emit(op, arg, unit_->place);
}

void Compiler::push_control(ControlBlock block) {
  if (unit_->control.size() >= kMostControlBlocks) {
    fail(unit_->place, "too many statically nested blocks", "move inner blocks into functions");
  }
  unit_->control.push_back(block);
}

// --- Constants and names

int32_t Compiler::constant(const Constant& value) {
  std::string key;
  append_key(key, value);
  std::vector<Constant>& constants = unit_->code.constants;
  const auto [place, is_new] =
      unit_->constant_indices.emplace(std::move(key), static_cast<int32_t>(constants.size()));
  if (is_new) constants.push_back(value);
  return place->second;
}

int32_t Compiler::name_index(std::string_view name) {
  return index_of(name, name_indices_, program_.names);
}

int32_t Compiler::global_index(std::string_view name) {
  return index_of(name, global_indices_, program_.globals);
}

int32_t Compiler::slot_of(std::string_view name) const {
  const auto found = unit_->slots.find(name);
  ENSURE(found != unit_->slots.end(), "A variable of a function was given no slot.");
  return found->second;
}

void Compiler::access_name(std::string_view plain_name, Access access) {
  const std::string_view name = mangle(plain_name);
  const auto pick = [&](Op load, Op store_op, Op erase_op) {
    return access == Access::kLoad ? load : access == Access::kStore ? store_op : erase_op;
  };
  const Binding binding = unit_->scope->binding_of(name);
  const bool in_class = unit_->scope->kind == NameScopeKind::kClass;
  if (binding == Binding::kCell || binding == Binding::kFree) {
    return emit(pick(Op::kLoadDeref, Op::kStoreDeref, Op::kDeleteDeref), slot_of(name));
  }
  if (in_class && binding != Binding::kExplicitGlobal) {
    return emit(pick(Op::kLoadName, Op::kStoreName, Op::kDeleteName), name_index(name));
  }
  if (binding == Binding::kLocal) {
    return emit(pick(Op::kLoadFast, Op::kStoreFast, Op::kDeleteFast), slot_of(name));
  }
  emit(pick(Op::kLoadGlobal, Op::kStoreGlobal, Op::kDeleteGlobal), global_index(name));
}

}  // namespace grove
