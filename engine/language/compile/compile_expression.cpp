// The compiler's expressions and targets, but for calls, displays, lambdas and comprehensions.
#include "engine/base/ensure.h"
#include "engine/language/compile/compiler.h"

namespace grove {
namespace {

// Calls of a method in one go, without making a bound method first.
bool is_method_call(const CallExpr& call) {
  if (call.function->kind != ExprKind::kAttribute) return false;
  const std::size_t keywords = call.keywords.size();
  if (call.arguments.size() + keywords + (keywords > 0 ? 1 : 0) >= kMostOnStack) return false;
  for (const Expr* argument : call.arguments) {
    if (argument->kind == ExprKind::kStarred) return false;
  }
  for (const Keyword& keyword : call.keywords) {
    if (keyword.name.empty()) return false;
  }
  return true;
}

}  // namespace

void Compiler::visit(Expr* expr) {
  const At at(*this, expr->span);
  if (left_of(expr)) {
    visit_left_leaning(expr);
  } else {
    visit_here(expr);
  }
}

// From the innermost left part outwards, in a loop: such chains can be very long.
void Compiler::visit_left_leaning(Expr* expr) {
  std::vector<Expr*> chain;
  for (Expr* part = expr; part; part = left_of(part)) {
    chain.push_back(part);
    auto* call = as_if<CallExpr>(part);
    if (!call || is_method_call(*call)) continue;
    // CPython's PUSH_NULL is here. The null itself comes behind the function, but its line does
    // not: it may be one that nothing else is on.
    set_place(call->function->span);
    emit(Op::kNop);
  }
  visit(chain.back());
  for (std::size_t i = chain.size() - 1; i-- > 0;) {
    set_place(chain[i]->span);
    auto* attribute = as_if<AttributeExpr>(chain[i]);
    auto* call = attribute && i > 0 ? as_if<CallExpr>(chain[i - 1]) : nullptr;
    if (call && is_method_call(*call)) {
      visit_method_call_after_object(*call, *attribute);
      --i;
    } else {
      finish_left_leaning(chain[i]);
    }
  }
}

// The left part is on the stack.
void Compiler::finish_left_leaning(Expr* expr) {
  if (auto* binary = as_if<BinaryExpr>(expr)) {
    visit(binary->right);
    emit(Op::kBinaryOp, static_cast<int32_t>(binary->op));
  } else if (auto* attribute = as_if<AttributeExpr>(expr)) {
    move_to_attribute_line(*attribute);
    emit(Op::kLoadAttr, name_index(mangle(attribute->name)));
  } else if (auto* subscript = as_if<SubscriptExpr>(expr)) {
    look_at_subscript(*subscript);
    visit(subscript->index);
    emit(Op::kBinarySubscr);
  } else {
    look_at_call(as<CallExpr>(expr));
    visit_call_after_function(as<CallExpr>(expr));
  }
}

void Compiler::move_to_attribute_line(const AttributeExpr& attribute) {
  SourceSpan& place = unit_->place;
  if (place.line == attribute.span.end_line) return;
  place.line = attribute.span.end_line;
  const int length = static_cast<int>(attribute.name.size());
  place.column = attribute.span.end_column - length;
  place.end_column = attribute.span.end_column;
}

void Compiler::visit_here(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant:
      return load_constant(as<ConstantExpr>(expr).value);
    case ExprKind::kName:
      return access_name(as<NameExpr>(expr).name, Access::kLoad);
    case ExprKind::kSlice:
      return visit_slice(as<SliceExpr>(expr));
    case ExprKind::kUnary:
      return visit_unary(as<UnaryExpr>(expr));
    case ExprKind::kBoolean:
      return visit_boolean(as<BooleanExpr>(expr));
    case ExprKind::kCompare:
      return visit_compare(as<CompareExpr>(expr));
    case ExprKind::kConditional:
      return visit_conditional(as<ConditionalExpr>(expr));
    case ExprKind::kLambda:
      return visit_lambda(as<LambdaExpr>(expr));
    case ExprKind::kTuple:
      return visit_display(as<TupleExpr>(expr).items,
                           {Op::kBuildList, Op::kListAppend, Op::kListExtend, true});
    case ExprKind::kList:
      return visit_display(as<ListExpr>(expr).items,
                           {Op::kBuildList, Op::kListAppend, Op::kListExtend, false});
    case ExprKind::kSet:
      return visit_display(as<SetExpr>(expr).items,
                           {Op::kBuildSet, Op::kSetAdd, Op::kSetUpdate, false});
    case ExprKind::kDict:
      return visit_dict(as<DictExpr>(expr));
    case ExprKind::kComprehension:
      return visit_comprehension(as<ComprehensionExpr>(expr));
    case ExprKind::kAwait:
      visit(as<AwaitExpr>(expr).value);
      return emit(Op::kAwait);
    case ExprKind::kYield: {
      Expr* value = as<YieldExpr>(expr).value;
      value ? visit(value) : load_none();
      return emit(Op::kYieldValue);
    }
    case ExprKind::kYieldFrom:
      return visit_yield_from(as<YieldFromExpr>(expr));
    case ExprKind::kJoinedString:
      return visit_joined_string(as<JoinedStringExpr>(expr));
    case ExprKind::kFormattedValue:
      return visit_formatted_value(as<FormattedValueExpr>(expr));
    case ExprKind::kNamedExpr:
      visit(as<NamedExpr>(expr).value);
      emit(Op::kCopy, 1);
      return store(as<NamedExpr>(expr).target);
    default:
      ENSURE(false, "An expression got as far as the compiler that it cannot make.");
  }
}

