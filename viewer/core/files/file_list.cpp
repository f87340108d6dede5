#include "viewer/core/files/file_list.h"

#include <algorithm>
#include <filesystem>

#include "engine/files/asking_files.h"
#include "engine/scenario/load.h"
#include "viewer/core/player/search.h"

namespace grove {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRecent = 8;
// Larger than any scenario: such a file is not read for its title.
constexpr uint64_t kMostBytes = 1'000'000;

std::string about_of(Files& files, const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".py") return "a program";
  if (extension == ".jsonl") return "a record";
  const Files::Look look = files.look(path.string());
  if (!look.there || look.size > kMostBytes) return "";
  const ScenarioResult result = load_scenario(files, path.string());
  if (!result.scenario) return "cannot be read as a scenario";
  return result.scenario->title;
}

bool can_be_opened(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".py" || extension == ".jsonl";
}

}  // namespace

FileList list_files(Files& files, const std::string& folder) {
  FileList list;
  const fs::path whole = files.whole_path(folder.empty() ? "." : folder);
  list.folder = whole.string();
  if (whole.has_parent_path() && whole.parent_path() != whole) {
    list.entries.push_back({"..", whole.parent_path().string(), "", true});
  }
  const Files::Listing listing = files.list(list.folder);
  if (!listing.fault.empty()) {
    list.fault = "this folder cannot be read: " + listing.fault;
    return list;
  }
  std::vector<FileEntry> found;
  for (const Files::Entry& entry : listing.entries) {
    if (entry.name.empty() || entry.name[0] == '.') continue;
    const fs::path path = whole / entry.name;
    if (entry.is_folder) {
      list.entries.push_back({entry.name, path.string(), "", true});
    } else if (can_be_opened(path)) {
      found.push_back({entry.name, path.string(), about_of(files, path), false});
    }
  }
  const auto by_name = [](const FileEntry& a, const FileEntry& b) { return a.name < b.name; };
  std::sort(list.entries.begin(), list.entries.end(), by_name);
  std::sort(found.begin(), found.end(), by_name);
  list.entries.insert(list.entries.end(), found.begin(), found.end());
  return list;
}

bool can_ask(const Files& files) { return dynamic_cast<const AskingFiles*>(&files) != nullptr; }

void ask(Files& files) {
  if (auto* asking = dynamic_cast<AskingFiles*>(&files)) asking->ask();
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
