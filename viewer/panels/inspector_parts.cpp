#include "viewer/panels/inspector_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/ties.h"
#include "engine/picture/why_not.h"
#include "viewer/core/why.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/paragraph.h"
#include "viewer/panels/drawing/sentence.h"

namespace grove {
namespace {

constexpr float kSide = kInspectorSide, kRow = kInspectorRow;
constexpr TextLook kText{.size = 17.5f};

// The glyph of a reason in a disc: hollow for a request that only asks, an envelope for a group.
void draw_reason_disc(const Canvas& c, const Session& session, EventId event, Point at) {
  const Theme& theme = c.theme();
  EventMark mark = mark_of(session.record()[event]);
  const auto* exit = session.record()[event].get_if<TaskExited>();
  if (exit != nullptr && exit->outcome == Outcome::kError && exit->exception &&
      exit->exception.index() < session.model().exception_count() &&
      is_group(session.model(), exit->exception)) {
    mark.glyph = Glyph::kEnvelope;
  }
  const bool hollow = mark.glyph == Glyph::kAsked || mark.glyph == Glyph::kCancelled;
  c.disc(at, 11.5f, hollow ? theme.panel : theme.base(mark.hue));
  c.circle(at, 11.5f, theme.outline(mark.hue), 2.5f);
  draw_glyph(c, mark.glyph, at, 5.8f, glyph_colour(theme, mark.hue, hollow));
}

void draw_number(const Page& page, std::size_t number, EventId event, float baseline) {
  const Canvas& c = page.region.canvas();
  const Point at{page.region.width() - 30, baseline - 6};
  const std::string label = fmt::format("why {}", number);
  const Press press = page.region.press(label.c_str(), {at.x - 13, at.y - 13, 26, 26});
  hint(page.ui, "Goes to that event");
  c.disc(at, 13, press.hovered ? c.theme().text2 : c.theme().text);
  c.text(at.x, at.y + 5.8f, std::to_string(number),
         {.size = 16,
          .weight = Weight::kExtraBold,
          .colour = c.theme().canvas,
          .align = Align::kMiddle});
  if (press.clicked) page.ui.send(command::Seek{event.index() + 1});
}

void draw_scope_row(const Page& page, ScopeId id, bool holds, float y) {
  const Model& model = page.session.model();
  const ScopeFacts& scope = model.scope(id);
  const Region& region = page.region;
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const bool nursery = static_cast<bool>(scope.nursery);
  if (holds) c.fill({8, y - 20, region.width() - 16, kRow}, 6, theme.highlight);
  draw_glyph(c,
             scope.cancelled ? Glyph::kCancelling
             : nursery       ? Glyph::kNursery
                             : Glyph::kFlag,
             {kSide + 12, y - 6}, 8.5f,
             nursery && !scope.cancelled ? theme.text2 : theme.word(Hue::kOrange));
  const std::string name =
      nursery ? fmt::format("{}’s nursery", label_of(model, scope.task)) : scope_title(model, id);
  const Selection target = nursery ? Selection::of(scope.nursery) : Selection::of(id);
  draw_link(region, page.ui, name, command::Select{target}, kSide + 36, y,
            nursery ? Family::kWords : Family::kCode);
  draw_link(region, page.ui, fmt::format("line {}", scope.line), command::ShowLine{scope.line},
            kSide + 300, y, Family::kWords);
  std::string words = scope.cancelled ? "cancelled" : "no deadline";
  if (!scope.cancelled && scope.deadline != kNever) {
    words = fmt::format("deadline {}{}", short_time(scope.deadline), holds ? ", in force" : "");
  }
  c.text(region.width() - 20, y, words,
         {.size = 17,
          .weight = holds ? Weight::kBold : Weight::kMedium,
          .colour = holds ? theme.text : theme.text2,
          .align = Align::kRight});
}

}  // namespace

float draw_link(const Region& region, const Ui& ui, const std::string& words,
                const Command& command, float x, float baseline, Family family) {
  const Canvas& c = region.canvas();
  const TextLook look{.size = 17.5f,
                      .weight = family == Family::kCode ? Weight::kBold : Weight::kSemiBold,
                      .family = family,
                      .colour = c.theme().link,
                      .underlined = true};
  const float end = c.text(x, baseline, words, look);
  ImGui::PushID(static_cast<int>(baseline * 4));
  const Press press = region.press(words.c_str(), {x, baseline - 17, end - x, 24});
  ImGui::PopID();
  if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (press.clicked) ui.commands.push_back(command);
  return end;
}

void draw_rule(const Region& region, float y) {
  region.canvas().line({kSide, y}, {region.width() - kSide, y}, region.canvas().theme().line, 2);
}

void draw_task_head(const Region& region, const TaskFace& face, std::string_view name,
                    const std::string& words) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  const Box badge{kSide, 10, 36, 36};
  c.fill(badge, 8, look.hollow ? theme.panel : theme.base(look.hue));
  c.outline(badge, 8, theme.outline(look.hue), 3);
  draw_glyph(c, face.glyph, {badge.middle_x(), badge.middle_y()}, 9.5f,
             glyph_colour(theme, look.hue, look.hollow), face.left);
  const TextLook title{.size = 24, .weight = Weight::kBold, .family = Family::kCode};
  const float room = region.width() - 64 - kSide;
  const float x = c.text(64, 36, c.fitting(name, title, room * 0.6f), title) + 14;
  const TextLook state{.size = 19, .weight = Weight::kSemiBold, .colour = theme.word(look.hue)};
  c.text(x, 36, c.fitting(words, state, region.width() - x - kSide), state);
}

