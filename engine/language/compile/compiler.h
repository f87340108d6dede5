// Compiler: syntax tree → Program, in the shapes that CPython 3.11 gives its code.
//
// The order of evaluation, the handlers and the span of every instruction follow CPython's
// compiler construct by construct, so that a run visits the same lines and an exception names the
// same place. The differences are those of opcodes.def: one kAwait for CPython's GET_AWAITABLE
// and SEND loop, kPushNull behind the function instead of before it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/language/check/scopes.h"
#include "engine/language/code/program.h"
#include "engine/language/compile/flow_graph.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/match.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

// What surrounds the instructions being made and must be left in order by `return`, `break` and
// `continue`.
struct ControlBlock {
  enum class Kind : uint8_t {
    kWhile,
    kFor,         // the iterator is on the stack
    kTry,         // the body of a try with handlers
    kFinallyTry,  // the part that `finally` guards
    kFinallyEnd,  // the `finally` block after an exception
    kWith,
    kAsyncWith,
    kHandler,       // among the handlers
    kGroupHandler,  // the same of except*
    kHandlerBody,   // the body of one handler
    kValue,         // a value to return is on the stack
  };
  Kind kind = Kind::kWhile;
  BasicBlock* start = nullptr;         // of loops: where `continue` goes
  BasicBlock* exit = nullptr;          // of loops: where `break` goes
  const Body* finally_body = nullptr;  // of kFinallyTry
  const WithStmt* with = nullptr;      // of kWith and kAsyncWith
  Name name;                           // of kHandlerBody: what `as` binds; may be empty
};

// Whether a body of a module or class annotates a name, anywhere but in functions and classes of
// its own.
bool has_annotations(const Body& body);

class Compiler {
 public:
  // `linked`: into Program::linked, the module that the tree is; -1: the program.
  Compiler(SyntaxTree& tree, const ScopeTable& scopes, Program& program, int32_t linked = -1)
      : tree_(tree), scopes_(scopes), program_(program), linked_(linked) {}

  // Throws SyntaxFault where CPython's compiler gives up too.
  void run();

 private:
  // One Code in the making.
  struct Unit {
    Unit* outer = nullptr;
    const Scope* scope = nullptr;
    int32_t index = -1;  // into Program::codes
    Code code;
    FlowGraph graph;
    std::vector<ControlBlock> control;
    std::unordered_map<std::string, int32_t> constant_indices;
    std::unordered_map<std::string_view, int32_t> slots;
    SourceSpan place;  // of the next instruction; line 0: artificial
  };
  // Sets the place to that of a node and back.
  class At {
   public:
    At(Compiler& compiler, const SourceSpan& span)
        : compiler_(compiler), before_(compiler.unit_->place) {
      compiler.unit_->place = span;
    }
    ~At() { compiler_.unit_->place = before_; }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

   private:
    Compiler& compiler_;
    SourceSpan before_;
  };

  // --- Units, constants, names (compiler.cpp)
  std::unique_ptr<Unit> enter(const Scope& scope, std::string name, int first_line);
  int32_t leave(std::unique_ptr<Unit> unit, bool returns_none);
  std::string qualified_name(std::string_view name) const;
  void assign_slots(Unit& unit);
  void emit(Op op, int32_t arg = 0);
  void jump(Op op, BasicBlock* target) { unit_->graph.emit_jump(op, target, unit_->place); }
  void jump_without_line(Op op, BasicBlock* target) { unit_->graph.emit_jump(op, target, {}); }
  void guard(Guard kind, BasicBlock* handler) {
    unit_->graph.emit_guard(kind, handler, unit_->place);
  }
  void end_guard() { guard(Guard::kEnd, nullptr); }
  BasicBlock* new_block() { return unit_->graph.new_block(); }
  void use(BasicBlock* block) { unit_->graph.use(block); }
  void set_place(const SourceSpan& span) { unit_->place = span; }
  void no_place() { unit_->place = {}; }
  int32_t constant(const Constant& value);
  void load_constant(const Constant& value) { emit(Op::kLoadConst, constant(value)); }
  void load_none() { load_constant({}); }
  void load_string(std::string_view text) { load_constant({std::string(text)}); }
  int32_t name_index(std::string_view name);
  int32_t global_index(std::string_view name);
  enum class Access : uint8_t { kLoad, kStore, kDelete };
  void access_name(std::string_view name, Access access);
  int32_t slot_of(std::string_view name) const;
  std::string_view mangle(std::string_view name) {
    return mangled(unit_->scope->class_name, name, tree_);
  }
  void push_control(ControlBlock block);
  void pop_control() { unit_->control.pop_back(); }

