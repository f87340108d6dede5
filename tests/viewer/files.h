// Files for tests: a record written to the temporary folder, gone when the test ends; and what is
// opened, computed.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/record/json_lines.h"
#include "tests/model/stepped_story.h"
#include "viewer/core/session.h"

namespace grove {

// Until nothing more is wanted.
inline void compute(Session& session) {
  while (session.wants_to_compute()) session.compute(10'000);
}

class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& content)
      : folder_(std::filesystem::temp_directory_path() /
                ("grove-viewer-test-" + std::to_string(::getpid()))),
        path_(folder_ / name) {
    std::filesystem::create_directories(folder_);
    write(content);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    // Only if nothing else is in it.
    std::filesystem::remove(folder_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  void write(const std::string& content) const {
    std::ofstream(path_, std::ios::binary) << content;
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path folder_, path_;
};

inline std::string json_lines_of(const Record& record) {
  std::string text;
  write_json_lines(record, [&](std::string_view piece) { text += piece; });
  return text;
}

// A small roulette: main holds r0 and r1, r0 holds r00 and r01; r01 fails at 0.27, r00 and then r1
// are cancelled, main goes on and ends at 0.37.
inline test::SteppedStory small_roulette() {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  story.sleep(main, 0.1);
  story.at(0.1);
  const NurseryId outer = story.open_nursery(main, 3);
  const TaskId r0 = story.spawn(outer, "r0", 4);
  const TaskId r1 = story.spawn(outer, "r1", 4);
  story.wait_for_children(outer);
  story.sleep(r0, 0.18);
  story.sleep(r1, 0.5);
  story.at(0.18);
  const NurseryId inner = story.open_nursery(r0, 3);
  const TaskId r00 = story.spawn(inner, "r00", 4);
  const TaskId r01 = story.spawn(inner, "r01", 4);
  story.wait_for_children(inner);
  story.sleep(r00, 0.33);
  story.sleep(r01, 0.27);
  story.at(0.27);
  story.comes_to(r01, 2);
  const ExceptionId bang = story.fail(r01, "Bang");
  story.cancel(inner, r01);
  story.ask(r00, ScopeId{1});
  story.tell(r00, ScopeId{1});
  story.exit_cancelled(r00);
  story.close_nursery(inner, bang);
  story.exit(r0);
  story.cancel(outer, r0);
  story.ask(r1, ScopeId{0});
  story.tell(r1, ScopeId{0});
  story.exit_cancelled(r1);
  story.close_nursery(outer);
  story.print(main, "caught Bang");
  story.sleep(main, 0.37);
  story.at(0.37);
  story.exit(main);
  story.finish();
  return story;
}

}  // namespace grove
