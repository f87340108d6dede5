#include "viewer/app/window_app.h"

#include <chrono>
#include <cstdio>
#include <functional>
#include <utility>

#include "viewer/app/pictures.h"
#include "viewer/app/sitting_keeper.h"
#include "viewer/core/aloud.h"
#include "viewer/core/files/file_watch.h"
#include "viewer/core/files/settings.h"
#include "viewer/panels/window.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

// How long computing may take in a frame.
constexpr std::chrono::milliseconds kComputing{6};
// Operations between two looks at the clock: no more than a recording takes at once, since each
// time may end in a built-in that goes through far more.
constexpr int64_t kOperations = 2'000;
// How long one built-in may keep the window from being drawn.
constexpr std::chrono::milliseconds kHeldUp{50};
// The name of what is remembered.
constexpr const char* kRemembered = "viewer.json";
// And of how far the lessons are.
constexpr const char* kLessons = "progress.json";
// Seconds without a further change until one is written down.
constexpr double kRest = 1;
// Frames until what lay over the window is gone from its picture.
constexpr int kFramesUntilStill = 3;
// Seconds between two looks at the files that are open.
constexpr double kLook = 0.5;

// Draws frames while one built-in has much to do, until the person wants something.
class Drawing : public Onlooker {
 public:
  // `draw`: false, the person wants something.
  explicit Drawing(std::function<bool()> draw) : draw_(std::move(draw)) {}
  bool wishes_stop() override {
    if (wished_ || std::chrono::steady_clock::now() - last_ < kHeldUp) return wished_;
    wished_ = !draw_();
    last_ = std::chrono::steady_clock::now();
    return wished_;
  }
  bool wished() const { return wished_; }

 private:
  std::function<bool()> draw_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  bool wished_ = false;
};

// The window: computes a little, plays a little, draws, and does what the person wants. It writes
// down how the window is whenever that has changed and come to rest, and at the end.
class WindowApp : public App {
 public:
  // `files`: those that are open have been looked at with it.
  // `says`: what is new in the window, on standard output.
  WindowApp(Session& session, Platform& platform, const Settings& settings, FileWatch files,
            bool says)
      : session_(session),
        platform_(platform),
        says_(says),
        window_(load_fonts(), false),
        lessons_(session.classroom().progress()),
        written_(settings),
        settings_(settings),
        files_(std::move(files)),
        keeper_(session) {
    session_.set_has_pictures(platform.has_pictures());
  }
  ~WindowApp() override {
    write();
    write_lessons();
    keeper_.keep();
  }
  WindowApp(const WindowApp&) = delete;
  WindowApp& operator=(const WindowApp&) = delete;

  void compute(const std::function<bool()>& frame_between) override {
    if (session_.exporting().wants_picture() && frames_since_ >= kFramesUntilStill) {
      std::string error;
      const auto picture = platform_.picture(&error);
      session_.take_picture(picture, error);
    }
    Drawing drawing([&] { return frame_between() && waiting_.empty(); });
    const auto begin = std::chrono::steady_clock::now();
    computes_ = true;
    while (session_.wants_to_compute() && !drawing.wished() &&
           std::chrono::steady_clock::now() - begin < kComputing) {
      session_.compute(kOperations, &drawing);
    }
    computes_ = false;
    for (const Command& command : std::exchange(waiting_, {})) obey(command);
  }

  bool frame() override {
    const ImGuiIO& io = ImGui::GetIO();
    frames_since_ = session_.exporting().wants_picture() ? frames_since_ + 1 : 0;
    session_.tick(static_cast<double>(io.DeltaTime));
    for (const Command& command :
         window_.draw(session_, io.DisplaySize.x, io.DisplaySize.y, io.DeltaTime)) {
      want(command);
    }
    // In the middle of computing the session is looked at only.
    if (computes_) return true;
    if (says_) say();
    watch_files(static_cast<double>(io.DeltaTime));
    keeper_.look(static_cast<double>(io.DeltaTime));
    if (const auto text = session_.take_clipboard()) copy_text(*text);
    if (since_look_ == 0) write_lessons();
    watch(settings_of(session_.view(), session_.playback(), session_.recent(),
                      static_cast<int>(io.DisplaySize.x), static_cast<int>(io.DisplaySize.y)),
          static_cast<double>(io.DeltaTime));
    return !session_.quits();
  }

  std::string title() const override {
    return session_.empty() ? "Grove" : session_.recording().title() + " · Grove";
  }

  bool busy() const override {
    return session_.playback().playing() || session_.wants_to_compute() || window_.moving() ||
           session_.exporting().wants_picture() || session_.exporting().films() ||
           session_.live().lively();
  }

