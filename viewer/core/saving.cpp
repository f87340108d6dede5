#include "viewer/core/saving.h"

#include <filesystem>
#include <fstream>

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

SavePlan plan_save(const std::string& path) {
  std::error_code error;
  const fs::path file(path);
  if (file.filename().empty()) return {false, false, "give the file a name"};
  if (fs::is_directory(file, error)) return {false, false, "this is a folder: give a file's name"};
  if (file.extension() != ".json") return {false, false, "a scenario's name ends in .json"};
  const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
  if (!fs::is_directory(folder, error)) {
    return {false, false, "there is no folder " + folder.string()};
  }
  const bool there = fs::exists(file, error);
  if (there && is_shipped(file)) {
    return {false, true, "this scenario comes with Grove and stays as it is: take another name"};
  }
  return {true, there, there ? "replaces the file that is there" : "writes a new file"};
}

std::string save_file(const std::string& path, const std::string& text) {
  const SavePlan plan = plan_save(path);
  if (!plan.possible) return plan.words;
  const std::string beside = path + ".part";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) {
      std::error_code ignored;
      fs::remove(beside, ignored);
      return "it cannot be written there: is the folder open to you, and has the disk room?";
    }
  }
  std::error_code error;
  fs::rename(beside, path, error);
  if (!error) return "";
  fs::remove(beside, error);
  return "the file that is there cannot be replaced";
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
