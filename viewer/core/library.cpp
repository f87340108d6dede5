#include "viewer/core/library.h"

#include <algorithm>
#include <filesystem>

#include "engine/scenario/scenario.h"

namespace grove {

std::vector<LibraryEntry> list_scenarios(const std::string& folder) {
  std::vector<LibraryEntry> entries;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    if (file.path().extension() != ".json") continue;
    LibraryEntry entry;
    entry.path = file.path().string();
    const ScenarioResult result = load_scenario(entry.path);
    entry.faulty = !result.scenario.has_value();
    if (result.scenario) {
      entry.title = result.scenario->title;
      entry.about = result.scenario->about;
      entry.part = result.scenario->part;
    }
    if (entry.title.empty()) entry.title = file.path().stem().string();
    entries.push_back(std::move(entry));
  }
  // Directories come in no order of their own.
  std::sort(entries.begin(), entries.end(),
            [](const LibraryEntry& a, const LibraryEntry& b) { return a.path < b.path; });
  return entries;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace grove
