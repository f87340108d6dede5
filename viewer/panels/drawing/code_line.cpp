#include "viewer/panels/drawing/code_line.h"

namespace grove {
namespace {

ImU32 colour_of(const Theme& theme, CodeKind kind) {
  switch (kind) {
    case CodeKind::kKeyword:
      return theme.code.keyword;
    case CodeKind::kString:
      return theme.code.string;
    case CodeKind::kNumber:
      return theme.code.number;
    case CodeKind::kFunction:
      return theme.code.function;
    case CodeKind::kComment:
      return theme.code.comment;
    case CodeKind::kType:
      return theme.code.type;
    case CodeKind::kPlain:
      break;
  }
  return theme.text;
}

}  // namespace

TextLook code_look(ImU32 colour, Weight weight) {
  return {.size = kCodeSize, .weight = weight, .family = Family::kCode, .colour = colour};
}

void draw_code_line(const Canvas& c, const std::string& text, const std::vector<CodePiece>& pieces,
                    float x, float baseline) {
  // By measure: a character that the font does not have is wider than the others.
  const std::string_view line(text);
  std::size_t at = 0;
  for (const CodePiece& piece : pieces) {
    x += c.width(line.substr(at, piece.end - at), code_look(0));
    at = piece.end;
    const std::string_view words = line.substr(piece.begin, piece.end - piece.begin);
    const Weight weight = piece.kind == CodeKind::kKeyword ? Weight::kSemiBold : Weight::kMedium;
    c.text(x - c.width(words, code_look(0)), baseline, words,
           code_look(colour_of(c.theme(), piece.kind), weight));
  }
}

}  // namespace grove
