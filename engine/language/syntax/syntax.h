// The syntax tree: what the parser makes of the tokens. It has the shape of CPython's `ast`, and
// its spans are CPython's too, because lines of instructions and carets of tracebacks come from
// them.
//
// Nodes live in a SyntaxTree and are handed around as plain pointers; none is owned twice. Each
// kind is a struct with the constant kKind; `as<Call>(expr)` is the checked cast. An expression
// that is a target (left of `=`, after `for`, …) has the same node as one that is read: who walks
// the tree knows which it is.
//
// Chains that lean to the left (a + b + c, a.b().c()) can be as long as a source line, so walkers
// must follow `left_of` in a loop and not recurse; all other nesting is bounded by the parser.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ensure.h"
#include "engine/base/problem.h"
#include "engine/language/code/program.h"

namespace grove {

enum class ExprKind : uint8_t {
  kConstant,
  kName,
  kAttribute,
  kSubscript,
  kSlice,
  kStarred,
  kCall,
  kUnary,
  kBinary,
  kBoolean,
  kCompare,
  kConditional,
  kLambda,
  kTuple,
  kList,
  kSet,
  kDict,
  kComprehension,
  kAwait,
  kYield,
  kYieldFrom,
  kJoinedString,
  kFormattedValue,
  kNamedExpr
};

enum class StmtKind : uint8_t {
  kExpression,
  kAssign,
  kAugAssign,
  kAnnAssign,
  kReturn,
  kRaise,
  kGlobal,
  kNonlocal,
  kPass,
  kBreak,
  kContinue,
  kDelete,
  kAssert,
  kImport,
  kImportFrom,
  kIf,
  kWhile,
  kFor,
  kWith,
  kTry,
  kMatch,
  kFunction,
  kClass
};

struct Node {
  SourceSpan span;
  virtual ~Node() = default;
};

struct Expr : Node {
  ExprKind kind;
  explicit Expr(ExprKind k) : kind(k) {}
};

struct Stmt : Node {
  StmtKind kind;
  explicit Stmt(StmtKind k) : kind(k) {}
};

template <class Base, auto kind_of_node>
struct NodeOf : Base {
  static constexpr auto kKind = kind_of_node;
  NodeOf() : Base(kind_of_node) {}
};
template <ExprKind kind>
using ExprOf = NodeOf<Expr, kind>;
template <StmtKind kind>
using StmtOf = NodeOf<Stmt, kind>;

// REQUIRES: the node is a T.
template <class T, class Base>
T& as(Base* node) {
  ENSURE(node->kind == T::kKind, "A syntax node was taken for one of another kind.");
  return static_cast<T&>(*node);
}
template <class T, class Base>
T* as_if(Base* node) {
  return node && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}

using Body = std::vector<Stmt*>;
using Name = std::string_view;  // into the source, or kept by the SyntaxTree

// --- Expressions

enum class UnaryOperator : uint8_t { kNot, kNegative, kPositive, kInvert };
// The operators of comparisons in CPython's order; the first six are CompareOperator.
enum class Comparison : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe, kIs, kIsNot, kIn, kNotIn };
enum class ComprehensionKind : uint8_t { kList, kSet, kDict, kGenerator };

