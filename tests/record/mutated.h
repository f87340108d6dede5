// Records with one thing wrong, made of a good one: each field of each kind of event left out, or
// given a value that it should not have; each line left out, doubled, or exchanged with the next.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace mutated {

using Json = nlohmann::ordered_json;

inline std::vector<Json> lines_of(const std::string& record) {
  std::vector<Json> lines;
  std::istringstream text(record);
  for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
  return lines;
}

inline std::string text_of(const std::vector<Json>& lines) {
  std::string text;
  for (const Json& line : lines) text += line.dump() + "\n";
  return text;
}

// `i` counts again; causes behind the change are moved by `moved`.
inline void renumber(std::vector<Json>* lines, std::size_t from, int moved) {
  for (std::size_t at = 1; at < lines->size(); ++at) {
    Json& line = (*lines)[at];
    line["i"] = at - 1;
    const bool has_cause = line.contains("cause") && line["cause"].is_number_integer();
    if (!has_cause) continue;
    const auto cause = line["cause"].get<int64_t>();
    if (cause >= static_cast<int64_t>(from)) line["cause"] = cause + moved;
  }
}

// A few of each kind of event are changed: the first, the second and the last.
inline std::vector<std::size_t> chosen(const std::vector<Json>& lines) {
  std::set<std::size_t> places;
  std::map<std::string, std::vector<std::size_t>> by_kind;
  for (std::size_t at = 1; at < lines.size(); ++at) {
    by_kind[lines[at].at("kind").get<std::string>()].push_back(at);
  }
  for (const auto& [kind, all] : by_kind) {
    places.insert(all.front());
    places.insert(all[std::min<std::size_t>(1, all.size() - 1)]);
    places.insert(all.back());
  }
  return {places.begin(), places.end()};
}

// Calls `use` with what is wrong and the text of the record.
inline void for_each_mutation(
    const std::string& record,
    const std::function<void(const std::string& what, const std::string& text)>& use) {
  const std::vector<Json> good = lines_of(record);
  const std::vector<Json> values{nullptr,
                                 -1,
                                 0,
                                 1,
                                 3,
                                 2147483647,
                                 2147483648,
                                 INT64_MAX,
                                 INT64_MIN,
                                 1.5,
                                 true,
                                 "",
                                 "x",
                                 "\x1b[31m",
                                 Json::array(),
                                 Json::object(),
                                 std::string(2000, 'n')};
  for (const std::size_t at : chosen(good)) {
    const std::string where = "line " + std::to_string(at + 1) + ": ";
    for (const auto& [key, ignored] : good[at].items()) {
      std::vector<Json> lines = good;
      lines[at].erase(key);
      use(where + key + " left out", text_of(lines));
      for (const Json& value : values) {
        lines = good;
        lines[at][key] = value;
        use(where + key + " is " + value.dump(), text_of(lines));
      }
    }
    std::vector<Json> lines = good;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    renumber(&lines, at - 1, -1);
    use(where + "left out", text_of(lines));
    lines = good;
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), good[at]);
    renumber(&lines, at - 1, 1);
    use(where + "doubled", text_of(lines));
    if (at + 1 >= good.size()) continue;
    lines = good;
    std::swap(lines[at], lines[at + 1]);
    renumber(&lines, good.size(), 0);
    use(where + "exchanged with the next", text_of(lines));
  }
}

}  // namespace mutated
