// Signatures of built-ins: their text form, read.
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

#include "engine/base/ensure.h"
#include "engine/machine/core/library.h"

namespace grove {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

Constant parse_default(std::string_view text) {
  Constant c;
  if (text == "None") return c;
  if (text == "True" || text == "False") {
    c.value = text == "True";
  } else if (text == "inf" || text == "-inf") {
    const double inf = std::numeric_limits<double>::infinity();
    c.value = text == "inf" ? inf : -inf;
  } else if (text.front() == '"' || text.front() == '\'') {
    ENSURE(text.size() >= 2 && text.back() == text.front(), "a default text lacks its end");
    c.value = std::string(text.substr(1, text.size() - 2));
  } else if (text.find('.') != std::string_view::npos) {
    // A text of our own with few digits: strtod is exact enough and no locale is ever set.
    c.value = std::strtod(std::string(text).c_str(), nullptr);
  } else {
    char* end = nullptr;
    const std::string digits(text);
    c.value = static_cast<int64_t>(std::strtoll(digits.c_str(), &end, 10));
    ENSURE(end == digits.c_str() + digits.size(), "a default is no literal");
  }
  return c;
}

// The next parameter's text, up to a comma that stands in no quotes.
std::string_view take_item(std::string_view* rest) {
  char quote = 0;
  std::size_t i = 0;
  for (; i < rest->size(); ++i) {
    const char c = (*rest)[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ',') {
      break;
    }
  }
  const std::string_view item = trim(rest->substr(0, i));
  rest->remove_prefix(i < rest->size() ? i + 1 : i);
  return item;
}

NativeParameter parse_parameter(std::string_view item, bool after_star) {
  NativeParameter p;
  if (item.substr(0, 2) == "**") {
    p.kind = NativeParameter::Kind::kVarKeywords;
    p.name = item.substr(2);
    p.required = false;
    return p;
  }
  if (item.front() == '*') {
    p.kind = NativeParameter::Kind::kVarArgs;
    p.name = item.substr(1);
    p.required = false;
    return p;
  }
  if (after_star) p.kind = NativeParameter::Kind::kKeywordOnly;
  const std::size_t equals = item.find('=');
  p.name = trim(item.substr(0, equals));
  if (equals != std::string_view::npos) {
    const std::string_view text = trim(item.substr(equals + 1));
    p.required = false;
    p.has_default = text != "?";
    if (p.has_default) p.default_value = parse_default(text);
  }
  return p;
}

}  // namespace

std::vector<NativeParameter> parse_signature(const char* signature) {
  std::vector<NativeParameter> parameters;
  std::string_view rest = trim(signature);
  bool after_star = false;
  while (!rest.empty()) {
    const std::string_view item = take_item(&rest);
    ENSURE(!item.empty(), "a signature has an empty parameter");
    if (item == "/") {
      for (NativeParameter& p : parameters) p.kind = NativeParameter::Kind::kPositionalOnly;
    } else if (item == "*") {
      after_star = true;
    } else {
      parameters.push_back(parse_parameter(item, after_star));
      if (parameters.back().kind == NativeParameter::Kind::kVarArgs) after_star = true;
    }
  }
  return parameters;
}

}  // namespace grove
