#include "engine/language/check/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/language/syntax/match.h"
#include "engine/language/syntax/walk.h"

namespace grove {
namespace {

using Names = std::set<std::string, std::less<>>;

// What makes a coroutine, in the two libraries, where it is called.
const Names kCoroutineFunctions = {"trio.sleep",
                                   "trio.sleep_until",
                                   "trio.sleep_forever",
                                   "trio.to_thread.run_sync",
                                   "trio.lowlevel.checkpoint",
                                   "trio.open_file",
                                   "trio.run_process",
                                   "trio.open_tcp_stream",
                                   "trio.serve_tcp",
                                   "asyncio.sleep",
                                   "asyncio.wait_for",
                                   "asyncio.wait",
                                   "asyncio.to_thread",
                                   "asyncio.open_connection",
                                   "asyncio.start_server"};
// What is entered with `with`, and with `async with`.
const Names kScopes = {"trio.move_on_after", "trio.move_on_at", "trio.fail_after", "trio.fail_at",
                       "trio.CancelScope"};
const Names kAsyncManagers = {"trio.open_nursery", "asyncio.timeout", "asyncio.timeout_at",
                              "asyncio.TaskGroup"};
// Of the scopes those that were opened for their time alone.
const Names kTimeouts = {"trio.move_on_after", "trio.move_on_at", "trio.fail_after",
                         "trio.fail_at",       "asyncio.timeout", "asyncio.timeout_at"};

std::string see(std::string_view lesson) { return fmt::format("the lesson {} shows it", lesson); }

// Each expression in this one that belongs to the same function, itself included.
template <class Visit>
void for_each_expr(Expr* expr, Visit&& visit) {
  for (; expr; expr = left_of(expr)) {
    visit(expr);
    for_each_part(expr, [&](Expr*& part) { for_each_expr(part, visit); });
  }
}

// The expressions of a statement itself, not of those inside it; of a definition only what is
// evaluated where it stands.
template <class Visit>
void for_each_expr_of(const Stmt* stmt, Visit&& visit) {
  const auto go = [&](Expr* expr) { for_each_expr(expr, visit); };
  if (const auto* plain = as_if<const ExpressionStmt>(stmt)) return go(plain->value);
  if (const auto* returned = as_if<const ReturnStmt>(stmt)) return go(returned->value);
  if (const auto* raised = as_if<const RaiseStmt>(stmt)) return go(raised->exception);
  if (const auto* augmented = as_if<const AugAssignStmt>(stmt)) return go(augmented->value);
  if (const auto* annotated = as_if<const AnnAssignStmt>(stmt)) return go(annotated->value);
  if (const auto* loop = as_if<const WhileStmt>(stmt)) return go(loop->test);
  if (const auto* each = as_if<const ForStmt>(stmt)) return go(each->iterable);
  if (const auto* claim = as_if<const AssertStmt>(stmt)) return go(claim->test);
  if (const auto* assign = as_if<const AssignStmt>(stmt)) {
    for (Expr* target : assign->targets) go(target);
    return go(assign->value);
  }
  if (const auto* branches = as_if<const IfStmt>(stmt)) {
    for (const IfBranch& branch : branches->branches) go(branch.test);
  }
  if (const auto* with = as_if<const WithStmt>(stmt)) {
    for (const WithItem& item : with->items) go(item.manager);
  }
}

// All bodies inside a statement that belong to the same function.
template <class Visit>
void for_each_body_of(const Stmt* stmt, Visit&& visit) {
  for_each_body(stmt, visit);
  if (const auto* match = as_if<const MatchStmt>(stmt)) {
    for (const MatchCase& each : match->cases) visit(each.body);
  }
}

// Each statement of the body and inside it, within the same function.
template <class Visit>
void for_each_stmt(const Body& body, Visit&& visit) {
  for (const Stmt* stmt : body) {
    visit(stmt);
    for_each_body_of(stmt, [&](const Body& inner) { for_each_stmt(inner, visit); });
  }
}

bool has_async_clause(const Expr* expr) {
  const auto* comprehension = as_if<const ComprehensionExpr>(expr);
  return comprehension && std::any_of(comprehension->clauses.begin(), comprehension->clauses.end(),
                                      [](const ForClause& clause) { return clause.is_async; });
}

// Whether something in the body may wait, or hands control to somebody who may.
bool may_wait(const Body& body) {
  bool found = false;
  for_each_stmt(body, [&](const Stmt* stmt) {
    const auto* with = as_if<const WithStmt>(stmt);
    const auto* each = as_if<const ForStmt>(stmt);
    found = found || (with && with->is_async) || (each && each->is_async);
    for_each_expr_of(stmt, [&](const Expr* expr) {
      found = found || expr->kind == ExprKind::kAwait || expr->kind == ExprKind::kYield ||
              expr->kind == ExprKind::kComprehension || has_async_clause(expr);
    });
  });
  return found;
}

template <StmtKind kind>
bool has_stmt(const Body& body) {
  bool found = false;
  for_each_stmt(body, [&](const Stmt* stmt) { found = found || stmt->kind == kind; });
  return found;
}

// What names mean, as far as the module's own text says it once and for all.
struct Meanings {
  std::map<std::string, std::string, std::less<>> imported;  // name → what of which module
  Names coroutine_functions;                                 // async def, at the module's level

