#include "viewer/core/files/exporting.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <utility>

#include "engine/export/graphs.h"
#include "engine/export/svg.h"
#include "engine/text/moments_text.h"

namespace grove {
namespace {

// A run that never ends is written as far as that; as by `grove export`.
constexpr std::size_t kMostEvents = 2'000'000;

using Kind = ExportFormat::Kind;
constexpr ExportFormat kFormats[] = {
    {Kind::kSvg, ".svg", "this moment as a picture (SVG)"},
    {Kind::kDot, ".dot", "this moment as a graph for Graphviz (DOT)"},
    {Kind::kMermaid, ".mmd", "this moment as a diagram for Mermaid"},
    {Kind::kMarkdown, ".md", "the run as a handout (Markdown)"},
    {Kind::kText, ".txt", "the run as plain text"},
    {Kind::kPerfetto, ".trace", "the run as a trace for Perfetto and Chrome"},
    {Kind::kJsonLines, ".jsonl", "the run as a record (JSON Lines)"},
    // Not everywhere, so these come last.
    {Kind::kPng, ".png", "the window as it is (PNG)"},
    {Kind::kFilm, ".gif", "a film of the run, from its start (GIF)"},
    {Kind::kFilm, ".webp", "a film of the run, from its start (WebP)"},
    {Kind::kFilm, ".mp4", "a film of the run, from its start (MP4)"},
};
constexpr std::size_t kPictures = 1, kFilms = 3;
// However long the run: more than that nobody watches, and each second takes some to draw.
constexpr double kMostSeconds = 60;
// Writing the record, which a film is made of, is so much of the way.
constexpr float kRecordOfFilm = 0.1f;

bool is_of_run(Kind kind) {
  return kind == Kind::kPerfetto || kind == Kind::kJsonLines || kind == Kind::kMarkdown ||
         kind == Kind::kText || kind == Kind::kFilm;
}

}  // namespace

struct Exporting::Telling {
  explicit Telling(const Record& record)
      : moments(record, {.utf8 = true, .colour = false}, MomentsText::Most::kReadable, out) {}
  std::ostringstream out;
  MomentsText moments;
};

Exporting::Exporting(Files* files) : files_(*files) {}
Exporting::~Exporting() = default;

std::span<const ExportFormat> export_formats(const ExportMeans& means) {
  const std::span<const ExportFormat> all = kFormats;
  if (!means.pictures) return all.first(all.size() - kFilms - kPictures);
  return means.films != nullptr ? all : all.first(all.size() - kFilms);
}

const ExportFormat* format_of(const std::string& path, const ExportMeans& means) {
  const std::string ending = std::filesystem::path(path).extension().string();
  for (const ExportFormat& format : export_formats(means)) {
    if (ending == format.ending) return &format;
  }
  return nullptr;
}

SavePlan plan_export(Files& files, const std::string& path, const ExportMeans& means,
                     const WriteTerms& terms) {
  const ExportFormat* format = format_of(path, means);
  if (format == nullptr) {
    std::string endings;
    for (const ExportFormat& each : export_formats(means)) {
      endings += (endings.empty() ? "" : ", ") + std::string(each.ending);
    }
    return {false, false, false, "the name's ending says what it becomes: " + endings};
  }
  if (format->kind == Kind::kFilm) {
    const std::string missing = means.films->missing(format->ending + 1);
    if (!missing.empty()) return {false, false, false, missing};
  }
  const Files::Look look = files.look(path);
  if (look.is_folder) return {false, false, false, "this is a folder: give a file's name"};
  if (const FileFault fault = files.refusal_to_write(path, terms)) {
    return {false, false, false, fault.words()};
  }
  return {true, look.there, false,
          fmt::format("{} {}", look.there ? "replaces the file that is there with" : "writes",
                      format->what)};
}

void Exporting::start(const ExportFormat& format, const std::string& path,
                      const Recording& recording, const Moment& moment, WriteTerms terms,
                      FilmMaker* films) {
  stop();
  outcome_.reset();
  format_ = &format;
  path_ = path;
  terms_ = std::move(terms);
  text_.clear();
  record_ = &recording.record();
  done_ = events_ = 0;
  maker_ = films;
  film_terms_ = {};
  film_terms_.format = format.ending + 1;
  film_terms_.theme = moment.dark ? "dark" : "light";
  film_terms_.pace = moment.pace;
  if (is_of_run(format.kind) || format.kind == Kind::kPng) return;
  Model model(recording.record());
  model.seek(moment.position);
  std::string fault;
  if (format.kind == Kind::kSvg) {
    SvgOptions options;
    options.theme = moment.dark ? PaintTheme::kDark : PaintTheme::kLight;
    options.now = moment.now;
    text_ = to_svg(model, options);
  } else {
    text_ = format.kind == Kind::kDot ? to_dot(model) : to_mermaid(model, &fault);
  }
  fault.empty() ? finish() : give_up("Not exported: " + fault + ". SVG and DOT take any.");
}

std::optional<float> Exporting::progress() const {
  if (format_ == nullptr || wants_picture()) return std::nullopt;
  if (film_ != nullptr) return kRecordOfFilm + film_->progress() * (1 - kRecordOfFilm);
  if (events_ == 0) return 0.0f;
  const float done = static_cast<float>(done_) / static_cast<float>(events_);
  return format_->kind == Kind::kFilm ? done * kRecordOfFilm : done;
}

bool Exporting::wants_picture() const { return format_ != nullptr && format_->kind == Kind::kPng; }

void Exporting::take_picture(const std::optional<std::string>& png, const std::string& why) {
  if (!png) return give_up(fmt::format("Not exported: {}.", why));
  text_ = *png;
  finish();
}

bool Exporting::wants_run(const Recording& recording) const {
  return format_ != nullptr && is_of_run(format_->kind) && events_ == 0 && !recording.complete() &&
         recording.record().size() < kMostEvents;
}

// From here on it is of what there is now, though more may come.
void Exporting::begin(const Recording& recording) {
  const Record& record = recording.record();
  events_ = record.size();
  if (format_->kind == Kind::kPerfetto) {
    trace_ = std::make_unique<TraceWriter>(record, TraceAxis::kTime,
                                           [this](std::string_view piece) { text_ += piece; });
  } else if (format_->kind == Kind::kJsonLines || format_->kind == Kind::kFilm) {
    text_ = header_json(record.header) + '\n';
    const auto steps = static_cast<double>(recording.index().step_events().size());
    film_terms_.seconds = std::min(kMostSeconds, steps / film_terms_.pace + 1);
  } else {
    telling_ = std::make_unique<Telling>(record);
    if (format_->kind == Kind::kMarkdown) telling_->out << markdown_head(record.header);
  }
}

void Exporting::advance(std::size_t events, const Recording& recording) {
  if (&recording.record() != record_) return give_up("Not exported: another run is shown now.");
  if (events_ == 0) {
    if (recording.record().size() == 0) return give_up("Not exported: nothing is recorded.");
    return begin(recording);
  }
  const std::size_t end = std::min(events_, done_ + events);
  if (trace_ != nullptr) {
    trace_->advance(events);
    done_ = end;
    if (trace_->finished()) finish();
    return;
  }
  if (telling_ != nullptr) return tell_until(end);
  for (; done_ < end; ++done_) {
    text_ += event_json(*record_, EventId{static_cast<int32_t>(done_)}) + '\n';
  }
  if (done_ < events_) return;
  format_->kind == Kind::kFilm ? begin_film() : finish();
}

void Exporting::begin_film() {
  film_terms_.record = std::move(text_);
  film_ = maker_->begin(film_terms_);
  film_terms_.record = std::string();
}

void Exporting::look_at_film() {
  if (film_ == nullptr || !film_->look()) return;
  std::string why;
  auto made = film_->take(&why);
  if (!made) return give_up(fmt::format("Not exported: {}.", why));
  text_ = std::move(*made);
  finish();
}

void Exporting::tell_until(std::size_t end) {
  for (; done_ < end; ++done_) {
    const bool last = done_ + 1 == events_ || record_->at(done_ + 1).t != record_->at(done_).t;
    telling_->moments.take(done_, last);
  }
  if (done_ < events_) return;
  telling_->moments.end(events_);
  if (format_->kind == Kind::kMarkdown) telling_->out << markdown_end();
  text_ = telling_->out.str();
  finish();
}

void Exporting::finish() {
  const FileFault fault = files_.write(path_, text_, terms_);
  give_up(fault ? fmt::format("Not exported: {}.", fault.words())
                : fmt::format("Exported as {}.", path_));
}

void Exporting::give_up(std::string words) {
  format_ = nullptr;
  trace_.reset();
  telling_.reset();
  film_.reset();
  text_ = std::string();
  outcome_ = std::move(words);
}

void Exporting::stop() {
  if (format_ != nullptr) give_up("The export was stopped; nothing was written.");
}

std::optional<std::string> Exporting::take_outcome() { return std::exchange(outcome_, {}); }

}  // namespace grove
