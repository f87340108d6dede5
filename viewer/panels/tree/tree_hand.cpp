#include "viewer/panels/tree/tree_hand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

constexpr float kCardWidth = 150, kCardHeight = 118, kPitch = 176, kHead = 42, kFoot = 14;
constexpr float kLowCard = 52, kSide = 22, kCorner = 12, kLifted = 5;
constexpr float kTallRegion = 560, kLowRegion = 400;
constexpr float kDragSlack = 4;

std::string count_in_words(std::size_t count) {
  constexpr const char* kWords[] = {"",     "",    "two",   "three", "four",
                                    "five", "six", "seven", "eight"};
  return count < std::size(kWords) ? kWords[count] : std::to_string(count);
}

}  // namespace

void TreeHand::update(const Session& session, float region_height) {
  height_ = !session.hand().wanted() || region_height < kLowRegion ? 0
            : region_height >= kTallRegion                         ? kHead + kCardHeight + kFoot
                                                                   : kHead + kLowCard + kFoot;
  if (height_ == 0) return grip_.reset();
  count_end(session);
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

Box TreeHand::place_of(std::size_t card, std::size_t cards, const Box& box) const {
  const auto count = static_cast<float>(cards);
  const float room = box.w - 2 * kSide - kCardWidth;
  const float pitch = cards > 1 ? std::min(kPitch, room / (count - 1)) : kPitch;
  return {box.x + kSide + pitch * static_cast<float>(card), box.y + kHead, kCardWidth,
          box.h - kHead - kFoot};
}

std::size_t TreeHand::place_at(float x, std::size_t cards, const Box& box) const {
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < cards; ++i) {
    const auto away = [&](std::size_t place) {
      return std::abs(place_of(place, cards, box).x - x);
    };
    if (away(i) < away(nearest)) nearest = i;
  }
  return nearest;
}

namespace {

void draw_handle(const Canvas& c, Point at) {
  for (const float dx : {0.0f, 8.0f}) {
    for (const float dy : {0.0f, 8.0f, 16.0f}) {
      c.disc({at.x + dx, at.y + dy}, 2.2f, c.theme().text2);
    }
  }
}

}  // namespace

void TreeHand::draw_card(const Canvas& c, const Session& session, TaskId task, const Box& card,
                         std::size_t place, std::size_t was) const {
  const Theme& theme = c.theme();
  const auto& in_hand = session.hand().held();
  const bool held = in_hand && in_hand->card == was;
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
  if (!session.hand().fixed()) draw_handle(c, {card.right() - 24, card.y + 14});
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

// The card in the hand follows the mouse; the others make room. Esc puts it back, and the mouse
// then has to be let go before it takes one again.
void TreeHand::drag(const Region& region, const Session& session, const Ui& ui, const Box& box) {
  const Hand& hand = session.hand();
  const std::size_t count = hand.cards().size();
  const float mouse = region.canvas().unit(ImGui::GetIO().MousePos).x;
  const bool down = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const bool can = session.recording().scenario() != nullptr && !hand.fixed();
  if (grip_ && !hand.held()) {
    grip_.reset();
    put_back_ = true;
  }
  if (!down) put_back_ = false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string label = fmt::format("card {}", label_of(session.model(), hand.cards()[i]));
    const Press press = region.press(label.c_str(), place_of(i, count, box));
    if (!grip_) {
      hint(ui, can            ? "Drag it before another: a branch in which it runs there"
               : hand.fixed() ? "asyncio runs what is ready in the order in which it came"
                              : "A record stays");
    }
    if (press.clicked && !grip_) ui.send(command::Select{Selection::of(hand.cards()[i])});
    if (!can || grip_ || put_back_ || !press.held) continue;
    if (!ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragSlack)) continue;
    const float pressed = region.canvas().unit(ImGui::GetIO().MouseClickedPos[0]).x;
    grip_ = pressed - place_of(i, count, box).x;
    return ui.send(command::HoldCard{i, i});
  }
  if (!grip_ || !hand.held()) return;
  if (!down) {
    grip_.reset();
    return ui.send(command::LetGoCard{});
  }
  const std::size_t place = place_at(mouse - *grip_, count, box);
  if (place != hand.held()->place) ui.send(command::HoldCard{hand.held()->card, place});
}

