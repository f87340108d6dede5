#include "viewer/panels/drawing/sentence.h"

#include <optional>
#include <utility>

namespace grove {
namespace {

TextLook look_of_span(const WordSpan& span, const SentenceLook& look, const Theme& theme) {
  TextLook text{.size = look.size, .colour = look.colour};
  switch (span.style) {
    case WordSpan::Style::kTask:
      text.family = Family::kCode;
      text.weight = Weight::kBold;
      break;
    case WordSpan::Style::kException:
    case WordSpan::Style::kScope:
    case WordSpan::Style::kObject:
      text.family = Family::kCode;
      text.weight = Weight::kSemiBold;
      break;
    case WordSpan::Style::kLine:
      text.weight = Weight::kSemiBold;
      break;
    default:
      break;
  }
  const bool line = span.style == WordSpan::Style::kLine;
  const bool leads = span.style == WordSpan::Style::kTask || span.style == WordSpan::Style::kLine ||
                     span.style == WordSpan::Style::kNursery ||
                     span.style == WordSpan::Style::kScope;
  if (look.links && leads && (look.underlined || (look.lines_underlined && line))) {
    text.colour = theme.link;
    text.underlined = true;
  }
  return text;
}

// What a click on a span does; none for words that lead nowhere.
std::optional<Command> command_of(const WordSpan& span) {
  if (span.id < 0) return std::nullopt;
  switch (span.style) {
    case WordSpan::Style::kTask:
      return command::Select{Selection::of(TaskId{span.id})};
    case WordSpan::Style::kNursery:
      return command::Select{Selection::of(NurseryId{span.id})};
    case WordSpan::Style::kScope:
      return command::Select{Selection::of(ScopeId{span.id})};
    case WordSpan::Style::kLine:
      return command::ShowLine{span.id};
    default:
      return std::nullopt;
  }
}

}  // namespace

float sentence_width(const Canvas& c, const Words& sentence, const SentenceLook& look) {
  float width = 0;
  for (const WordSpan& span : sentence) {
    width += c.width(span.text, look_of_span(span, look, c.theme()));
  }
  return width;
}

std::pair<Words, Words> split_sentence(const Canvas& c, const Words& sentence,
                                       const SentenceLook& look, float width) {
  Words first, second;
  float taken = 0;
  for (const WordSpan& span : sentence) {
    if (!second.empty()) {
      second.push_back(span);
      continue;
    }
    const TextLook text = look_of_span(span, look, c.theme());
    const float room = width - taken;
    const float needed = c.width(span.text, text);
    taken += needed;
    first.push_back(span);
    if (needed <= room) continue;
    // Too long with this span: as many of its words as fit, if it is one that may be parted.
    const bool parted = span.style == WordSpan::Style::kPlain;
    const std::size_t end = parted ? c.words_fitting(span.text, text, room) : 0;
    first.back().text.resize(end);
    if (end == 0) first.pop_back();
    WordSpan rest = span;
    rest.text = span.text.substr(end);
    rest.text.erase(0, rest.text.find_first_not_of(' '));
    second.push_back(std::move(rest));
  }
  return {std::move(first), std::move(second)};
}

float draw_sentence(const Canvas& c, const Ui& ui, int id, const Words& sentence, float x,
                    float baseline, float right, const SentenceLook& look) {
  ImGui::PushID(id);
  for (std::size_t i = 0; i < sentence.size() && x < right; ++i) {
    const WordSpan& span = sentence[i];
    const TextLook text = look_of_span(span, look, c.theme());
    const std::string shown = c.fitting(span.text, text, right - x);
    const float end = c.text(x, baseline, shown, text);
    const auto command = look.links ? command_of(span) : std::nullopt;
    if (command) {
      ImGui::PushID(static_cast<int>(i));
      const Box box{x, baseline - look.size, end - x, look.size * 1.3f};
      const Press pressed = press(c, span.text.c_str(), box);
      ImGui::PopID();
      if (pressed.hovered) {
        if (!text.underlined) c.line({x, baseline + 4}, {end, baseline + 4}, c.theme().text, 2);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      }
      if (pressed.clicked) ui.commands.push_back(*command);
    }
    x = end;
    if (shown.size() != span.text.size()) break;
  }
  ImGui::PopID();
  return x;
}

}  // namespace grove
