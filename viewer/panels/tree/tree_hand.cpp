#include "viewer/panels/tree/tree_hand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/core/sandbox/insertion_point.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

constexpr float kCardWidth = 150, kCardHeight = 118, kPitch = 176, kHead = 42, kFoot = 14;
constexpr float kLowCard = 52, kSide = 22, kCorner = 12, kLifted = 10;
constexpr float kTallRegion = 560, kLowRegion = 400;
// Of a crowd the cards would say nothing.
constexpr std::size_t kFewTasks = 24;
constexpr float kDragSlack = 4;

// Whoever asks for another order than that of starting wants to see it.
bool is_about_order(const Session& session) {
  const Recording& recording = session.recording();
  return recording.scenario() != nullptr && recording.lanes().count() <= kFewTasks &&
         recording.inputs().schedule.kind != SchedulePolicy::Kind::kSpawnOrder &&
         recording.record().header.dialect == RecordDialect::kTrio;
}

std::string count_in_words(std::size_t count) {
  constexpr const char* kWords[] = {"",     "",    "two",   "three", "four",
                                    "five", "six", "seven", "eight"};
  return count < std::size(kWords) ? kWords[count] : std::to_string(count);
}

}  // namespace

void TreeHand::update(const Session& session, float region_height) {
  const bool wanted = session.view().hand || is_about_order(session);
  height_ = !wanted || region_height < kLowRegion ? 0
            : region_height >= kTallRegion        ? kHead + kCardHeight + kFoot
                                                  : kHead + kLowCard + kFoot;
  if (height_ == 0) return drag_.reset();
  if (record_ != &session.record()) {
    record_ = &session.record();
    batches_.emplace(*record_);
    position_ = SIZE_MAX;
  }
  batches_->extend();
  count_end(session);
  if (position_ == session.model().position() || drag_) return;
  position_ = session.model().position();
  cards_ = batches_->hand(session.model());
}

void TreeHand::count_end(const Session& session) {
  const Record& record = session.record();
  if (record.size() == 0 || session.player().furthest() < record.size()) return;
  const auto* finished = record.at(record.size() - 1).get_if<RunFinished>();
  if (finished == nullptr) return;
  if (program_ != record.header.program) tried_.clear();
  program_ = record.header.program;
  const Inputs& inputs = session.recording().inputs();
  tried_[fmt::format("{}, {}", name_of(inputs.schedule), inputs.seed)] =
      finished->outcome != Outcome::kOk;
}

// "4 orders tried, 1 failed"
std::string TreeHand::tally() const {
  if (tried_.empty()) return "";
  const auto failed =
      std::count_if(tried_.begin(), tried_.end(), [](const auto& run) { return run.second; });
  return fmt::format("{} {} tried, {} failed", tried_.size(),
                     tried_.size() == 1 ? "order" : "orders", failed);
}

Box TreeHand::place_of(std::size_t card, const Box& box) const {
  const auto count = static_cast<float>(cards_.size());
  const float room = box.w - 2 * kSide - kCardWidth;
  const float pitch = count > 1 ? std::min(kPitch, room / (count - 1)) : kPitch;
  return {box.x + kSide + pitch * static_cast<float>(card), box.y + kHead, kCardWidth,
          box.h - kHead - kFoot};
}

std::size_t TreeHand::place_at(float x, const Box& box) const {
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < cards_.size(); ++i) {
    const auto away = [&](std::size_t place) { return std::abs(place_of(place, box).x - x); };
    if (away(i) < away(nearest)) nearest = i;
  }
  return nearest;
}

void TreeHand::draw_card(const Canvas& c, const Session& session, TaskId task, const Box& card,
                         std::size_t place, std::size_t was) const {
  const Theme& theme = c.theme();
  const bool held = drag_ && drag_->card == was;
  c.fill(card, kCorner, theme.raised);
  c.outline(card, kCorner, held ? theme.text : theme.wire, held ? 4 : 2.5f);
  const bool low = card.h < 80;
  const float top = card.y + (low ? card.h / 2 + 6 : 27);
  float x = c.text(card.x + 14, top, std::to_string(place + 1),
                   {.size = 19, .weight = Weight::kExtraBold});
  const std::string name(label_of(session.model(), task));
  const TextLook look{.size = 19, .weight = Weight::kBold, .family = Family::kCode};
  if (low) {
    c.text(x + 12, top, c.fitting_middle(name, look, card.right() - x - 20), look);
    return;
  }
  if (place != was) c.text(x + 10, top, fmt::format("was {}", was + 1), {.size = 16});
  for (const float dx : {0.0f, 8.0f}) {
    for (const float dy : {0.0f, 8.0f, 16.0f}) {
      c.disc({card.right() - 24 + dx, card.y + 14 + dy}, 2.2f, theme.text2);
    }
  }
  const Point disc{card.x + 28, card.y + 56};
  draw_face_disc(c, face_of(session.model(), task, session.now()), disc, 14, theme.raised);
  x = disc.x + 24;
  c.text(x, disc.y + 6.5f, c.fitting_middle(name, look, card.right() - x - 8), look);
  c.line({card.x + 14, card.y + 82}, {card.right() - 14, card.y + 82}, theme.line, 2);
  const TaskFacts& facts = session.model().task(task);
  const std::string words =
      facts.stack.empty() ? "begins" : fmt::format("goes on at line {}", facts.stack.back().line);
  const TextLook small{.size = 16, .colour = theme.text2};
  c.text(card.x + 14, card.y + 104, c.fitting(words, small, card.w - 22), small);
}

