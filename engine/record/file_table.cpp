#include "engine/record/file_table.h"

#include <algorithm>

namespace grove {

namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (!part.empty() && part != ".") parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::string fault_of_file_path(std::string_view path) {
  constexpr std::size_t kLongestName = 255;  // Linux's
  if (path.empty()) return "the path is empty";
  if (path.find('\0') != std::string_view::npos) return "a path has no NUL in it";
  const std::vector<std::string_view> parts = parts_of(path);
  if (parts.empty()) return "the path names no file";
  for (std::string_view part : parts) {
    if (part == "..") return "a path here does not lead upwards";
    if (part.size() > kLongestName) return "the name is longer than 255 bytes";
  }
  return "";
}

std::string plain_file_path(std::string_view path) {
  std::string plain;
  for (std::string_view part : parts_of(path)) {
    if (!plain.empty() || path[0] == '/') plain += '/';
    plain += part;
  }
  return plain;
}

}  // namespace grove
