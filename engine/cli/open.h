// Opening what the user named: a scenario (`.json`), a bare program (`.py`), a record (`.jsonl`),
// or `-`, standard input, where the text itself tells which of them it is.
#pragma once

#include <optional>
#include <string>

#include "engine/cli/console.h"
#include "engine/record/record.h"
#include "engine/scenario/scenario.h"

namespace grove {

// One of the two, or neither if the file could not be opened.
struct Opened {
  std::optional<Scenario> scenario;
  std::optional<Record> record;
  // kExitOk; else what was wrong has been printed. A record with a broken line is opened up to
  // there, with kExitBadFile.
  int status = kExitOk;
};

Opened open_file(const std::string& file, Console& console);

// What is opened, as something to run: of a record, the scenario that it was made of. Nothing, and
// the reason printed and *status set, for a record from elsewhere, which does not hold it.
std::optional<Scenario> to_scenario(Opened opened, const std::string& file, Console& console,
                                    int* status);

}  // namespace grove
