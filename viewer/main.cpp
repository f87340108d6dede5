// grove-viewer: the window, or one picture of it.
//
//   grove-viewer [FILE] [--screenshot OUT.png] [--event N | --at S] [--size WxH] …
//   grove-viewer FILE --film FOLDER [--seconds S] [--pace N] …
//
// Exit status: 0, 64 wrong usage, 65 the file is at fault, 66 no such file, 70 a fault of Grove.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>

#include "engine/scenario/interventions.h"
#include "viewer/core/file_watch.h"
#include "viewer/core/settings.h"
#include "viewer/panels/window.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

constexpr int kUsage = 64, kFaulty = 65, kNoSuchFile = 66, kOwnFault = 70;
// Operations of one slice, and how long slices may take in a frame.
constexpr int64_t kSlice = 20'000;
constexpr std::chrono::milliseconds kComputing{6};
// Frames until fonts are baked and everything is at rest.
constexpr int kFramesOfPicture = 3;
constexpr int kFilmRate = 25;  // pictures a second

struct Options {
  std::string file, screenshot, film, select, schedule;
  std::string theme, size;  // empty: as remembered
  std::string show;
  std::optional<int64_t> event, seed;
  std::optional<double> at;
  std::vector<std::string> knobs, inputs;
  bool presenting = false, monochrome = false;
  double seconds = 10;              // of the film
  double pace = 4;                  // events a second
  std::optional<int> text_size;     // percent
  int width = 1600, height = 1000;  // from `size`
};

// The name of what is remembered.
constexpr const char* kRemembered = "viewer.json";
// Seconds without a further change until one is written down.
constexpr double kRest = 1;
// Seconds between two looks at the files that are open.
constexpr double kLook = 0.5;

Fonts load_fonts() {
  std::vector<FontFile> files;
  for (const EmbeddedFile& file : embedded_fonts()) {
    files.push_back({file.name, file.data, file.size});
  }
  return add_fonts(files);
}