struct ConstantExpr : ExprOf<ExprKind::kConstant> {
  Constant value;
};
struct NameExpr : ExprOf<ExprKind::kName> {
  Name name;
};
struct AttributeExpr : ExprOf<ExprKind::kAttribute> {
  Expr* object = nullptr;
  Name name;
};
struct SubscriptExpr : ExprOf<ExprKind::kSubscript> {
  Expr* object = nullptr;
  Expr* index = nullptr;
};
struct SliceExpr : ExprOf<ExprKind::kSlice> {
  Expr* start = nullptr;  // each may be null
  Expr* stop = nullptr;
  Expr* step = nullptr;
};
struct StarredExpr : ExprOf<ExprKind::kStarred> {
  Expr* value = nullptr;
};
struct Keyword {
  Name name;  // empty for `**value`
  Expr* value = nullptr;
  SourceSpan span;
};
struct CallExpr : ExprOf<ExprKind::kCall> {
  Expr* function = nullptr;
  std::vector<Expr*> arguments;
  std::vector<Keyword> keywords;
};
struct UnaryExpr : ExprOf<ExprKind::kUnary> {
  UnaryOperator op = UnaryOperator::kNot;
  Expr* operand = nullptr;
};
struct BinaryExpr : ExprOf<ExprKind::kBinary> {
  BinaryOperator op = BinaryOperator::kAdd;
  Expr* left = nullptr;
  Expr* right = nullptr;
};
struct BooleanExpr : ExprOf<ExprKind::kBoolean> {
  bool is_and = true;  // else `or`
  std::vector<Expr*> values;
};
struct CompareExpr : ExprOf<ExprKind::kCompare> {
  Expr* left = nullptr;
  std::vector<Comparison> ops;
  std::vector<Expr*> rights;  // as many as ops
};
struct ConditionalExpr : ExprOf<ExprKind::kConditional> {
  Expr* test = nullptr;
  Expr* then = nullptr;
  Expr* otherwise = nullptr;
};
struct Parameter {
  Name name;
  Expr* annotation = nullptr;     // may be null
  Expr* default_value = nullptr;  // may be null
  SourceSpan span;
};
struct Parameters {
  std::vector<Parameter> positional;  // the positional-only ones first
  int positional_only_count = 0;
  std::vector<Parameter> keyword_only;
  std::vector<Parameter> varargs;      // *args: none or one
  std::vector<Parameter> varkeywords;  // **kwargs: none or one
};
struct LambdaExpr : ExprOf<ExprKind::kLambda> {
  Parameters parameters;
  Expr* body = nullptr;
};
struct TupleExpr : ExprOf<ExprKind::kTuple> {
  std::vector<Expr*> items;
};
struct ListExpr : ExprOf<ExprKind::kList> {
  std::vector<Expr*> items;
};
struct SetExpr : ExprOf<ExprKind::kSet> {
  std::vector<Expr*> items;
};
struct DictItem {
  Expr* key = nullptr;  // null for `**value`
  Expr* value = nullptr;
};
struct DictExpr : ExprOf<ExprKind::kDict> {
  std::vector<DictItem> items;
};
struct ForClause {
  Expr* target = nullptr;
  Expr* iterable = nullptr;
  std::vector<Expr*> conditions;
  bool is_async = false;
};
struct ComprehensionExpr : ExprOf<ExprKind::kComprehension> {
  ComprehensionKind form = ComprehensionKind::kList;
  Expr* element = nullptr;  // of a dict comprehension: the key
  Expr* value = nullptr;    // of a dict comprehension only
  std::vector<ForClause> clauses;
};
struct AwaitExpr : ExprOf<ExprKind::kAwait> {
  Expr* value = nullptr;
};
struct YieldExpr : ExprOf<ExprKind::kYield> {
  Expr* value = nullptr;  // may be null
};
struct YieldFromExpr : ExprOf<ExprKind::kYieldFrom> {
  Expr* value = nullptr;
};
struct JoinedStringExpr : ExprOf<ExprKind::kJoinedString> {
  std::vector<Expr*> parts;  // string constants and FormattedValueExpr
};
struct FormattedValueExpr : ExprOf<ExprKind::kFormattedValue> {
  Expr* value = nullptr;
  FormatConversion conversion = kConvertNone;
  Expr* spec = nullptr;  // a JoinedStringExpr; may be null
};
struct NamedExpr : ExprOf<ExprKind::kNamedExpr> {
  NameExpr* target = nullptr;
  Expr* value = nullptr;
};

// The part of an expression that leans to the left and so may be deep: the left operand, the
// object of an attribute or subscript, the function of a call. Null for other kinds.
Expr** left_place_of(Expr* expr);
inline Expr* left_of(Expr* expr) {
  Expr** const place = left_place_of(expr);
  return place ? *place : nullptr;
}

// --- Statements

