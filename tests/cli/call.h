// Helpers for tests of whole commands: grove_main in this process, and a folder for files.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/cli/cli.h"

namespace cli_test {

struct Answer {
  int status = 0;
  std::string out, err;
};

inline Answer call_with_input(const std::string& input, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "grove");
  std::vector<const char*> argv;
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  grove::Console console{in, out, err};
  console.look.utf8 = true;
  Answer answer;
  answer.status = grove::grove_main(static_cast<int>(argv.size()), argv.data(), console);
  answer.out = out.str();
  answer.err = err.str();
  return answer;
}

inline Answer call(const std::vector<std::string>& arguments) {
  return call_with_input("", arguments);
}

// A folder of its own for a test's files, gone with the test.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("grove-cli-test-" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace cli_test
