// `text % arguments`: the old way of formatting, still everywhere.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/base/utf8.h"
#include "engine/machine/arithmetic.h"
#include "engine/machine/containers.h"
#include "engine/machine/format.h"
#include "engine/machine/format_spec.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"
#include "engine/machine/strings.h"
#include "engine/machine/subscripts.h"
#include "engine/machine/text_builder.h"

namespace grove {

namespace {

// Wider than any text a program means to make.
constexpr int64_t kWidest = int64_t{1} << 28;

class PercentFormat {
 public:
  PercentFormat(Machine& machine, std::string_view text, Value arguments)
      : machine_(machine), text_(text), arguments_(arguments), out_(machine.heap) {}

  Value run() {
    while (at_ < text_.size()) {
      const std::size_t percent = std::min(text_.find('%', at_), text_.size());
      out_ += text_.substr(at_, percent - at_);
      at_ = percent;
      if (at_ < text_.size() && !directive()) return Value{};
    }
    if (!is_mapping() && used_ < available()) {
      return machine_.raise_error("TypeError",
                                  "not all arguments converted during string formatting");
    }
    return out_.finish();
  }

 private:
  bool fail(const char* klass, const std::string& message) {
    machine_.raise_error(klass, message);
    return false;
  }

  bool is_tuple() const { return arguments_.is(Type::kTuple); }
  // What `%(name)s` could be looked up in; such arguments need not all be used.
  bool is_mapping() const {
    return arguments_.is(Type::kDict) || arguments_.is(Type::kList) ||
           arguments_.is(Type::kRange) || arguments_.is(Type::kObject);
  }
  std::size_t available() const {
    return is_tuple() ? machine_.heap.tuple(arguments_).items.size() : 1;
  }

  bool next_argument(Value* out) {
    if (keyed_) {
      *out = keyed_.get();
      return true;
    }
    if (used_ >= available()) return fail("TypeError", "not enough arguments for format string");
    *out = is_tuple() ? machine_.heap.tuple(arguments_).items[used_] : arguments_;
    ++used_;
    return true;
  }

  bool more() { return at_ < text_.size() || fail("ValueError", "incomplete format"); }

  bool directive() {
    ++at_;
    FormatSpec spec;
    minus_ = zero_ = false;
    keyed_.reset();
    if (!more() || !key() || !flags(&spec)) return false;
    int64_t width = -1;
    int64_t precision = -1;
    if (!number(&width, true)) return false;
    if (more() && text_[at_] == '.') {
      ++at_;
      precision = 0;
      if (!more() || !number(&precision, false)) return false;
    }
    if (machine_.has_pending()) return false;
    while (at_ < text_.size() && (text_[at_] == 'h' || text_[at_] == 'l' || text_[at_] == 'L')) {
      ++at_;
    }
    if (!more()) return false;
    // A text is cut to its precision; all else is made as long.
    const bool cuts = std::string_view("sra").find(text_[at_]) != std::string_view::npos;
    if (width > kWidest || (precision > kWidest && !cuts)) throw OutOfBytes();
    reserve_for(machine_, width, cuts ? 0 : precision);
    spec.width = static_cast<int>(width);
    spec.precision = static_cast<int>(precision);
    spec.align = minus_ ? '<' : zero_ ? '=' : '>';
    if (zero_ && !minus_) spec.fill = "0";
    return convert(&spec);
  }

  bool key() {
    if (text_[at_] != '(') return true;
    if (!is_mapping()) return fail("TypeError", "format requires a mapping");
    const std::size_t first = ++at_;
    for (int depth = 1; depth > 0; ++at_) {
      if (at_ >= text_.size()) return fail("ValueError", "incomplete format key");
      depth += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
    }
    const Owned name =
        own(machine_.heap, machine_.heap.new_str(text_.substr(first, at_ - 1 - first)));
    keyed_ = own(machine_.heap, get_item(machine_, arguments_, name.get()));
    return keyed_ && more();
  }

  bool flags(FormatSpec* spec) {
    for (;; ++at_) {
      if (!more()) return false;
      const char c = text_[at_];
      if (c == '-') {
        minus_ = true;
      } else if (c == '+') {
        spec->sign = '+';
      } else if (c == ' ') {
        if (spec->sign != '+') spec->sign = ' ';
      } else if (c == '#') {
        spec->alternate = true;
      } else if (c == '0') {
        zero_ = true;
      } else {
        return true;
      }
    }
  }

  // Digits, or `*`: the next argument.
  bool number(int64_t* out, bool is_width) {
    if (!more()) return false;
    if (text_[at_] == '*') {
      ++at_;
      Value v;
      if (!next_argument(&v)) return false;
      if (!as_index(v)) return fail("TypeError", "* wants int");
      *out = v.integer;
      if (is_width && *out < 0) {
        minus_ = true;
        *out = -*out;
      }
      *out = std::max<int64_t>(*out, 0);
      if (!is_width && *out > std::numeric_limits<int>::max()) {
        return fail("OverflowError", "Python int too large to convert to C int");
      }
      return true;
    }
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      const int64_t most =
          is_width ? std::numeric_limits<int64_t>::max() : int64_t{std::numeric_limits<int>::max()};
      const int64_t digit = text_[at_++] - '0';
      if (std::max<int64_t>(*out, 0) > (most - digit) / 10) {
        return fail("ValueError", is_width ? "width too big" : "precision too big");
      }
      *out = std::max<int64_t>(*out, 0) * 10 + digit;
    }
    return true;
  }

