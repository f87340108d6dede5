// Sittings that are kept: what a person has made of a file and not saved yet, as a small text that
// outlives the window. It is written while they work, so that neither leaving nor a crash loses it,
// and offered when the file is opened again.
//
//   KeptSitting kept = session.kept();          // branches, edits, the place
//   std::string text = write_kept(kept);
//   auto again = read_kept(text);               // nothing if it is no such text
//   session.offer_kept(std::move(*again));      // command::TakeUpKept brings it back
//
// The scenario stands in it as Ctrl+S would write it, with the program inside: it can be brought
// back whatever has become of the file meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/sim_time.h"
#include "engine/files/files.h"
#include "engine/scenario/scenario.h"

namespace grove {

struct KeptSitting {
  std::string name;                  // of the text, where it is kept; not part of it
  std::string file;                  // what was open, from the root
  std::string scenario;              // empty: the file could not be run
  std::optional<std::string> draft;  // edited and not run
  std::string draft_file;            // what it is the text of, where that was not run at all
  std::size_t position = 0;          // in the branch that was shown
  SimTime now;
  std::set<int32_t> breakpoints;
};

std::string write_kept(const KeptSitting& kept);
std::optional<KeptSitting> read_kept(std::string_view text);

// Names of what is kept of a file begin so; a number follows.
std::string kept_name(Files& files, const std::string& file);

// The file as it is now with all that a sitting had of it as branches: beside its own where it is
// the same as then, else below a branch that holds the file as it was. `shown`: what was looked at
// then is shown.
Scenario rejoined(Scenario file, const Scenario& sitting, bool shown);

}  // namespace grove