void Compiler::visit_yield_from(YieldFromExpr& expr) {
  BasicBlock* again = new_block();
  BasicBlock* end = new_block();
  visit(expr.value);
  emit(Op::kGetYieldFromIter);
  load_none();
  use(again);
  jump(Op::kSend, end);
  emit(Op::kYieldOn);
  jump(Op::kJump, again);
  use(end);
}

void Compiler::visit_slice(SliceExpr& slice) {
  for (Expr* part : {slice.start, slice.stop}) part ? visit(part) : load_none();
  if (slice.step) visit(slice.step);
  emit(Op::kBuildSlice, slice.step ? 3 : 2);
}

void Compiler::visit_unary(UnaryExpr& unary) {
  visit(unary.operand);
  switch (unary.op) {
    case UnaryOperator::kNot:
      return emit(Op::kUnaryNot);
    case UnaryOperator::kNegative:
      return emit(Op::kUnaryNegative);
    case UnaryOperator::kPositive:
      return emit(Op::kUnaryPositive);
    case UnaryOperator::kInvert:
      return emit(Op::kUnaryInvert);
  }
}

void Compiler::visit_boolean(BooleanExpr& boolean) {
  BasicBlock* end = new_block();
  const Op op = boolean.is_and ? Op::kJumpIfFalseOrPop : Op::kJumpIfTrueOrPop;
  for (std::size_t i = 0; i + 1 < boolean.values.size(); ++i) {
    visit(boolean.values[i]);
    jump(op, end);
    use(new_block());
  }
  visit(boolean.values.back());
  use(end);
}

void Compiler::compare_op(Comparison op) {
  switch (op) {
    case Comparison::kIs:
      return emit(Op::kIsOp, 0);
    case Comparison::kIsNot:
      return emit(Op::kIsOp, 1);
    case Comparison::kIn:
      return emit(Op::kContainsOp, 0);
    case Comparison::kNotIn:
      return emit(Op::kContainsOp, 1);
    default:
      return emit(Op::kCompareOp, static_cast<int32_t>(op));
  }
}

void Compiler::visit_compare(CompareExpr& compare) {
  look_at_comparison(compare);
  const std::size_t last = compare.ops.size() - 1;
  visit(compare.left);
  if (last == 0) {
    visit(compare.rights[0]);
    return compare_op(compare.ops[0]);
  }
  BasicBlock* cleanup = new_block();
  for (std::size_t i = 0; i < last; ++i) {
    visit(compare.rights[i]);
    emit(Op::kSwap, 2);
    emit(Op::kCopy, 2);
    compare_op(compare.ops[i]);
    jump(Op::kJumpIfFalseOrPop, cleanup);
  }
  visit(compare.rights[last]);
  compare_op(compare.ops[last]);
  BasicBlock* end = new_block();
  jump_without_line(Op::kJump, end);
  use(cleanup);
  emit(Op::kSwap, 2);
  emit(Op::kPop);
  use(end);
}

void Compiler::visit_conditional(ConditionalExpr& conditional) {
  BasicBlock* end = new_block();
  BasicBlock* next = new_block();
  jump_if(conditional.test, next, false);
  visit(conditional.then);
  jump_without_line(Op::kJump, end);
  use(next);
  visit(conditional.otherwise);
  use(end);
}

// --- f-strings

void Compiler::visit_joined_string(JoinedStringExpr& joined) {
  const auto count = static_cast<int32_t>(joined.parts.size());
  if (joined.parts.size() > kMostOnStack) {
    load_string("");
    emit(Op::kLoadMethod, name_index("join"));
    emit(Op::kBuildList, 0);
    for (Expr* part : joined.parts) {
      visit(part);
      emit(Op::kListAppend, 1);
    }
    return emit(Op::kCall, 1);
  }
  for (Expr* part : joined.parts) visit(part);
  if (count != 1) emit(Op::kBuildString, count);
}

void Compiler::visit_formatted_value(FormattedValueExpr& formatted) {
  visit(formatted.value);
  int32_t flags = formatted.conversion;
  if (formatted.spec) {
    visit(formatted.spec);
    flags += kHasFormatSpec;
  }
  emit(Op::kFormatValue, flags);
}

// --- Conditions

