// Which key does what: the table of actions against what users were promised, key by key.
#include <catch2/catch.hpp>
#include <string>

#include "viewer/core/actions.h"

namespace grove {
namespace {

namespace c = command;

// The command that these keys give, as a sentence of its kind and particulars.
struct Told {
  std::string operator()(const c::TogglePlay&) { return "play or pause"; }
  std::string operator()(const c::Faster&) { return "faster"; }
  std::string operator()(const c::Slower&) { return "slower"; }
  std::string operator()(const c::Restart&) { return "restart"; }
  std::string operator()(const c::Step& step) { return "step " + way(step.direction); }
  std::string operator()(const c::StepBy& step) {
    const char* kind = step.kind == StepKind::kInteresting ? "interesting"
                       : step.kind == StepKind::kTaskStep  ? "task step"
                       : step.kind == StepKind::kInstant   ? "instant"
                                                           : "other";
    return std::string(kind) + " " + way(step.direction);
  }
  std::string operator()(const c::ToStart&) { return "start"; }
  std::string operator()(const c::ToEnd&) { return "end"; }
  std::string operator()(const c::ToCause&) { return "cause"; }
  std::string operator()(const c::ToEffect&) { return "effect"; }
  std::string operator()(const c::RunTo& run) {
    switch (run.stop.what) {
      case Stop::What::kCancellation:
        return "run to a cancellation";
      case Stop::What::kException:
        return "run to an exception";
      case Stop::What::kBreakpoint:
        return "run to a breakpoint";
      default:
        return "run elsewhere";
    }
  }
  std::string operator()(const c::OfferActsOnSelection&) { return "acts"; }
  std::string operator()(const c::DoToSelection& act) { return std::string(word_of(act.kind)); }
  std::string operator()(const c::Undo&) { return "undo"; }
  std::string operator()(const c::Redo&) { return "redo"; }
  std::string operator()(const c::NextBranch& next) { return "branch " + way(next.direction); }
  std::string operator()(const c::ToggleEditing&) { return "edit"; }
  std::string operator()(const c::RunProgram&) { return "run the edited"; }
  std::string operator()(const c::Focus&) { return "focus"; }
  std::string operator()(const c::WalkTree& walk) {
    switch (walk.walk) {
      case Walk::kNext:
        return "next task";
      case Walk::kPrevious:
        return "previous task";
      case Walk::kParent:
        return "parent";
      case Walk::kChild:
        return "child";
      case Walk::kNextSibling:
        return "next sibling";
      case Walk::kPreviousSibling:
        return "previous sibling";
    }
    return "";
  }
  std::string operator()(const c::ZoomTimes& zoom) {
    return zoom.factor > 1 ? "zoom in" : "zoom out";
  }
  std::string operator()(const c::PanTimes& pan) { return pan.share > 0 ? "later" : "earlier"; }
  std::string operator()(const c::ShowAllTimes&) { return "all times"; }
  std::string operator()(const c::ToggleInstant&) { return "instants"; }
  std::string operator()(const c::Toggle& toggle) {
    switch (toggle.overlay) {
      case Overlay::kOpen:
        return "open";
      case Overlay::kSave:
        return "save";
      case Overlay::kPalette:
        return "palette";
      case Overlay::kKeys:
        return "keys";
      case Overlay::kCurtain:
        return "curtain";
      case Overlay::kLegend:
        return "legend";
      default:
        return "other overlay";
    }
  }
  std::string operator()(const c::OpenSearch&) { return "search"; }
  std::string operator()(const c::ToggleBookmark&) { return "bookmark"; }
  std::string operator()(const c::CopyRunCommand&) { return "copy grove"; }
  std::string operator()(const c::TogglePresentation&) { return "presentation"; }
  std::string operator()(const c::ScaleText& scale) {
    return scale.step > 0 ? "larger" : scale.step < 0 ? "smaller" : "text as it was";
  }
  std::string operator()(const c::ToggleTheme&) { return "theme"; }
  std::string operator()(const c::ToggleMonochrome&) { return "monochrome"; }
  std::string operator()(const c::Close&) { return "close"; }
  std::string operator()(const c::Quit&) { return "quit"; }
  template <class Other>
  std::string operator()(const Other&) {
    return "something else";
  }

