#include "viewer/app/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "engine/files/file_writer.h"
#include "viewer/panels/drawing/region_probe.h"
#include "viewer/panels/window.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

// Frames until fonts are baked and everything is at rest.
constexpr int kFramesOfPicture = 3;
constexpr int kFilmRate = 25;  // pictures a second
constexpr double kFilmSeconds = 10;
constexpr double kFilmPace = 4;  // events a second

int own_fault(const std::string& error) {
  std::fprintf(stderr, "grove-viewer: %s\n", error.c_str());
  return kOwnFault;
}

// The picture: a few frames without a display.
class PictureApp : public App {
 public:
  PictureApp(Session& session, const Options& options)
      : session_(session), options_(options), window_(load_fonts(), true) {}

  bool frame() override {
    const auto width = static_cast<float>(options_.width);
    const auto height = static_cast<float>(options_.height);
    window_.draw(session_, width, height, 1.0f / 60);
    return ++frames_ < kFramesOfPicture;
  }
  bool busy() const override { return true; }
  void drop(const std::vector<std::string>&) override {}

 private:
  Session& session_;
  const Options& options_;
  Window window_;
  int frames_ = 0;
};

// What the window would show while it plays, one picture at a time.
class FilmApp : public App {
 public:
  FilmApp(Session& session, const Options& options)
      : session_(session), options_(options), window_(load_fonts(), false) {}

  // Until then nothing moves.
  void play() { playing_ = true; }
  bool over() const { return !session_.playback().playing() && !window_.moving(); }

  bool frame() override {
    const float seconds = playing_ ? 1.0f / kFilmRate : 0.0f;
    session_.tick(static_cast<double>(seconds));
    const Commands commands = window_.draw(session_, static_cast<float>(options_.width),
                                           static_cast<float>(options_.height), seconds);
    for (const Command& command : commands) session_.apply(command);
    return false;
  }
  bool busy() const override { return true; }
  void drop(const std::vector<std::string>&) override {}

 private:
  Session& session_;
  const Options& options_;
  Window window_;
  bool playing_ = false;
};

void choose_pace(Session& session, double events_per_second) {
  const auto pace = [&] { return session.playback().steps_per_second(); };
  for (double last = 0; pace() > events_per_second && pace() != last;) {
    last = pace();
    session.apply(command::Slower{});
  }
  for (double last = 0; pace() < events_per_second && pace() != last;) {
    last = pace();
    session.apply(command::Faster{});
  }
}

// The last frame, in a file, or a part of it. The exit status, with a message where it is not 0.
int write_picture(Platform& platform, const Session& session, const std::string& path,
                  const PicturePart* part = nullptr) {
  std::string error;
  const auto picture =
      part != nullptr ? platform.picture_of(*part, &error) : platform.picture(&error);
  if (!picture) return own_fault(error);
  const FileFault fault = write_file(path, *picture, {.inputs = session.watched_files()});
  if (!fault) return 0;
  std::fprintf(stderr, "grove-viewer: %s\n", fault.words().c_str());
  return kUnwritten;
}

// Writes regions of the last frame beside the picture: OUT-tree.png, OUT-source.png, …
class RegionWriter {
 public:
  RegionWriter(Platform& platform, const Session& session, const Options& options)
      : platform_(platform), session_(session), options_(options) {}

  int write(const std::string& name, const Box& box) {
    const float right = std::min(box.right(), static_cast<float>(options_.width));
    const float bottom = std::min(box.bottom(), static_cast<float>(options_.height));
    PicturePart part{static_cast<int>(std::max(0.0f, box.x)),
                     static_cast<int>(std::max(0.0f, box.y)), 0, 0};
    part.width = static_cast<int>(right) - part.x;
    part.height = static_cast<int>(bottom) - part.y;
    if (part.width < 1 || part.height < 1) return 0;
    std::string path = options_.screenshot;
    std::string region = name;
    std::replace(region.begin(), region.end(), ' ', '-');
    const std::size_t end = path.rfind('.');
    path.insert(end == std::string::npos ? path.size() : end, "-" + region);
    return write_picture(platform_, session_, path, &part);
  }

 private:
  Platform& platform_;
  const Session& session_;
  const Options& options_;
};

// Each region alone; what the tabs below share is drawn once for each of them.
int write_regions(Platform& platform, Session& session, const Options& options) {
  RegionWriter writer(platform, session, options);
  const auto draw = [&](RegionProbe* probe) {
    PictureApp app(session, options);
    probe->clear();
    platform.run(app);
    return probe->boxes();
  };
  RegionProbe probe;
  int status = 0;
  const auto first = draw(&probe);
  const bool tabs = first.count("bottom") > 0 && !session.comparing();
  for (const auto& [name, box] : first) {
    if (status == 0 && !(tabs && name == "bottom")) status = writer.write(name, box);
  }
  if (!tabs) return status;
  const std::pair<BottomTab, const char*> kTabs[] = {{BottomTab::kTimeline, "timeline"},
                                                     {BottomTab::kEvents, "events"},
                                                     {BottomTab::kOutput, "output"}};
  for (const auto& [tab, name] : kTabs) {
    session.apply(command::ShowTab{tab});
    const auto drawn = draw(&probe);
    const auto bottom = drawn.find("bottom");
    if (status == 0 && bottom != drawn.end()) status = writer.write(name, bottom->second);
  }
  return status;
}

}  // namespace

Fonts load_fonts() {
  std::vector<FontFile> files;
  for (const EmbeddedFile& file : embedded_fonts()) {
    files.push_back({file.name, file.data, file.size});
  }
  return add_fonts(files);
}

int draw_picture(Session& session, const Options& options, int status) {
  apply_looks(session, options);
  if (!session.problems().empty()) {
    std::fputs(format_problems(session.problems()).c_str(), stderr);
    if (status == 0) status = kFaulty;
  }
  if (session.empty()) return status != 0 ? status : kUsage;
  if (!go_there(session, options)) return kUsage;
  std::string error;
  const auto platform = open_offscreen(options.width, options.height, &error);
  if (!platform) return own_fault(error);
  PictureApp app(session, options);
  platform->run(app);
  int written = write_picture(*platform, session, options.screenshot);
  if (written == 0 && options.regions) written = write_regions(*platform, session, options);
  return written != 0 ? written : status;
}

int draw_film(Session& session, const Options& options, int status) {
  apply_looks(session, options);
  if (session.empty()) return status != 0 ? status : kUsage;
  if (!go_there(session, options)) return kUsage;
  std::string error;
  const auto platform = open_offscreen(options.width, options.height, &error);
  if (!platform) return own_fault(error);
  FilmApp app(session, options);
  for (int i = 0; i < kFramesOfPicture; ++i) platform->run(app);
  choose_pace(session, options.pace.value_or(kFilmPace));
  session.apply(command::TogglePlay{});
  app.play();
  const int count =
      std::max(1, static_cast<int>(options.seconds.value_or(kFilmSeconds) * kFilmRate));
  int written = 0;
  for (int number = 1; written == 0 && number <= count && (number == 1 || !app.over()); ++number) {
    platform->run(app);
    written = write_picture(*platform, session, fmt::format("{}/{:04}.png", options.film, number));
  }
  return written != 0 ? written : status;
}

}  // namespace grove
