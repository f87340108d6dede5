#include "engine/language/compile/fold_percent.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/base/unicode/characters.h"

namespace grove {
namespace {

constexpr std::size_t kMostDigits = 2;  // CPython's, of a width or a precision

class PercentFormat {
 public:
  PercentFormat(std::string_view format, const std::vector<Expr*>& values, SyntaxTree& tree)
      : format_(format), values_(values), tree_(tree) {}

  Expr* run(const SourceSpan& span) {
    auto* joined = tree_.make<JoinedStringExpr>(span);
    std::size_t used = 0;
    while (true) {
      if (Expr* literal = read_literal()) joined->parts.push_back(literal);
      if (pos_ >= format_.size()) break;
      if (used >= values_.size()) return nullptr;
      Expr* value = read_conversion(values_[used++]);
      if (!value) return nullptr;
      joined->parts.push_back(value);
    }
    return used == values_.size() ? joined : nullptr;
  }

 private:
  char peek() const { return pos_ < format_.size() ? format_[pos_] : '\0'; }

  // Up to a `%` that begins a conversion. What it makes is on no line.
  Expr* read_literal() {
    std::string text;
    while (pos_ < format_.size()) {
      if (peek() == '%') {
        if (pos_ + 1 >= format_.size() || format_[pos_ + 1] != '%') break;
        ++pos_;
      }
      text += format_[pos_++];
    }
    return text.empty() ? nullptr : make_text(std::move(text));
  }

  Expr* make_text(std::string text) {
    auto* constant = tree_.make<ConstantExpr>(SourceSpan());
    constant->value.value = std::move(text);
    return constant;
  }

  // None if there are too many digits.
  std::optional<std::string> read_digits() {
    std::string digits;
    while (is_decimal_digit(peek())) digits += format_[pos_++];
    if (digits.size() > kMostDigits) return std::nullopt;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
  }

  Expr* read_conversion(Expr* value) {
    ++pos_;  // the %
    bool left_justified = false;
    for (; std::string_view("-+ #0").find(peek()) != std::string_view::npos && peek(); ++pos_) {
      left_justified |= peek() == '-';
    }
    const bool has_width = is_decimal_digit(peek());
    const auto width = read_digits();
    const bool has_precision = peek() == '.';
    if (has_precision) ++pos_;
    const auto precision = has_precision ? read_digits() : std::string();
    if (!width || !precision) return nullptr;

    auto* formatted = tree_.make<FormattedValueExpr>(value->span);
    formatted->value = value;
    switch (peek()) {
      case 's':
        formatted->conversion = kConvertStr;
        break;
      case 'r':
        formatted->conversion = kConvertRepr;
        break;
      case 'a':
        formatted->conversion = kConvertAscii;
        break;
      default:
        return nullptr;
    }
    ++pos_;
    const auto number = [](const std::string& digits) { return digits.empty() ? "0" : digits; };
    std::string spec;
    if (!left_justified && !width->empty()) spec += '>';
    if (has_width) spec += number(*width);
    if (has_precision) spec += "." + number(*precision);
    if (!spec.empty()) formatted->spec = make_text(std::move(spec));
    return formatted;
  }

  std::string_view format_;
  const std::vector<Expr*>& values_;
  SyntaxTree& tree_;
  std::size_t pos_ = 0;
};

}  // namespace

Expr* folded_percent(const BinaryExpr& binary, SyntaxTree& tree) {
  const auto* format = as_if<const ConstantExpr>(static_cast<const Expr*>(binary.left));
  const auto* values = as_if<const TupleExpr>(static_cast<const Expr*>(binary.right));
  const auto* text = format ? std::get_if<std::string>(&format->value.value) : nullptr;
  if (binary.op != BinaryOperator::kMod || !text || !values) return nullptr;
  for (const Expr* value : values->items) {
    if (value->kind == ExprKind::kStarred) return nullptr;
  }
  return PercentFormat(*text, values->items, tree).run(binary.span);
}

}  // namespace grove
