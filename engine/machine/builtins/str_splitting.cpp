// Methods of str that take it apart or put it together.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/pieces.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

using Texts = std::vector<std::string_view>;

// The next word at or after *at, which is moved past it; empty at the end.
std::string_view next_word(std::string_view text, std::size_t* at) {
  std::size_t first = text.size();
  while (*at < text.size()) {
    const std::size_t before = *at;
    const bool space = is_space(next_code_point(text, at));
    if (!space && first == text.size()) first = before;
    if (space && first < text.size()) return text.substr(first, before - first);
  }
  return text.substr(first);
}

std::string_view without_leading_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    if (!is_space(next_code_point(text, &at))) return text.substr(before);
  }
  return {};
}

std::string_view without_trailing_space(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(next_code_point(text, &at))) end = at;
  }
  return text.substr(0, end);
}

Texts all_words(Heap& heap, std::string_view text) {
  Texts words;
  for (std::size_t at = 0;;) {
    const std::string_view word = next_word(text, &at);
    if (word.empty()) return words;
    heap.grow(words, 1);
    words.push_back(word);
  }
}

Texts split_words(Heap& heap, std::string_view text, int64_t most) {
  Texts words;
  std::size_t at = 0;
  while (static_cast<int64_t>(words.size()) < most) {
    const std::string_view word = next_word(text, &at);
    if (word.empty()) return words;
    heap.grow(words, 1);
    words.push_back(word);
    at = static_cast<std::size_t>(word.data() + word.size() - text.data());
  }
  const std::string_view rest = without_leading_space(text.substr(at));
  if (!rest.empty()) words.push_back(rest);
  return words;
}

Texts split_words_from_right(Heap& heap, std::string_view text, int64_t most) {
  Texts words = all_words(heap, text);
  const auto count = static_cast<int64_t>(words.size());
  if (count <= most) return words;
  const std::string_view last_of_rest = words[static_cast<std::size_t>(count - most - 1)];
  const std::string_view rest = without_trailing_space(text.substr(
      0, static_cast<std::size_t>(last_of_rest.data() + last_of_rest.size() - text.data())));
  words.erase(words.begin(), words.begin() + (count - most));
  words.insert(words.begin(), rest);
  return words;
}

// split(sep=None, maxsplit=-1) and rsplit.
template <bool kFromRight>
Value split(Machine& machine, Args args) {
  int64_t most = 0;
  if (!to_index(machine, args[2], &most)) return Value{};
  if (most < 0) most = std::numeric_limits<int64_t>::max();
  const std::string_view text = text_of(machine, args[0]);
  if (!machine.afford_text(text.size())) return Value{};
  if (args[1].is_none()) {
    return list_of_texts(machine, kFromRight ? split_words_from_right(machine.heap, text, most)
                                             : split_words(machine.heap, text, most));
  }
  std::string_view separator;
  if (!to_text(machine, args[1], "must be str or None, not ", &separator)) return Value{};
  if (separator.empty()) return raise_value_error(machine, "empty separator");
  return list_of_texts(machine, kFromRight
                                    ? split_at_from_right(machine.heap, text, separator, most)
                                    : split_at(machine.heap, text, separator, most));
}

Value split_lines(Machine& machine, Args args) {
  int64_t keep_ends = 0;
  if (!to_index(machine, args[1], &keep_ends)) return Value{};
  const std::string_view text = text_of(machine, args[0]);
  if (!machine.afford_text(text.size())) return Value{};
  return list_of_texts(machine, lines_of(machine.heap, text, keep_ends != 0));
}

template <bool kFromRight>
Value partition(Machine& machine, Args args) {
  std::string_view separator;
  if (!to_text(machine, args[1], "must be str, not ", &separator)) return Value{};
  if (separator.empty()) return raise_value_error(machine, "empty separator");
  const std::string_view text = text_of(machine, args[0]);
  if (!machine.afford_text(text.size())) return Value{};
  const std::size_t at = kFromRight ? rfind_text(text, separator) : find_text(text, separator);
  std::string_view parts[3] = {text, {}, {}};
  if (at == std::string_view::npos) {
    if (kFromRight) std::swap(parts[0], parts[2]);
  } else {
    parts[0] = text.substr(0, at);
    parts[1] = separator;
    parts[2] = text.substr(at + separator.size());
  }
  std::vector<Value> items;
  for (const std::string_view part : parts) items.push_back(machine.heap.new_str(part));
  return machine.heap.new_tuple(std::move(items));
}

