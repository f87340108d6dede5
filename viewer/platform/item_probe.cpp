#include "viewer/platform/item_probe.h"

#include <imgui_internal.h>

namespace grove {
namespace {

ItemProbe* probe_of(ImGuiContext* context) { return static_cast<ItemProbe*>(context->TestEngine); }

std::string_view visible_part(std::string_view label) { return label.substr(0, label.find("##")); }

}  // namespace

ItemProbe::ItemProbe(ImGuiContext* context) : context_(context) {
  context->TestEngine = this;
  context->TestEngineHookItems = true;
}

ItemProbe::~ItemProbe() {
  context_->TestEngineHookItems = false;
  context_->TestEngine = nullptr;
}

const ProbedItem* ItemProbe::find(std::string_view label) const {
  for (const ProbedItem& item : items_) {
    if (item.visible && visible_part(item.label) == label) return &item;
  }
  return nullptr;
}

void ItemProbe::set_label(ImGuiID id, const char* label) {
  // ImGui names an item right after adding it, so the search ends at the first step or two.
  for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
    if (item->id != id) continue;
    item->label = label;
    return;
  }
}

}  // namespace grove

// The functions that ImGui calls when it is built with IMGUI_ENABLE_TEST_ENGINE.

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData*) {
  if (id == 0) return;
  const ImGuiWindow& window = *context->CurrentWindow;
  ImRect seen = box;
  seen.ClipWithFull(window.ClipRect);
  const bool visible = seen.GetWidth() > 0 && seen.GetHeight() > 0;
  grove::probe_of(context)->add({id, "", window.Name, seen.Min, seen.Max, visible});
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
  grove::probe_of(context)->set_label(id, label);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
