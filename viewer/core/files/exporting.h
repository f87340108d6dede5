// Exporting: what is shown, written in another program's format: a moment of it as a picture or a
// graph, or the whole run. Long ones are made slice by slice, and can be stopped; then nothing is
// written. The picture of the window itself is made by whoever draws it, a film by other programs
// (engine/files/film_maker.h), which nobody waits for.
//
//   exporting.start(*format_of(path), path, recording, {.position = 12, …});
//   while (exporting.progress()) exporting.advance(20'000, recording);
//   if (exporting.wants_picture()) exporting.take_picture(the last frame as a PNG);
//   if (const auto words = exporting.take_outcome()) …
//
// A file is written whole or not at all, and never one of those that are open.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "engine/export/trace_events.h"
#include "engine/files/files.h"
#include "engine/files/film_maker.h"
#include "viewer/core/files/saving.h"
#include "viewer/core/player/recording.h"

namespace grove {

struct ExportFormat {
  enum class Kind : uint8_t {
    kSvg,
    kPng,
    kDot,
    kMermaid,
    kMarkdown,
    kText,
    kPerfetto,
    kJsonLines,
    kFilm
  };
  Kind kind;
  const char* ending;  // of the file's name, by which it is chosen
  const char* what;    // "this moment as a picture (SVG)"
};
// What there is here to draw with.
struct ExportMeans {
  bool pictures = true;        // the window can be drawn into a file
  FilmMaker* films = nullptr;  // who makes films; null: nobody
};
std::span<const ExportFormat> export_formats(const ExportMeans& means);
// By the name's ending; null if none has it.
const ExportFormat* format_of(const std::string& path, const ExportMeans& means);

// What would come of it: as for saving.
SavePlan plan_export(Files& files, const std::string& path, const ExportMeans& means,
                     const WriteTerms& terms);

class Exporting {
 public:
  explicit Exporting(Files* files);
  ~Exporting();

  struct Moment {
    std::size_t position = 0;
    SimTime now;
    bool dark = false;
    double pace = 4;  // of a film: events a second
  };
  // `films`: for a film; it outlives this.
  void start(const ExportFormat& format, const std::string& path, const Recording& recording,
             const Moment& moment, WriteTerms terms, FilmMaker* films);
  // How much of it is done, 0 to 1; nothing while nothing is exported.
  std::optional<float> progress() const;
  const std::string& path() const { return path_; }
  // The run has to be computed first, as far as it goes.
  bool wants_run(const Recording& recording) const;
  // There is something to advance: not while others make a film.
  bool wants_to_advance() const { return progress().has_value() && film_ == nullptr; }
  bool films() const { return film_ != nullptr; }
  // Whether it is made by now: every now and then, while films().
  void look_at_film();
  // About so many events more. REQUIRES: wants_to_advance(). Another recording than before ends it.
  void advance(std::size_t events, const Recording& recording);
  void stop();
  // It is the picture of the window as it is, with nothing over it.
  bool wants_picture() const;
  // The bytes of a PNG; nothing, and why, if there are none.
  void take_picture(const std::optional<std::string>& png, const std::string& why);
  // How it went, once, in a sentence.
  std::optional<std::string> take_outcome();

 private:
  struct Telling;  // the run as text
  void begin(const Recording& recording);
  void begin_film();
  void tell_until(std::size_t end);
  void finish();
  void give_up(std::string words);

  Files& files_;
  const ExportFormat* format_ = nullptr;  // of what is under way
  std::string path_, text_;
  WriteTerms terms_;
  const Record* record_ = nullptr;
  std::size_t events_ = 0, done_ = 0;  // of the record
  std::unique_ptr<TraceWriter> trace_;
  std::unique_ptr<Telling> telling_;
  FilmMaker* maker_ = nullptr;
  std::unique_ptr<Film> film_;
  FilmMaker::Terms film_terms_;
  std::optional<std::string> outcome_;
};

}  // namespace grove