  // "trio.sleep", whatever the module is called here; empty if it is nothing of a module.
  std::string dotted(const Expr* expr) const {
    if (const auto* name = as_if<const NameExpr>(expr)) {
      const auto found = imported.find(name->name);
      return found == imported.end() ? "" : found->second;
    }
    const auto* attribute = as_if<const AttributeExpr>(expr);
    if (!attribute) return "";
    const std::string object = dotted(attribute->object);
    return object.empty() ? "" : object + "." + std::string(attribute->name);
  }
  // Of a call, what is called.
  std::string called(const Expr* expr) const {
    const auto* call = as_if<const CallExpr>(expr);
    return call ? dotted(call->function) : "";
  }
};

class MeaningsOf {
 public:
  explicit MeaningsOf(const Body& body) {
    for_each_stmt(body, [this](const Stmt* stmt) { take(stmt); });
    for (const std::string& name : rebound_) {
      meanings_.imported.erase(name);
      meanings_.coroutine_functions.erase(name);
    }
  }
  Meanings take_all() { return std::move(meanings_); }

 private:
  void take(const Stmt* stmt) {
    if (const auto* import = as_if<const ImportStmt>(stmt)) {
      for (const Alias& alias : import->aliases) {
        const Name module =
            alias.as_name.empty() ? alias.name.substr(0, alias.name.find('.')) : alias.name;
        bind(alias.as_name.empty() ? module : alias.as_name, std::string(module));
      }
    } else if (const auto* from = as_if<const ImportFromStmt>(stmt)) {
      for (const Alias& alias : from->aliases) {
        bind(alias.as_name.empty() ? alias.name : alias.as_name,
             fmt::format("{}.{}", from->module, alias.name));
      }
    } else if (const auto* function = as_if<const FunctionStmt>(stmt)) {
      if (!seen_.insert(std::string(function->name)).second) rebound_.emplace(function->name);
      const bool plain = function->is_async && function->decorators.empty();
      if (plain && !is_generator(function->body)) {
        meanings_.coroutine_functions.emplace(function->name);
      }
    } else if (const auto* assign = as_if<const AssignStmt>(stmt)) {
      for (const Expr* target : assign->targets) {
        if (const auto* name = as_if<const NameExpr>(target)) rebound_.emplace(name->name);
      }
    }
  }
  void bind(Name name, std::string what) {
    meanings_.imported.insert_or_assign(std::string(name), std::move(what));
  }
  static bool is_generator(const Body& body) {
    bool found = false;
    for_each_stmt(body, [&](const Stmt* stmt) {
      for_each_expr_of(stmt, [&](const Expr* e) { found = found || e->kind == ExprKind::kYield; });
    });
    return found;
  }

