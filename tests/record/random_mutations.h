// Texts with several things wrong, made of a good one at random: for readers, which have to answer
// whatever comes. The same seed makes the same text everywhere.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace mutated {

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  // A value where another stood, a piece left out, doubled, moved, or a byte changed.
  std::string text(std::string good) {
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
      if (good.empty()) break;
      const std::size_t at = below(good.size());
      const std::size_t size = std::min(good.size() - at, 1 + below(40));
      switch (below(6)) {
        case 0:
          good.erase(at, size);
          break;
        case 1:
          good.insert(at, good.substr(at, size));
          break;
        case 2:
          good.insert(below(good.size()), good.substr(at, size));
          break;
        case 3:
          good[at] = static_cast<char>(below(256));
          break;
        default:
          replace_value(&good, at);
      }
    }
    return good;
  }

  // Whole lines left out, doubled, exchanged, put elsewhere; values of one exchanged.
  // Mostly numbered again, with the causes behind a change moved, so that more than the numbers is
  // looked at.
  std::string lines(const std::string& good) {
    std::vector<std::string> lines = split(good);
    for (std::size_t changes = 1 + below(3); changes > 0 && lines.size() > 2; --changes) {
      const std::size_t at = 1 + below(lines.size() - 1), other = 1 + below(lines.size() - 1);
      const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
      switch (below(7)) {
        case 0:
          lines.erase(place);
          shift_causes(&lines, at - 1, -1);
          break;
        case 1:
          lines.insert(place, std::string(lines[other]));
          shift_causes(&lines, at - 1, 1);
          break;
        case 2:
          std::swap(lines[at], lines[other]);
          break;
        case 3:
          lines.resize(at + 1);
          break;
        default:
          replace_value(&lines[at], below(lines[at].size() + 1));
      }
    }
    if (below(8) > 0) renumber(&lines);
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
  }

 private:
  static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  // The value behind the next colon, which may be one of small ids that exist.
  void replace_value(std::string* text, std::size_t at) {
    static const char* const kValues[] = {"null",
                                          "-1",
                                          "0",
                                          "1",
                                          "2",
                                          "3",
                                          "7",
                                          "2147483647",
                                          "2147483648",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "1e300",
                                          "-0.0",
                                          "1.5",
                                          "true",
                                          "false",
                                          "\"\"",
                                          "\"x\"",
                                          "\"main\"",
                                          "\"\\u001b[31m\"",
                                          "\"\\ud800\"",
                                          "[]",
                                          "{}",
                                          "[[[[]]]]",
                                          "{\"task\": 1}",
                                          "\"ok\"",
                                          "\"error\"",
                                          "\"nursery\"",
                                          "\"sleep\"",
                                          "\"-inf\"",
                                          "NaN",
                                          "'x'"};
    const std::size_t colon = text->find(':', at);
    if (colon == std::string::npos) return;
    std::size_t end = text->find_first_of(",}\n", colon);
    if (end == std::string::npos) end = text->size();
    std::string value = kValues[below(std::size(kValues))];
    if (below(40) == 0) value = "\"" + std::string(100'000, 'n') + "\"";
    if (below(40) == 0) value = std::string(3'000, '[');
    text->replace(colon + 1, end - colon - 1, value);
  }

  static void shift_causes(std::vector<std::string>* lines, std::size_t from, int by) {
    for (std::string& line : *lines) {
      const std::size_t at = line.find("\"cause\":");
      if (at == std::string::npos || at + 8 >= line.size() || line[at + 8] < '0' ||
          line[at + 8] > '9') {
        continue;
      }
      std::size_t end = at + 8;
      std::size_t cause = 0;
      for (; end < line.size() && end < at + 17 && line[end] >= '0' && line[end] <= '9'; ++end) {
        cause = cause * 10 + static_cast<std::size_t>(line[end] - '0');
      }
      if (cause < from || cause == 0) continue;
      line.replace(at + 8, end - at - 8, std::to_string(static_cast<int64_t>(cause) + by));
    }
  }

  static void renumber(std::vector<std::string>* lines) {
    for (std::size_t i = 1; i < lines->size(); ++i) {
      std::string& line = (*lines)[i];
      const std::size_t end = line.find(',');
      if (line.rfind("{\"i\":", 0) != 0 || end == std::string::npos) continue;
      line.replace(0, end, "{\"i\":" + std::to_string(i - 1));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace mutated
