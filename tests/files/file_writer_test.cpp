#include "engine/files/file_writer.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "tests/cli/call.h"

using namespace grove;
using cli_test::contains;
using cli_test::Folder;

namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

mode_t mode_of(const std::string& path) {
  struct stat found = {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 07777;
}

// In a process of its own, as somebody who is not root: the answer is its exit status, −1 if it
// was killed.
int in_a_child(const std::function<int()>& body, bool as_nobody = false) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (as_nobody && ::getuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(99);
    ::_exit(body());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a file is written whole, and nothing is left beside it") {
  const Folder folder;
  CHECK_FALSE(write_file(folder.path("a"), "one"));
  CHECK(folder.read("a") == "one");
  const std::string large(1 << 20, 'x');
  CHECK_FALSE(write_file(folder.path("a"), large));
  CHECK(folder.read("a") == large);
  CHECK(names_in(folder.path("")) == std::set<std::string>{"a"});
}

TEST_CASE("a writer that is not finished leaves the file as it was") {
  const Folder folder;
  const std::string path = folder.write("a", "old");
  {
    FileWriter file(path);
    file.stream() << "new" << std::flush;
    CHECK(folder.read("a") == "old");
    CHECK(names_in(folder.path("")).size() == 2);
  }
  CHECK(folder.read("a") == "old");
  CHECK(names_in(folder.path("")) == std::set<std::string>{"a"});
}

TEST_CASE("an input is never written over, whatever its name") {
  const Folder folder;
  const std::string input = folder.write("p.py", "print(1)");
  fs::create_symlink("p.py", folder.path("link"));
  fs::create_hard_link(input, folder.path("hard"));
  fs::create_directory(folder.path("sub"));
  for (const std::string& name : {std::string("p.py"), std::string("link"), std::string("hard"),
                                  std::string("sub/../p.py"), std::string("./p.py")}) {
    INFO(name);
    const FileFault fault = write_file(folder.path(name), "x", {.inputs = {input}});
    CHECK(contains(fault.message, "is what is being read"));
    CHECK_FALSE(fault.hint.empty());
    CHECK(folder.read("p.py") == "print(1)");
  }
  CHECK_FALSE(write_file(folder.path("other"), "x", {.inputs = {input}}));
}

TEST_CASE("permissions stay, and what was private is private while it is being written") {
  const Folder folder;
  const std::string path = folder.write("a", "old");
  ::chmod(path.c_str(), 0640);
  {
    FileWriter file(path);
    for (const std::string& name : names_in(folder.path("")))
      CHECK(mode_of(folder.path(name)) == 0640);
    CHECK_FALSE(file.finish());
  }
  CHECK(mode_of(path) == 0640);
  const mode_t mask = ::umask(027);
  CHECK_FALSE(write_file(folder.path("fresh"), "x"));
  ::umask(mask);
  CHECK(mode_of(folder.path("fresh")) == 0640);
}

TEST_CASE("of a symbolic link the file that it leads to is replaced") {
  const Folder folder;
  fs::create_directory(folder.path("far"));
  folder.write("far/file", "old");
  fs::create_symlink("far/file", folder.path("link"));
  fs::create_symlink("link", folder.path("linked"));
  CHECK_FALSE(write_file(folder.path("linked"), "new"));
  CHECK(folder.read("far/file") == "new");
  CHECK(fs::is_symlink(folder.path("link")));
  CHECK(fs::is_symlink(folder.path("linked")));
  fs::create_symlink("far/nothing-yet", folder.path("ahead"));
  CHECK_FALSE(write_file(folder.path("ahead"), "new"));
  CHECK(folder.read("far/nothing-yet") == "new");
  fs::create_symlink("round", folder.path("round"));
  CHECK(write_file(folder.path("round"), "new"));
}

TEST_CASE("a fresh name is taken, and what somebody keeps under such a name stays") {
  const Folder folder;
  const std::string victim = folder.write("victim", "mine");
  const std::string taken = folder.path(".grove-" + std::to_string(::getpid()) + "-0.tmp");
  fs::create_symlink("victim", taken);
  folder.write("a.part", "mine");
  CHECK_FALSE(write_file(folder.path("a"), "new"));
  CHECK(folder.read("a") == "new");
  CHECK(folder.read("a.part") == "mine");
  CHECK(folder.read("victim") == "mine");
  CHECK(fs::is_symlink(taken));
}

TEST_CASE("a read-only file is refused") {
  const Folder folder;
  const std::string path = folder.write("a", "old");
  ::chmod(path.c_str(), 0444);
  const FileFault fault = write_file(path, "new");
  CHECK(contains(fault.message, "is read-only"));
  CHECK(contains(fault.hint, "chmod"));
  CHECK(folder.read("a") == "old");
}

TEST_CASE("in a folder that is closed to us the file stays, and the folder is named") {
  const Folder folder;
  fs::create_directory(folder.path("closed"));
  folder.write("closed/a", "old");
  ::chmod(folder.path("closed/a").c_str(), 0666);
  ::chmod(folder.path("closed").c_str(), 0555);
  const int status = in_a_child(
      [&] {
        const FileFault over = write_file(folder.path("closed/a"), "new");
        const FileFault fresh = write_file(folder.path("closed/b"), "new");
        return contains(over.message, "closed`: Permission denied") && fresh ? 0 : 1;
      },
      true);
  CHECK(status == 0);
  CHECK(folder.read("closed/a") == "old");
  CHECK(names_in(folder.path("closed")) == std::set<std::string>{"a"});
  ::chmod(folder.path("closed").c_str(), 0755);
}

TEST_CASE("when the disk takes no more, the old file stays, and nothing is left beside it") {
  const Folder folder;
  folder.write("a", "old");
  const int status = in_a_child([&] {
    guard_standard_streams();
    const struct rlimit limit = {1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const FileFault fault = write_file(folder.path("a"), std::string(200'000, 'x'));
    return contains(fault.message, "that large") ? 0 : 1;
  });
  CHECK(status == 0);
  CHECK(folder.read("a") == "old");
  CHECK(names_in(folder.path("")) == std::set<std::string>{"a"});
}

TEST_CASE("a writer that is killed leaves the old file whole") {
  const Folder folder;
  folder.write("a", "old");
  const int status = in_a_child([&] {
    FileWriter file(folder.path("a"));
    file.stream() << std::string(200'000, 'x') << std::flush;
    ::kill(::getpid(), SIGKILL);
    return 0;
  });
  CHECK(status == -1);
  CHECK(folder.read("a") == "old");
  // The next one is not hindered by what that one left.
  CHECK_FALSE(write_file(folder.path("a"), "new"));
  CHECK(folder.read("a") == "new");
}

TEST_CASE("what a killed writer left is taken away by the next one in its folder") {
  const Folder all;
  // A folder of its own, as each is looked into once.
  const std::string here = all.path("swept/");
  fs::create_directory(here);
  CHECK(in_a_child([&] {
          FileWriter file(here + "a");
          file.stream() << "half" << std::flush;
          ::raise(SIGKILL);
          return 0;
        }) == -1);
  REQUIRE(names_in(here).size() == 1);
  const std::string stray = here + *names_in(here).begin();
  const auto make_old = [](const std::string& path) {
    fs::last_write_time(path, fs::last_write_time(path) - std::chrono::minutes(2));
  };
  const auto write_another = [&](const char* name) {
    return in_a_child([&] { return write_file(here + name, "b") ? 1 : 0; });
  };
  SECTION("only once it is old: it may be somebody's who is about to put it in place") {
    CHECK(write_another("b") == 0);
    CHECK(fs::exists(stray));
    make_old(stray);
    CHECK(write_another("c") == 0);
    CHECK(names_in(here) == std::set<std::string>{"b", "c"});
  }
  SECTION("but nothing that is being written, is a link, or is called otherwise") {
    fs::remove(stray);
    FileWriter slow(here + "slow");
    slow.stream() << "so far" << std::flush;
    const std::string fresh = here + *names_in(here).begin();
    make_old(fresh);
    make_old(all.write("swept/kept", ""));
    fs::rename(here + "kept", here + ".grove-kept");
    fs::create_symlink("slow", here + ".grove-1-0.tmp");
    CHECK(write_another("b") == 0);
    CHECK(fs::exists(fresh));
    CHECK_FALSE(slow.finish());
    CHECK(names_in(here) == std::set<std::string>{"b", "slow", ".grove-kept", ".grove-1-0.tmp"});
  }
}

TEST_CASE("what somebody else has changed meanwhile is not written over") {
  const Folder folder;
  const std::string path = folder.write("a", "as read");
  WriteTerms terms{.expected = fingerprint_of(path)};
  folder.write("a", "theirs!");
  CHECK(contains(write_file(path, "ours", terms).message, "something else has changed"));
  CHECK(folder.read("a") == "theirs!");
  // Nor what they change while we write.
  terms.expected = fingerprint_of(path);
  FileWriter file(path, terms);
  REQUIRE_FALSE(file.fault());
  file.stream() << "ours";
  folder.write("a", "theirs again");
  CHECK(contains(file.finish().message, "something else has changed"));
  CHECK(folder.read("a") == "theirs again");
  CHECK(names_in(folder.path("")) == std::set<std::string>{"a"});
  // Written again as it was, it has not changed; and one that is gone takes nothing from anybody.
  terms.expected = fingerprint_of(path);
  folder.write("a", "theirs again");
  CHECK_FALSE(write_file(path, "ours", terms));
  fs::remove(path);
  CHECK_FALSE(write_file(path, "ours", terms));
}

TEST_CASE("where nothing is to be replaced, a file that comes meanwhile stays") {
  const Folder folder;
  folder.write("there", "old");
  CHECK(contains(write_file(folder.path("there"), "new", {.replace = false}).message, "exists"));
  FileWriter file(folder.path("a"), {.replace = false});
  file.stream() << "ours";
  folder.write("a", "theirs");
  CHECK(contains(file.finish().message, "exists already"));
  CHECK(folder.read("a") == "theirs");
  CHECK(names_in(folder.path("")) == std::set<std::string>{"a", "there"});
}

TEST_CASE("pipes and devices are written to as they stand") {
  const Folder folder;
  const std::string pipe = folder.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  CHECK_FALSE(write_file(pipe, "through"));
  char got[16] = {};
  CHECK(::read(reader, got, sizeof got) == 7);
  CHECK(std::string(got) == "through");
  ::close(reader);
  CHECK(fs::is_fifo(pipe));
  CHECK_FALSE(write_file("/dev/null", "x"));
  if (fs::exists("/dev/full")) {
    CHECK(contains(write_file("/dev/full", "x").message, "the disk is full"));
  }
  CHECK(names_in(folder.path("")) == std::set<std::string>{"pipe"});
}

TEST_CASE("a file that cannot be written is answered with the reason and a remedy") {
  const Folder folder;
  CHECK(contains(refusal_to_write(folder.path("no/where")).message, "there is no folder"));
  CHECK(contains(refusal_to_write(folder.path("")).message, "no name"));
  CHECK(contains(refusal_to_write("").message, "no name"));
  fs::create_directory(folder.path("sub"));
  CHECK(contains(refusal_to_write(folder.path("sub")).message, "is a folder"));
  folder.write("file", "");
  CHECK(refusal_to_write(folder.path("file/x")));
  CHECK(contains(write_file(folder.path(std::string(300, 'n')), "x").message, "too long"));
  CHECK_FALSE(write_file(folder.path(std::string(255, 'n')), "x"));
}
