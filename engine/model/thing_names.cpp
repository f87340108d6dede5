#include "engine/model/thing_names.h"

#include <algorithm>
#include <vector>

#include "engine/record/object_state.h"

namespace grove {

namespace {

constexpr std::size_t kLongestName = 24;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Split where `at` stands outside brackets and quotes; a comment ends the text.
std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  int depth = 0;
  char quote = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      break;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == at && depth == 0) {
      parts.push_back(trimmed(text.substr(from, i - from)));
      from = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(from, std::min(i, text.size()) - from)));
  return parts;
}

// Where the maker is called in the text; npos if it is not.
std::size_t call_of(std::string_view text, std::string_view maker) {
  for (std::size_t at = text.find(maker); at != std::string_view::npos;
       at = text.find(maker, at + 1)) {
    const std::size_t end = at + maker.size();
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const bool calls = end < text.size() && (text[end] == '(' || text[end] == '[');
    if (begins && calls) return at;
  }
  return std::string_view::npos;
}

// The call stands for the whole: "trio.Event()".
bool is_call_of(std::string_view text, std::string_view maker) {
  const std::size_t at = call_of(text, maker);
  if (at == std::string_view::npos || text.empty() || text.back() != ')') return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                     [](char c) { return is_word(c) || c == '.'; });
}

bool is_target(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '.'; });
}

struct Assignment {
  std::vector<std::string_view> targets, values;
};

Assignment assignment_in(std::string_view line) {
  const std::vector<std::string_view> sides = split(line, '=');
  if (sides.size() != 2) return {};
  Assignment found{split(sides[0], ','), split(sides[1], ',')};
  // An annotation is no part of the name.
  for (std::string_view& target : found.targets) target = split(target, ':').front();
  return found;
}

}  // namespace

std::string_view maker_of(std::string_view type) {
  if (type == "memory channel") return "open_memory_channel";
  if (type == "Future") return "create_future";
  for (const std::string_view named :
       {"Queue", "Event", "Lock", "Semaphore", "CapacityLimiter", "Condition", "Barrier"}) {
    if (type == named) return named;
  }
  return "";
}

std::string name_in_line(std::string_view line, std::string_view maker, int nth) {
  const Assignment made = assignment_in(line);
  if (made.targets.size() != made.values.size()) return "";
  int before = 0;
  for (std::size_t i = 0; i < made.values.size(); ++i) {
    if (!is_target(made.targets[i])) continue;
    if (is_call_of(made.values[i], maker) && before++ == nth) return std::string(made.targets[i]);
    const std::string_view value = made.values[i];
    const bool in_list = !value.empty() && value.front() == '[' && value.back() == ']';
    if (in_list && call_of(value, maker) != std::string_view::npos) {
      return std::string(made.targets[i]) + "[" + std::to_string(nth) + "]";
    }
  }
  return "";
}

std::pair<std::string, std::string> ends_in_line(std::string_view line, std::string_view maker) {
  const Assignment made = assignment_in(line);
  if (made.targets.size() != 2 || made.values.size() != 1) return {};
  if (!is_call_of(made.values[0], maker)) return {};
  if (!is_target(made.targets[0]) || !is_target(made.targets[1])) return {};
  return {std::string(made.targets[0]), std::string(made.targets[1])};
}

bool makes_in_line(std::string_view line, std::string_view maker) {
  return call_of(split(line, '\n').front(), maker) != std::string_view::npos;
}

std::string told_name(const Record& record, RawJson state) {
  const std::string name = text_in(record, state, "name");
  return name.substr(0, name.find(" from "));
}

}  // namespace grove
