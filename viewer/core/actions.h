// Actions: everything that has a name and a key, listed once. The keys, the list of keys that `?`
// shows and the search for an action by name all come from this table.
#pragma once

#include <span>
#include <string>

#include "viewer/core/commands.h"

namespace grove {

// A key with what is held down. Letters and digits are their capital's code; the others are named.
enum class Key : int {
  kNone = 0,
  kSpace = ' ',
  kSlash = '/',
  kPeriod = '.',
  kMinus = '-',
  kPlus = '+',
  kLeftBracket = '[',
  kRightBracket = ']',
  kQuestion = '?',
  kLeft = 256,
  kRight,
  kUp,
  kDown,
  kHome,
  kEnd,
  kEscape,
  kTab,
  kEnter,
  kPageUp,
  kPageDown,
  kF5,
  kF12,
};
constexpr Key key_of(char letter) { return static_cast<Key>(letter); }

struct Chord {
  Key key = Key::kNone;
  bool ctrl = false, shift = false, alt = false;
  friend bool operator==(const Chord&, const Chord&) = default;
};
// "Ctrl+Shift+←"
std::string name_of(const Chord& chord);

struct Action {
  const char* group;
  const char* name;
  // None: it is found by its name only.
  Chord chord;
  Command command;
  Chord other = {};  // does the same
};
// "Shift+→ or PageDown"; empty if it has no key.
std::string keys_of(const Action& action);

std::span<const Action> all_actions();
// Those of a lesson. While it is walked they come before all others: a remote's few keys carry it.
std::span<const Action> lesson_actions();
// Those of the hand of cards, which come first while its order is open.
std::span<const Action> hand_actions();

// What the mouse does, for the list of keys.
struct Gesture {
  const char* how;
  const char* what;
};
std::span<const Gesture> all_gestures();

// Null if the chord does nothing; kNone is no chord.
const Action* action_of(const Chord& chord);
const Action* lesson_action_of(const Chord& chord);
const Action* hand_action_of(const Chord& chord);

}  // namespace grove
