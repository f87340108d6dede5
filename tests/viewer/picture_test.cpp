// Pictures without a display, as `--screenshot` draws them.
#include <catch2/catch.hpp>
#include <cstdio>

#include "tests/viewer/files.h"
#include "viewer/panels/window.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

class Painter : public App {
 public:
  explicit Painter(Session& session) : session_(session), window_(fonts(), true) {}
  bool frame() override {
    window_.draw(session_, 800, 500, 1.0f / 60);
    return ++frames_ < 3;
  }
  bool busy() const override { return true; }
  void drop(const std::vector<std::string>&) override {}

 private:
  static Fonts fonts() {
    std::vector<FontFile> files;
    for (const EmbeddedFile& file : embedded_fonts()) {
      files.push_back({file.name, file.data, file.size});
    }
    return add_fonts(files);
  }

  Session& session_;
  Window window_;
  int frames_ = 0;
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("a picture is drawn without a display, and the same picture every time") {
  std::string error;
  Story story = small_roulette();
  const TemporaryFile record("picture.jsonl", json_lines_of(story.record()));
  std::vector<std::string> pictures;
  for (int i = 0; i < 2; ++i) {
    const auto platform = open_offscreen(800, 500, &error);
    if (!platform) {
      WARN("skipped: " << error);
      return;
    }
    Session session;
    session.open(record.path());
    while (session.wants_to_compute()) session.compute(1'000);
    session.apply(command::ToEnd{});
    Painter painter(session);
    platform->run(painter);
    const TemporaryFile picture("picture.png", "");
    REQUIRE(platform->write_picture(picture.path(), &error));
    pictures.push_back(read(picture.path()));
  }
  CHECK(pictures[0].compare(0, 8, "\x89PNG\r\n\x1a\n") == 0);
  // Text and shapes, not one flat ground.
  CHECK(pictures[0].size() > 10'000);
  CHECK(pictures[0] == pictures[1]);
}

TEST_CASE("a picture that cannot be written is a fault with a reason") {
  std::string error;
  const auto platform = open_offscreen(64, 64, &error);
  if (!platform) {
    WARN("skipped: " << error);
    return;
  }
  CHECK_FALSE(platform->write_picture("/nowhere/at/all.png", &error));
  CHECK(error.find("/nowhere/at/all.png") != std::string::npos);
}

}  // namespace
}  // namespace grove
