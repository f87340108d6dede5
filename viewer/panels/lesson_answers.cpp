#include "viewer/panels/lesson_answers.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lesson/machine_rules.h"
#include "engine/picture/words.h"
#include "viewer/core/sandbox/knobs.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

using Phase = LessonWalk::Phase;

constexpr float kInside = 9, kBadge = 32, kChoice = 19, kBecause = 16.5f, kGapBetween = 7;
constexpr float kBar = 9, kVotesRow = 22, kWorld = 28;

// What of a choice is shown now.
struct ChoiceLook {
  bool revealed, mine, right, faint;
};

ChoiceLook look_of(const LessonWalk& walk, std::size_t index, bool alone) {
  const Choice& choice = walk.step().choices[index];
  const LessonAnswer& answer = walk.answer();
  const auto& votes = answer.votes[static_cast<std::size_t>(answer.round)];
  const bool revealed = walk.phase() == Phase::kRevealed;
  const bool mine = alone && votes[index] > 0;
  return {revealed, mine, revealed && choice.right, revealed && !choice.right};
}

// Bars of the votes: the first round hollow, the last one solid.
void draw_votes(const Canvas& c, const LessonAnswer& answer, std::size_t index, const Box& row) {
  const Theme& theme = c.theme();
  const bool two = total_of(answer.votes[1]) > 0;
  const int rounds = two ? 2 : 1;
  int32_t most = 1;
  for (int round = 0; round < rounds; ++round) {
    for (const int32_t votes : answer.votes[static_cast<std::size_t>(round)]) {
      most = std::max(most, votes);
    }
  }
  const float room = row.w - 60;
  const float step = row.h / static_cast<float>(rounds);
  for (int round = 0; round < rounds; ++round) {
    const int32_t votes = answer.votes[static_cast<std::size_t>(round)][index];
    const float width = room * static_cast<float>(votes) / static_cast<float>(most);
    const float y = row.y + step * (static_cast<float>(round) + 0.5f);
    const Box bar{row.x, y - kBar / 2, std::max(3.0f, width), kBar};
    if (round + 1 == rounds) {
      c.fill(bar, 3, theme.text);
    } else {
      c.outline(bar, 3, theme.text2, 2);
    }
    c.text(bar.right() + 8, y + 6, std::to_string(votes),
           {.size = 16, .weight = Weight::kBold, .family = Family::kCode});
  }
}

// One choice from the flow's place on, `width` wide; returns its height.
float write_choice(const LessonFlow& flow, const Session& session, std::size_t index, Point at,
                   float width, float least) {
  const LessonWalk& walk = *session.classroom().walk();
  const Choice& choice = walk.step().choices[index];
  const LessonAnswer& answer = walk.answer();
  const bool alone = !session.view().regions.presenting;
  const ChoiceLook look = look_of(walk, index, alone);
  const Canvas& c = flow.canvas();
  const Theme& theme = c.theme();
  const TextLook words{.size = flow.sized(kChoice), .weight = Weight::kSemiBold};
  const TextLook because{.size = flow.sized(kBecause), .colour = theme.text2};
  const float left = kInside + kBadge + kInside, room = width - left - kInside;
  const float text = paragraph_height(c, choice.text, words, room);
  const float reason = look.revealed ? paragraph_height(c, choice.because, because, room) + 3 : 0;
  const bool counted = look.revealed && !alone && total_of(answer.votes[0]) > 0;
  const float bars = counted ? (total_of(answer.votes[1]) > 0 ? 2 : 1) * kVotesRow : 0;
  // The world that it believes in can be seen.
  const bool believed = look.revealed && find_machine_rule(choice.rule) != nullptr;
  const float world = believed ? kWorld + 4 : 0;
  const float height =
      std::max({least, kBadge + 16, text + reason + bars + world + 2 * kInside - 4});
  if (!flow.draws()) return height;

  const Box box{at.x, at.y, width, height};
  const std::string id = fmt::format("choice {}", index + 1);
  ImGui::SetNextItemAllowOverlap();
  const Press press = flow.region().press(id.c_str(), box);
  const bool lit = look.mine || look.right || (press.hovered && !look.revealed);
  c.fill(box, 10, lit ? theme.highlight : theme.raised);
  if (look.right || (look.mine && !look.revealed)) c.outline(box, 10, theme.text, 3);
  const Point badge{box.x + kInside + kBadge / 2, box.y + kInside + kBadge / 2 - 2};
  if (look.revealed) {
    const Hue hue = look.right ? Hue::kGreen : Hue::kAsh;
    c.circle(badge, kBadge / 2 - 2, theme.word(hue), 2.5f);
    draw_glyph(c, look.right ? Glyph::kDone : Glyph::kFailed, badge, 9, theme.word(hue));
  } else {
    draw_keycap(c, std::to_string(index + 1), badge.x - 15, badge.y, look.mine);
  }
  const float block = text + reason + bars + world;
  float y = box.y + std::max(kInside - 4, (height - block) / 2 - 2);
  y = draw_paragraph(c, choice.text, {box.x + left, y}, room, words);
  if (look.revealed) y = draw_paragraph(c, choice.because, {box.x + left, y + 3}, room, because);
  if (counted) draw_votes(c, answer, index, {box.x + left, y, room, bars});
  if (believed) {
    const Box button{box.x + left, box.bottom() - kWorld - 7, std::min(room, 270.0f), kWorld};
    if (text_button(flow.region(), flow.ui(), "See that world, untrue", button)) {
      flow.ui().send(command::ShowBelieved{choice.rule});
    }
    c.outline(button, 8, theme.wire, 2);
  }
  if (look.mine && look.revealed) {
    c.text(box.right() - kInside, box.y + 20, "yours",
           {.size = 15.5f, .weight = Weight::kBold, .align = Align::kRight});
  }
  if (press.clicked) flow.ui().send(command::Vote{index});
  return height;
}

