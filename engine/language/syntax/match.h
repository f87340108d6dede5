// The match statement: its patterns are nodes of their own, neither expressions nor targets.
#pragma once

#include <vector>

#include "engine/language/syntax/syntax.h"

namespace grove {

enum class PatternKind : uint8_t {
  kValue,      // equal to `value`, a literal or a dotted name
  kSingleton,  // is `value`: None, True, False
  kCapture,    // anything: bound to `name`; empty: `_`
  kStar,       // the rest of a sequence: bound to `name`; empty: `*_`
  kAs,         // `parts[0] as name`
  kOr,         // parts[0] | parts[1] | …
  kSequence,   // [parts]
  kMapping,    // {keys: parts, **name}
  kClass,      // value(parts, attribute=part, …): as many of the last parts as attributes
};

struct Pattern : Node {
  PatternKind kind = PatternKind::kCapture;
  Expr* value = nullptr;
  Name name;
  bool has_rest = false;  // of kMapping: `**name` is there
  std::vector<Pattern*> parts;
  std::vector<Expr*> keys;
  std::vector<NamedPlace> attributes;

  bool is_wildcard() const { return kind == PatternKind::kCapture && name.empty(); }
};

struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;  // may be null
  Body body;
};

struct MatchStmt : StmtOf<StmtKind::kMatch> {
  Expr* subject = nullptr;
  std::vector<MatchCase> cases;
};

// Calls `visit` for the pattern and all those inside it, outer ones first.
template <class Visit>
void for_each_pattern(Pattern* pattern, Visit&& visit) {
  visit(*pattern);
  for (Pattern* part : pattern->parts) for_each_pattern(part, visit);
}

}  // namespace grove