  bool convert(FormatSpec* spec) {
    const std::size_t place = at_;
    const char32_t type = next_code_point(text_, &at_);
    if (type == '%' && text_[place - 1] == '%') {
      out_.push_back('%');
      return true;
    }
    Value v;
    if (!next_argument(&v)) return false;
    switch (type) {
      case 's':
      case 'r':
      case 'a':
        return text(*spec, type, v);
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return integer(spec, type, v);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return real(spec, type, v);
      case 'c':
        return character(*spec, v);
      default:
        return fail(
            "ValueError",
            fmt::format("unsupported format character '{}' (0x{:x}) at index {}",
                        type > 31 && type < 128 ? static_cast<char>(type) : '?',
                        static_cast<uint32_t>(type), count_code_points(text_.substr(0, place))));
    }
  }

  void append_padded(FormatSpec spec, std::string text) {
    if (spec.align == '=') spec.align = '>';
    spec.fill = " ";
    out_ += pad(spec, std::move(text));
  }

  bool text(const FormatSpec& spec, char32_t type, Value v) {
    const int conversion = type == 's' ? kConvertStr : type == 'r' ? kConvertRepr : kConvertAscii;
    const Owned shown = own(machine_.heap, format_value(machine_, v, conversion, ""));
    if (!shown) return false;
    const std::string& whole = machine_.heap.str(shown.get()).utf8;
    std::size_t end = 0;
    for (int i = 0; end < whole.size() && (spec.precision < 0 || i < spec.precision); ++i) {
      next_code_point(whole, &end);
    }
    machine_.heap.reserve(2 * end);
    append_padded(spec, whole.substr(0, end));
    return true;
  }

  bool integer(FormatSpec* spec, char32_t type, Value v) {
    const bool decimal = type == 'd' || type == 'i' || type == 'u';
    if (v.is(Type::kFloat) && decimal) {
      if (!(std::fabs(v.real) < 9.2e18)) return fail_to_convert(v.real);
      v = Value::of_int(static_cast<int64_t>(v.real));
    }
    if (!is_integer(v)) {
      return fail("TypeError",
                  fmt::format("%{} format: {} is required, not {}", static_cast<char>(type),
                              decimal ? "a real number" : "an integer", machine_.type_name(v)));
    }
    // The digits by themselves, then laid out with what precision adds.
    FormatSpec plain;
    plain.type = decimal ? U'd' : type;
    bool failed = false;
    NumberText number;
    const bool negative = v.integer < 0;
    std::string digits;
    format_int(machine_, plain, v.integer, &digits, &failed);
    if (negative) digits.erase(0, 1);
    while (static_cast<int>(digits.size()) < spec->precision) digits.insert(0, "0");
    number.sign = negative ? "-" : spec->sign == '+' ? "+" : spec->sign == ' ' ? " " : "";
    if (spec->alternate && !decimal) number.prefix = std::string("0") + static_cast<char>(type);
    number.digits = digits;
    out_ += lay_out(*spec, number);
    return true;
  }

  bool fail_to_convert(double d) {
    if (std::isnan(d)) return fail("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(d)) return fail("OverflowError", "cannot convert float infinity to integer");
    raise_past_64_bits(machine_);
    return false;
  }

  bool real(FormatSpec* spec, char32_t type, Value v) {
    const std::optional<double> d = number_as_double(v);
    if (!d) {
      return fail("TypeError", fmt::format("must be real number, not {}", machine_.type_name(v)));
    }
    spec->type = type;
    std::string shown;
    format_double(*spec, *d, &shown);
    out_ += shown;
    return true;
  }

  bool character(const FormatSpec& spec, Value v) {
    std::string shown;
    if (v.is(Type::kStr) && machine_.heap.str(v).length == 1) {
      shown = machine_.heap.str(v).utf8;
    } else if (is_integer(v)) {
      if (v.integer < 0 || v.integer > 0x10FFFF) {
        return fail("OverflowError", "%c arg not in range(0x110000)");
      }
      append_utf8(&shown, static_cast<char32_t>(v.integer));
    } else {
      return fail("TypeError", "%c requires int or char");
    }
    append_padded(spec, shown);
    return true;
  }

  Machine& machine_;
  std::string_view text_;
  Value arguments_;
  Owned keyed_;  // the value of the key in parentheses, if there is one
  TextBuilder out_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  bool minus_ = false;
  bool zero_ = false;
};

}  // namespace

Value percent_format(Machine& machine, Value text, Value arguments) {
  return PercentFormat(machine, machine.heap.str(text).utf8, arguments).run();
}

}  // namespace grove
