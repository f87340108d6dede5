// str.format: replacement fields by position and name, with attributes, items, conversions and
// nested format specs.
#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

class StrFormat {
 public:
  // positional: a tuple; named: a dict.
  StrFormat(Machine& machine, Value positional, Value named)
      : machine_(machine), positional_(positional), named_(named) {}

  // `depth`: how many levels of fields within specs are still allowed. False: pending.
  bool run(std::string_view text, int depth, TextBuilder* out) {
    if (depth < 0) return fail("Max string recursion exceeded");
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (c != '{' && c != '}') {
        out->push_back(c);
        ++at;
        continue;
      }
      if (at + 1 < text.size() && text[at + 1] == c) {
        out->push_back(c);
        at += 2;
        continue;
      }
      if (c == '}') return fail("Single '}' encountered in format string");
      if (at + 1 == text.size()) return fail("Single '{' encountered in format string");
      if (!field(text, &at, depth, out)) return false;
    }
    return true;
  }

 private:
  bool fail(const std::string& message) {
    raise_value_error(machine_, message);
    return false;
  }

  // The field at text[*at] == '{'; *at is moved past its '}'.
  bool field(std::string_view text, std::size_t* at, int depth, TextBuilder* out) {
    const std::size_t first = *at + 1;
    std::size_t end = first;
    // The name ends at the first ! or : outside of brackets.
    for (bool bracket = false; end < text.size(); ++end) {
      const char c = text[end];
      if (c == '[') bracket = true;
      if (c == ']') bracket = false;
      if (!bracket && (c == '!' || c == ':' || c == '}')) break;
      if (!bracket && c == '{') return fail("unexpected '{' in field name");
    }
    if (end >= text.size()) return fail("expected '}' before end of string");
    const std::string_view name = text.substr(first, end - first);
    int conversion = kConvertNone;
    if (text[end] == '!' && !read_conversion(text, &end, &conversion)) return false;
    std::string_view spec;
    if (text[end] == ':' && !read_spec(text, &end, &spec)) return false;
    *at = end + 1;
    const Owned value = own(machine_.heap, resolve(name));
    if (!value) return false;
    TextBuilder made_spec(machine_.heap);
    if (spec.find_first_of("{}") != std::string_view::npos) {
      if (!run(spec, depth - 1, &made_spec)) return false;
      spec = made_spec.view();
    }
    const Owned shown = own(machine_.heap, format_value(machine_, value.get(), conversion, spec));
    if (shown) *out += text_of(machine_, shown.get());
    return static_cast<bool>(shown);
  }

  // At '!'; moves to the ':' or '}' behind the conversion.
  bool read_conversion(std::string_view text, std::size_t* end, int* out) {
    std::size_t at = *end + 1;
    if (at >= text.size()) return fail("end of string while looking for conversion specifier");
    const std::size_t letter_at = at;
    const char32_t letter = next_code_point(text, &at);
    if (at >= text.size()) return fail("unmatched '{' in format spec");
    if (text[at] != ':' && text[at] != '}') {
      return fail("expected ':' after conversion specifier");
    }
    *end = at;
    *out = letter == 'r' ? kConvertRepr : letter == 's' ? kConvertStr : kConvertAscii;
    if (letter == 'r' || letter == 's' || letter == 'a') return true;
    if (letter > 32 && letter < 127) {
      return fail(fmt::format("Unknown conversion specifier {}", text.substr(letter_at, 1)));
    }
    return fail(fmt::format("Unknown conversion specifier \\x{:x}", static_cast<uint32_t>(letter)));
  }

  // At ':'; moves to the field's '}'.
  bool read_spec(std::string_view text, std::size_t* end, std::string_view* out) {
    const std::size_t first = *end + 1;
    int open = 1;
    for (std::size_t at = first; at < text.size(); ++at) {
      open += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
      if (open > 0) continue;
      *out = text.substr(first, at - first);
      *end = at;
      return true;
    }
    return fail(open > 1 ? "expected '}' before end of string" : "unmatched '{' in format spec");
  }

  // "0.name[key]" as a new reference.
  Value resolve(std::string_view name) {
    const std::size_t first_end = std::min(name.find_first_of(".["), name.size());
    Owned value = own(machine_.heap, argument(name.substr(0, first_end)));
    std::string_view rest = name.substr(first_end);
    while (value && !rest.empty()) {
      const bool is_item = rest[0] == '[';
      std::size_t end = is_item ? rest.find(']') : rest.find_first_of(".[", 1);
      if (is_item && end == std::string_view::npos) {
        fail("Missing ']' in format string");
        return Value{};
      }
      end = std::min(end, rest.size());
      const std::string_view key = rest.substr(1, end - 1);
      if (key.empty()) {
        fail("Empty attribute in format string");
        return Value{};
      }
      value = own(machine_.heap, is_item ? item(value.get(), key) : attribute(value.get(), key));
      rest = rest.substr(is_item ? end + 1 : end);
      if (is_item && !rest.empty() && rest[0] != '.' && rest[0] != '[') {
        fail("Only '.' or '[' may follow ']' in format field specifier");
        return Value{};
      }
    }
    return value.release();
  }

  Value argument(std::string_view name) {
    int64_t index = 0;
    if (name.empty()) {
      if (numbering_ == Numbering::kManual) {
        fail("cannot switch from manual field specification to automatic field numbering");
        return Value{};
      }
      numbering_ = Numbering::kAutomatic;
      index = next_++;
    } else if (as_number(name, &index)) {
      if (numbering_ == Numbering::kAutomatic) {
        fail("cannot switch from automatic field numbering to manual field specification");
        return Value{};
      }
      numbering_ = Numbering::kManual;
    } else {
      const Owned key = own(machine_.heap, machine_.heap.new_str(name));
      return get_item(machine_, named_, key.get());
    }
    const auto& items = machine_.heap.tuple(positional_).items;
    if (index < static_cast<int64_t>(items.size())) {
      return machine_.heap.retain(items[static_cast<std::size_t>(index)]);
    }
    return machine_.raise_error(
        "IndexError",
        fmt::format("Replacement index {} out of range for positional args tuple", index));
  }

  static bool as_number(std::string_view text, int64_t* out) {
    if (text.empty() || text.size() > 18) return false;
    *out = 0;
    for (const char c : text) {
      if (c < '0' || c > '9') return false;
      *out = *out * 10 + (c - '0');
    }
    return true;
  }

  Value item(Value container, std::string_view key) {
    int64_t index = 0;
    if (as_number(key, &index)) return get_item(machine_, container, Value::of_int(index));
    const Owned text = own(machine_.heap, machine_.heap.new_str(key));
    return get_item(machine_, container, text.get());
  }

  Value attribute(Value object, std::string_view name) {
    return machine_.get_attribute(object, machine_.symbol_of(name));
  }

  enum class Numbering { kUndecided, kManual, kAutomatic };

  Machine& machine_;
  Value positional_;
  Value named_;
  Numbering numbering_ = Numbering::kUndecided;
  int64_t next_ = 0;
};

Value format_method(Machine& machine, Args args) {
  TextBuilder out(machine.heap);
  StrFormat formatter(machine, args[1], args[2]);
  if (!formatter.run(text_of(machine, args[0]), 1, &out)) return Value{};
  return out.finish();
}

Value format_map(Machine& machine, Args args) {
  TextBuilder out(machine.heap);
  const Owned none = own(machine.heap, machine.heap.new_tuple({}));
  StrFormat formatter(machine, none.get(), args[1]);
  if (!formatter.run(text_of(machine, args[0]), 1, &out)) return Value{};
  return out.finish();
}

}  // namespace

void add_str_format(Library& library) {
  library.klass("builtins", "str", Type::kStr)
      .method("format", "*args, **kwargs", format_method)
      .method("format_map", "map, /", format_map);
}

}  // namespace grove