  // --- Statements (compile_statement.cpp)
  void visit_module();
  void visit_body(const Body& body);
  void visit_body_with_docstring(const Body& body);
  void visit(Stmt* stmt);
  void visit_simple(Stmt* stmt);
  void visit_expression_statement(ExpressionStmt& statement);
  void visit_assign(AssignStmt& statement);
  void visit_augmented(AugAssignStmt& statement);
  void visit_annotated(AnnAssignStmt& statement);
  void visit_raise(RaiseStmt& statement);
  void visit_assert(AssertStmt& statement);
  void visit_if(IfStmt& statement);
  void visit_while(WhileStmt& statement);
  void visit_for(ForStmt& statement);
  void visit_async_for(ForStmt& statement);
  // What is known while a pattern is compiled (compile_match.cpp).
  struct Matching {
    std::vector<Name> names;            // bound so far; their values lie on the stack
    std::vector<BasicBlock*> failures;  // by how many values have to be popped
    std::size_t on_top = 0;             // values above those, still to be looked at
    bool may_match_all = false;         // a pattern that always matches may stand here
  };
  void visit_match(MatchStmt& statement);
  void visit_pattern(Pattern& pattern, Matching& matching);
  void visit_part(Pattern& part, Matching& matching);
  void visit_or_pattern(Pattern& pattern, Matching& matching);
  void visit_sequence_pattern(Pattern& pattern, Matching& matching);
  void look_at_items(Pattern& pattern, std::size_t star, Matching& matching);
  void visit_mapping_pattern(Pattern& pattern, Matching& matching);
  void visit_class_pattern(Pattern& pattern, Matching& matching);
  void bind_in_pattern(Name name, const SourceSpan& span, Matching& matching);
  void check_length(std::size_t length, bool exactly, Matching& matching);
  void fail_if_none(Matching& matching);
  void fail_unless(Matching& matching, Op op);
  BasicBlock* fail_block(Matching& matching, std::size_t values);
  void finish_failures(Matching& matching);
  void rotate(std::size_t count);
  void order_names(const Pattern& pattern, const std::vector<Name>& control,
                   std::vector<Name> names);
  void visit_import(ImportStmt& statement);
  void visit_import_from(ImportFromStmt& statement);
  void import_module(std::string_view name);

  // --- Leaving blocks, with, try (compile_unwind.cpp, compile_try.cpp)
  void visit_return(ReturnStmt& statement);
  void visit_break(BreakStmt& statement);
  void visit_continue(ContinueStmt& statement);
  const ControlBlock* unwind_all(bool value_on_top, bool to_loop);
  void unwind(const ControlBlock& block, bool value_on_top);
  void unwind_finally(const ControlBlock& block, bool value_on_top);
  void unwind_with(const ControlBlock& block, bool value_on_top);
  void swap_if(bool value_on_top) {
    if (value_on_top) emit(Op::kSwap, 2);
  }
  void visit_with(WithStmt& statement, std::size_t item);
  void call_exit_with_nones();
  void finish_with_after_exception(BasicBlock* cleanup);
  void visit_try(TryStmt& statement);
  void visit_try_finally(TryStmt& statement);
  void visit_try_except(TryStmt& statement);
  void visit_handler(const ExceptHandler& handler, BasicBlock* end);
  void visit_try_star(TryStmt& statement);
  void visit_star_handler(const ExceptHandler& handler, BasicBlock* next);
  void finish_star_handlers(BasicBlock* cleanup, BasicBlock* end);
  void forget_name(Name name);
  void pop_exception_and_reraise();