struct ExpressionStmt : StmtOf<StmtKind::kExpression> {
  Expr* value = nullptr;
};
struct AssignStmt : StmtOf<StmtKind::kAssign> {
  std::vector<Expr*> targets;
  Expr* value = nullptr;
};
struct AugAssignStmt : StmtOf<StmtKind::kAugAssign> {
  Expr* target = nullptr;
  BinaryOperator op = BinaryOperator::kAdd;
  Expr* value = nullptr;
};
struct AnnAssignStmt : StmtOf<StmtKind::kAnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;  // may be null
  bool is_simple = true;  // the target is a name without parentheses
};
struct ReturnStmt : StmtOf<StmtKind::kReturn> {
  Expr* value = nullptr;  // may be null
};
struct RaiseStmt : StmtOf<StmtKind::kRaise> {
  Expr* exception = nullptr;  // may be null
  Expr* cause = nullptr;      // may be null
};
struct NamedPlace {
  Name name;
  SourceSpan span;
};
struct GlobalStmt : StmtOf<StmtKind::kGlobal> {
  std::vector<NamedPlace> names;
};
struct NonlocalStmt : StmtOf<StmtKind::kNonlocal> {
  std::vector<NamedPlace> names;
};
struct PassStmt : StmtOf<StmtKind::kPass> {};
struct BreakStmt : StmtOf<StmtKind::kBreak> {};
struct ContinueStmt : StmtOf<StmtKind::kContinue> {};
struct DeleteStmt : StmtOf<StmtKind::kDelete> {
  std::vector<Expr*> targets;
};
struct AssertStmt : StmtOf<StmtKind::kAssert> {
  Expr* test = nullptr;
  Expr* message = nullptr;  // may be null
};
struct Alias {
  Name name;     // may have dots
  Name as_name;  // empty if there is none
  SourceSpan span;
};
struct ImportStmt : StmtOf<StmtKind::kImport> {
  std::vector<Alias> aliases;
};
struct ImportFromStmt : StmtOf<StmtKind::kImportFrom> {
  int dots = 0;  // of a relative import
  Name module;
  SourceSpan module_span;
  std::vector<Alias> aliases;  // one with the name "*" for `import *`
};
struct IfBranch {
  Expr* test = nullptr;
  Body body;
  SourceSpan span;  // from its `if` or `elif` to the end of the statement
};
struct IfStmt : StmtOf<StmtKind::kIf> {
  std::vector<IfBranch> branches;  // flat, so that a long chain of elif is no deep tree
  Body otherwise;
};
struct WhileStmt : StmtOf<StmtKind::kWhile> {
  Expr* test = nullptr;
  Body body;
  Body otherwise;
};
struct ForStmt : StmtOf<StmtKind::kFor> {
  Expr* target = nullptr;
  Expr* iterable = nullptr;
  Body body;
  Body otherwise;
  bool is_async = false;
};
struct WithItem {
  Expr* manager = nullptr;
  Expr* target = nullptr;  // may be null
};
struct WithStmt : StmtOf<StmtKind::kWith> {
  std::vector<WithItem> items;
  Body body;
  bool is_async = false;
};
struct ExceptHandler {
  Expr* type = nullptr;  // null for `except:`
  Name name;             // empty if there is none
  Body body;
  SourceSpan span;
};
struct TryStmt : StmtOf<StmtKind::kTry> {
  Body body;
  std::vector<ExceptHandler> handlers;
  Body otherwise;
  Body finally;
  bool is_star = false;  // except*
};
struct FunctionStmt : StmtOf<StmtKind::kFunction> {
  Name name;
  SourceSpan name_span;
  Parameters parameters;
  Expr* returns = nullptr;  // may be null
  std::vector<Expr*> decorators;
  Body body;
  bool is_async = false;
};
struct ClassStmt : StmtOf<StmtKind::kClass> {
  Name name;
  SourceSpan name_span;
  std::vector<Expr*> bases;
  std::vector<Keyword> keywords;
  std::vector<Expr*> decorators;
  Body body;
};

class SyntaxTree {
 public:
  Body body;

  template <class T>
  T* make(const SourceSpan& span) {
    auto node = std::make_unique<T>();
    node->span = span;
    T* raw = node.get();
    nodes_.push_back(std::move(node));
    return raw;
  }
  // Keeps a text that is not in the source.
  Name keep(std::string text) {
    texts_.push_back(std::make_unique<std::string>(std::move(text)));
    return *texts_.back();
  }

 private:
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<std::unique_ptr<std::string>> texts_;
};

// The docstring of a body: its first statement if that is a string, else null.
const std::string* docstring_of(const Body& body);

// What CPython calls an expression in its messages: "function call", "literal", ….
std::string_view description_of(const Expr& expr);

}  // namespace grove
