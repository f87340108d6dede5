#include "viewer/core/saving.h"

#include <filesystem>

namespace grove {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShipped = GROVE_SHIPPED_SCENARIOS;

bool is_shipped(const fs::path& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(kShipped, error);
  const fs::path file = fs::weakly_canonical(path, error);
  return !error && file.parent_path() == folder;
}

}  // namespace

SavePlan plan_save(const std::string& path, const WriteTerms& terms) {
  std::error_code error;
  const fs::path file(path);
  if (file.filename().empty()) return {false, false, false, "give the file a name"};
  if (fs::is_directory(file, error))
    return {false, false, false, "this is a folder: give a file's name"};
  if (file.extension() != ".json") return {false, false, false, "a scenario's name ends in .json"};
  if (const FileFault fault = refusal_to_write(path, terms))
    return {false, false, false, fault.words()};
  const bool there = fs::exists(file, error);
  if (there && is_shipped(file)) {
    return {false, true, false,
            "this scenario comes with Grove and stays as it is: take another name"};
  }
  return {true, there, false, there ? "replaces the file that is there" : "writes a new file"};
}

std::string save_file(const std::string& path, const std::string& text, const WriteTerms& terms) {
  const SavePlan plan = plan_save(path, terms);
  return plan.possible ? write_file(path, text, terms).words() : plan.words;
}

std::string free_name_beside(const std::string& path) {
  const fs::path file(path);
  const std::string stem = file.stem().string();
  const fs::path folder = file.parent_path();
  std::error_code error;
  for (int number = 2;; ++number) {
    const fs::path name = folder / (stem + "_" + std::to_string(number) + ".json");
    if (!fs::exists(name, error)) return name.string();
  }
}

}  // namespace grove
