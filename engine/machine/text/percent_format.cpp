// `text % arguments`: the old way of formatting, still everywhere.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/base/utf8.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/text/format_spec.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Wider than any text a program means to make.
constexpr int64_t kWidest = int64_t{1} << 28;

std::string text_of_latin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) append_utf8(&text, static_cast<unsigned char>(c));
  return text;
}

// REQUIRES: there are no other characters.
std::string latin1_of_text(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    bytes.push_back(static_cast<char>(next_code_point(text, &at)));
  }
  return bytes;
}

class PercentFormat {
 public:
  // `of_bytes`: the text stands for bytes, each a character of latin-1.
  PercentFormat(Machine& machine, std::string_view text, Value arguments, bool of_bytes)
      : machine_(machine),
        text_(text),
        arguments_(arguments),
        of_bytes_(of_bytes),
        out_(machine.heap) {}

  Value run() {
    while (at_ < text_.size()) {
      const std::size_t percent = std::min(text_.find('%', at_), text_.size());
      out_ += text_.substr(at_, percent - at_);
      at_ = percent;
      if (at_ < text_.size() && !directive()) return Value{};
    }
    if (!is_mapping() && used_ < available()) {
      return machine_.raise_error(
          "TypeError", of_bytes_ ? "not all arguments converted during bytes formatting"
                                 : "not all arguments converted during string formatting");
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
    const std::string_view written = text_.substr(first, at_ - 1 - first);
    const Owned name =
        own(machine_.heap, of_bytes_ ? machine_.heap.new_bytes(latin1_of_text(written))
                                     : machine_.heap.new_str(written));
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
    if (of_bytes_ && (type == 's' || type == 'b')) return bytes(*spec, v);
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

  bool bytes(const FormatSpec& spec, Value v) {
    bool found = false;
    Owned said = own(machine_.heap, call_special(machine_, v, Known::kBytes, {}, &found));
    if (found && !said) return false;
    const Value given = found ? said.get() : v;
    if (!is_bytes_like(machine_, given)) {
      return fail("TypeError", fmt::format("%b requires a bytes-like object, or an object that "
                                           "implements __bytes__, not '{}'",
                                           machine_.type_name(v)));
    }
    std::string_view shown = bytes_in(machine_, given);
    if (spec.precision >= 0) shown = shown.substr(0, static_cast<std::size_t>(spec.precision));
    machine_.heap.reserve(2 * shown.size());
    append_padded(spec, text_of_latin1(shown));
    return true;
  }

  bool text(const FormatSpec& spec, char32_t type, Value v) {
    const int conversion = type == 's'                 ? kConvertStr
                           : type == 'r' && !of_bytes_ ? kConvertRepr
                                                       : kConvertAscii;
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
    Owned whole;
    if (v.is(Type::kFloat) && decimal) {
      if (!std::isfinite(v.real)) return fail_to_convert(v.real);
      whole = own(machine_.heap, machine_.heap.new_int(big_int_of(v.real)));
      v = whole.get();
    }
    if (!is_int(v)) {
      return fail("TypeError",
                  fmt::format("%{} format: {} is required, not {}", static_cast<char>(type),
                              decimal ? "a real number" : "an integer", machine_.type_name(v)));
    }
    // The digits by themselves, then laid out with what precision adds.
    FormatSpec plain;
    plain.type = decimal ? U'd' : type;
    bool failed = false;
    NumberText number;
    const bool negative = sign_of(machine_.heap, v) < 0;
    std::string digits;
    format_int(machine_, plain, v, &digits, &failed);
    if (failed) return false;
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
    return fail("OverflowError", "cannot convert float infinity to integer");
  }

  bool real(FormatSpec* spec, char32_t type, Value v) {
    const std::optional<double> d = number_as_double(machine_, v);
    if (!d && machine_.has_pending()) return false;
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
    if (of_bytes_) {
      const bool is_byte = v.is_bytes() && machine_.heap.bytes(v).bytes.size() == 1;
      if (!is_byte && !is_int(v)) {
        return fail("TypeError", "%c requires an integer in range(256) or a single byte");
      }
      if (!is_byte && (v.is(Type::kBigInt) || v.integer < 0 || v.integer > 0xFF)) {
        return fail("OverflowError", "%c arg not in range(256)");
      }
      append_utf8(&shown, is_byte ? static_cast<unsigned char>(machine_.heap.bytes(v).bytes[0])
                                  : static_cast<char32_t>(v.integer));
    } else if (v.is(Type::kStr) && machine_.heap.str(v).length == 1) {
      shown = machine_.heap.str(v).utf8;
    } else if (is_int(v)) {
      if (v.is(Type::kBigInt) || v.integer < 0 || v.integer > 0x10FFFF) {
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
  const bool of_bytes_;
  Owned keyed_;  // the value of the key in parentheses, if there is one
  TextBuilder out_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  bool minus_ = false;
  bool zero_ = false;
};

}  // namespace

Value percent_format(Machine& machine, Value text, Value arguments) {
  if (text.is(Type::kStr)) {
    return PercentFormat(machine, machine.heap.str(text).utf8, arguments, false).run();
  }
  const std::string_view bytes = machine.heap.bytes(text).bytes;
  machine.heap.reserve(2 * bytes.size());
  if (!machine.afford_text(bytes.size())) return Value{};
  const std::string format = text_of_latin1(bytes);
  const Owned shown = own(machine.heap, PercentFormat(machine, format, arguments, true).run());
  if (!shown) return Value{};
  return new_like(machine, text, latin1_of_text(machine.heap.str(shown.get()).utf8));
}

}  // namespace grove