 private:
  static std::string way(int direction) { return direction > 0 ? "on" : "back"; }
};

std::string does(const Chord& chord) {
  const Action* action = action_of(chord);
  std::string told = "nothing";
  if (action != nullptr) action->command.visit([&](const auto& c) { told = Told{}(c); });
  return told;
}

enum Held { kPlain = 0, kCtrl = 1, kShift = 2, kAlt = 4 };

std::string does(Key key, int held = kPlain) {
  return does({key, (held & kCtrl) != 0, (held & kShift) != 0, (held & kAlt) != 0});
}
std::string does(char letter, int held = kPlain) { return does(key_of(letter), held); }

TEST_CASE("the keys that move through a run are those that were promised") {
  CHECK(does(Key::kSpace) == "play or pause");
  CHECK(does(Key::kRight) == "step on");
  CHECK(does(Key::kLeft) == "step back");
  CHECK(does(Key::kRight, kShift) == "interesting on");
  CHECK(does(Key::kLeft, kShift) == "interesting back");
  CHECK(does(Key::kRight, kCtrl) == "task step on");
  CHECK(does(Key::kLeft, kCtrl) == "task step back");
  CHECK(does(Key::kRight, kCtrl | kShift) == "instant on");
  CHECK(does(Key::kLeft, kCtrl | kShift) == "instant back");
  CHECK(does(Key::kPageDown) == "interesting on");
  CHECK(does(Key::kPageUp) == "interesting back");
  CHECK(does(Key::kHome) == "start");
  CHECK(does(Key::kEnd) == "end");
  CHECK(does(Key::kLeftBracket) == "cause");
  CHECK(does(Key::kRightBracket) == "effect");
  CHECK(does('C', kShift) == "run to a cancellation");
  CHECK(does('E', kShift) == "run to an exception");
  CHECK(does('B', kShift) == "run to a breakpoint");
  CHECK(does(Key::kPlus) == "faster");
  CHECK(does(Key::kMinus) == "slower");
  CHECK(does('R', kCtrl) == "restart");
}

TEST_CASE("the keys that act on a run are those that were promised") {
  CHECK(does('B') == "acts");
  CHECK(does('X') == "cancel");
  CHECK(does('E') == "raise");
  CHECK(does('J') == "choose");
  CHECK(does('H') == "shield");
  CHECK(does('K') == "interrupt");
  CHECK(does('Z', kCtrl) == "undo");
  CHECK(does('Z', kCtrl | kShift) == "redo");
  CHECK(does(Key::kPageDown, kCtrl) == "branch on");
  CHECK(does(Key::kPageUp, kCtrl) == "branch back");
  CHECK(does('E', kCtrl) == "edit");
  CHECK(does(Key::kEnter, kCtrl) == "run the edited");
}

TEST_CASE("the keys that look at a run are those that were promised") {
  CHECK(does('F') == "focus");
  CHECK(does(Key::kTab) == "next task");
  CHECK(does(Key::kTab, kShift) == "previous task");
  CHECK(does(Key::kUp, kAlt) == "parent");
  CHECK(does(Key::kDown, kAlt) == "child");
  CHECK(does(Key::kRight, kAlt) == "next sibling");
  CHECK(does(Key::kLeft, kAlt) == "previous sibling");
  CHECK(does('W') == "zoom in");
  CHECK(does('S') == "zoom out");
  CHECK(does('A') == "earlier");
  CHECK(does('D') == "later");
  CHECK(does('W', kShift) == "all times");
  CHECK(does('I', kShift) == "instants");
  CHECK(does(Key::kSlash) == "search");
  CHECK(does('M') == "bookmark");
}

TEST_CASE("the keys of the window are those that were promised") {
  CHECK(does('O', kCtrl) == "open");
  CHECK(does('S', kCtrl) == "save");
  CHECK(does('K', kCtrl) == "palette");
  CHECK(does('P', kCtrl | kShift) == "palette");
  CHECK(does(Key::kQuestion) == "keys");
  CHECK(does('L') == "legend");
  CHECK(does('C', kCtrl | kShift) == "copy grove");
  CHECK(does(Key::kF5) == "presentation");
  CHECK(does(Key::kPeriod) == "curtain");
  CHECK(does(Key::kPlus, kCtrl) == "larger");
  CHECK(does(Key::kMinus, kCtrl) == "smaller");
  CHECK(does('0', kCtrl) == "text as it was");
  CHECK(does('T') == "theme");
  CHECK(does('M', kShift) == "monochrome");
  CHECK(does(Key::kEscape) == "close");
  CHECK(does('Q', kCtrl) == "quit");
}

}  // namespace
}  // namespace grove
