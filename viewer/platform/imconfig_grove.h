// ImGui's compile-time settings; every file that includes imgui.h gets them by IMGUI_USER_CONFIG.
#pragma once

// With 16-bit indices a draw list ends at 65,536 vertices; past that WebGL 2 draws garbage.
#define ImDrawIdx unsigned int

// Programs may hold characters beyond the first 65,536.
#define IMGUI_USE_WCHAR32

// Makes ImGui report each item's id, rectangle and label to viewer/platform/item_probe.h, by which
// tests find a button by its label. Costs one comparison per item where nobody listens.
#define IMGUI_ENABLE_TEST_ENGINE

// Only the functions of the present interface.
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
