#include "engine/cli/film.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "engine/cli/progress.h"
#include "engine/files/child.h"
#include "engine/files/file_writer.h"
#include "engine/record/json_lines.h"

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr int kRate = 25;  // pictures a second, as grove-viewer draws them
constexpr int kCentiseconds = 100 / kRate;

// What is to be drawn goes to the other program as a record: it need not run anything again.
bool write_record(const Record& record, const std::string& path, Console& console) {
  FileWriter file(path);
  write_json_lines(record, [&file](std::string_view piece) { file.stream() << piece; });
  const FileFault fault = file.finish();
  if (fault) console.err << "grove: error: " << fault.words() << '\n';
  return !fault;
}

// grove-viewer with these words; false, and why, if it is not there or fails.
bool run_viewer(const Record& record, const PictureTerms& terms, const Scratch& folder,
                std::vector<std::string> more, Console& console) {
  const std::string viewer = find_viewer();
  if (viewer.empty()) {
    console.err << "grove: error: grove-viewer, which draws pictures, is not beside this program\n"
                   "hint: build it, or set GROVE_VIEWER to its path; svg needs no other program\n";
    return false;
  }
  const std::string file = folder.path("run.jsonl");
  if (!write_record(record, file, console)) return false;
  std::vector<std::string> words{viewer, file, "--size", terms.size, "--theme", terms.theme};
  words.insert(words.end(), more.begin(), more.end());
  Progress progress(console);
  progress.say("drawing");
  const int status = run_child(words);
  progress.clear();
  if (status == 0) return true;
  console.err << fmt::format("grove: error: {} failed\n", viewer);
  return false;
}

std::vector<std::string> pictures_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> ffmpeg_words(const std::string& pictures, const std::string& format,
                                      const std::string& to) {
  std::vector<std::string> words{"ffmpeg",     "-v",
                                 "error",      "-y",
                                 "-framerate", std::to_string(kRate),
                                 "-i",         pictures + "/%04d.png"};
  // One table of colours for the whole film, so that nothing flickers.
  const std::string colours = "split[a][b];[a]palettegen[p];[b][p]paletteuse";
  if (format == "gif") words.insert(words.end(), {"-filter_complex", colours, "-loop", "0"});
  if (format == "webp") words.insert(words.end(), {"-loop", "0"});
  // What every player takes has even sides and halved colours.
  if (format == "mp4") {
    words.insert(words.end(), {"-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"});
  }
  words.push_back(to);
  return words;
}

std::vector<std::string> magick_words(const std::string& pictures, const std::string& to) {
  std::vector<std::string> words{"convert", "-delay", std::to_string(kCentiseconds), "-loop", "0"};
  const std::vector<std::string> all = pictures_in(pictures);
  words.insert(words.end(), all.begin(), all.end());
  words.insert(words.end(), {"-layers", "optimize", to});
  return words;
}

}  // namespace

std::string draw_picture(const Record& record, const PictureTerms& terms, const Scratch& folder,
                         Console& console) {
  const std::string to = folder.path("picture.png");
  const std::vector<std::string> more{"--screenshot", to, "--event",
                                      std::to_string(terms.position)};
  return run_viewer(record, terms, folder, more, console) ? to : "";
}

std::string draw_film(const Record& record, const PictureTerms& terms, const std::string& format,
                      const Scratch& folder, Console& console) {
  // Before all is drawn.
  const bool magick = format != "mp4" && is_installed("convert");
  if (!is_installed("ffmpeg") && !magick) {
    console.err << fmt::format("grove: error: the {} could not be put together\n", format);
    console.err << (format == "mp4"
                        ? "hint: it takes ffmpeg, which is not installed\n"
                        : "hint: it takes ffmpeg or ImageMagick: install one of them\n");
    return "";
  }
  const std::string pictures = folder.path("pictures"), to = folder.path("film." + format);
  std::error_code error;
  fs::create_directory(pictures, error);
  const std::vector<std::string> more{"--film",    pictures,
                                      "--seconds", fmt::format("{}", terms.seconds),
                                      "--pace",    fmt::format("{}", terms.pace)};
  if (!run_viewer(record, terms, folder, more, console)) return "";
  const int made = run_child(ffmpeg_words(pictures, format, to));
  if (made == 0) return to;
  if (made == kNotStarted && magick && run_child(magick_words(pictures, to)) == 0) return to;
  console.err << fmt::format("grove: error: the {} could not be put together\n", format);
  return "";
}

}  // namespace grove
