#include "viewer/core/files/library.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "engine/scenario/course.h"
#include "engine/scenario/load.h"
#include "viewer/core/player/search.h"

namespace grove {

namespace {

LibraryEntry entry_of(Files& files, const std::filesystem::path& path) {
  LibraryEntry entry;
  entry.path = path.string();
  entry.slug = path.stem().string();
  const ScenarioResult result = load_scenario(files, entry.path);
  entry.faulty = !result.scenario.has_value();
  if (result.scenario) {
    entry.title = result.scenario->title;
    entry.about = result.scenario->about;
    entry.goal = result.scenario->goal;
    entry.tags = result.scenario->tags;
    if (const auto& lesson = result.scenario->lesson) {
      entry.minutes = lesson->minutes;
      entry.stops = static_cast<int32_t>(lesson->steps.size());
    }
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
      const auto again = std::find_if(entries.begin(), entries.end(),
                                      [&](const LibraryEntry& e) { return e.slug == slug; });
      if (again != entries.end()) again->parts.push_back(part.title);
      auto node = found.extract(slug);
      if (node.empty()) continue;
      node.mapped().part = part.title;
      node.mapped().parts = {part.title};
      entries.push_back(std::move(node.mapped()));
    }
  }
  for (auto& [slug, entry] : found) {
    if (!course.parts.empty()) {
      entry.part = "Beside the course";
      entry.parts = {entry.part};
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<std::string> list_parts(Files& files, const std::string& folder,
                                    const std::vector<LibraryEntry>& entries) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& part) {
    const bool used = std::any_of(entries.begin(), entries.end(), [&](const LibraryEntry& entry) {
      return std::find(entry.parts.begin(), entry.parts.end(), part) != entry.parts.end();
    });
    if (used && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  };
  for (const CoursePart& part : course_in(files, folder).parts) add(part.title);
  for (const LibraryEntry& entry : entries) {
    for (const std::string& part : entry.parts) add(part);
  }
  return parts;
}

bool is_found(const LibraryEntry& entry, const std::string& text) {
  std::string all = entry.title + " " + entry.goal + " " + entry.about + " " + entry.slug;
  for (const std::string& each : entry.tags) all += " " + each;
  for (const std::string& each : entry.parts) all += " " + each;
  all = in_lower_case(all);
  const std::string wanted = in_lower_case(text);
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (all.find(wanted.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace grove