void draw_lineage(const Session& session, const Ui& ui, const Region& region, TaskId task,
                  float baseline) {
  const Canvas& c = region.canvas();
  const Model& model = session.model();
  std::vector<TaskId> line;
  for (TaskId at = task; at; at = model.task(at).parent) line.push_back(at);
  std::reverse(line.begin(), line.end());
  float x = kSide;
  // A long line of ancestors keeps its two ends.
  for (std::size_t i = 0; i < line.size() && x < region.width() - 120; ++i) {
    if (line.size() > 6 && i == 2) {
      x = c.text(x, baseline, "…  ", {.size = 17.5f, .colour = c.theme().text2});
      i = line.size() - 3;
    }
    x = draw_link(region, ui, std::string(label_of(model, line[i])),
                  command::Select{Selection::of(line[i])}, x, baseline) +
        7;
    if (i > 0 && model.task(line[i]).spawn_line > 0) {
      x = c.text(x, baseline, fmt::format("line {}", model.task(line[i]).spawn_line),
                 {.size = 16, .colour = c.theme().text2}) +
          8;
    }
    if (i + 1 == line.size()) break;
    const Point arrow[] = {{x + 2, baseline - 11}, {x + 8, baseline - 5.5f}, {x + 2, baseline}};
    c.path(arrow, c.theme().text2, 2.5f);
    x += 18;
  }
}

void draw_section(const Page& page, const std::string& words) {
  const auto y = page.rows.next(kRow);
  const TextLook look{.size = 17.5f, .weight = Weight::kBold};
  if (y) page.region.canvas().text(kSide, *y, words, look);
}

void draw_line_of_text(const Page& page, const std::string& words) {
  const auto y = page.rows.next(kRow);
  const Canvas& c = page.region.canvas();
  if (y) c.text(kSide, *y, c.fitting(words, kText, page.region.width() - 2 * kSide), kText);
}

void draw_text(const Page& page, const std::string& words) {
  constexpr float kIndent = 18;
  const Canvas& c = page.region.canvas();
  const float width = page.region.width() - 2 * kSide - kIndent;
  float x = kSide;
  for (const std::string& line : lines_of(c, words, kText, width)) {
    if (const auto y = page.rows.next(kRow - 4)) c.text(x, *y, line, kText);
    x = kSide + kIndent;
  }
}

