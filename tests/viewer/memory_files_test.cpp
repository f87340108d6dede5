// The viewer's core without a disk: files that lie in memory, as a browser page has them.
#include <catch2/catch.hpp>
#include <map>

#include "viewer/core/files/file_list.h"
#include "viewer/core/files/file_watch.h"
#include "viewer/core/files/library.h"
#include "viewer/core/session.h"

namespace grove {
namespace {

// Each file by its whole path; "/" is the only root.
class MemoryFiles : public Files {
 public:
  std::map<std::string, std::string> texts;

  FileText read(const std::string& path, std::size_t) override {
    FileText read;
    const auto found = texts.find(whole_path(path));
    if (found != texts.end()) {
      read.text = found->second;
    } else {
      read.fault = "no such file";
      read.no_such_file = true;
    }
    return read;
  }
  FileFault write(const std::string& path, std::string_view text,
                  const WriteTerms& terms) override {
    if (const FileFault fault = refusal_to_write(path, terms)) return fault;
    texts[whole_path(path)] = std::string(text);
    ++writes_;
    return {};
  }
  FileFault refusal_to_write(const std::string& path, const WriteTerms& terms) override {
    const bool changed = terms.expected && fingerprint(path) != *terms.expected;
    return changed ? FileFault{"something else has changed it", ""} : FileFault{};
  }
  Listing list(const std::string& folder) override {
    Listing listing;
    const std::string begin = whole_path(folder) + "/";
    for (const auto& [path, text] : texts) {
      if (path.rfind(begin, 0) != 0) continue;
      const std::string rest = path.substr(begin.size());
      const bool deeper = rest.find('/') != std::string::npos;
      if (!deeper) listing.entries.push_back({rest, false});
    }
    return listing;
  }
  Look look(const std::string& path) override {
    const auto found = texts.find(whole_path(path));
    if (found == texts.end()) return {};
    return {true, false, writes_, found->second.size()};
  }
  Fingerprint fingerprint(const std::string& path) override {
    const auto found = texts.find(whole_path(path));
    if (found == texts.end()) return {};
    return {true, found->second.size(), std::hash<std::string>()(found->second)};
  }
  std::string whole_path(const std::string& path) override {
    return path.empty() || path[0] != '/' ? "/home/" + path : path;
  }
  bool is_same_file(const std::string& path, const std::string& other) override {
    return whole_path(path) == whole_path(other) && look(path).there;
  }

 private:
  int64_t writes_ = 0;
};

constexpr const char* kProgram =
    "import trio\n\nasync def main():\n    await trio.sleep(1)\n\ntrio.run(main)\n";

}  // namespace

TEST_CASE("a session opens and saves where its files are, without a disk") {
  MemoryFiles files;
  files.texts["/home/game.py"] = kProgram;
  Session session(files);
  REQUIRE(session.open("game.py") == OpenResult::kOpened);
  CHECK(session.record().size() > 0);
  CHECK(session.open("other.py") == OpenResult::kNoSuchFile);
  session.apply(command::SetSeed{7});
  session.apply(command::SaveAs{"game.json"});
  REQUIRE(files.texts.count("/home/game.json") == 1);
  CHECK_FALSE(session.has_unsaved());

  Session again(files);
  REQUIRE(again.open("/home/game.json") == OpenResult::kOpened);
  CHECK(again.branches().all().size() == 2);
}

TEST_CASE("a scenario's program is found beside it, without a disk") {
  MemoryFiles files;
  files.texts["/home/games/game.py"] = kProgram;
  files.texts["/home/games/game.json"] = R"({"grove": 1, "program": "game.py"})";
  files.texts["/home/games/lost.json"] = R"({"grove": 1, "program": "nothing.py"})";
  Session session(files);
  REQUIRE(session.open("games/game.json") == OpenResult::kOpened);
  CHECK(session.recording().program_file() == "game.py");
  CHECK(session.open("games/lost.json") == OpenResult::kFaulty);
}

TEST_CASE("a file that something else has changed is not replaced, without a disk either") {
  MemoryFiles files;
  files.texts["/home/game.py"] = kProgram;
  Session session(files);
  REQUIRE(session.open("game.py") == OpenResult::kOpened);
  session.apply(command::SaveAs{"game.json"});
  files.texts["/home/game.json"] = "{}";
  session.apply(command::SetSeed{7});
  CHECK(session.save_plan("game.json").changed);
  session.apply(command::SaveAs{"game.json"});
  CHECK(files.texts["/home/game.json"] == "{}");
}

TEST_CASE("folders are listed and files watched without a disk") {
  MemoryFiles files;
  files.texts["/home/game.py"] = kProgram;
  files.texts["/home/game.json"] = R"({"grove": 1, "title": "A game", "program": "game.py"})";
  const FileList list = list_files(files, "/home");
  REQUIRE(list.fault.empty());
  REQUIRE(list.entries.size() == 3);
  CHECK(list.entries[0].name == "..");
  CHECK(list.entries[1].about == "A game");
  CHECK(list.entries[2].about == "a program");
  const std::vector<LibraryEntry> library = list_scenarios(files, "/home");
  REQUIRE(library.size() == 1);
  CHECK(library[0].title == "A game");

  FileWatch watch(files);
  CHECK_FALSE(watch.changed({"game.py"}));
  REQUIRE_FALSE(files.write("game.py", "x = 1\n", {}));
  CHECK_FALSE(watch.changed({"game.py"}));  // it may still be being written
  CHECK(watch.changed({"game.py"}));
  CHECK_FALSE(watch.changed({"game.py"}));
}

TEST_CASE("the library stands in the order of the course, and behind it what is not in it") {
  MemoryFiles files;
  files.texts["/home/p.py"] = kProgram;
  for (const char* slug : {"a", "b", "c"}) {
    files.texts[std::string("/home/") + slug + ".json"] =
        std::string(R"({"grove": 1, "program": "p.py", "title": ")") + slug + "\"}";
  }
  files.texts["/home/course.txt"] = "# First\nc\nnot_here\n\n# Second\nb\nc\n";
  std::string told;
  for (const LibraryEntry& entry : list_scenarios(files, "/home")) {
    told += entry.part + ":" + entry.title + " ";
  }
  CHECK(told == "First:c Second:b Beside the course:a ");
}

}  // namespace grove
