// Highlight: which parts of a Python program deserve which colour. It looks at words and strings
// only, so a program with faults is coloured as well as may be.
#pragma once

#include <string>
#include <vector>

namespace grove {

enum class CodeKind : uint8_t {
  kPlain,
  kKeyword,
  kString,
  kNumber,
  kFunction,  // where it is defined, and the built-in ones
  kComment,
  kType,  // where it is defined, and names in capitals like exceptions
};

struct CodePiece {
  std::size_t begin, end;  // bytes of its line
  CodeKind kind;
};

// By line. Blanks belong to no piece.
std::vector<std::vector<CodePiece>> highlight(const std::vector<std::string>& program);

}  // namespace grove
