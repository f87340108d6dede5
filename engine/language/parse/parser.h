// Parser: tokens → syntax tree, by recursive descent over Python 3.11's grammar.
//
//   SyntaxTree tree;
//   parse(source, tree, faults);
//
// A fault inside a statement is thrown as a SyntaxFault, caught where the statement began, noted,
// and reading goes on with the next logical line: a file's faults come out in one go. Messages are
// CPython's own where it has them; it says them for the first fault only.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/language/parse/token.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/match.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

// REQUIRES: `source` is UTF-8 with '\n' as its only line end, and outlives the tree.
void parse(std::string_view source, SyntaxTree& tree, Faults& faults);

// A single expression, such as a knob's value; null if the text is none. REQUIRES as parse().
Expr* parse_single_expression(std::string_view source, SyntaxTree& tree);

struct SyntaxFault {
  Fault fault;
};
[[noreturn]] void fail(const SourceSpan& span, std::string message, std::string hint = {});

class Parser {
 public:
  Parser(TokenStream stream, SyntaxTree& tree, Faults& faults)
      : stream_(std::move(stream)), tree_(tree), faults_(faults) {
    normalize_names();
  }

  Body parse_file();
  // An expression and nothing behind it. Throws SyntaxFault.
  Expr* parse_only_expression();

 private:
  // Names that look alike are the same name: `ﬁ` is `fi`.
  void normalize_names();
  // Of an expression inside an f-string of `outer`.
  Parser(TokenStream stream, const Parser& outer, int fstring_depth);

  // Brackets alone are bounded by the tokenizer, at CPython's 200; this bounds all nesting.
  static constexpr int kMostNesting = 400;
  [[noreturn]] void fail_too_deep() const;

  // Counts the levels of nesting while it lives; throws SyntaxFault beyond the bound, so that no
  // source text can exhaust the stack of the parser or of the walkers of its tree.
  class Nesting {
   public:
    explicit Nesting(Parser& parser);
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
  };

  // --- Tokens (parser.cpp)
  const Token& peek(std::size_t ahead = 0) const;
  bool at(TokenKind kind) const { return peek().kind == kind; }
  bool at_word(std::string_view soft_keyword) const;
  const Token& take();
  bool accept(TokenKind kind);
  const Token& expect(TokenKind kind);  // fails as "invalid syntax"
  Name expect_name();
  // From the token at index `start` to the last one taken.
  SourceSpan span_from(std::size_t start) const;
  static SourceSpan joined(const SourceSpan& first, const SourceSpan& last);
  template <class T>
  T* make(std::size_t start) {
    return tree_.make<T>(span_from(start));
  }

  // --- Faults and going on (parser.cpp)
  [[noreturn]] void fail_here();  // at the next token, in the best words there are
  void fail_if_never_closed();
  void fail_if_comma_forgotten();
  std::string hint_for_next_token() const;
  // Whether `read` succeeds from here; the position is as before.
  bool could_read(const std::function<void()>& read);
  void statement_or_recovery(Body& body);
  void recover(std::size_t start);
  void skip_to_next_line();

  // --- Simple statements (parse_simple.cpp)
  void simple_statements(Body& body);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(std::size_t start, Expr* first);
  Stmt* annotated_assignment(std::size_t start, Expr* target);
  Stmt* augmented_assignment(std::size_t start, Expr* target, BinaryOperator op);
  [[noreturn]] void fail_assignment_to(Expr* target, bool is_only_one);
  Expr* assigned_value();  // yield or star_expressions
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* delete_statement();
  Stmt* import_statement();
  Stmt* import_from_statement();
  Alias imported_name();
  Name dotted_name();
  template <class T>
  Stmt* scope_statement();  // global, nonlocal
  template <class T>
  Stmt* word_statement();  // pass, break, continue

  // --- Compound statements (parse_compound.cpp)
  void statement(Body& body);
  Body block(std::string_view after, const Token& opener);
  void expect_colon();  // fails as "expected ':'"
  void expect_colon_or_fail_here();
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(std::size_t start, bool is_async);
  Stmt* with_statement(std::size_t start, bool is_async);
  bool with_items_in_parentheses(std::vector<WithItem>& items);
  WithItem with_item();
  Stmt* try_statement();
  ExceptHandler except_handler(bool& is_star, bool is_first);
  Body else_block();  // empty if there is none
  Stmt* async_statement();
  Stmt* decorated_statement();