Value join(Machine& machine, Args args) {
  if (!is_iterable(machine, args[1])) return raise_type_error(machine, "can only join an iterable");
  std::vector<Value> items;
  if (!collect(machine, args[1], &items)) return Value{};
  const Value result = str_join(machine, text_of(machine, args[0]), items);
  release_all(machine, &items);
  return result;
}

// An empty pattern stands between all characters.
Value replace_everywhere(Machine& machine, std::string_view text, std::string_view replacement,
                         int64_t most) {
  TextBuilder out(machine.heap);
  int64_t done = 0;
  for (std::size_t at = 0;;) {
    if (done < most) {
      out += replacement;
      ++done;
    }
    if (at >= text.size()) return out.finish();
    const std::size_t first = at;
    next_code_point(text, &at);
    out += text.substr(first, at - first);
  }
}

Value replace(Machine& machine, Args args) {
  std::string_view old_text;
  std::string_view new_text;
  int64_t most = 0;
  if (!to_text(machine, args[1], "replace() argument 1 must be str, not ", &old_text) ||
      !to_text(machine, args[2], "replace() argument 2 must be str, not ", &new_text) ||
      !to_index(machine, args[3], &most)) {
    return Value{};
  }
  if (most < 0) most = std::numeric_limits<int64_t>::max();
  const std::string_view text = text_of(machine, args[0]);
  if (!machine.afford_text(text.size())) return Value{};
  if (old_text.empty()) return replace_everywhere(machine, text, new_text, most);
  int64_t places = 0;
  for (std::size_t at = find_text(text, old_text); at != std::string_view::npos && places < most;) {
    ++places;
    at = find_text(text, old_text, at + old_text.size());
  }
  if (places == 0) return machine.heap.retain(args[0]);
  TextBuilder out(machine.heap);
  uint64_t added = 0;
  if (__builtin_mul_overflow(static_cast<uint64_t>(places), new_text.size(), &added)) {
    added = std::numeric_limits<uint64_t>::max() / 2;
  }
  out.make_room(added);
  std::size_t first = 0;
  for (; places > 0; --places) {
    const std::size_t at = find_text(text, old_text, first);
    out += text.substr(first, at - first);
    out += new_text;
    first = at + old_text.size();
  }
  out += text.substr(first);
  return out.finish();
}

Value expand_tabs(Machine& machine, Args args) {
  int64_t size = 0;
  if (!to_index(machine, args[1], &size)) return Value{};
  if (size > std::numeric_limits<int>::max() || size < std::numeric_limits<int>::min()) {
    return machine.raise_error("OverflowError", "Python int too large to convert to C int");
  }
  const std::string_view text = text_of(machine, args[0]);
  if (!machine.afford_text(text.size())) return Value{};
  TextBuilder out(machine.heap);
  int64_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    const char32_t c = next_code_point(text, &at);
    if (c == '\t') {
      const int64_t spaces = size > 0 ? size - column % size : 0;
      out.append(static_cast<uint64_t>(spaces), " ");
      column += spaces;
      continue;
    }
    column = c == '\n' || c == '\r' ? 0 : column + 1;
    out += text.substr(first, at - first);
  }
  return out.finish();
}

}  // namespace

void add_str_splitting(Library& library) {
  library.klass("builtins", "str", Type::kStr)
      .method("split", "sep=None, maxsplit=-1", split<false>)
      .method("rsplit", "sep=None, maxsplit=-1", split<true>)
      .method("splitlines", "keepends=False", split_lines)
      .method("partition", "sep, /", partition<false>)
      .method("rpartition", "sep, /", partition<true>)
      .method("join", "iterable, /", join)
      .method("replace", "old, new, count=-1, /", replace)
      .method("expandtabs", "tabsize=8", expand_tabs);
}

}  // namespace grove
