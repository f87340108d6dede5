// Thumbnail: a scenario's tree at the moment that says most, small enough for a shelf of them. It
// is made by running the scenario, in slices; nothing of the run is kept.
//
//   ThumbnailMaker maker(files, "scenarios/roulette_nursery.json");
//   while (!maker.finished()) maker.advance(20'000);
//   Thumbnail picture = maker.take();
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/files/files.h"
#include "engine/model/model.h"
#include "engine/picture/geometry.h"
#include "viewer/core/player/recording.h"

namespace grove {

struct Thumbnail {
  struct Card {
    Box box;
    TaskStatus status = TaskStatus::kReady;
    WaitKind on = WaitKind::kSleep;  // of one that waits
    bool orphan = false;
  };
  std::vector<Card> cards;
  std::vector<std::vector<Point>> edges;
  std::vector<Box> scopes;
  Box bounds;
};

class ThumbnailMaker {
 public:
  ThumbnailMaker(Files& files, const std::string& path);

  void advance(int64_t operations);
  // Also where there is nothing to be made: a file at fault has an empty picture.
  bool finished() const {
    return recording_ == nullptr || recording_->complete() || spent_ > kMost;
  }
  Thumbnail take();

 private:
  // Operations: a program that computes for ever is shown as far as it has come.
  static constexpr int64_t kMost = 2'000'000;

  std::shared_ptr<const Scenario> scenario_;
  std::unique_ptr<Recording> recording_;
  int64_t spent_ = 0;
};

}  // namespace grove
