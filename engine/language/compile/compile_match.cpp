// The compiler's match statement: CPython's way, pattern by pattern. While a pattern is matched,
// the values of names that it has bound so far lie on the stack under those still to be looked at;
// only when all of it matches are they stored. Where it fails, all of them are popped: a pattern
// that fails with n values on the stack jumps to the n-th block of fail_pop.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/language/compile/compiler.h"
#include "engine/language/parse/parser.h"
#include "engine/language/syntax/match.h"

namespace grove {

namespace {

// What stands for a constant key where keys are compared for being there twice.
std::string key_text(const Expr& key) {
  const auto* constant = as_if<const ConstantExpr>(&key);
  if (!constant) return {};
  struct Visitor {
    std::string operator()(std::monostate) const { return "None"; }
    std::string operator()(bool b) const { return b ? "True" : "False"; }
    std::string operator()(int64_t i) const { return fmt::format("{}", i); }
    std::string operator()(double d) const { return fmt::format("{}", d); }
    std::string operator()(const std::string& s) const { return "'" + s + "'"; }
    std::string operator()(const TupleConstant&) const { return {}; }
    std::string operator()(Ellipsis) const { return "Ellipsis"; }
    std::string operator()(CodeRef) const { return {}; }
    std::string operator()(const BigIntConstant& i) const { return i.digits; }
    std::string operator()(ImaginaryConstant c) const { return fmt::format("{}j", c.value); }
    std::string operator()(const BytesConstant& b) const { return "b'" + b.bytes + "'"; }
  };
  return std::visit(Visitor{}, constant->value.value);
}

}  // namespace

void Compiler::visit_match(MatchStmt& statement) {
  visit(statement.subject);
  BasicBlock* end = new_block();
  const std::size_t count = statement.cases.size();
  const bool has_default = count > 1 && statement.cases.back().pattern->is_wildcard();
  const std::size_t tried = count - (has_default ? 1 : 0);
  for (std::size_t i = 0; i < tried; ++i) {
    const MatchCase& each = statement.cases[i];
    const bool is_last = i + 1 == tried;
    if (!is_last) emit(Op::kCopy, 1);
    Matching matching;
    matching.may_match_all = each.guard || i + 1 == count;
    visit_pattern(*each.pattern, matching);
    for (Name name : matching.names) access_name(name, Access::kStore);
    if (each.guard) jump_if(each.guard, fail_block(matching, 0), false);
    if (!is_last) emit(Op::kPop);
    visit_body(each.body);
    jump(Op::kJump, end);
    set_place(each.pattern->span);
    finish_failures(matching);
  }
  if (has_default) {
    const MatchCase& last = statement.cases.back();
    set_place(last.pattern->span);
    emit(Op::kNop);
    if (last.guard) jump_if(last.guard, end, false);
    visit_body(last.body);
  }
  use(end);
}

BasicBlock* Compiler::fail_block(Matching& matching, std::size_t values) {
  while (matching.failures.size() <= values) matching.failures.push_back(new_block());
  return matching.failures[values];
}

void Compiler::fail_unless(Matching& matching, Op op) {
  jump(op, fail_block(matching, matching.on_top + matching.names.size()));
}

void Compiler::finish_failures(Matching& matching) {
  if (matching.failures.empty()) return use(new_block());
  for (std::size_t n = matching.failures.size() - 1; n > 0; --n) {
    use(matching.failures[n]);
    emit(Op::kPop);
  }
  use(matching.failures[0]);
  matching.failures.clear();
}

// The value on top goes under so many others, itself among them.
void Compiler::rotate(std::size_t count) {
  for (; count > 1; --count) emit(Op::kSwap, static_cast<int32_t>(count));
}

void Compiler::bind_in_pattern(Name name, const SourceSpan& span, Matching& matching) {
  if (name.empty()) return emit(Op::kPop);
  if (std::find(matching.names.begin(), matching.names.end(), name) != matching.names.end()) {
    fail(span, fmt::format("multiple assignments to name '{}' in pattern", name));
  }
  rotate(matching.on_top + matching.names.size() + 1);
  matching.names.push_back(name);
}

void Compiler::visit_pattern(Pattern& pattern, Matching& matching) {
  set_place(pattern.span);
  switch (pattern.kind) {
    case PatternKind::kValue:
      visit(pattern.value);
      emit(Op::kCompareOp, static_cast<int32_t>(CompareOperator::kEq));
      return fail_unless(matching, Op::kPopJumpIfFalse);
    case PatternKind::kSingleton:
      visit(pattern.value);
      emit(Op::kIsOp, 0);
      return fail_unless(matching, Op::kPopJumpIfFalse);
    case PatternKind::kCapture:
      if (!matching.may_match_all) {
        fail(pattern.span,
             pattern.name.empty()
                 ? "wildcard makes remaining patterns unreachable"
                 : fmt::format("name capture '{}' makes remaining patterns unreachable",
                               pattern.name));
      }
      return bind_in_pattern(pattern.name, pattern.span, matching);
    case PatternKind::kStar:
      return bind_in_pattern(pattern.name, pattern.span, matching);
    case PatternKind::kAs:
      ++matching.on_top;
      emit(Op::kCopy, 1);
      visit_pattern(*pattern.parts[0], matching);
      --matching.on_top;
      return bind_in_pattern(pattern.name, pattern.span, matching);
    case PatternKind::kOr:
      return visit_or_pattern(pattern, matching);
    case PatternKind::kSequence:
      return visit_sequence_pattern(pattern, matching);
    case PatternKind::kMapping:
      return visit_mapping_pattern(pattern, matching);
    case PatternKind::kClass:
      return visit_class_pattern(pattern, matching);
  }
}

void Compiler::visit_part(Pattern& part, Matching& matching) {
  const bool before = std::exchange(matching.may_match_all, true);
  visit_pattern(part, matching);
  matching.may_match_all = before;
}

// The length of what is on top is so many, or at least so many.
void Compiler::check_length(std::size_t length, bool exactly, Matching& matching) {
  emit(Op::kGetLen);
  load_constant({static_cast<int64_t>(length)});
  const CompareOperator op = exactly ? CompareOperator::kEq : CompareOperator::kGe;
  emit(Op::kCompareOp, static_cast<int32_t>(op));
  fail_unless(matching, Op::kPopJumpIfFalse);
}

void Compiler::visit_sequence_pattern(Pattern& pattern, Matching& matching) {
  const std::size_t size = pattern.parts.size();
  std::size_t star = size;
  bool all_wild = true, star_is_wild = false;
  for (std::size_t i = 0; i < size; ++i) {
    const Pattern& part = *pattern.parts[i];
    if (part.kind == PatternKind::kStar) {
      if (star < size) fail(pattern.span, "multiple starred names in sequence pattern");
      star = i;
      star_is_wild = part.name.empty();
      all_wild &= star_is_wild;
    } else {
      all_wild &= part.is_wildcard();
    }
  }
  ++matching.on_top;
  emit(Op::kMatchSequence);
  fail_unless(matching, Op::kPopJumpIfFalse);
  if (star == size) {
    check_length(size, true, matching);
  } else if (size > 1) {
    check_length(size - 1, false, matching);
  }
  --matching.on_top;
  if (all_wild) return emit(Op::kPop);
  if (star_is_wild) return look_at_items(pattern, star, matching);
  if (star == size) {
    emit(Op::kUnpackSequence, static_cast<int32_t>(size));
  } else {
    emit(Op::kUnpackEx, static_cast<int32_t>(star + 256 * (size - star - 1)));
  }
  matching.on_top += size;
  for (Pattern* part : pattern.parts) {
    --matching.on_top;
    visit_part(*part, matching);
  }
}

// With `*_` nothing is unpacked: each item is looked up.
void Compiler::look_at_items(Pattern& pattern, std::size_t star, Matching& matching) {
  const std::size_t size = pattern.parts.size();
  ++matching.on_top;
  for (std::size_t i = 0; i < size; ++i) {
    if (i == star || pattern.parts[i]->is_wildcard()) continue;
    emit(Op::kCopy, 1);
    if (i < star) {
      load_constant({static_cast<int64_t>(i)});
    } else {
      emit(Op::kGetLen);
      load_constant({static_cast<int64_t>(size - i)});
      emit(Op::kBinaryOp, static_cast<int32_t>(BinaryOperator::kSub));
    }
    emit(Op::kBinarySubscr);
    visit_part(*pattern.parts[i], matching);
  }
  --matching.on_top;
  emit(Op::kPop);
}

// A value or None is on top: on if it is a value, which stays.
void Compiler::fail_if_none(Matching& matching) {
  emit(Op::kCopy, 1);
  load_none();
  emit(Op::kIsOp, 1);
  fail_unless(matching, Op::kPopJumpIfFalse);
}

void Compiler::visit_class_pattern(Pattern& pattern, Matching& matching) {
  const std::size_t size = pattern.parts.size();
  const std::size_t positional = size - pattern.attributes.size();
  std::set<Name> seen;
  Constant names{TupleConstant{}};
  for (const NamedPlace& attribute : pattern.attributes) {
    if (!seen.insert(attribute.name).second) {
      fail(attribute.span,
           fmt::format("attribute name repeated in class pattern: {}", attribute.name));
    }
    std::get<TupleConstant>(names.value)
        .items.push_back(Constant{std::string(mangle(attribute.name))});
  }
  visit(pattern.value);
  load_constant(names);
  emit(Op::kMatchClass, static_cast<int32_t>(positional));
  ++matching.on_top;
  fail_if_none(matching);
  emit(Op::kUnpackSequence, static_cast<int32_t>(size));
  matching.on_top += size;
  --matching.on_top;
  for (Pattern* part : pattern.parts) {
    --matching.on_top;
    if (part->is_wildcard()) {
      emit(Op::kPop);
    } else {
      visit_part(*part, matching);
    }
  }
}

void Compiler::visit_mapping_pattern(Pattern& pattern, Matching& matching) {
  const std::size_t size = pattern.keys.size();
  ++matching.on_top;
  emit(Op::kMatchMapping);
  fail_unless(matching, Op::kPopJumpIfFalse);
  if (size == 0 && !pattern.has_rest) {
    --matching.on_top;
    return emit(Op::kPop);
  }
  if (size > 0) check_length(size, false, matching);
  std::set<std::string> seen;
  for (Expr* key : pattern.keys) {
    const std::string text = key_text(*key);
    if (!text.empty() && !seen.insert(text).second) {
      fail(pattern.span, fmt::format("mapping pattern checks duplicate key ({})", text));
    }
    visit(key);
  }
  emit(Op::kBuildTuple, static_cast<int32_t>(size));
  emit(Op::kMatchKeys);
  matching.on_top += 2;
  fail_if_none(matching);
  emit(Op::kUnpackSequence, static_cast<int32_t>(size));
  matching.on_top += size;
  --matching.on_top;
  for (Pattern* part : pattern.parts) {
    --matching.on_top;
    visit_part(*part, matching);
  }
  matching.on_top -= 2;
  if (!pattern.has_rest) {
    emit(Op::kPop);
    return emit(Op::kPop);
  }
  // What the dict has besides those keys.
  emit(Op::kBuildMap, 0);
  emit(Op::kSwap, 3);
  emit(Op::kDictUpdate, 2);
  emit(Op::kUnpackSequence, static_cast<int32_t>(size));
  for (std::size_t left = size; left > 0; --left) {
    emit(Op::kCopy, static_cast<int32_t>(1 + left));
    emit(Op::kSwap, 2);
    emit(Op::kDeleteSubscr);
  }
  bind_in_pattern(pattern.name, pattern.span, matching);
}

void Compiler::visit_or_pattern(Pattern& pattern, Matching& matching) {
  BasicBlock* end = new_block();
  const std::size_t size = pattern.parts.size();
  std::vector<Name> control;
  for (std::size_t i = 0; i < size; ++i) {
    Matching alternative;
    // One that always matches must be the last, if it is allowed at all.
    alternative.may_match_all = i + 1 == size && matching.may_match_all;
    emit(Op::kCopy, 1);
    visit_pattern(*pattern.parts[i], alternative);
    if (i == 0) {
      control = alternative.names;
    } else {
      order_names(pattern, control, alternative.names);
    }
    jump(Op::kJump, end);
    finish_failures(alternative);
  }
  emit(Op::kPop);
  fail_unless(matching, Op::kJump);
  use(end);
  const std::size_t places = control.size() + 1 + matching.on_top + matching.names.size();
  for (Name name : control) {
    rotate(places);
    if (std::find(matching.names.begin(), matching.names.end(), name) != matching.names.end()) {
      fail(pattern.span, fmt::format("multiple assignments to name '{}' in pattern", name));
    }
    matching.names.push_back(name);
  }
  emit(Op::kPop);
}

// The values of the names that an alternative binds, put into the order of the first one's.
void Compiler::order_names(const Pattern& pattern, const std::vector<Name>& control,
                           std::vector<Name> names) {
  bool fits = names.size() == control.size();
  for (std::size_t to = control.size(); fits && to-- > 0;) {
    const auto found = std::find(names.begin(), names.end(), control[to]);
    fits = found != names.end();
    const auto from = static_cast<std::size_t>(found - names.begin());
    if (!fits || from == to) continue;
    const std::size_t rotations = from + 1;
    const std::vector<Name> rotated(names.begin(),
                                    names.begin() + static_cast<std::ptrdiff_t>(rotations));
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(rotations));
    names.insert(names.begin() + static_cast<std::ptrdiff_t>(to - from), rotated.begin(),
                 rotated.end());
    for (std::size_t n = 0; n < rotations; ++n) rotate(to + 1);
  }
  if (!fits) fail(pattern.span, "alternative patterns bind different names");
}

}  // namespace grove