// Jumps to `target` if the test is as `condition` says, else goes on.
void Compiler::jump_if(Expr* test, BasicBlock* target, bool condition) {
  if (auto* unary = as_if<UnaryExpr>(test)) {
    if (unary->op == UnaryOperator::kNot) return jump_if(unary->operand, target, !condition);
  } else if (auto* boolean = as_if<BooleanExpr>(test)) {
    return jump_if_boolean(*boolean, target, condition);
  } else if (auto* conditional = as_if<ConditionalExpr>(test)) {
    return jump_if_conditional(*conditional, target, condition);
  } else if (auto* compare = as_if<CompareExpr>(test)) {
    // CPython does not go back to the place before; the jump is on the comparison's line.
    set_place(compare->span);
    if (compare->ops.size() > 1) return jump_if_compare(*compare, target, condition);
  }
  visit(test);
  jump(condition ? Op::kPopJumpIfTrue : Op::kPopJumpIfFalse, target);
}

void Compiler::jump_if_boolean(BooleanExpr& boolean, BasicBlock* target, bool condition) {
  const bool decides = !boolean.is_and;  // the value that decides at once
  BasicBlock* early = decides == condition ? target : new_block();
  for (std::size_t i = 0; i + 1 < boolean.values.size(); ++i) {
    jump_if(boolean.values[i], early, decides);
  }
  jump_if(boolean.values.back(), target, condition);
  if (early != target) use(early);
}

void Compiler::jump_if_conditional(ConditionalExpr& conditional, BasicBlock* target,
                                   bool condition) {
  BasicBlock* end = new_block();
  BasicBlock* next = new_block();
  jump_if(conditional.test, next, false);
  jump_if(conditional.then, target, condition);
  jump_without_line(Op::kJump, end);
  use(next);
  jump_if(conditional.otherwise, target, condition);
  use(end);
}

void Compiler::jump_if_compare(CompareExpr& compare, BasicBlock* target, bool condition) {
  look_at_comparison(compare);
  BasicBlock* cleanup = new_block();
  visit(compare.left);
  const std::size_t last = compare.ops.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    visit(compare.rights[i]);
    emit(Op::kSwap, 2);
    emit(Op::kCopy, 2);
    compare_op(compare.ops[i]);
    jump(Op::kPopJumpIfFalse, cleanup);
  }
  visit(compare.rights[last]);
  compare_op(compare.ops[last]);
  jump(condition ? Op::kPopJumpIfTrue : Op::kPopJumpIfFalse, target);
  BasicBlock* end = new_block();
  jump_without_line(Op::kJump, end);
  use(cleanup);
  emit(Op::kPop);
  if (!condition) jump_without_line(Op::kJump, target);
  use(end);
}

// --- Targets

void Compiler::store(Expr* target) {
  const At at(*this, target->span);
  if (auto* name = as_if<NameExpr>(target)) {
    access_name(name->name, Access::kStore);
  } else if (auto* attribute = as_if<AttributeExpr>(target)) {
    visit(attribute->object);
    move_to_attribute_line(*attribute);
    emit(Op::kStoreAttr, name_index(mangle(attribute->name)));
  } else if (auto* subscript = as_if<SubscriptExpr>(target)) {
    visit(subscript->object);
    visit(subscript->index);
    emit(Op::kStoreSubscr);
  } else if (auto* tuple = as_if<TupleExpr>(target)) {
    store_items(tuple->items);
  } else {
    store_items(as<ListExpr>(target).items);
  }
}

void Compiler::store_items(const std::vector<Expr*>& items) {
  const auto count = static_cast<int32_t>(items.size());
  int32_t starred = -1;
  for (int32_t i = 0; i < count; ++i) {
    if (items[static_cast<std::size_t>(i)]->kind == ExprKind::kStarred) starred = i;
  }
  if (starred < 0) {
    emit(Op::kUnpackSequence, count);
  } else {
    emit(Op::kUnpackEx, starred + 256 * (count - starred - 1));
  }
  for (Expr* item : items) {
    const auto* starred_item = as_if<StarredExpr>(item);
    store(starred_item ? starred_item->value : item);
  }
}

void Compiler::erase(Expr* target) {
  const At at(*this, target->span);
  if (auto* name = as_if<NameExpr>(target)) {
    access_name(name->name, Access::kDelete);
  } else if (auto* attribute = as_if<AttributeExpr>(target)) {
    visit(attribute->object);
    move_to_attribute_line(*attribute);
    emit(Op::kDeleteAttr, name_index(mangle(attribute->name)));
  } else if (auto* subscript = as_if<SubscriptExpr>(target)) {
    visit(subscript->object);
    visit(subscript->index);
    emit(Op::kDeleteSubscr);
  } else if (auto* tuple = as_if<TupleExpr>(target)) {
    for (Expr* item : tuple->items) erase(item);
  } else {
    for (Expr* item : as<ListExpr>(target).items) erase(item);
  }
}

}  // namespace grove
