// Files on the machine's own disk.
#include <filesystem>

#include "engine/files/files.h"

namespace grove {
namespace {

namespace fs = std::filesystem;

class Disk : public Files {
 public:
  FileText read(const std::string& path, std::size_t most) override {
    return read_file(path, most);
  }
  FileFault write(const std::string& path, std::string_view text,
                  const WriteTerms& terms) override {
    return write_file(path, text, terms);
  }
  FileFault refusal_to_write(const std::string& path, const WriteTerms& terms) override {
    return grove::refusal_to_write(path, terms);
  }

  Listing list(const std::string& folder) override {
    Listing listing;
    std::error_code error;
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
    if (error) {
      listing.fault = error.message();
      return listing;
    }
    for (; it != fs::directory_iterator(); it.increment(error)) {
      if (error) break;
      std::error_code ignored;
      listing.entries.push_back({it->path().filename().string(), it->is_directory(ignored)});
    }
    return listing;
  }

  Look look(const std::string& path) override {
    Look look;
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    if (error) return look;
    look.there = true;
    look.time = static_cast<int64_t>(time.time_since_epoch().count());
    look.is_folder = fs::is_directory(path, error);
    const std::uintmax_t size = look.is_folder ? 0 : fs::file_size(path, error);
    if (!error) look.size = size;
    return look;
  }
  Fingerprint fingerprint(const std::string& path) override { return fingerprint_of(path); }

  std::string whole_path(const std::string& path) override {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    return error ? path : whole.generic_string();
  }
  bool is_same_file(const std::string& path, const std::string& other) override {
    return grove::is_same_file(path, other);
  }
};

}  // namespace

Files& disk() {
  static Disk disk;
  return disk;
}

}  // namespace grove