  void drop(const std::vector<std::string>& paths) override {
    if (paths.empty()) return;
    want(command::Open{paths.front()});
  }

  bool may_close() override { return keeper_.may_leave(); }

 private:
  // A line each, at once: somebody waits for it.
  void say() {
    std::vector<std::string> news = aloud_.news(session_);
    // Who types blindly has to know where it goes.
    const bool types = ImGui::GetIO().WantTextInput;
    if (types != types_) news.emplace_back(types ? "keys: are typed" : "keys: do what they do");
    types_ = types;
    for (const std::string& line : news) std::printf("%s\n", line.c_str());
    if (!news.empty()) std::fflush(stdout);
  }
  void want(const Command& command) {
    if (computes_) {
      waiting_.push_back(command);
    } else {
      obey(command);
    }
  }
  void obey(const Command& command) {
    if (command.is<command::Open>()) keeper_.leave_file();
    if (command.is<command::Quit>() && !keeper_.may_leave()) return;
    session_.apply(command);
    const bool saved = command.is<command::SaveAs>();
    if (saved && !session_.has_unsaved()) keeper_.saved();
  }
  // Twice a second. A window where nothing moves is drawn as often as that.
  void watch_files(double seconds) {
    since_look_ += seconds;
    if (since_look_ < kLook) return;
    since_look_ = 0;
    if (files_.changed(session_.watched_files())) session_.apply(command::Reload{});
  }
  void watch(const Settings& settings, double seconds) {
    rest_ = settings == settings_ ? rest_ + seconds : 0;
    settings_ = settings;
    if (rest_ > kRest) write();
  }
  void write() {
    if (settings_ == written_) return;
    written_ = settings_;
    save_remembered(kRemembered, write_settings(settings_));
  }

  // With the look at the files, twice a second; mostly there is nothing new.
  void write_lessons() {
    const Progress& progress = session_.classroom().progress();
    if (progress == lessons_) return;
    lessons_ = progress;
    save_remembered(kLessons, write_progress(lessons_));
  }

  Session& session_;
  Platform& platform_;
  int frames_since_ = 0;  // the window's picture is wanted
  bool says_;
  Aloud aloud_;
  bool types_ = false;
  Window window_;
  Progress lessons_;   // what the file of progress holds
  Settings written_;   // what the file holds
  Settings settings_;  // of the last frame
  double rest_ = 0;    // seconds since they changed
  FileWatch files_;
  SittingKeeper keeper_;
  double since_look_ = 0;  // seconds
  bool computes_ = false;
  Commands waiting_;  // what was wanted meanwhile
};

// What is remembered. What is wrong with it is said, and else ignored.
Settings remembered(Session& session) {
  const auto text = load_remembered(kRemembered);
  if (!text) return {};
  const SettingsResult result = read_settings(*text);
  for (const std::string& fault : result.faults) {
    std::fprintf(stderr, "grove-viewer: %s: %s; ignored\n",
                 place_of_remembered(kRemembered).c_str(), fault.c_str());
  }
  if (!result.faults.empty()) {
    session.apply(command::Notify{
        "Not all that the window remembered could be read: " + result.faults.front() + "."});
  }
  return result.settings;
}

}  // namespace

std::unique_ptr<Viewer> Viewer::open(Session& session, const Options& options, std::string* error) {
  // At once, so that a change is noticed that comes while the window opens.
  FileWatch files(session.files());
  files.changed(session.watched_files());
  const Settings settings = remembered(session);
  session.apply(command::Restore{settings});
  if (const auto lessons = load_remembered(kLessons)) {
    session.restore_progress(read_progress(*lessons));
  }
  apply_looks(session, options);
  WindowOptions window{settings.width, settings.height};
  if (!options.size.empty()) window = {options.width, options.height};
  std::unique_ptr<Viewer> viewer(new Viewer);
  viewer->platform_ = open_window(window, error);
  if (!viewer->platform_) return nullptr;
  // A name that is not there is said on the terminal; the window is there all the same.
  if (!session.empty()) go_there(session, options);
  viewer->app_ = std::make_unique<WindowApp>(session, *viewer->platform_, settings,
                                             std::move(files), options.aloud);
  return viewer;
}

int open_viewer(Session& session, const Options& options, int status) {
  std::string error;
  const auto viewer = Viewer::open(session, options, &error);
  if (!viewer) {
    std::fprintf(stderr, "grove-viewer: %s\n", error.c_str());
    return kOwnFault;
  }
  viewer->run();
  return status;
}

}  // namespace grove
