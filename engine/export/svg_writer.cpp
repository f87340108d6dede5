#include "engine/export/svg_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/export/storable.h"

namespace grove {

namespace {

constexpr char kCode[] = "'JetBrains Mono','DejaVu Sans Mono',Consolas,monospace";
constexpr char kWords[] = "Inter,'DejaVu Sans',Arial,sans-serif";
// Of the size, on average.
constexpr float kCodeAdvance = 0.6f, kWordAdvance = 0.56f, kBoldAdvance = 0.6f;

// As text between tags, or within double quotes.
std::string escaped(std::string_view raw) {
  std::string out;
  for (const char c : storable(raw)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string stroke_words(const SvgStroke& stroke) {
  std::string out =
      fmt::format("stroke=\"{}\" stroke-width=\"{:.1f}\"", stroke.colour, stroke.width);
  if (*stroke.dashes != '\0') out += fmt::format(" stroke-dasharray=\"{}\"", stroke.dashes);
  return out;
}

// The first so many characters, and what follows them.
std::string_view first_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) next_code_point(text, &at);
  return text.substr(0, at);
}

float advance(const SvgText& look) {
  return look.code ? kCodeAdvance : look.bold ? kBoldAdvance : kWordAdvance;
}

std::string cut(std::string_view text, const SvgText& look, float room) {
  const auto fits = static_cast<std::size_t>(std::max(room / (advance(look) * look.size), 2.0f));
  const std::size_t length = count_code_points(text);
  if (length <= fits) return std::string(text);
  const std::size_t tail = (fits - 1) / 3;
  return std::string(first_of(text, fits - 1 - tail)) + "…" +
         std::string(text.substr(first_of(text, length - tail).size()));
}

}  // namespace

float svg_width(std::string_view text, const SvgText& look) {
  return static_cast<float>(count_code_points(text)) * advance(look) * look.size;
}

SvgWriter::SvgWriter(float width, float height, std::string_view title,
                     std::string_view description) {
  out_ = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" role=\"img\" "
      "width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\">\n"
      "<title>{2}</title>\n<desc>{3}</desc>\n",
      width, height, escaped(title), escaped(description));
}

void SvgWriter::box(const Box& box, float corner, const char* fill, const SvgStroke& stroke) {
  out_ += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{:.1f}\" "
      "fill=\"{}\" {}/>\n",
      box.x, box.y, box.w, box.h, corner, fill, stroke_words(stroke));
}

void SvgWriter::line(const std::vector<Point>& points, const SvgStroke& stroke) {
  out_ += "<polyline points=\"";
  for (std::size_t i = 0; i < points.size(); ++i) {
    out_ += fmt::format("{}{:.1f},{:.1f}", i > 0 ? " " : "", points[i].x, points[i].y);
  }
  out_ += fmt::format("\" fill=\"none\" stroke-linejoin=\"round\" {}/>\n", stroke_words(stroke));
}

void SvgWriter::text(Point at, std::string_view text, const SvgText& look, float room) {
  out_ += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-family=\"{}\" font-size=\"{:.1f}\" "
      "font-weight=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
      at.x, at.y, look.code ? kCode : kWords, look.size, look.bold ? 700 : 500, look.anchor,
      look.colour, escaped(cut(text, look, room)));
}

void SvgWriter::begin_group(Point move, float scale) {
  out_ += fmt::format("<g transform=\"translate({:.1f} {:.1f}) scale({:.3f})\">\n", move.x, move.y,
                      scale);
}

void SvgWriter::end_group() { out_ += "</g>\n"; }

std::string SvgWriter::finish() { return std::move(out_) + "</svg>\n"; }

}  // namespace grove
