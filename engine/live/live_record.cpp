#include "engine/live/live_record.h"

#include <utility>

namespace grove {
namespace {

// Copied at a time, while the next ones come in: far more than those.
constexpr std::size_t kSliceEvents = 20'000;

}  // namespace

RecordStream::Bounds bounds_of_followed() {
  return {.line = std::size_t{64} << 20, .total = std::size_t{1} << 31, .several = true};
}

LiveRecord::LiveRecord(std::string name, std::unique_ptr<ByteSource> source,
                       RecordStream::Bounds bounds)
    : name_(std::move(name)), source_(std::move(source)), bounds_(bounds) {
  renew();
}

void LiveRecord::renew() {
  shortening_.reset();
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
  if (piece.ended || (stream_->over() && !source_->comes_again())) return hang_up();
  forget();
}

void LiveRecord::hang_up() {
  behind_ = false;
  shortening_.reset();
  // Who calls and says nothing only looked whether anybody is there.
  if (spoke_) stream_->end();
  ended_ = true;
  source_.reset();
}

// The first half goes, a slice each time.
void LiveRecord::forget() {
  if (stream_->over()) return shortening_.reset();
  const std::size_t events = stream_->record().size();
  if (shortening_ == nullptr) {
    if (stream_->record().bytes() <= most_ || events < 2) return;
    shortening_ = std::make_unique<Shortening>(*stream_, events / 2);
  }
  behind_ = true;
  if (!shortening_->advance(kSliceEvents)) return;
  if (!shortening_->fault().empty()) {
    said_ = rule_ + ", and what is over of " + name_ +
            " cannot be forgotten: " + shortening_->fault() + "; nothing more is read of it";
    return hang_up();
  }
  before_ = stream_;
  gone_ = shortening_->gone();
  kept_ = shortening_->kept();
  const bool first = stream_->forgotten() == 0;
  stream_ = shortening_->take();
  shortening_.reset();
  if (stream_->record().bytes() > most_ / 4 * 3) {
    said_ = rule_ + ", and what lives of " + name_ + " takes more: nothing more is read of it";
    return hang_up();
  }
  if (first) {
    said_ = rule_ + ": what is over is forgotten by and by";
  }
}

std::optional<std::size_t> LiveRecord::place(const RecordStream* before,
                                             std::size_t position) const {
  if (before == nullptr || before_.lock().get() != before) return std::nullopt;
  return position <= gone_ ? kept_ : position - gone_ + kept_;
}

const Problems* LiveRecord::take_faults() {
  if (told_ || stream_->problems().empty()) return nullptr;
  told_ = true;
  return &stream_->problems();
}

std::string LiveRecord::take_said() { return std::exchange(said_, {}); }

}  // namespace grove
