#include "viewer/core/files/library.h"

#include <filesystem>
#include <map>
#include <utility>

#include "engine/scenario/course.h"
#include "engine/scenario/load.h"

namespace grove {

namespace {

LibraryEntry entry_of(Files& files, const std::filesystem::path& path) {
  LibraryEntry entry;
  entry.path = path.string();
  const ScenarioResult result = load_scenario(files, entry.path);
  entry.faulty = !result.scenario.has_value();
  if (result.scenario) {
    entry.title = result.scenario->title;
    entry.about = result.scenario->about;
  }
  if (entry.title.empty()) entry.title = path.stem().string();
  return entry;
}

Course course_in(Files& files, const std::filesystem::path& folder) {
  const std::string path = (folder / "course.txt").string();
  if (!files.look(path).there) return {};
  const FileText read = files.read(path, kMostSourceBytes);
  return read.text ? read_course(*read.text, path) : Course{};
}

}  // namespace

std::vector<LibraryEntry> list_scenarios(Files& files, const std::string& folder) {
  // Directories come in no order of their own.
  std::map<std::string, LibraryEntry> found;  // by slug
  for (const Files::Entry& file : files.list(folder).entries) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    if (path.extension() == ".json") found.emplace(path.stem().string(), entry_of(files, path));
  }
  std::vector<LibraryEntry> entries;
  const Course course = course_in(files, folder);
  for (const CoursePart& part : course.parts) {
    for (const std::string& slug : part.slugs) {
      auto node = found.extract(slug);
      if (node.empty()) continue;
      node.mapped().part = part.title;
      entries.push_back(std::move(node.mapped()));
    }
  }
  for (auto& [slug, entry] : found) {
    if (!course.parts.empty()) entry.part = "Beside the course";
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace grove
