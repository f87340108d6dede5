// Recording: a record that is being made or was read, with all that the window derives from it.
//
// Of a scenario it owns the run and takes it further in slices; the record grows while it is
// looked at. Of a record from a file there is nothing to run, and one that a program writes now
// grows by itself. Each way index(), lanes() and names() cover what is recorded after each call of
// advance() or catch_up().
//
// A lesson shows the beginning of another recording, which is all that there is of it to look at
// until more is revealed.
//
// Every so often a copy of the run is kept, so that what would have come of an act at any moment is
// found without running everything again: branch_of().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/model/record_index.h"
#include "engine/picture/lanes.h"
#include "engine/record/record_copier.h"
#include "engine/record/record_stream.h"
#include "engine/run/run.h"
#include "viewer/core/player/event_index.h"

namespace grove {

class Recording {
 public:
  // Null, with the faults in `problems`, if the program cannot be run with these inputs.
  static std::unique_ptr<Recording> of_scenario(std::shared_ptr<const Scenario> scenario,
                                                const Inputs& inputs, Problems* problems);
  static std::unique_ptr<Recording> of_record(Record record, const std::string& file);
  // As much as the stream has read so far.
  static std::unique_ptr<Recording> of_stream(std::shared_ptr<const RecordStream> stream,
                                              const std::string& file);
  // The stream has read more. REQUIRES: it is of a stream.
  void catch_up() { index_further(); }
  // Null unless it is of one.
  const RecordStream* stream() const { return stream_.get(); }
  // More may come in, by and by, whatever is computed.
  bool live() const;
  // Nothing of it yet. REQUIRES: the whole is complete, and outlives this.
  static std::unique_ptr<Recording> beginning_of(const Recording& whole);
  // At least so many of its first events. REQUIRES: it is the beginning of another.
  void reveal(std::size_t events);

  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  // Runs about that many operations further, and indexes what they left. The onlooker is asked in
  // the middle of it, with all indexed that there is by then. A stop loses nothing: from then on
  // advance() catches up with what is recorded, from some moment before, and then goes on.
  void advance(int64_t instructions, Onlooker* onlooker = nullptr);
  // The run with other interventions, as of some moment before the first `position` events are
  // over; its record begins as this one does. REQUIRES: a scenario; the inputs differ in their
  // interventions only, and in none that come before that moment.
  Run branch_of(const Inputs& inputs, std::size_t position) const;
  // The same as a recording.
  std::unique_ptr<Recording> branch(const Inputs& inputs, std::size_t position) const;

  // Nothing more will be recorded.
  bool complete() const;

  const Record& record() const;
  const EventIndex& index() const { return index_; }
  const Lanes& lanes() const { return *lanes_; }
  // Who is who, for putting events into words.
  const RecordIndex& names() const { return *names_; }

  // Null for a record that was read.
  const Scenario* scenario() const { return scenario_.get(); }
  const Inputs& inputs() const { return inputs_; }
  // What the program wrote to standard error so far; empty for a record that was read.
  const std::string& errors() const;

  const std::string& title() const { return title_; }
  // The file whose lines the source panel shows.
  const std::string& program_file() const { return program_file_; }

 private:
  Recording() = default;
  static std::unique_ptr<Recording> of_run(std::shared_ptr<const Scenario> scenario,
                                           const Inputs& inputs, Run run);
  class Indexer;
  void start_indexing();
  void index_further();
  void keep_snapshot();
  // How many of the snapshots are from before the first `position` events are over.
  std::size_t snapshots_before(std::size_t position) const;

  std::shared_ptr<const Scenario> scenario_;
  Inputs inputs_;
  std::optional<Run> run_;
  std::optional<Run> again_;  // once run_ was stopped, until it has caught up
  // Earlier moments of the run, in order; those before it departed are shared with the other's.
  std::vector<std::shared_ptr<const Run>> snapshots_;
  std::size_t spacing_ = 0;  // events from one to the next, at least
  Record read_;  // of a file, or the beginning of another; empty if there is a run or a stream
  std::shared_ptr<const RecordStream> stream_;
  const Recording* whole_ = nullptr;      // of a beginning
  std::unique_ptr<RecordCopier> copier_;  // of that
  EventIndex index_;
  std::unique_ptr<Lanes> lanes_;
  std::optional<RecordIndex> names_;
  std::string title_, program_file_;
};

}  // namespace grove
