#include "engine/base/json_faults.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/utf8.h"

namespace grove {

namespace {

// More than an author can use.
constexpr std::size_t kMostFaults = 200;
// A line that is longer is shown with one of its faults only.
constexpr std::size_t kLongLine = 10'000;

}  // namespace

JsonFaults::JsonFaults(std::string_view text, std::string file)
    : text_(text), file_(std::move(file)), line_starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
    if (ends) line_starts_.push_back(i + 1);
  }
}

Problem JsonFaults::place_of_span(std::size_t begin, std::size_t end, std::string pointer) const {
  const auto place = [this](std::size_t at) {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
    const auto line = static_cast<std::size_t>(after - line_starts_.begin());
    const std::size_t start = line_starts_[line - 1];
    const std::size_t column = count_code_points(text_.substr(start, at - start)) + 1;
    return std::pair<int, int>(static_cast<int>(line), static_cast<int>(column));
  };
  Problem problem;
  problem.file = file_;
  std::tie(problem.span.line, problem.span.column) = place(std::min(begin, text_.size()));
  std::tie(problem.span.end_line, problem.span.end_column) = place(std::min(end, text_.size()));
  const std::size_t start = line_starts_[static_cast<std::size_t>(problem.span.line) - 1];
  problem.source_line = text_.substr(start, text_.find_first_of("\r\n", start) - start);
  problem.pointer = std::move(pointer);
  return problem;
}

void JsonFaults::add_span(std::size_t begin, std::size_t end, std::string pointer,
                          std::string message, std::string hint) {
  if (problems_.size() >= kMostFaults) {
    ++not_kept_;
    return;
  }
  Problem problem = place_of_span(begin, end, std::move(pointer));
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  const bool is_long = problem.source_line.size() > kLongLine;
  if (is_long && problem.span.line == long_line_) problem.source_line.clear();
  if (is_long) long_line_ = problem.span.line;
  problems_.push_back(std::move(problem));
}

namespace {

// Of a long value only the bracket it begins with is marked.
std::size_t marked_end(const JsonValue& value) {
  const bool container = value.type == JsonType::kList || value.type == JsonType::kObject;
  return container ? value.begin + 1 : value.end;
}

}  // namespace

Problem JsonFaults::place(const JsonValue& value, std::string pointer) const {
  Problem problem = place_of_span(value.begin, marked_end(value), std::move(pointer));
  // One is kept for each part of a file, which may be one line in all.
  if (problem.source_line.size() > kLongLine) problem.source_line.clear();
  return problem;
}

void JsonFaults::add(const JsonValue& value, std::string pointer, std::string message,
                     std::string hint) {
  add_span(value.begin, marked_end(value), std::move(pointer), std::move(message), std::move(hint));
}

void JsonFaults::add_at_key(const JsonMember& member, std::string pointer, std::string message,
                            std::string hint) {
  add_span(member.key_begin, member.key_end, std::move(pointer), std::move(message),
           std::move(hint));
}

void JsonFaults::add_syntax_error(const JsonError& error) {
  add_span(error.at, error.at + 1, "", error.message, error.hint);
}

bool JsonFaults::expect(const JsonValue& value, JsonType type, const std::string& pointer) {
  if (value.type == type) return true;
  add(value, pointer,
      "expected " + std::string(name_of(type)) + ", got " + std::string(name_of(value.type)));
  return false;
}

void JsonFaults::check_keys(const JsonValue& object, const std::string& pointer,
                            std::string_view what, const std::vector<std::string>& known) {
  for (const JsonMember& member : object.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const std::string nearest = nearest_name(member.key, known);
    std::string hint = "did you mean `" + nearest + "`?";
    if (nearest.empty()) {
      hint = "its keys are";
      for (const std::string& key : known) hint += (key == known[0] ? " `" : ", `") + key + "`";
    }
    add_at_key(member, child_pointer(pointer, member.key),
               "`" + member.key + "` is no key of " + std::string(what), hint);
  }
}

void JsonFaults::check_duplicates(const JsonValue& value, const std::string& pointer) {
  // Sorted, so that an object of many keys costs little; equal keys keep their order.
  std::vector<const JsonMember*> members;
  for (const JsonMember& member : value.members) members.push_back(&member);
  std::stable_sort(members.begin(), members.end(),
                   [](const JsonMember* a, const JsonMember* b) { return a->key < b->key; });
  for (std::size_t i = 1; i < members.size(); ++i) {
    if (members[i]->key != members[i - 1]->key) continue;
    add_at_key(*members[i], child_pointer(pointer, members[i]->key),
               "`" + members[i]->key + "` is given twice", "leave one of them out");
  }
  for (const JsonMember& member : value.members) {
    check_duplicates(member.value, child_pointer(pointer, member.key));
  }
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    check_duplicates(value.elements[i], child_pointer(pointer, i));
  }
}

Problems JsonFaults::take() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.span.line, a.span.column) < std::pair(b.span.line, b.span.column);
  });
  if (not_kept_ > 0) {
    problems_.push_back({file_,
                         {},
                         std::to_string(not_kept_) + " more faults follow",
                         "mend the first ones and look again",
                         {},
                         {}});
  }
  return std::move(problems_);
}

std::string child_pointer(const std::string& pointer, std::string_view key) {
  std::string out = pointer + '/';
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string child_pointer(const std::string& pointer, std::size_t index) {
  return pointer + '/' + std::to_string(index);
}

}  // namespace grove