// From where the card stood to where it would stand.
void TreeHand::draw_way(const Canvas& c, const Box& from, const Box& to) const {
  const Theme& theme = c.theme();
  const float rise = 10, top = from.y + 2;
  const bool left = to.x < from.x;
  const Point a{from.middle_x(), top}, b{left ? to.right() + 4 : to.x - 4, to.y + kLifted + 10};
  c.curve(a, {a.x, a.y - rise}, {b.x + (left ? 40.0f : -40.0f), b.y - rise}, b, theme.text, 3);
  const float back = left ? 12.0f : -12.0f;
  const Point head[] = {b, {b.x + back, b.y - 8}, {b.x + back, b.y + 3}};
  c.convex(head, theme.text);
}

void TreeHand::draw_head(const Canvas& c, const Session& session, const Box& box) const {
  const Hand& hand = session.hand();
  const TextLook title{.size = 19, .weight = Weight::kBold};
  const TextLook aside{.size = 16, .colour = c.theme().text2, .align = Align::kRight};
  const std::string count = count_in_words(hand.cards().size());
  const std::string words =
      hand.fixed() ? fmt::format("asyncio’s queue is fixed: these {} run in this order.", count)
                   : fmt::format("These {} could run in any order.", count);
  const float end = c.text(box.x + kSide, box.y + 28, words, title) + 20;
  std::string right;
  if (hand.held()) {
    right = hand.words().empty() ? "where it was" : hand.change();
  } else if (!hand.fixed()) {
    const std::string tried = tally();
    right = (tried.empty() ? "" : tried + "  ·  ") + "drag a card, or Alt+← and Alt+→";
    if (end + c.width(right, aside) > box.right() - kSide) right = "drag a card";
  }
  const float room = box.right() - kSide - end;
  c.text(box.right() - kSide, box.y + 28, c.fitting(right, aside, room), aside);
}

void TreeHand::draw(const Region& region, const Session& session, const Ui& ui, const Box& box) {
  if (height_ == 0) return;
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Hand& hand = session.hand();
  if (!hand.open()) {
    const TextLook quiet{.size = 17, .colour = theme.text3, .align = Align::kMiddle};
    const bool fixed = hand.fixed();
    c.text(box.right() - kSide, box.y + 24, tally(),
           {.size = 16, .colour = theme.text2, .align = Align::kRight});
    return (void)c.text(box.middle_x(), box.middle_y() + 6,
                        fixed ? "asyncio’s queue is fixed: no order is open here."
                              : "Here ready tasks show as cards where their order is open.",
                        quiet);
  }
  c.outline(box, 10, theme.wire, 2);
  draw_head(c, session, box);
  drag(region, session, ui, box);
  const std::size_t count = hand.cards().size();
  const std::vector<TaskId> order = hand.order();
  const auto& held = hand.held();
  for (std::size_t place = 0; place < count; ++place) {
    if (held && held->place == place) continue;
    const auto was = std::find(hand.cards().begin(), hand.cards().end(), order[place]);
    draw_card(c, session, order[place], place_of(place, count, box), place,
              static_cast<std::size_t>(was - hand.cards().begin()));
  }
  if (!held) return;
  const Box from = place_of(held->card, count, box);
  Box card = place_of(held->place, count, box);
  if (grip_) {
    const float mouse = c.unit(ImGui::GetIO().MousePos).x;
    card.x = std::clamp(mouse - *grip_, box.x, box.right() - card.w);
  }
  card.y -= kLifted;
  if (held->place != held->card) {
    c.outline(from, kCorner, theme.line, 2);
    draw_way(c, from, card);
  }
  draw_card(c, session, hand.cards()[held->card], card, held->place, held->card);
}

}  // namespace grove