  Meanings meanings_;
  Names seen_, rebound_;
};

class Adviser {
 public:
  Adviser(const SyntaxTree& tree, Faults& advice)
      : meanings_(MeaningsOf(tree.body).take_all()), advice_(advice) {}

  void look_at_module(const Body& body) { look_at(body); }

 private:
  // Where in a function it is.
  struct Place {
    bool is_async = false, in_loop = false;
    Names locals;  // of the function: what they mean is not known
  };

  void look_at(const Body& body) {
    for (std::size_t i = 0; i < body.size(); ++i) {
      look_at(body[i]);
      look_behind(body, i);
    }
  }

  void look_at(const Stmt* stmt) {
    if (const auto* function = as_if<const FunctionStmt>(stmt)) return look_inside(*function);
    if (const auto* type = as_if<const ClassStmt>(stmt)) return look_at(type->body);
    if (const auto* plain = as_if<const ExpressionStmt>(stmt)) look_at_unused(plain->value);
    if (const auto* with = as_if<const WithStmt>(stmt)) look_at_with(*with);
    if (const auto* attempt = as_if<const TryStmt>(stmt)) look_at_try(*attempt);
    for_each_expr_of(stmt, [this](const Expr* expr) { look_at_expr(expr); });
    const bool loops = stmt->kind == StmtKind::kWhile || stmt->kind == StmtKind::kFor;
    const bool outside = std::exchange(place_.in_loop, place_.in_loop || loops);
    for_each_body_of(stmt, [this](const Body& body) { look_at(body); });
    place_.in_loop = outside;
  }

  void look_inside(const FunctionStmt& function) {
    Place inside{.is_async = function.is_async, .in_loop = false, .locals = place_.locals};
    for_each_parameter(function.parameters,
                       [&](const Parameter& parameter) { inside.locals.emplace(parameter.name); });
    for_each_stmt(function.body, [&](const Stmt* stmt) {
      if (const auto* inner = as_if<const FunctionStmt>(stmt)) inside.locals.emplace(inner->name);
    });
    std::swap(place_, inside);
    look_at(function.body);
    std::swap(place_, inside);
  }

  bool is_local(const Expr* expr) const {
    const auto* name = as_if<const NameExpr>(expr);
    return name && place_.locals.find(name->name) != place_.locals.end();
  }

  bool is_coroutine_function(const Expr* expr) const {
    const auto* name = as_if<const NameExpr>(expr);
    return name && !is_local(expr) && meanings_.coroutine_functions.count(name->name) > 0;
  }

  // `fetch()` alone on a line, or a block's opener.
  void look_at_unused(const Expr* expr) {
    const auto* call = as_if<const CallExpr>(expr);
    if (!call || is_local(call->function)) return;
    const std::string opener = meanings_.called(call);
    if (kScopes.count(opener) + kAsyncManagers.count(opener) > 0) {
      const bool is_async = kAsyncManagers.count(opener) > 0;
      advice_.add(call->span, fmt::format("`{}` does nothing by itself: it is for a block", opener),
                  fmt::format("write `{}with {}(…):` and the block below; {}",
                              is_async ? "async " : "", opener, see("move_on_after")));
      return;
    }
    const auto* name = as_if<const NameExpr>(call->function);
    const std::string known = meanings_.dotted(call->function);
    std::string what;
    if (kCoroutineFunctions.count(known) > 0) what = known;
    if (name && meanings_.coroutine_functions.count(name->name) > 0) what = name->name;
    if (what.empty()) return;
    advice_.add(call->span, fmt::format("nothing of `{}` runs: it is called and not awaited", what),
                fmt::format("write `await {}(…)`; {}", what, see("await_is_a_call")));
  }

  void look_at_expr(const Expr* expr) {
    if (const auto* await = as_if<const AwaitExpr>(expr)) {
      const std::string what = meanings_.called(await->value);
      const bool async_too = kAsyncManagers.count(what) > 0;
      if (!async_too && kScopes.count(what) == 0) return;
      advice_.add(await->span, fmt::format("`{}` cannot be awaited: it is for a block", what),
                  fmt::format("write `{}with {}(…):` and the block below; {}",
                              async_too ? "async " : "", what, see("move_on_after")));
    } else if (const auto* call = as_if<const CallExpr>(expr)) {
      look_at_call(*call);
    }
  }