bool parse_size(const std::string& text, int* width, int* height) {
  const char* end = text.data() + text.size();
  const auto across = std::from_chars(text.data(), end, *width);
  if (across.ec != std::errc() || across.ptr == end || *across.ptr != 'x') return false;
  const auto down = std::from_chars(across.ptr + 1, end, *height);
  return down.ec == std::errc() && down.ptr == end && *width >= 320 && *height >= 200 &&
         *width <= 16384 && *height <= 16384;
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

// The window: computes a little, plays a little, draws, and does what the person wants. It writes
// down how the window is whenever that has changed and come to rest, and at the end.
class WindowApp : public App {
 public:
  WindowApp(Session& session, const Settings& settings)
      : session_(session), window_(load_fonts(), false), written_(settings), settings_(settings) {}
  ~WindowApp() override { write(); }
  WindowApp(const WindowApp&) = delete;
  WindowApp& operator=(const WindowApp&) = delete;

  bool frame() override {
    const ImGuiIO& io = ImGui::GetIO();
    const auto begin = std::chrono::steady_clock::now();
    while (session_.wants_to_compute() && std::chrono::steady_clock::now() - begin < kComputing) {
      session_.compute(kSlice);
    }
    session_.tick(static_cast<double>(io.DeltaTime));
    watch_files(static_cast<double>(io.DeltaTime));
    const Commands commands =
        window_.draw(session_, io.DisplaySize.x, io.DisplaySize.y, io.DeltaTime);
    for (const Command& command : commands) session_.apply(command);
    if (const auto text = session_.take_clipboard()) copy_text(*text);
    watch(settings_of(session_, static_cast<int>(io.DisplaySize.x),
                      static_cast<int>(io.DisplaySize.y)),
          static_cast<double>(io.DeltaTime));
    return !session_.quits();
  }

  std::string title() const override {
    return session_.empty() ? "Grove" : session_.recording().title() + " · Grove";
  }

  bool busy() const override {
    return session_.playback().playing() || session_.wants_to_compute() || window_.moving();
  }

  void drop(const std::vector<std::string>& paths) override {
    if (!paths.empty()) session_.apply(command::Open{paths.front()});
  }

 private:
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

  Session& session_;
  Window window_;
  Settings written_;   // what the file holds
  Settings settings_;  // of the last frame
  double rest_ = 0;    // seconds since they changed
  FileWatch files_;
  double since_look_ = 0;  // seconds
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

int status_of(OpenResult result) {
  switch (result) {
    case OpenResult::kNoSuchFile:
      return kNoSuchFile;
    case OpenResult::kFaulty:
      return kFaulty;
    default:
      return 0;
  }
}

// Seed, schedule and knobs as `grove run` takes them. False, with a message, if one is wrong.
bool apply_inputs(Session& session, const Options& options) {
  if (options.seed) session.apply(command::SetSeed{*options.seed});
  if (!options.schedule.empty()) {
    SchedulePolicy policy;
    if (!parse_schedule(options.schedule, &policy)) {
      std::fprintf(stderr,
                   "grove-viewer: --schedule %s: write spawn-order, reversed or shuffled:SEED\n",
                   options.schedule.c_str());
      return false;
    }
    session.apply(command::SetSchedule{policy});
  }
  for (const std::string& knob : options.knobs) {
    const std::size_t equals = knob.find('=');
    if (equals == std::string::npos || equals == 0) {
      std::fprintf(stderr, "grove-viewer: --set %s: write --set NAME=VALUE\n", knob.c_str());
      return false;
    }
    session.apply(command::SetKnob{knob.substr(0, equals), knob.substr(equals + 1)});
  }
  for (const std::string& text : options.inputs) {
    Problems problems;
    const auto act = parse_intervention(text, "--input", &problems);
    if (!act) {
      std::fputs(format_problems(problems).c_str(), stderr);
      return false;
    }
    session.apply(command::Intervene{*act});
  }
  return true;
}

void compute_all(Session& session) {
  while (session.wants_to_compute()) session.compute(kSlice);
}

// The menu of acts, for pictures: the first of them is considered.
bool offer_acts(Session& session, const Options& options) {
  if (options.show == "editor") session.apply(command::ToggleEditing{});
  if (options.show != "acts") return true;
  session.apply(command::OfferActsOnSelection{});
  session.apply(command::Consider{0});
  compute_all(session);
  return true;
}

// Goes where the options say. False, with a message, if there is no such thing.
bool go_there(Session& session, const Options& options) {
  if (options.event) {
    session.apply(command::Seek{static_cast<std::size_t>(std::max<int64_t>(0, *options.event))});
  }
  if (options.at) session.apply(command::SeekTime{sim_time_from_seconds(*options.at)});
  compute_all(session);
  if (options.select.empty()) return offer_acts(session, options);
  const auto found = find_named(session.model(), options.select);
  if (!found) {
    std::fprintf(stderr,
                 "grove-viewer: --select %s: nothing of that name is there at this moment. Write a "
                 "task's label or path (main/r0), a scope (main:34) or event:N\n",
                 options.select.c_str());
    return false;
  }
  session.apply(command::Select{*found});
  return offer_acts(session, options);
}

// What was asked for on the command line, over what is remembered.
void apply_looks(Session& session, const Options& options) {
  const bool light = session.view().theme == ThemeChoice::kLight;
  if (!options.theme.empty() && light != (options.theme == "light")) {
    session.apply(command::ToggleTheme{});
  }
  RegionWishes wishes = session.view().regions;
  if (options.monochrome) session.apply(command::ToggleMonochrome{});
  if (options.show == "legend") session.apply(command::Toggle{Overlay::kLegend});
  if (options.show == "open") session.apply(command::Toggle{Overlay::kOpen});
  if (options.show == "save") session.apply(command::Toggle{Overlay::kSave});
  if (options.show == "keys") session.apply(command::Toggle{Overlay::kKeys});
  if (options.text_size) wishes.text_size = static_cast<float>(*options.text_size) / 100;
  wishes.presenting = options.presenting;
  session.apply(command::DragRegions{wishes});
}

// Pictures neither know nor change what is remembered: they are the same everywhere.
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
  if (platform) {
    PictureApp app(session, options);
    platform->run(app);
    if (platform->write_picture(options.screenshot, &error)) return status;
  }
  std::fprintf(stderr, "grove-viewer: %s\n", error.c_str());
  return kOwnFault;
}

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

int draw_film(Session& session, const Options& options, int status) {
  apply_looks(session, options);
  if (session.empty()) return status != 0 ? status : kUsage;
  if (!go_there(session, options)) return kUsage;
  std::string error;
  const auto platform = open_offscreen(options.width, options.height, &error);
  if (platform) {
    FilmApp app(session, options);
    for (int i = 0; i < kFramesOfPicture; ++i) platform->run(app);
    choose_pace(session, options.pace);
    session.apply(command::TogglePlay{});
    app.play();
    const int count = static_cast<int>(options.seconds * kFilmRate);
    int number = 0;
    bool written = true;
    while (written && number < count && (number == 0 || !app.over())) {
      platform->run(app);
      written =
          platform->write_picture(fmt::format("{}/{:04}.png", options.film, ++number), &error);
    }
    if (written) return status;
  }
  std::fprintf(stderr, "grove-viewer: %s\n", error.c_str());
  return kOwnFault;
}

int open_viewer(Session& session, const Options& options, int status) {
  const Settings settings = remembered(session);
  session.apply(command::Restore{settings});
  apply_looks(session, options);
  WindowOptions window{settings.width, settings.height};
  if (!options.size.empty()) window = {options.width, options.height};
  std::string error;
  const auto platform = open_window(window, &error);
  if (!platform) {
    std::fprintf(stderr, "grove-viewer: %s\n", error.c_str());
    return kOwnFault;
  }
  if (!session.empty() && !go_there(session, options)) return kUsage;
  WindowApp app(session, settings);
  platform->run(app);
  return status;
}

int run(const Options& options) {
  Session session;
  int status = 0;
  if (!options.file.empty()) {
    status = status_of(session.open(options.file));
    // A record is read to its end before there is anything to go to.
    while (session.loading()) session.compute(kSlice);
    if (!session.empty() && !apply_inputs(session, options)) return kUsage;
  } else if (!options.screenshot.empty() || !options.film.empty()) {
    std::fputs("grove-viewer: --screenshot and --film need a FILE to draw\n", stderr);
    return kUsage;
  }
  if (!options.film.empty()) return draw_film(session, options, status);
  return options.screenshot.empty() ? open_viewer(session, options, status)
                                    : draw_picture(session, options, status);
}

}  // namespace
}  // namespace grove

