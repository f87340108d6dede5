// Texts that are remembered in files, in the folder that the XDG rules name.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/files/file_writer.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Empty where the user has no home.
fs::path folder() {
  const fs::path chosen = variable("XDG_CONFIG_HOME");
  // The rules say that a relative one does not count.
  if (chosen.is_absolute()) return chosen / "grove";
  const fs::path home = variable("HOME");
  return home.is_absolute() ? home / ".config" / "grove" : fs::path();
}

}  // namespace

std::string place_of_remembered(const std::string& name) {
  return folder().empty() ? "" : (folder() / name).string();
}

std::vector<std::string> remembered_names(const std::string& begin) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, std::string>> found;
  fs::directory_iterator file(folder(), error);
  for (; !error && file != fs::directory_iterator(); file.increment(error)) {
    const std::string name = file->path().filename().string();
    if (name.rfind(begin, 0) != 0 || file->path().extension() != ".json") continue;
    std::error_code gone;
    const auto time = fs::last_write_time(file->path(), gone);
    if (!gone) found.emplace_back(time, name);
  }
  std::sort(found.rbegin(), found.rend());
  std::vector<std::string> names;
  for (auto& [time, name] : found) names.push_back(std::move(name));
  return names;
}

void forget_remembered(const std::string& name) {
  if (folder().empty() || name.empty()) return;
  std::error_code ignored;
  fs::remove(folder() / name, ignored);
}

std::optional<std::string> load_remembered(const std::string& name) {
  if (folder().empty()) return std::nullopt;
  std::ifstream file(folder() / name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

bool save_remembered(const std::string& name, const std::string& text) {
  if (folder().empty()) return false;
  std::error_code error;
  fs::create_directories(folder(), error);
  return !write_file((folder() / name).string(), text);
}

}  // namespace grove