  // What is handed over to be run, and is not what is wanted there.
  void look_at_call(const CallExpr& call) {
    const CallExpr* expr = &call;
    const std::string what = meanings_.dotted(call.function);
    const auto* method = as_if<const AttributeExpr>(call.function);
    const Name last = method ? method->name : Name{};
    Expr* first = call.arguments.empty() ? nullptr : call.arguments.front();
    const auto* made = as_if<const CallExpr>(first);
    if ((last == "start_soon" || last == "start") && made &&
        is_coroutine_function(made->function)) {
      advice_.add(first->span,
                  fmt::format("`{}` wants the function, not what its call makes", last),
                  fmt::format("write the arguments behind it: `{}(function, argument)`; {}", last,
                              see("await_is_a_call")));
    } else if ((last == "create_task" || what == "asyncio.run") && is_coroutine_function(first)) {
      advice_.add(first->span, "the function is handed over, and not called: nothing of it runs",
                  "write `()` behind it; " + see("await_is_a_call"));
    } else if ((what == "trio.to_thread.run_sync" || what == "asyncio.to_thread") &&
               is_coroutine_function(first)) {
      advice_.add(first->span,
                  "a thread runs plain functions: of this one it only makes a coroutine",
                  "await it here, or hand over a plain `def`; " + see("await_is_a_call"));
    } else if (place_.is_async && (what == "trio.run" || what == "asyncio.run")) {
      advice_.add(call.span, fmt::format("`{}` inside a task: the loop runs already", what),
                  "await the function; " + see("await_is_a_call"));
    } else if (place_.is_async && what == "time.sleep") {
      advice_.add(expr->span, "`time.sleep` stops everything: no other task runs meanwhile",
                  fmt::format("write `await {}.sleep(…)`; {}", uses("trio") ? "trio" : "asyncio",
                              see("hog")));
    }
  }

  // A timeout round what cannot wait.
  void look_at_with(const WithStmt& with) {
    for (const WithItem& item : with.items) {
      const std::string what = meanings_.called(item.manager);
      if (with.is_async ? kScopes.count(what) == 0 : kAsyncManagers.count(what) == 0) continue;
      advice_.add(item.manager->span,
                  fmt::format("`{}` is for `{}with`", what, with.is_async ? "" : "async "),
                  fmt::format("write `{}with {}(…):`; {}", with.is_async ? "" : "async ", what,
                              see("move_on_after")));
    }
    if (!place_.is_async || may_wait(with.body)) return;
    for (const WithItem& item : with.items) {
      const std::string what = meanings_.called(item.manager);
      if (kTimeouts.count(what) == 0 || is_looked_at(item, with.body)) continue;
      advice_.add(
          item.manager->span,
          fmt::format("`{}` has nothing to end: nothing in its block waits", what),
          fmt::format("a task that is started here belongs to its nursery, or to nobody; {}",
                      see("scope_in_the_wrong_place")));
    }
  }

  // Whether the block reads the scope, or the deadline that holds in it.
  bool is_looked_at(const WithItem& item, const Body& body) const {
    const auto* scope = as_if<const NameExpr>(item.target);
    bool found = false;
    for_each_stmt(body, [&](const Stmt* stmt) {
      for_each_expr_of(stmt, [&](const Expr* expr) {
        const auto* name = as_if<const NameExpr>(expr);
        found = found || (scope && name && name->name == scope->name) ||
                meanings_.called(expr) == "trio.current_effective_deadline";
      });
    });
    return found;
  }

