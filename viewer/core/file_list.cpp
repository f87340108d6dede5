#include "viewer/core/file_list.h"

#include <algorithm>
#include <filesystem>

#include "engine/scenario/scenario.h"
#include "viewer/core/search.h"

namespace grove {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRecent = 8;
// Larger than any scenario: such a file is not read for its title.
constexpr std::uintmax_t kMostBytes = 1'000'000;

std::string about_of(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".py") return "a program";
  if (extension == ".jsonl") return "a record";
  std::error_code error;
  if (fs::file_size(path, error) > kMostBytes || error) return "";
  const ScenarioResult result = load_scenario(path.string());
  if (!result.scenario) return "cannot be read as a scenario";
  return result.scenario->title;
}

bool can_be_opened(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".py" || extension == ".jsonl";
}

}  // namespace

FileList list_files(const std::string& folder) {
  FileList list;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(folder.empty() ? "." : folder, error);
  list.folder = whole.string();
  if (whole.has_parent_path() && whole.parent_path() != whole) {
    list.entries.push_back({"..", whole.parent_path().string(), "", true});
  }
  fs::directory_iterator it(whole, fs::directory_options::skip_permission_denied, error);
  if (error) {
    list.fault = "this folder cannot be read: " + error.message();
    return list;
  }
  std::vector<FileEntry> files;
  for (; it != fs::directory_iterator(); it.increment(error)) {
    if (error) break;
    const std::string name = it->path().filename().string();
    if (name.empty() || name[0] == '.') continue;
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      list.entries.push_back({name, it->path().string(), "", true});
    } else if (can_be_opened(it->path())) {
      files.push_back({name, it->path().string(), about_of(it->path()), false});
    }
  }
  const auto by_name = [](const FileEntry& a, const FileEntry& b) { return a.name < b.name; };
  std::sort(list.entries.begin(), list.entries.end(), by_name);
  std::sort(files.begin(), files.end(), by_name);
  list.entries.insert(list.entries.end(), files.begin(), files.end());
  return list;
}

std::vector<FileEntry> matching(const std::vector<FileEntry>& entries, const std::string& text) {
  const std::string wanted = in_lower_case(text);
  std::vector<FileEntry> found;
  for (const FileEntry& entry : entries) {
    if (in_lower_case(entry.name + "\n" + entry.about).find(wanted) != std::string::npos) {
      found.push_back(entry);
    }
  }
  return found;
}

void put_first(std::vector<std::string>* recent, const std::string& path) {
  std::erase(*recent, path);
  recent->insert(recent->begin(), path);
  if (recent->size() > kMostRecent) recent->resize(kMostRecent);
}

}  // namespace grove