void draw_why_not(const Page& page, TaskId task) {
  const Session& session = page.session;
  const Model& model = session.model();
  if (!model.task(task).alive) return;
  const std::string name(label_of(model, task));
  const std::string question = fmt::format("Why has {} not ended?", name);
  if (!session.view().why_not) {
    if (const auto y = page.rows.next(kRow)) {
      const float end = draw_link(page.region, page.ui, question, command::ToggleWhyNot{}, kSide,
                                  *y, Family::kWords);
      const Canvas& c = page.region.canvas();
      c.text(end + 10, *y, "Q",
             {.size = 15.5f, .family = Family::kCode, .colour = c.theme().text2});
    }
    page.rows.skip(8);
    return;
  }
  draw_section(page, question);
  for (const std::string& line : why_not_ended(model, session.recording().names().things(), task)) {
    draw_text(page, line);
  }
  page.rows.skip(6);
  draw_section(page, "Why was it not cancelled?");
  for (const std::string& line : why_not_cancelled(model, task)) draw_text(page, line);
  page.rows.skip(8);
}

void draw_ties(const Page& page, TaskId task) {
  const std::vector<std::string> ties = ties_of(page.session.model(), task);
  if (ties.empty()) return;
  draw_section(page, "Who holds it");
  for (const std::string& tie : ties) draw_line_of_text(page, tie);
  page.rows.skip(8);
}

void draw_why(const Page& page, EventId event, const std::string& question) {
  // The root is worth more than the question, which the name above asks by itself.
  if (!page.compact) draw_section(page, question);
  const Canvas& c = page.region.canvas();
  // From where it began, so that the root is never what is hidden below.
  std::vector<WhyLink> chain = why(page.session, event);
  std::reverse(chain.begin(), chain.end());
  std::optional<float> above;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto y = page.rows.next(kRow);
    if (!y) continue;
    // The rail from disc to disc goes behind both.
    const Point disc{kSide + 12, *y - 6};
    if (above) c.line({disc.x, *above + 13}, {disc.x, disc.y - 10}, c.theme().wire, 3);
    above = disc.y;
    draw_reason_disc(c, page.session, chain[i].event, disc);
    float x = kSide + 36;
    if (i > 0) x = c.text(x, *y, "so ", kText);
    draw_sentence(c, page.ui, static_cast<int>(1000 + i), chain[i].words, x, *y,
                  page.region.width() - 56, {.size = 17.5f, .underlined = true});
    draw_number(page, i + 1, chain[i].event, *y);
  }
}

void draw_scopes_round(const Page& page, TaskId task) {
  const Model& model = page.session.model();
  std::vector<ScopeId> scopes;
  for (ScopeId at = model.current_scope(task); at; at = model.scope(at).parent) {
    scopes.push_back(at);
  }
  if (scopes.empty() || !model.task(task).alive) return;
  draw_section(page, fmt::format("Scopes round {}, nearest first", label_of(model, task)));
  const SimTime in_force = model.effective_deadline(scopes.front());
  for (const ScopeId id : scopes) {
    const SimTime deadline = model.scope(id).deadline;
    const auto y = page.rows.next(kRow);
    if (y) draw_scope_row(page, id, deadline != kNever && deadline == in_force, *y);
  }
}

void draw_calls(const Page& page, TaskId task) {
  const Model& model = page.session.model();
  const std::vector<CodePlace>& stack = model.task(task).stack;
  if (stack.empty() || !model.task(task).alive) return;
  draw_section(page, "Where it stands, innermost first");
  for (auto place = stack.rbegin(); place != stack.rend(); ++place) {
    const auto y = page.rows.next(kRow);
    if (!y) continue;
    const Canvas& c = page.region.canvas();
    const std::string name = fmt::format("{}()", model.record().text(place->function));
    c.text(kSide + 36, *y, name,
           {.size = 17.5f, .weight = Weight::kSemiBold, .family = Family::kCode});
    draw_link(page.region, page.ui, fmt::format("line {}", place->line),
              command::ShowLine{place->line}, kSide + 300, *y, Family::kWords);
  }
}

}  // namespace grove