  // --- Functions and classes (compile_function.cpp)
  void visit_function(FunctionStmt& function);
  void visit_class(ClassStmt& statement);
  void visit_bases(ClassStmt& statement);
  void visit_lambda(LambdaExpr& lambda);
  int32_t visit_defaults(const Parameters& parameters);
  int32_t visit_annotations(const Parameters& parameters, Expr* returns);
  void visit_and_drop(Expr* expr);
  std::string source_of(const SourceSpan& span) const;
  void set_parameters(Code& code, const Parameters& parameters);
  void make_function(const Scope& scope, int32_t code, int32_t flags);
  void visit_decorators(const std::vector<Expr*>& decorators);
  void apply_decorators(const std::vector<Expr*>& decorators);

  // --- Comprehensions (compile_comprehension.cpp)
  void visit_comprehension(ComprehensionExpr& comprehension);
  void visit_clauses(ComprehensionExpr& comprehension, std::size_t clause, int depth);
  void visit_for_clause(ComprehensionExpr& comprehension, std::size_t clause, int depth);
  void visit_async_for_clause(ComprehensionExpr& comprehension, std::size_t clause, int depth);
  void visit_element(ComprehensionExpr& comprehension, int depth);

  // --- Expressions (compile_expression.cpp)
  void visit(Expr* expr);
  void visit_left_leaning(Expr* expr);
  void visit_here(Expr* expr);
  void finish_left_leaning(Expr* expr);
  void visit_unary(UnaryExpr& unary);
  void visit_boolean(BooleanExpr& boolean);
  void visit_compare(CompareExpr& compare);
  void visit_conditional(ConditionalExpr& conditional);
  void visit_joined_string(JoinedStringExpr& joined);
  void visit_formatted_value(FormattedValueExpr& formatted);
  void visit_yield_from(YieldFromExpr& expr);
  void visit_slice(SliceExpr& slice);
  void compare_op(Comparison op);
  void jump_if(Expr* test, BasicBlock* target, bool condition);
  void jump_if_boolean(BooleanExpr& boolean, BasicBlock* target, bool condition);
  void jump_if_conditional(ConditionalExpr& conditional, BasicBlock* target, bool condition);
  void jump_if_compare(CompareExpr& compare, BasicBlock* target, bool condition);
  void store(Expr* target);
  void store_items(const std::vector<Expr*>& items);
  void erase(Expr* target);
  // In a chain over several lines an attribute and its call belong to the attribute's own line.
  void move_to_attribute_line(const AttributeExpr& attribute);

  // --- Calls and displays (compile_call.cpp)
  void visit_call_after_function(CallExpr& call);
  void visit_method_call_after_object(CallExpr& call, const AttributeExpr& attribute);
  void visit_keywords(const std::vector<Keyword>& keywords);
  void visit_unpacked_call(CallExpr& call);
  bool visit_unpacked_keywords(const std::vector<Keyword>& keywords);
  void visit_value_of_key(Expr* value, bool key_has_line);
  void visit_keyword_dict(const std::vector<Keyword>& keywords, std::size_t begin, std::size_t end);
  struct Display {
    Op build, add, extend;
    bool is_tuple;
  };
  void visit_display(const std::vector<Expr*>& items, const Display& display);
  void visit_dict(DictExpr& dict);
  void visit_dict_part(const std::vector<DictItem>& items, std::size_t begin, std::size_t end);
  void visit_constant_keys(const std::vector<DictItem>& items, std::size_t begin, std::size_t end);

  // --- What CPython warns of (syntax_warnings.cpp)
  void warn(const SourceSpan& span, const std::string& text);
  void look_at_call(const CallExpr& call);
  void look_at_subscript(const SubscriptExpr& subscript);
  void look_at_comparison(const CompareExpr& compare);
  void look_at_assertion(const AssertStmt& statement);

  SyntaxTree& tree_;
  const ScopeTable& scopes_;
  Program& program_;
  int32_t linked_;
  Unit* unit_ = nullptr;
  bool annotations_are_postponed_ = false;  // from __future__ import annotations
  std::unordered_map<std::string_view, int32_t> name_indices_;
  std::unordered_map<std::string_view, int32_t> global_indices_;
};

// CPython's STACK_USE_GUIDELINE: displays and calls with more values than this are built piece
// by piece. It shows in the lines visited.
inline constexpr std::size_t kMostOnStack = 30;

}  // namespace grove
