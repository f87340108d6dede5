// The files of a page, which has no disk.
#include <map>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/files/asking_files.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/page_web.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

constexpr const char* kCourse = "/course/";
constexpr const char* kOwn = "/files/";
// Names of what is kept begin so; the path follows.
constexpr const char* kKept = "file:";
// A browser keeps some five megabytes for a page: a longer file is there for this visit only.
constexpr std::size_t kMostKept = 300'000;

// "/a/b/../c" as "/a/c".
std::string without_dots(const std::string& path) {
  std::string whole;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part == "..") whole.erase(whole.find_last_of('/') == whole.npos ? 0 : whole.rfind('/'));
    if (!part.empty() && part != "." && part != "..") whole += "/" + part;
  }
  return whole.empty() ? "/" : whole;
}

class PageFiles : public AskingFiles {
 public:
  PageFiles() {
    for (const EmbeddedFile& file : embedded_course()) {
      put(kCourse + std::string(file.name),
          std::string(reinterpret_cast<const char*>(file.data), file.size));
    }
    for (const std::string& name : remembered_names(kKept)) {
      if (auto text = load_remembered(name)) put(name.substr(5), std::move(*text));
    }
  }

  FileText read(const std::string& path, std::size_t most) override {
    FileText read;
    const auto found = files_.find(whole_path(path));
    if (found == files_.end()) {
      read.fault = "no such file";
      read.hint = "drop it on the page, or open it from your files";
      read.no_such_file = true;
    } else if (found->second.bytes.size() > most) {
      read.fault = "the file is too long";
    } else {
      read.text = found->second.bytes;
    }
    return read;
  }

  FileFault write(const std::string& path, std::string_view text,
                  const WriteTerms& terms) override {
    if (FileFault fault = refusal_to_write(path, terms)) return fault;
    const std::string whole = whole_path(path);
    page_download(whole.substr(whole.rfind('/') + 1).c_str(), text.data(),
                  static_cast<int>(text.size()));
    put(whole, std::string(text));
    keep(whole);
    return {};
  }

  FileFault refusal_to_write(const std::string& path, const WriteTerms& terms) override {
    if (!terms.replace && look(path).there) return {"the file is there already", ""};
    if (terms.expected && fingerprint(path) != *terms.expected) {
      return {"the file was opened anew meanwhile", ""};
    }
    for (const std::string& input : terms.inputs) {
      if (is_same_file(path, input)) return {"this file is being read", "take another name"};
    }
    return {};
  }

  Listing list(const std::string& folder) override {
    Listing listing;
    std::string begin = whole_path(folder);
    if (begin.back() != '/') begin += '/';
    std::string last;
    for (const auto& [path, file] : files_) {
      if (path.rfind(begin, 0) != 0) continue;
      const std::string rest = path.substr(begin.size());
      const std::size_t slash = rest.find('/');
      const std::string name = rest.substr(0, slash);
      // Files of one folder stand together in the map.
      if (name != std::exchange(last, name)) listing.entries.push_back({name, slash != rest.npos});
    }
    return listing;
  }

  Look look(const std::string& path) override {
    const std::string whole = whole_path(path);
    const auto found = files_.find(whole);
    if (found != files_.end()) {
      return {true, false, found->second.written, found->second.bytes.size()};
    }
    const bool is_folder = !list(whole).entries.empty();
    return {is_folder, is_folder, 0, 0};
  }

  Fingerprint fingerprint(const std::string& path) override {
    const auto found = files_.find(whole_path(path));
    if (found == files_.end()) return {};
    uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
    for (const char c : found->second.bytes) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
    return {true, found->second.bytes.size(), hash};
  }

  std::string whole_path(const std::string& path) override {
    return without_dots(path.empty() || path[0] != '/' ? kOwn + path : path);
  }
  bool is_same_file(const std::string& path, const std::string& other) override {
    return whole_path(path) == whole_path(other) && look(path).there;
  }

  void ask() override { page_ask_for_file(); }

  std::string take(const std::string& name, std::string bytes) {
    const std::string path = whole_path(kOwn + name.substr(name.find_last_of("/\\") + 1));
    put(path, std::move(bytes));
    keep(path);
    return path;
  }

 private:
  struct File {
    std::string bytes;
    int64_t written = 0;
  };

  void put(const std::string& path, std::string bytes) {
    files_[path] = {std::move(bytes), ++writes_};
  }
  // As long as there is room; what finds none is there until the page is left.
  void keep(const std::string& path) {
    const std::string& bytes = files_[path].bytes;
    const bool is_text = bytes.find('\0') == bytes.npos && find_invalid_utf8(bytes) == bytes.npos;
    if (is_text && bytes.size() <= kMostKept) save_remembered(kKept + path, bytes);
  }

  std::map<std::string, File> files_;  // by whole path
  int64_t writes_ = 0;
};

PageFiles& the_files() {
  static PageFiles files;
  return files;
}

}  // namespace

Files& page_files() { return the_files(); }

std::string take_file(const std::string& name, std::string bytes) {
  return the_files().take(name, std::move(bytes));
}

}  // namespace grove
