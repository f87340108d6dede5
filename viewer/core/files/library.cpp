#include "viewer/core/files/library.h"

#include <algorithm>
#include <filesystem>

#include "engine/scenario/load.h"

namespace grove {

std::vector<LibraryEntry> list_scenarios(Files& files, const std::string& folder) {
  std::vector<LibraryEntry> entries;
  for (const Files::Entry& file : files.list(folder).entries) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    if (path.extension() != ".json") continue;
    LibraryEntry entry;
    entry.path = path.string();
    const ScenarioResult result = load_scenario(files, entry.path);
    entry.faulty = !result.scenario.has_value();
    if (result.scenario) {
      entry.title = result.scenario->title;
      entry.about = result.scenario->about;
      entry.part = result.scenario->part;
    }
    if (entry.title.empty()) entry.title = path.stem().string();
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
