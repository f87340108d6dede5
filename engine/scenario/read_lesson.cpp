#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/scenario/json_parts.h"
#include "engine/scenario/lesson.h"

namespace grove {

namespace {

constexpr WholeRange kMinutes{1, 60};
constexpr WholeRange kRounds{1, 2};  // vote, talk, vote again
constexpr std::size_t kMostQuestion = 180;
constexpr std::size_t kMostBecause = 180;
constexpr std::size_t kMostSummary = 180;

const char kAnchors[] =
    "point at `task:r01`, `scope:main:34`, `nursery:main:34`, `edge:r01`, `line:21`, "
    "`exception:KeyError`, `object:Event`, `clock` or `output`";

struct AnchorWord {
  std::string_view word;
  Anchor::Kind kind;
};
constexpr AnchorWord kAnchorWords[] = {
    {"task", Anchor::Kind::kTask},       {"scope", Anchor::Kind::kScope},
    {"nursery", Anchor::Kind::kNursery}, {"edge", Anchor::Kind::kEdge},
    {"line", Anchor::Kind::kLine},       {"exception", Anchor::Kind::kException},
    {"object", Anchor::Kind::kObject},   {"clock", Anchor::Kind::kClock},
    {"output", Anchor::Kind::kOutput},
};

struct DrawingWord {
  std::string_view word;
  Drawing::Kind kind;
};
constexpr DrawingWord kDrawingWords[] = {
    {"cancelled", Drawing::Kind::kCancelled}, {"alive", Drawing::Kind::kAlive},
    {"failed", Drawing::Kind::kFailed},       {"prints", Drawing::Kind::kPrints},
    {"until", Drawing::Kind::kUntil},         {"order", Drawing::Kind::kOrder},
};

// A name as scenarios and rules have them.
bool is_slug(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::optional<Anchor> parse_anchor(const std::string& text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view word = std::string_view(text).substr(0, colon);
  for (const AnchorWord& each : kAnchorWords) {
    if (each.word != word) continue;
    Anchor anchor{each.kind, text.substr(std::min(colon + 1, text.size())), 0};
    const bool alone = each.kind == Anchor::Kind::kClock || each.kind == Anchor::Kind::kOutput;
    if (alone != (colon == text.size()) || alone != anchor.name.empty()) return std::nullopt;
    int64_t line = 0;
    if (each.kind == Anchor::Kind::kLine) {
      if (!read_whole(anchor.name, {1, kIdRange.most}, &line).empty()) return std::nullopt;
      anchor.line = static_cast<int32_t>(line);
    }
    return anchor;
  }
  return std::nullopt;
}

class StepReader {
 public:
  StepReader(const JsonValue& value, const std::string& pointer,
             const std::vector<std::string>& knobs, JsonFaults* faults)
      : pointer_(pointer), knobs_(knobs), faults_(faults), parts_(value, pointer, faults) {
    made_.where = parts_.where();
  }

  // Nothing, and faults, if the step cannot be made sense of.
  std::optional<LessonStep> read() {
    if (!parts_.is_object("a step of a lesson", {"id", "on", "when", "say", "look", "ask", "point",
                                                 "dim", "knobs", "next"})) {
      return std::nullopt;
    }
    read_id();
    const bool good = read_kind() && read_on();
    read_when();
    read_points();
    parts_.flag("dim", &made_.dim);
    if (made_.dim && made_.point.empty()) {
      parts_.fault("dim", "`dim` fades all that is not pointed at, and nothing is",
                   "say what to look at in `point`");
    }
    read_offers();
    return good ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  void read_id() {
    if (!parts_.need("id", "give the step a short name, as \"guess\"")) return;
    if (!parts_.text("id", &made_.id) || is_slug(made_.id)) return;
    parts_.fault("id", json_string(made_.id) + " is no name of a step",
                 "write lower case letters, digits and `_`");
  }

  bool read_kind() {
    const int kinds =
        (parts_.has("say") ? 1 : 0) + (parts_.has("look") ? 1 : 0) + (parts_.has("ask") ? 1 : 0);
    if (kinds != 1) {
      parts_.fault("",
                   kinds == 0 ? "the step neither says nor shows nor asks anything"
                              : "the step does more than one thing",
                   "give it one of `say`, `look` and `ask`");
      return false;
    }
    if (parts_.has("ask")) {
      made_.kind = LessonStep::Kind::kAsk;
      read_question(*parts_.find("ask"), parts_.at("ask"));
      return true;
    }
    made_.kind = parts_.has("say") ? LessonStep::Kind::kSay : LessonStep::Kind::kLook;
    parts_.short_text(parts_.has("say") ? "say" : "look", kMostSaid, &made_.text);
    return true;
  }

  bool read_on() {
    if (!parts_.need("on",
                     "say which event it hangs on: {\"event\": \"task_exited\", \"task\": "
                     "\"r01\"}, or at which time: {\"t\": 0.3}")) {
      return false;
    }
    std::optional<EventPattern> on =
        read_event_pattern(*parts_.find("on"), parts_.at("on"), {}, faults_);
    if (on) made_.on = std::move(*on);
    return on.has_value();
  }

  // A question comes before what it asks about, all else after.
  void read_when() {
    const bool asks = made_.kind == LessonStep::Kind::kAsk;
    made_.before = asks && made_.on.kind;
    std::string when;
    if (!parts_.text("when", &when)) return;
    if (when != "before" && when != "after") {
      parts_.fault("when", json_string(when) + " is no moment", "it is \"before\" or \"after\"");
    } else if (!made_.on.kind) {
      parts_.fault("when", "a time has no before and after", "leave `when` out, or name an event");
    } else {
      made_.before = when == "before";
    }
  }

  void read_points() {
    std::vector<std::string> points;
    if (!parts_.texts("point", &points)) return;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (std::optional<Anchor> anchor = parse_anchor(points[i])) {
        made_.point.push_back(std::move(*anchor));
      } else {
        const JsonValue& value = parts_.find("point")->elements[i];
        faults_->add(value, child_pointer(parts_.at("point"), i),
                     "there is nothing like " + json_string(points[i]) + " to point at", kAnchors);
      }
    }
  }

  void read_offers() {
    if (parts_.texts("knobs", &made_.knobs)) {
      for (std::size_t i = 0; i < made_.knobs.size(); ++i) {
        if (std::find(knobs_.begin(), knobs_.end(), made_.knobs[i]) != knobs_.end()) continue;
        faults_->add(parts_.find("knobs")->elements[i], child_pointer(parts_.at("knobs"), i),
                     in_quotes(made_.knobs[i]) + " is no knob of this scenario",
                     knobs_.empty() ? "declare it under `knobs` of the scenario"
                                    : did_you_mean(made_.knobs[i], knobs_));
      }
    }
    if (parts_.text("next", &made_.next) && !is_slug(made_.next)) {
      parts_.fault("next", json_string(made_.next) + " is no name of a scenario",
                   "write its file name without folder and ending");
    }
  }

  void read_question(const JsonValue& value, const std::string& pointer) {
    JsonParts ask(value, pointer, faults_);
    if (!ask.is_object("a question", {"q", "choices", "draw", "rounds"})) return;
    if (ask.need("q", "it is the question")) ask.short_text("q", kMostQuestion, &made_.text);
    int64_t rounds = 1;
    ask.whole("rounds", kRounds, &rounds);
    made_.rounds = static_cast<int32_t>(rounds);
    if (ask.has("choices") == ask.has("draw")) {
      ask.fault("",
                ask.has("draw") ? "the question has both choices and a drawing"
                                : "the question has no answers",
                "give it either `choices` or `draw`");
      return;
    }
    if (ask.has("choices")) read_choices(*ask.find("choices"), ask.at("choices"));
    if (ask.has("draw")) read_drawing(*ask.find("draw"), ask.at("draw"));
  }

  void read_choices(const JsonValue& value, const std::string& pointer) {
    if (!faults_->expect(value, JsonType::kList, pointer)) return;
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      read_choice(value.elements[i], child_pointer(pointer, i));
    }
    const std::size_t count = value.elements.size();
    if (count < 2 || count > kMostChoices) {
      faults_->add(
          value, pointer,
          "the question has " + std::to_string(count) + (count == 1 ? " choice" : " choices"),
          "there are from 2 to " + std::to_string(kMostChoices));
      return;
    }
    const auto right = std::count_if(made_.choices.begin(), made_.choices.end(),
                                     [](const Choice& choice) { return choice.right; });
    if (right != 1 && made_.choices.size() == count) {
      faults_->add(
          value, pointer,
          right == 0 ? "no choice is the right one" : std::to_string(right) + " choices are right",
          "mark exactly one with \"right\": true");
    }
  }

  void read_choice(const JsonValue& value, const std::string& pointer) {
    JsonParts parts(value, pointer, faults_);
    if (!parts.is_object("a choice", {"text", "because", "right", "rule"})) return;
    Choice choice;
    if (parts.need("text", "it is the answer")) {
      parts.short_text("text", kMostChoice, &choice.text);
    }
    parts.flag("right", &choice.right);
    if (parts.need("because", "say why it is right, or why it is tempting")) {
      parts.short_text("because", kMostBecause, &choice.because);
    }
    if (parts.text("rule", &choice.rule) && !is_slug(choice.rule)) {
      parts.fault("rule", json_string(choice.rule) + " is no name of a rule",
                  "write it as `gather-cancels-the-rest`");
    }
    if (choice.right && !choice.rule.empty()) {
      parts.fault("rule", "the right choice needs no other machine to be right",
                  "leave `rule` to the wrong ones");
    }
    made_.choices.push_back(std::move(choice));
  }

  void read_drawing(const JsonValue& value, const std::string& pointer) {
    JsonParts parts(value, pointer, faults_);
    if (!parts.is_object("a drawing", {"kind", "among", "at", "task", "tolerance"})) return;
    Drawing drawing;
    std::string word;
    if (!parts.need("kind", "it is `cancelled`, `alive`, `failed`, `prints`, `until` or `order`") ||
        !parts.text("kind", &word)) {
      return;
    }
    const DrawingWord* found =
        std::find_if(std::begin(kDrawingWords), std::end(kDrawingWords),
                     [&word](const DrawingWord& each) { return each.word == word; });
    if (found == std::end(kDrawingWords)) {
      parts.fault("kind", json_string(word) + " is nothing that can be drawn",
                  "it is `cancelled`, `alive`, `failed`, `prints`, `until` or `order`");
      return;
    }
    drawing.kind = found->kind;
    read_drawing_of(drawing, &parts);
  }

  void read_drawing_of(Drawing drawing, JsonParts* parts) {
    const bool of_one = drawing.kind == Drawing::Kind::kUntil;
    const bool timed = !of_one && drawing.kind != Drawing::Kind::kOrder;
    for (const char* key : {"among", "at", "task", "tolerance"}) {
      const std::string_view word = key;
      const bool fits = word == "among" ? !of_one : word == "at" ? timed : of_one;
      if (!fits && parts->has(key)) {
        parts->fault(key, in_quotes(key) + " has no meaning for this kind of drawing",
                     "leave it out");
      }
    }
    if (of_one) {
      if (parts->need("task", "whose bar is drawn")) parts->text("task", &drawing.task);
      parts->seconds("tolerance", &drawing.tolerance);
    } else if (parts->need("among", "list the tasks to choose from")) {
      if (parts->texts("among", &drawing.among) && drawing.among.size() < 2) {
        parts->fault("among", "there are less than two tasks to choose from", "list more of them");
      }
      parts->seconds("at", &drawing.at);
    }
    made_.draw = std::move(drawing);
  }

  const std::string& pointer_;
  const std::vector<std::string>& knobs_;
  JsonFaults* faults_;
  JsonParts parts_;
  LessonStep made_;
};

void read_steps(const JsonValue& value, const std::string& pointer,
                const std::vector<std::string>& knobs, JsonFaults* faults, Lesson* lesson) {
  if (!faults->expect(value, JsonType::kList, pointer)) return;
  if (value.elements.empty()) faults->add(value, pointer, "the lesson has no steps", "write one");
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    const std::string at = child_pointer(pointer, i);
    std::optional<LessonStep> step = StepReader(value.elements[i], at, knobs, faults).read();
    if (!step) continue;
    const bool taken =
        std::any_of(lesson->steps.begin(), lesson->steps.end(),
                    [&step](const LessonStep& other) { return other.id == step->id; });
    if (taken && !step->id.empty()) {
      faults->add(*value.elements[i].find("id"), child_pointer(at, "id"),
                  "another step is named " + json_string(step->id), "give each its own name");
    }
    lesson->steps.push_back(std::move(*step));
  }
}

bool is_misconception(std::string_view text) {
  return text.size() > 1 && text[0] == 'M' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view word_of(Anchor::Kind kind) {
  for (const AnchorWord& each : kAnchorWords) {
    if (each.kind == kind) return each.word;
  }
  return "";
}

Lesson read_lesson(const JsonValue& value, const std::string& pointer,
                   const std::vector<std::string>& knobs, JsonFaults* faults) {
  JsonParts parts(value, pointer, faults);
  Lesson lesson;
  lesson.where = parts.where();
  if (!parts.is_object("a lesson", {"minutes", "prereq", "misconceptions", "summary", "steps"})) {
    return lesson;
  }
  int64_t minutes = 0;
  if (parts.need("minutes", "say how long it takes in class")) {
    parts.whole("minutes", kMinutes, &minutes);
  }
  lesson.minutes = static_cast<int32_t>(minutes);
  parts.short_text("summary", kMostSummary, &lesson.summary);
  if (parts.texts("prereq", &lesson.prereq)) {
    for (std::size_t i = 0; i < lesson.prereq.size(); ++i) {
      if (is_slug(lesson.prereq[i])) continue;
      faults->add(parts.find("prereq")->elements[i], child_pointer(parts.at("prereq"), i),
                  json_string(lesson.prereq[i]) + " is no name of a scenario",
                  "write its file name without folder and ending");
    }
  }
  if (parts.texts("misconceptions", &lesson.misconceptions)) {
    for (std::size_t i = 0; i < lesson.misconceptions.size(); ++i) {
      if (is_misconception(lesson.misconceptions[i])) continue;
      faults->add(parts.find("misconceptions")->elements[i],
                  child_pointer(parts.at("misconceptions"), i),
                  json_string(lesson.misconceptions[i]) + " is no number of a misconception",
                  "write `M` and its number, as \"M5\"");
    }
  }
  if (parts.need("steps", "list what the lesson says, shows and asks")) {
    read_steps(*parts.find("steps"), parts.at("steps"), knobs, faults, &lesson);
  }
  return lesson;
}

Compare read_compare(const JsonValue& value, const std::string& pointer, JsonFaults* faults) {
  JsonParts parts(value, pointer, faults);
  Compare compare;
  compare.where = parts.where();
  if (!parts.is_object("a comparison", {"with", "align"})) return compare;
  if (parts.need("with", "name the scenario to be put beside this one") &&
      parts.text("with", &compare.with) && !is_slug(compare.with)) {
    parts.fault("with", json_string(compare.with) + " is no name of a scenario",
                "write its file name without folder and ending");
  }
  std::string align;
  if (parts.text("align", &align) && align != "path") {
    parts.fault("align", json_string(align) + " is no way to align two runs", "it is \"path\"");
  }
  return compare;
}

}  // namespace grove