  // --- match (parse_match.cpp)
  bool at_match_statement();
  Expr* match_subject();
  Stmt* match_statement();
  MatchCase match_case();
  Pattern* patterns();
  Pattern* make_pattern(std::size_t start, PatternKind kind, std::vector<Pattern*> parts);
  Pattern* pattern_or_star();
  Pattern* pattern();
  Pattern* closed_pattern();
  Expr* literal_of_pattern();
  Expr* dotted_name_of_pattern();
  Pattern* name_pattern();
  Pattern* group_pattern();
  Pattern* sequence_pattern(std::size_t start, TokenKind end);
  Pattern* mapping_pattern();
  Pattern* class_pattern(std::size_t start, Expr* name);

  // --- Functions and classes (parse_function.cpp)
  Stmt* function_statement(std::size_t start, bool is_async, std::vector<Expr*> decorators);
  Stmt* class_statement(std::size_t start, std::vector<Expr*> decorators);
  Parameters parameters(TokenKind end, bool is_lambda);
  Parameter parameter(bool is_lambda, bool is_star);
  void star_parameter(Parameters& parameters, TokenKind end, bool is_lambda);
  void double_star_parameter(Parameters& parameters, bool is_lambda);
  void slash_parameter(Parameters& parameters);
  void positional_or_keyword_parameter(Parameters& parameters, bool after_star, bool is_lambda);

  // --- Expressions (parse_expression.cpp)
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* named_expression();
  [[noreturn]] void fail_equals_in_expression(std::size_t start, Expr* left);
  Expr* expression();
  Expr* conditional_or_disjunction();
  Expr* lambda();
  Expr* yield_expression();
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  bool accept_comparison(Comparison& op);
  Expr* bitwise_or() { return binary(0); }
  Expr* binary(int least_precedence);
  Expr* factor();
  Expr* power();
  Expr* await_primary();
  Expr* primary();
  Expr* subscript(std::size_t start, Expr* object);
  Expr* slice();
  bool at_expression_end() const;

  // --- Targets (parse_expression.cpp)
  Expr* star_targets();  // before `in`
  Expr* star_target();
  void check_target(const Expr* expr, std::string_view verb);
  static const Expr* invalid_part_of_target(const Expr* expr, bool is_deleted);

  // --- Atoms (parse_atom.cpp)
  Expr* atom();
  Expr* number();
  Expr* parenthesized();
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_display(std::size_t start, DictItem first);
  Expr* set_display(std::size_t start, Expr* first);
  DictItem dict_item();
  bool at_for_clause() const;
  std::vector<ForClause> for_clauses();
  Expr* comprehension(std::size_t start, ComprehensionKind form, Expr* element, Expr* value,
                      TokenKind end);
  void fail_if_comprehension_target_unparenthesized(const Expr* first);
  template <class T>
  Expr* constant(std::size_t start, T value);

  // --- Calls (parse_call.cpp)
  CallExpr* call(std::size_t start, Expr* function);
  void arguments(std::vector<Expr*>& positional, std::vector<Keyword>& keywords);
  void argument(std::vector<Expr*>& positional, std::vector<Keyword>& keywords);
  void positional_argument(std::vector<Expr*>& positional, const std::vector<Keyword>& keywords);
  Expr* generator_argument(std::size_t open, Expr* element, bool is_only_one);

  // --- Strings (parse_string.cpp)
  Expr* strings();
  void string_parts(const Token& token, JoinedStringExpr& joined);
  Expr* fstring_expression();
  friend class FStringReader;

  TokenStream stream_;
  SyntaxTree& tree_;
  Faults& faults_;
  std::size_t pos_ = 0;
  int nesting_ = 0;
  int fstring_depth_ = 0;  // > 0: this reads an expression inside an f-string
  // The last complete disjunction: for "Perhaps you forgot a comma?".
  std::size_t last_operand_end_ = 0;
  SourceSpan last_operand_span_;
  bool last_operand_is_name_ = false;
};

}  // namespace grove
