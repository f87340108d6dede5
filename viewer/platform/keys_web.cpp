#include "viewer/platform/keys_web.h"

#include <string_view>

namespace grove {
namespace {

struct NamedKey {
  std::string_view code;
  ImGuiKey key;
};
constexpr NamedKey kNamed[] = {
    {"Space", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Tab", ImGuiKey_Tab},
    {"Escape", ImGuiKey_Escape},
    {"Backspace", ImGuiKey_Backspace},
    {"Delete", ImGuiKey_Delete},
    {"Insert", ImGuiKey_Insert},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Minus", ImGuiKey_Minus},
    {"Equal", ImGuiKey_Equal},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Slash", ImGuiKey_Slash},
    {"Backslash", ImGuiKey_Backslash},
    {"Comma", ImGuiKey_Comma},
    {"Period", ImGuiKey_Period},
    {"Semicolon", ImGuiKey_Semicolon},
    {"Quote", ImGuiKey_Apostrophe},
    {"Backquote", ImGuiKey_GraveAccent},
    {"ContextMenu", ImGuiKey_Menu},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadEqual", ImGuiKey_KeypadEqual},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
};

// The key of a row that begins with `first`: "KeyC" of "Key" and "A".
ImGuiKey in_row(std::string_view code, std::string_view begin, char from, char to, ImGuiKey first) {
  if (code.size() != begin.size() + 1 || code.substr(0, begin.size()) != begin)
    return ImGuiKey_None;
  const char c = code.back();
  return c < from || c > to ? ImGuiKey_None : static_cast<ImGuiKey>(first + (c - from));
}

ImGuiKey function_key(std::string_view code) {
  if (code.size() < 2 || code.size() > 3 || code[0] != 'F') return ImGuiKey_None;
  int number = 0;
  for (const char c : code.substr(1)) {
    if (c < '0' || c > '9') return ImGuiKey_None;
    number = number * 10 + (c - '0');
  }
  return number < 1 || number > 24 ? ImGuiKey_None
                                   : static_cast<ImGuiKey>(ImGuiKey_F1 + (number - 1));
}

}  // namespace

ImGuiKey key_of(const std::string& code, const std::string& written) {
  if (written.size() == 1) {
    const char c = written[0];
    if (c >= 'a' && c <= 'z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'a'));
    if (c >= 'A' && c <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'A'));
  }
  for (const NamedKey& named : kNamed) {
    if (named.code == code) return named.key;
  }
  for (const ImGuiKey key :
       {in_row(code, "Key", 'A', 'Z', ImGuiKey_A), in_row(code, "Digit", '0', '9', ImGuiKey_0),
        in_row(code, "Numpad", '0', '9', ImGuiKey_Keypad0), function_key(code)}) {
    if (key != ImGuiKey_None) return key;
  }
  // A phone's keyboard tells what it wrote, not where.
  for (const NamedKey& named : kNamed) {
    if (named.code == written) return named.key;
  }
  return ImGuiKey_None;
}

}  // namespace grove
