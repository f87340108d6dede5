#include "engine/live/live_record.h"

#include <utility>

namespace grove {

RecordStream::Bounds bounds_of_followed() {
  return {.line = std::size_t{64} << 20, .total = std::size_t{1} << 31, .several = true};
}

LiveRecord::LiveRecord(std::string name, std::unique_ptr<ByteSource> source,
                       RecordStream::Bounds bounds)
    : name_(std::move(name)), source_(std::move(source)), bounds_(bounds) {
  renew();
}

void LiveRecord::renew() {
  stream_ = std::make_shared<RecordStream>(name_, bounds_);
  told_ = false;
}

void LiveRecord::take_in(std::size_t most) {
  came_ = 0;
  if (ended_) return;
  ByteSource::Piece piece = source_->read(most);
  if (!piece.said.empty()) said_ = std::move(piece.said);
  came_ = piece.bytes.size();
  spoke_ = spoke_ || came_ > 0;
  if (piece.anew) renew();
  stream_->feed(piece.bytes);
  while (stream_->another_begins()) {
    const std::string rest = stream_->take_rest();
    renew();
    stream_->feed(rest);
  }
  behind_ = piece.bytes.size() >= most;
  // Whoever sends what is no record is not listened to any longer.
  if (!piece.ended && (!stream_->over() || source_->comes_again())) return;
  behind_ = false;
  // Who calls and says nothing only looked whether anybody is there.
  if (spoke_) stream_->end();
  ended_ = true;
  source_.reset();
}

const Problems* LiveRecord::take_faults() {
  if (told_ || stream_->problems().empty()) return nullptr;
  told_ = true;
  return &stream_->problems();
}

std::string LiveRecord::take_said() { return std::exchange(said_, {}); }

}  // namespace grove