void write_choices(LessonFlow* flow, const Session& session, bool wide) {
  const std::size_t count = session.classroom().walk()->step().choices.size();
  const std::size_t across = wide ? 2 : 1;
  const float width =
      (flow->width() - kGapBetween * static_cast<float>(across - 1)) / static_cast<float>(across);
  for (std::size_t first = 0; first < count; first += across) {
    const std::size_t end = std::min(first + across, count);
    // A row is as high as its highest.
    float height = 0;
    const LessonFlow dry(*flow, false);
    for (std::size_t i = first; i < end; ++i) {
      height = std::max(height, write_choice(dry, session, i, {}, width, 0));
    }
    for (std::size_t i = first; flow->draws() && i < end; ++i) {
      const float x = flow->x() + static_cast<float>(i - first) * (width + kGapBetween);
      write_choice(*flow, session, i, {x, flow->bottom()}, width, height);
    }
    flow->skip(height + kGapBetween);
  }
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One of those that can be marked: its key, its name, and once shown whether it was so.
void draw_mark_row(const LessonFlow& flow, const Session& session, const DrawingTruth& truth,
                   std::size_t index, const Box& row) {
  const LessonWalk& walk = *session.classroom().walk();
  const Drawing& drawing = *walk.step().draw;
  const std::string& name = drawing.among[index];
  const std::vector<std::string>& marked = walk.answer().drawn.marked;
  const auto at = std::find(marked.begin(), marked.end(), name);
  const bool on = at != marked.end();
  const bool revealed = walk.phase() == Phase::kRevealed;
  const Canvas& c = flow.canvas();
  const Theme& theme = c.theme();
  const Press press = flow.region().press(("mark " + name).c_str(), row);
  c.fill(row, 8, on || press.hovered ? theme.highlight : theme.raised);
  if (on) c.outline(row, 8, theme.text, 2.5f);
  float x = draw_keycap(c, std::to_string(index + 1), row.x + 8, row.middle_y(), on) + 12;
  x = c.text(x, row.middle_y() + 7, name,
             {.size = flow.sized(19), .weight = Weight::kBold, .family = Family::kCode});
  std::string words;
  if (drawing.kind == Drawing::Kind::kOrder) {
    const auto place = std::find(truth.tasks.begin(), truth.tasks.end(), name);
    if (on) words = fmt::format("number {}", at - marked.begin() + 1);
    if (revealed)
      words += fmt::format("{}it is {}", on ? "; " : "", place - truth.tasks.begin() + 1);
  } else if (revealed) {
    const bool so = holds(truth.tasks, name);
    words = so == on ? (so ? "yes, it is" : "no, it is not")
                     : (so ? "it is, and was not marked" : "marked, but it is not");
    draw_glyph(c, so == on ? Glyph::kDone : Glyph::kFailed, {row.right() - 22, row.middle_y()}, 8,
               theme.word(so == on ? Hue::kGreen : Hue::kVermillion));
  } else if (on) {
    words = "marked";
  }
  c.text(x + 14, row.middle_y() + 6, c.fitting(words, {.size = 16.5f}, row.right() - x - 52),
         {.size = 16.5f, .colour = theme.text2});
  if (press.clicked) flow.ui().send(command::Vote{index});
}

// The bar whose end is drawn, over the time that is left to it.
void draw_until_bar(const LessonFlow& flow, const Session& session, const DrawingTruth& truth,
                    const Box& row) {
  const LessonWalk& walk = *session.classroom().walk();
  const bool revealed = walk.phase() == Phase::kRevealed;
  const SimTime from = session.classroom().asked_at();
  const SimTime span = session.classroom().drawn_span();
  const Canvas& c = flow.canvas();
  const Theme& theme = c.theme();
  const auto x_of = [&](SimTime time) {
    const double share = static_cast<double>((time - from).ns) / static_cast<double>(span.ns);
    return row.x + row.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  };
  const Press press = flow.region().press("end of the bar", row);
  c.fill({row.x, row.middle_y() - 4, row.w, 8}, 4, theme.raised);
  const SimTime drawn = walk.answer().drawn.until;
  if (drawn != kNever) {
    c.fill({row.x, row.middle_y() - 11, x_of(drawn) - row.x, 22}, 4, theme.wire);
    c.line({x_of(drawn), row.y}, {x_of(drawn), row.bottom()}, theme.text, 4);
    c.text(x_of(drawn), row.y - 5, "yours: at " + short_time(drawn),
           {.size = 16, .weight = Weight::kBold, .align = Align::kMiddle});
  }
  if (revealed && truth.until != kNever) {
    c.line({x_of(truth.until), row.y}, {x_of(truth.until), row.bottom()},
           theme.outline(Hue::kGreen), 4);
    c.text(x_of(truth.until), row.bottom() + 17, "it ends at " + short_time(truth.until),
           {.size = 16, .weight = Weight::kBold, .align = Align::kMiddle});
  }
  if (!press.held || revealed) return;
  const float share = std::clamp((c.unit(ImGui::GetIO().MousePos).x - row.x) / row.w, 0.0f, 1.0f);
  flow.ui().send(command::DrawUntil{SimTime{
      from.ns + static_cast<int64_t>(static_cast<double>(share) * static_cast<double>(span.ns))}});
}

void write_drawing(LessonFlow* flow, const Session& session) {
  const LessonWalk& walk = *session.classroom().walk();
  const Drawing& drawing = *walk.step().draw;
  const bool revealed = walk.phase() == Phase::kRevealed;
  DrawingTruth truth;
  if (revealed) truth = session.classroom().truth();
  if (drawing.kind == Drawing::Kind::kUntil) {
    flow->skip(22);
    if (flow->draws()) draw_until_bar(*flow, session, truth, flow->box(34));
    flow->skip(62);
  }
  // In two columns where they are many.
  const std::size_t across = drawing.among.size() > 4 && !revealed ? 2 : 1;
  for (std::size_t i = 0; i < drawing.among.size(); ++i) {
    Box row = flow->box(40);
    row.w = (row.w - 8 * static_cast<float>(across - 1)) / static_cast<float>(across);
    row.x += static_cast<float>(i % across) * (row.w + 8);
    if (flow->draws()) draw_mark_row(*flow, session, truth, i, row);
    if (i % across + 1 == across || i + 1 == drawing.among.size()) flow->skip(45);
  }
  if (!revealed) return;
  flow->gap(4);
  const std::string words = gap_words(drawing, gap_of(drawing, walk.answer().drawn, truth));
  flow->text(words, 20, Weight::kBold);
}

// The knobs that a stop offers, each with what it can be.
void write_knobs(LessonFlow* flow, const Session& session) {
  const LessonStep& step = session.classroom().walk()->step();
  const Scenario* scenario = session.recording().scenario();
  for (const Knob& knob : scenario->knobs) {
    if (std::find(step.knobs.begin(), step.knobs.end(), knob.name) == step.knobs.end()) continue;
    const std::string literal = knob_value(session.recording(), knob);
    const bool ranged = knob.kind == Knob::Kind::kRange;
    if (flow->draws()) {
      const FieldPress press = field(flow->region(), flow->ui(),
                                     {.id = ("lesson " + knob.name).c_str(),
                                      .name = knob.label,
                                      .value = knob_words(literal),
                                      .opens = !ranged,
                                      .steps = ranged},
                                     flow->x(), flow->bottom());
      if (press.step != 0) {
        flow->ui().send(command::SetKnob{knob.name, stepped(knob, literal, press.step)});
      }
      const std::string popup = "lesson choices of " + knob.name;
      if (press.opened) ImGui::OpenPopup(popup.c_str());
      std::vector<std::string> items;
      const std::vector<std::string> choices = knob_choices(knob);
      for (const std::string& choice : choices) items.push_back(knob_words(choice));
      anchor_menu(flow->canvas(), press.box);
      const int picked = menu(flow->ui(), popup.c_str(), items, index_of_choice(knob, literal));
      if (picked >= 0) {
        flow->ui().send(command::SetKnob{knob.name, choices[static_cast<std::size_t>(picked)]});
      }
    }
    flow->skip(46);
  }
  flow->text("Change it, and the lesson pauses; G takes you back to it.", 16.5f, Weight::kMedium,
             flow->canvas().theme().text2);
}

void write_button(LessonFlow* flow, const char* id, const std::string& words, bool prominent,
                  const Command& command) {
  if (flow->draws()) {
    const Canvas& c = flow->canvas();
    const Box box = flow->box(46);
    const Press press = button_ground(flow->region(), flow->ui(), id, box, prominent);
    const TextLook look{.size = 18.5f,
                        .weight = Weight::kBold,
                        .colour = prominent ? c.theme().canvas : c.theme().text};
    c.text(box.x + 18, box.middle_y() + 6.5f, c.fitting(words, look, box.w - 30), look);
    if (press.clicked) flow->ui().commands.push_back(command);
  }
  flow->skip(54);
}

// How the questions went, and what is next.
void write_end(LessonFlow* flow, const Session& session) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  int asked = 0, met = 0;
  for (std::size_t i = 0; i < walk.size(); ++i) {
    const LessonStep& step = walk.lesson().steps[i];
    const LessonAnswer& answer = walk.answer(i);
    const LessonVotes& votes = answer.votes[static_cast<std::size_t>(answer.round)];
    const bool drew = step.draw && !answer.drawn.empty();
    if (!answer.revealed || (!drew && total_of(votes) == 0)) continue;
    ++asked;
    if (drew) {
      met += gap_of(*step.draw, answer.drawn, room.stage().truth(i)).met ? 1 : 0;
      continue;
    }
    const auto most = std::max_element(votes.begin(), votes.end()) - votes.begin();
    met += step.choices[static_cast<std::size_t>(most)].right ? 1 : 0;
  }
  if (asked > 0) {
    flow->text(fmt::format("{} of {} {} answered as it happened.", met, asked,
                           asked == 1 ? "question was" : "questions were"),
               18);
    flow->gap(4);
  }
  int done = 0;
  for (const auto& [slug, lesson] : room.progress()) done += lesson.done ? 1 : 0;
  flow->text(fmt::format("{} {} done on this machine.", done, done == 1 ? "lesson" : "lessons"), 17,
             Weight::kMedium, flow->canvas().theme().text2);
  flow->gap(10);
  if (!room.next_path().empty()) {
    write_button(flow, "Next lesson", "Next: " + room.next_title(), true,
                 Command{command::OpenNext{}});
  }
  write_button(flow, "Leave the lesson", "Play freely", false, Command{command::PlayFreely{}});
}

}  // namespace

void write_answers(LessonFlow* flow, const Session& session, bool wide) {
  const LessonWalk& walk = *session.classroom().walk();
  if (walk.phase() == Phase::kOver) return write_end(flow, session);
  if (!walk.step().choices.empty()) return write_choices(flow, session, wide);
  if (walk.step().draw) return write_drawing(flow, session);
  if (!walk.step().knobs.empty()) write_knobs(flow, session);
}

}  // namespace grove
