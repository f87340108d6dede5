#include "viewer/panels/drawing/code_line.h"

#include <algorithm>

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

std::string fitting_call(const Canvas& c, std::string call, const TextLook& look, float room) {
  const auto fits = [&](const std::string& words) { return c.width(words, look) <= room; };
  if (fits(call)) return call;
  for (const char* shield : {", shield=True", ", shield=False", "shield=True", "shield=False"}) {
    const std::size_t at = call.find(shield);
    if (at != std::string::npos) call.erase(at, std::string(shield).size());
  }
  if (fits(call)) return call;
  const std::size_t arguments = call.find('(');
  if (arguments == std::string::npos) return c.fitting_middle(call, look, room);
  for (std::size_t at = 0; at < arguments;) {
    at = std::min(call.find('_', at), arguments - 1) + 1;
    const std::string rest = "…" + call.substr(at);
    if (fits(rest)) return rest;
  }
  return c.fitting(call.substr(arguments), look, room);
}

}  // namespace grove