// The card in the hand follows the mouse; the others make room.
void TreeHand::drag(const Region& region, const Session& session, const Ui& ui, const Box& box) {
  const Canvas& c = region.canvas();
  const float mouse = c.unit(ImGui::GetIO().MousePos).x;
  const bool can = session.recording().scenario() != nullptr;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const std::string label = fmt::format("card {}", label_of(session.model(), cards_[i]));
    const Press press = region.press(label.c_str(), place_of(i, box));
    if (!drag_) {
      hint(ui, can ? "Drag it before another: a branch in which it runs there" : "A record stays");
    }
    if (!can || drag_ || !press.held) continue;
    if (!ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragSlack)) continue;
    drag_ = Drag{i, mouse - place_of(i, box).x};
  }
  if (!drag_) return;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) return drag_.reset();
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  const std::size_t card = drag_->card, place = place_at(mouse - drag_->grip, box);
  drag_.reset();
  if (place != card) let_go(session, ui, card, place);
}

// Each card takes one step, so whoever is to be the third is chosen after two. A card that goes
// back lets the others before it, one by one.
void TreeHand::let_go(const Session& session, const Ui& ui, std::size_t card,
                      std::size_t place) const {
  const auto point = insertion_point(session.player());
  if (!point) return ui.send(command::Notify{"Here nothing can be changed any more."});
  const auto choose = [&](std::size_t chosen, std::size_t at) {
    Intervention act =
        point->place({.kind = Intervention::Kind::kChoose,
                      .target = std::string(label_of(session.model(), cards_[chosen]))});
    if (act.step) *act.step += static_cast<int32_t>(at);
    ui.send(command::Intervene{act});
  };
  if (place < card) return choose(card, place);
  for (std::size_t i = card; i < place; ++i) choose(i + 1, i);
}

void TreeHand::draw(const Region& region, const Session& session, const Ui& ui, const Box& box) {
  if (height_ == 0) return;
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const bool open = cards_.size() > 1;
  const TextLook aside{.size = 16, .colour = theme.text2, .align = Align::kRight};
  if (!open) {
    const TextLook quiet{.size = 17, .colour = theme.text3, .align = Align::kMiddle};
    c.text(box.right() - kSide, box.y + 24, tally(), aside);
    return (void)c.text(box.middle_x(), box.middle_y() + 6,
                        "Here ready tasks show as cards where their order is open.", quiet);
  }
  c.outline(box, 10, theme.wire, 2);
  const TextLook title{.size = 19, .weight = Weight::kBold};
  c.text(box.x + kSide, box.y + 28,
         fmt::format("These {} could run in any order.", count_in_words(cards_.size())), title);
  const std::string tried = tally();
  c.text(box.right() - kSide, box.y + 28,
         tried.empty() ? "drag a card" : tried + "  ·  drag a card", aside);
  drag(region, session, ui, box);
  if (cards_.size() < 2) return;
  const float mouse = c.unit(ImGui::GetIO().MousePos).x;
  const std::size_t to = drag_ ? place_at(mouse - drag_->grip, box) : 0;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    if (drag_ && drag_->card == i) continue;
    std::size_t place = i;
    if (drag_ && i > drag_->card && i <= to) place = i - 1;
    if (drag_ && i < drag_->card && i >= to) place = i + 1;
    draw_card(c, session, cards_[i], place_of(place, box), place, i);
  }
  if (!drag_) return;
  c.outline(place_of(drag_->card, box), kCorner, theme.line, 2);
  Box held = place_of(to, box);
  held.x = std::clamp(mouse - drag_->grip, box.x, box.right() - held.w);
  held.y -= kLifted;
  draw_card(c, session, cards_[drag_->card], held, to, drag_->card);
}

}  // namespace grove
