// The stages of the front end, one after another.
#include "engine/language/front_end.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/language/check/advice.h"
#include "engine/language/check/checks.h"
#include "engine/language/check/knobs.h"
#include "engine/language/check/resolve.h"
#include "engine/language/check/scopes.h"
#include "engine/language/compile/compiler.h"
#include "engine/language/compile/fold.h"
#include "engine/language/linking.h"
#include "engine/language/parse/parser.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {
namespace {

// Without a byte order mark, and with '\n' as the only line end, as CPython reads its sources.
std::string normalized(std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (source.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    source.remove_prefix(kByteOrderMark.size());
  }
  std::string text;
  text.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\r') {
      text += source[i];
    } else {
      text += '\n';
      if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
    }
  }
  return text;
}

std::vector<std::string> lines_of(std::string_view source) {
  std::vector<std::string> lines;
  while (!source.empty()) {
    const std::size_t end = std::min(source.find('\n'), source.size());
    lines.emplace_back(source.substr(0, end));
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  return lines;
}

// Where the byte at `pos` stands.
SourceSpan span_at(std::string_view source, std::size_t pos) {
  const std::string_view before = source.substr(0, pos);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const auto column = static_cast<int>(count_code_points(before.substr(line_start))) + 1;
  return {line, column, line, column + 1};
}

// Text that is no text: nothing more can be said about it then.
bool is_readable(std::string_view source, Faults& faults) {
  if (const std::size_t pos = source.find('\0'); pos != std::string_view::npos) {
    faults.add(span_at(source, pos), "source code cannot contain null bytes");
  } else if (const std::size_t bad = find_invalid_utf8(source); bad != std::string_view::npos) {
    faults.add(span_at(source, bad), "this byte is no UTF-8", "save the file as UTF-8");
  }
  return faults.empty();
}

using Knobs = std::vector<std::pair<std::string, std::string>>;

// Null if there are faults.
std::shared_ptr<Program> compile_text(const std::string& source, const std::string& file,
                                      const Knobs& knobs, const Catalogue& catalogue,
                                      Faults& faults) {
  if (!is_readable(source, faults)) return nullptr;
  SyntaxTree tree;
  parse(source, tree, faults);
  const bool complete = faults.empty();
  if (complete) set_knobs(tree, knobs, faults);
  const ScopeTable scopes = resolve(tree, complete, faults);
  check(tree, scopes, catalogue, faults);
  if (!faults.empty()) return nullptr;

  auto program = std::make_shared<Program>();
  fold_constants(tree);
  program->file = file;
  program->lines = lines_of(source);
  try {
    Compiler(tree, scopes, *program).run();
    link_modules(*program, catalogue);
  } catch (const SyntaxFault& caught) {
    faults.add(caught.fault);
    return nullptr;
  }
  return program;
}

}  // namespace

CompileResult compile(std::string_view source, const std::string& file, const Knobs& knobs,
                      const Catalogue& catalogue) {
  const std::string text = normalized(source);
  Faults faults;
  CompileResult result;
  result.program = compile_text(text, file, knobs, catalogue, faults);
  result.problems = faults.take(file, text);
  return result;
}

Problems advice_on(std::string_view source, const std::string& file) {
  const std::string text = normalized(source);
  Faults faults, advice;
  if (!is_readable(text, faults)) return {};
  SyntaxTree tree;
  parse(text, tree, faults);
  if (!faults.empty()) return {};
  advise(tree, advice);
  Problems problems = advice.take(file, text);
  for (Problem& problem : problems) problem.is_advice = true;
  return problems;
}

}  // namespace grove
