#include "viewer/core/highlight.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace grove {
namespace {

constexpr std::string_view kKeywords[] = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield"};
constexpr std::string_view kBuiltins[] = {"print", "len", "range", "str",    "int",  "float",
                                          "min",   "max", "sum",   "sorted", "repr", "isinstance"};

template <std::size_t N>
bool is_among(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}

// Goes along a program; between lines it remembers an open string in triple quotes.
class Highlighter {
 public:
  std::vector<CodePiece> line(std::string_view text) {
    text_ = text;
    at_ = 0;
    pieces_.clear();
    if (!open_quotes_.empty()) take_string(0);
    while (at_ < text_.size()) take();
    return std::move(pieces_);
  }

 private:
  void take() {
    const char c = text_[at_];
    if (c == ' ' || c == '\t') {
      ++at_;
    } else if (c == '#') {
      add(at_, text_.size(), CodeKind::kComment);
    } else if (c == '"' || c == '\'') {
      open_string(at_);
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      take_number();
    } else if (is_word(c)) {
      take_word();
    } else {
      add(at_, at_ + 1, CodeKind::kPlain);
    }
  }

  void add(std::size_t begin, std::size_t end, CodeKind kind) {
    pieces_.push_back({begin, end, kind});
    at_ = end;
  }

  void open_string(std::size_t begin) {
    const std::string_view rest = text_.substr(at_);
    const bool triple = rest.size() >= 3 && rest[1] == rest[0] && rest[2] == rest[0];
    open_quotes_ = std::string(rest.substr(0, triple ? 3 : 1));
    at_ += open_quotes_.size();
    take_string(begin);
  }

  void take_string(std::size_t begin) {
    while (at_ < text_.size()) {
      if (text_[at_] == '\\') {
        at_ = std::min(at_ + 2, text_.size());
      } else if (text_.compare(at_, open_quotes_.size(), open_quotes_) == 0) {
        add(begin, at_ + open_quotes_.size(), CodeKind::kString);
        open_quotes_.clear();
        return;
      } else {
        ++at_;
      }
    }
    if (at_ > begin) add(begin, at_, CodeKind::kString);
    // Only triple quotes reach beyond the line's end.
    if (open_quotes_.size() == 1) open_quotes_.clear();
  }

  void take_number() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.')) ++end;
    add(at_, end, CodeKind::kNumber);
  }

  void take_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const bool before_quote = end < text_.size() && (text_[end] == '"' || text_[end] == '\'');
    if (before_quote && word.size() <= 2 &&
        word.find_first_not_of("rRbBuUfF") == std::string_view::npos) {
      const std::size_t begin = at_;
      at_ = end;
      return open_string(begin);
    }
    add(at_, end, kind_of(word));
    previous_ = word;
  }

  CodeKind kind_of(std::string_view word) const {
    if (is_among(word, kKeywords)) return CodeKind::kKeyword;
    if (previous_ == "def" || is_among(word, kBuiltins)) return CodeKind::kFunction;
    const bool capital = std::isupper(static_cast<unsigned char>(word[0])) != 0;
    const bool constant = std::none_of(word.begin(), word.end(),
                                       [](unsigned char c) { return std::islower(c) != 0; });
    if (previous_ == "class" || (capital && !constant)) return CodeKind::kType;
    return CodeKind::kPlain;
  }

  std::string_view text_, previous_;
  std::size_t at_ = 0;
  std::string open_quotes_;  // of the string that is not closed yet
  std::vector<CodePiece> pieces_;
};

}  // namespace

std::vector<std::vector<CodePiece>> highlight(const std::vector<std::string>& program) {
  Highlighter highlighter;
  std::vector<std::vector<CodePiece>> lines;
  lines.reserve(program.size());
  for (const std::string& line : program) lines.push_back(highlighter.line(line));
  return lines;
}

}  // namespace grove