int main(int argc, char** argv) {
  grove::Options options;
  CLI::App cli("Plays a concurrent program as a tree you can watch, stop and rewind.",
               "grove-viewer");
  cli.add_option("FILE", options.file,
                 "a scenario (*.json), a program (*.py) or a record (*.jsonl)");
  cli.add_option("--screenshot", options.screenshot, "draw one picture, without a window")
      ->type_name("OUT.png");
  auto* film = cli.add_option("--film", options.film,
                              "draw what playing shows, 25 pictures a second, into this folder");
  film->type_name("FOLDER")->check(CLI::ExistingDirectory);
  cli.add_option("--seconds", options.seconds, "that the film lasts at most; 10")
      ->needs(film)
      ->check(CLI::Range(0.1, 3600.0));
  cli.add_option("--pace", options.pace, "of the film, in events a second; 4")
      ->needs(film)
      ->check(CLI::PositiveNumber);
  auto* event = cli.add_option("--event", options.event, "after so many events");
  cli.add_option("--at", options.at, "at that simulated time, in seconds")->excludes(event);
  cli.add_option("--select", options.select, "a task's label or path, main:34, event:12");
  cli.add_option("--size", options.size, "of window or picture; 1600x1000 at first");
  cli.add_option("--theme", options.theme, "dark or light")
      ->check(CLI::IsMember({"dark", "light"}));
  cli.add_flag("--monochrome", options.monochrome, "without colour, as for a check of the signs");
  cli.add_option("--show", options.show,
                 "over the window: legend, keys, acts, editor, open or save")
      ->check(CLI::IsMember({"legend", "keys", "acts", "editor", "open", "save"}));
  cli.add_option("--text-size", options.text_size, "in percent")->check(CLI::Range(50, 300));
  cli.add_flag("--presentation", options.presenting, "room scale: tree and scrub bar only (F5)");
  cli.add_option("--seed", options.seed, "of the program's random numbers");
  cli.add_option("--schedule", options.schedule, "spawn-order, reversed, shuffled:SEED");
  cli.add_option("--set", options.knobs, "NAME=VALUE: a knob, as a Python literal")
      ->allow_extra_args(false);
  cli.add_option("--input", options.inputs,
                 "somebody acts on the run, as {\"step\": 41, \"do\": \"cancel\", \"scope\": "
                 "\"main:34\"}; again for more")
      ->type_name("JSON")
      ->allow_extra_args(false);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : grove::kUsage;
  }
  if (!options.size.empty() && !grove::parse_size(options.size, &options.width, &options.height)) {
    std::fprintf(stderr, "grove-viewer: --size %s: write WIDTHxHEIGHT, such as 1600x1000\n",
                 options.size.c_str());
    return grove::kUsage;
  }
  try {
    return grove::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "grove-viewer: a fault of Grove: %s\n", error.what());
    return grove::kOwnFault;
  }
}