  // A handler that keeps a cancellation to itself.
  void look_at_try(const TryStmt& attempt) {
    if (!place_.is_async || attempt.is_star || !may_wait(attempt.body)) return;
    for (const ExceptHandler& handler : attempt.handlers) {
      const std::string what = swallows(handler.type);
      if (!what.empty() && !has_stmt<StmtKind::kRaise>(handler.body)) {
        advice_.add(handler.span.line > 0 ? head_of(handler) : attempt.span,
                    fmt::format("`{}` keeps the cancellation from those who asked for it", what),
                    fmt::format("end the handler with `raise`; {}", see("swallowed_cancel")));
      }
      // What comes after it is never asked.
      if (!handler.type || !what.empty()) return;
    }
  }
  static SourceSpan head_of(const ExceptHandler& handler) {
    if (handler.type) return handler.type->span;
    return {handler.span.line, handler.span.column, handler.span.line, handler.span.column + 6};
  }

  // What the handler is written as, if it takes cancellations; else "".
  std::string swallows(const Expr* type) const {
    const bool trio = uses("trio");
    if (!type) return trio ? "except:" : "";
    if (const auto* tuple = as_if<const TupleExpr>(type)) {
      for (const Expr* item : tuple->items) {
        if (std::string what = swallows(item); !what.empty()) return what;
      }
      return "";
    }
    const auto* name = as_if<const NameExpr>(type);
    if (name && name->name == "BaseException" && trio) return "except BaseException";
    const std::string what = meanings_.dotted(type);
    if (what == "trio.Cancelled") return "except " + what;
    // Once is how a task that was cancelled is awaited; a loop never ends.
    const bool again = what == "asyncio.CancelledError" && place_.in_loop;
    return again ? "except " + what : "";
  }
  bool uses(std::string_view module) const {
    return std::any_of(meanings_.imported.begin(), meanings_.imported.end(), [&](const auto& each) {
      return each.second.substr(0, each.second.find('.')) == module;
    });
  }

  // A nursery that is spoken to behind its block.
  void look_behind(const Body& body, std::size_t at) {
    const auto* with = as_if<const WithStmt>(body[at]);
    if (!with || !with->is_async) return;
    for (const WithItem& item : with->items) {
      const auto* name = as_if<const NameExpr>(item.target);
      if (!name || meanings_.called(item.manager) != "trio.open_nursery") continue;
      for (std::size_t i = at + 1; i < body.size(); ++i) {
        if (opens_again(body[i], name->name)) break;
        look_for_start(body[i], name->name);
      }
    }
  }
  // Whether the name becomes something else there.
  static bool opens_again(const Stmt* stmt, Name name) {
    bool found = false;
    const auto look = [&](const Stmt* inner) {
      const auto is_it = [&](const Expr* target) {
        const auto* bound = as_if<const NameExpr>(target);
        found = found || (bound && bound->name == name);
      };
      if (const auto* with = as_if<const WithStmt>(inner)) {
        for (const WithItem& item : with->items) is_it(item.target);
      } else if (const auto* assign = as_if<const AssignStmt>(inner)) {
        for (const Expr* target : assign->targets) is_it(target);
      } else if (const auto* each = as_if<const ForStmt>(inner)) {
        is_it(each->target);
      }
    };
    for_each_stmt({const_cast<Stmt*>(stmt)}, look);
    return found;
  }
  void look_for_start(const Stmt* stmt, Name name) {
    const auto look = [&](const Expr* expr) {
      const auto* call = as_if<const CallExpr>(expr);
      const auto* method = call ? as_if<const AttributeExpr>(call->function) : nullptr;
      const auto* object = method ? as_if<const NameExpr>(method->object) : nullptr;
      if (!object || object->name != name) return;
      if (method->name != "start_soon" && method->name != "start") return;
      advice_.add(expr->span,
                  fmt::format("the nursery `{}` has closed above: it takes no task", name),
                  fmt::format("start it inside the `async with` block; {}", see("nursery_waits")));
    };
    for_each_stmt({const_cast<Stmt*>(stmt)},
                  [&](const Stmt* inner) { for_each_expr_of(inner, look); });
  }

  const Meanings meanings_;
  Faults& advice_;
  Place place_;
};

}  // namespace

void advise(const SyntaxTree& tree, Faults& advice) {
  Adviser(tree, advice).look_at_module(tree.body);
}

}  // namespace grove
