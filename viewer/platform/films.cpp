#include "viewer/platform/films.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/files/child.h"
#include "engine/files/files.h"
#include "engine/files/scratch.h"

namespace grove {
namespace {

constexpr double kRate = 25;             // pictures a second, as `grove export` has them
constexpr std::size_t kMost = 1u << 30;  // bytes of a film
constexpr std::size_t kMostWords = 10'000;
// Putting the pictures together takes about as long as so much of drawing them.
constexpr float kDrawing = 0.8f;

// What it says on standard error, as a sentence: "grove: error: WHAT\nhint: REMEDY\n".
std::string reason_in(const std::string& errors) {
  constexpr std::string_view kBefore = "grove: error: ";
  const std::size_t at = errors.find(kBefore);
  if (at == std::string::npos) return "";
  std::string words = errors.substr(at + kBefore.size());
  while (!words.empty() && words.back() == '\n') words.pop_back();
  const std::size_t hint = words.find("\nhint: ");
  if (hint != std::string::npos) words.replace(hint, 7, "; ");
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words;
}

class MadeElsewhere : public Film {
 public:
  MadeElsewhere(const std::string& grove, const FilmMaker::Terms& terms)
      : pictures_(std::max(1.0, terms.seconds * kRate)),
        film_(scratch_.path("film." + terms.format)) {
    const std::string record = scratch_.path("run.jsonl");
    if (!scratch_.made() || disk().write(record, terms.record, {})) return;
    const std::vector<std::string> words{grove,
                                         "export",
                                         record,
                                         "--to",
                                         terms.format,
                                         "-o",
                                         film_,
                                         "--theme",
                                         terms.theme,
                                         "--seconds",
                                         fmt::format("{}", terms.seconds),
                                         "--pace",
                                         fmt::format("{}", terms.pace)};
    // Its own temporary files lie in ours: so its pictures can be counted.
    child_.emplace(words, ChildTerms{.output = scratch_.path("output"),
                                     .errors = scratch_.path("errors"),
                                     .environment = {"TMPDIR=" + scratch_.path("")},
                                     .apart = true});
  }

  bool look() override {
    if (!child_ || child_->status()) return true;
    count_pictures();
    return false;
  }
  float progress() const override { return progress_; }

  std::optional<std::string> take(std::string* why) override {
    if (child_ && child_->status() == 0) {
      FileText film = disk().read(film_, kMost);
      if (film.text) return std::move(film.text);
      *why = film.fault;
      return std::nullopt;
    }
    *why = child_ ? reason_in(disk().read(scratch_.path("errors"), kMostWords).text.value_or(""))
                  : "there is no room for temporary files";
    if (why->empty()) *why = "grove, which makes films, failed";
    return std::nullopt;
  }

 private:
  void count_pictures() {
    std::error_code error;
    double count = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(scratch_.path(""), error)) {
      count += entry.path().extension() == ".png" ? 1 : 0;
    }
    progress_ = std::min(1.0f, static_cast<float>(count / pictures_)) * kDrawing;
  }

  Scratch scratch_;  // first, so that it goes last
  double pictures_;
  std::string film_;
  float progress_ = 0;
  std::optional<Child> child_;
};

class OtherPrograms : public FilmMaker {
 public:
  std::string missing(const std::string& format) const override {
    if (beside_program("grove").empty()) {
      return "grove, which makes films, is not beside this program";
    }
    if (is_installed("ffmpeg")) return "";
    if (format == "mp4") return "an MP4 takes ffmpeg, which is not installed";
    if (is_installed("convert")) return "";
    return "a film takes ffmpeg or ImageMagick: install one of them";
  }
  std::unique_ptr<Film> begin(const Terms& terms) override {
    return std::make_unique<MadeElsewhere>(beside_program("grove"), terms);
  }
};

}  // namespace

std::unique_ptr<FilmMaker> open_film_maker() { return std::make_unique<OtherPrograms>(); }

}  // namespace grove
