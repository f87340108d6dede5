#include "engine/base/numbers.h"

#include "engine/base/json.h"
#include "engine/base/visible.h"

namespace grove {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits at the start of `*text`, which are taken off it, without their underscores; empty if
// there are none, or an underscore stands where it may not.
std::string take_digits(std::string_view* text) {
  std::string digits;
  std::size_t at = 0;
  for (; at < text->size(); ++at) {
    const char c = (*text)[at];
    const bool between =
        at > 0 && at + 1 < text->size() && is_digit((*text)[at - 1]) && is_digit((*text)[at + 1]);
    if (is_digit(c))
      digits += c;
    else if (c != '_' || !between)
      break;
  }
  text->remove_prefix(at);
  return digits;
}

bool take(std::string_view* text, char wanted) {
  if (text->empty() || text->front() != wanted) return false;
  text->remove_prefix(1);
  return true;
}

// "-12", of "-1_2"; empty if the text is none.
std::string plain_whole(std::string_view text) {
  const bool negative = take(&text, '-');
  const std::string digits = take_digits(&text);
  if (digits.empty() || !text.empty()) return "";
  return (negative ? "-" : "") + digits;
}

// As JSON would write it: "0.5" of ".5"; empty if the text is none.
std::string plain_decimal(std::string_view text) {
  const bool negative = take(&text, '-');
  const std::string before = take_digits(&text);
  const bool point = take(&text, '.');
  const std::string behind = point ? take_digits(&text) : "";
  if (before.empty() && behind.empty()) return "";
  std::string number = (negative ? "-" : "") + (before.empty() ? "0" : before);
  if (!behind.empty()) number += "." + behind;
  if (take(&text, 'e') || take(&text, 'E')) {
    number += take(&text, '-') ? "e-" : (take(&text, '+'), "e");
    const std::string exponent = take_digits(&text);
    if (exponent.empty()) return "";
    number += exponent;
  }
  return text.empty() ? number : "";
}

std::string quoted(std::string_view text) {
  if (text.empty()) return "an empty text";
  constexpr std::size_t kMost = 60;
  if (text.size() > kMost) return "`" + visible(text.substr(0, kMost)) + "…`";
  return "`" + visible(text) + "`";
}

std::string wrong(std::string_view text, bool is_number, const char* what,
                  const std::string& remedy) {
  return quoted(text) + (is_number ? " is out of range" : std::string(" is not ") + what) +
         ": write " + remedy;
}

}  // namespace

std::string read_whole(std::string_view text, WholeRange range, int64_t* value) {
  const std::string number = plain_whole(text);
  const bool good = json_int64(number, value) && *value >= range.least && *value <= range.most;
  if (good) return "";
  return wrong(text, !number.empty(), "a whole number",
               "one from " + std::to_string(range.least) + " to " + std::to_string(range.most));
}

std::string read_decimal(std::string_view text, DecimalRange range, double* value) {
  const std::string number = plain_decimal(text);
  if (!number.empty()) *value = json_double(number);
  if (!number.empty() && *value >= range.least && *value <= range.most) return "";
  return wrong(text, !number.empty(), "a number",
               "one from " + json_number(range.least) + " to " + json_number(range.most));
}

std::string read_seconds(std::string_view text, SimTime* time) {
  const std::string number = plain_decimal(text);
  const double seconds = number.empty() ? -1 : json_double(number);
  if (seconds >= 0 && seconds <= static_cast<double>(kMostSeconds)) {
    *time = sim_time_from_seconds(seconds);
    return "";
  }
  return wrong(text, !number.empty(), "a time",
               "simulated seconds from 0 to " + std::to_string(kMostSeconds) + ", such as 2.5");
}

}  // namespace grove
