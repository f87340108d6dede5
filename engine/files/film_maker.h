// FilmMaker: makes a film of a run, as other programs' work: nobody waits for it.
//
//   if (const std::string missing = maker.missing("mp4"); !missing.empty()) …what it takes…
//   std::unique_ptr<Film> film = maker.begin({.record = …, .format = "gif", …});
//   every now and then: if (film->look()) …film->take()…
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace grove {

// One that is being made; where it goes before its end, nothing is left of it.
class Film {
 public:
  virtual ~Film() = default;
  // True once it is made, or cannot be. Never waits.
  virtual bool look() = 0;
  // How much of it is done, 0 to 1.
  virtual float progress() const = 0;
  // Its bytes; nothing, and why, if it could not be made. REQUIRES: look() said true.
  virtual std::optional<std::string> take(std::string* why) = 0;
};

class FilmMaker {
 public:
  virtual ~FilmMaker() = default;
  // What a film in that format ("gif", "webp", "mp4") takes and is not there, in a sentence without
  // a full stop; empty if all is.
  virtual std::string missing(const std::string& format) const = 0;

  struct Terms {
    std::string record;  // JSON Lines
    std::string format;
    std::string theme;  // "dark" or "light"
    double seconds = 10;
    double pace = 4;  // events a second
  };
  virtual std::unique_ptr<Film> begin(const Terms& terms) = 0;
};

}  // namespace grove
