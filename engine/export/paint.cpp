#include "engine/export/paint.h"

namespace grove {

namespace {

// In the order of TaskStatus; a card's fill is the state's colour mixed into the canvas.
constexpr Paint kLightPaints[kTaskStatusCount] = {
    {"#56B4E9", "#121820", "#0B1016"}, {"#FFFFFF", "#1B7DB3", "#0A527C"},
    {"#DBEAF4", "#0072B2", "#004F7F"}, {"#FFFFFF", "#8F6200", "#664500"},
    {"#FBF1DB", "#8F6200", "#664500"}, {"#FFFFFF", "#5F6873", "#49525D"},
    {"#D55E00", "#121820", "#0B1016"}, {"#F9E8DB", "#BF5200", "#813500"},
    {"#DBF2EC", "#007D5A", "#00573F"},
};
constexpr Paint kDarkPaints[kTaskStatusCount] = {
    {"#56B4E9", "#F3F6F9", "#0B1016"}, {"#121820", "#56B4E9", "#8FD2F8"},
    {"#0F2739", "#3F9FE0", "#93C9F5"}, {"#121820", "#E69F00", "#FFC352"},
    {"#362F1B", "#E69F00", "#FFC352"}, {"#121820", "#AEBAC7", "#D8DEE6"},
    {"#D55E00", "#F3F6F9", "#0B1016"}, {"#33241B", "#F2762E", "#FFA873"},
    {"#0F2F2E", "#1FB58A", "#5BDDB3"},
};
constexpr Surfaces kLight{"#FFFFFF", "#F6F8FA", "#AEB9C5", "#66727F", "#121820",
                          "#36414D", "#8F6200", "#756B00", "#0072B2", "#A24D7E"};
constexpr Surfaces kDark{"#121820", "#18212B", "#3A495B", "#8798AB", "#F3F6F9",
                         "#BECAD7", "#E69F00", "#F0E442", "#3F9FE0", "#CC79A7"};

}  // namespace

Paint paint_of(TaskStatus status, PaintTheme theme) {
  const auto& paints = theme == PaintTheme::kLight ? kLightPaints : kDarkPaints;
  return paints[static_cast<std::size_t>(status)];
}

const Surfaces& surfaces_of(PaintTheme theme) {
  return theme == PaintTheme::kLight ? kLight : kDark;
}

}  // namespace grove
