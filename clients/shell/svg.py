"""Draws a terminal's screen, as `tmux capture-pane -p -e` gives it, as SVG: colours, bold, nothing else."""

import html
import re
import sys
import unicodedata

CELL_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 18, 14
PLAIN, BACKGROUND = "#d8dee9", "#1e222a"
NORMAL = ["#3b4252", "#d0606b", "#8fb573", "#d9a95a", "#6c95c4", "#a98bc0", "#62a8b5", PLAIN]
BRIGHT = ["#8a94a6", "#ee7f88", "#a9d18a", "#f0c674", "#8ab4e8", "#c3a6da", "#80c6d4", "#ffffff"]


class Style:
    """What the codes so far say of the characters that follow."""

    def __init__(self):
        self.colour, self.bold = PLAIN, False

    def take(self, codes):
        for code in [int(code or 0) for code in codes.split(";")]:
            if code == 0:
                self.__init__()
            elif code == 1:
                self.bold = True
            elif 30 <= code <= 37:
                self.colour = NORMAL[code - 30]
            elif 90 <= code <= 97:
                self.colour = BRIGHT[code - 90]
            elif code == 39:
                self.colour = PLAIN


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def drawn(line, row, style):
    """The texts of a line, each where it stands."""
    column = 0
    for codes, text in re.findall(r"\x1b\[([0-9;]*)m|([^\x1b]+)", line):
        if not text:
            style.take(codes)
        elif text.strip():
            weight = ' font-weight="bold"' if style.bold else ""
            x, y = MARGIN + column * CELL_WIDTH, MARGIN + (row + 1) * LINE_HEIGHT - 5
            length = columns(text) * CELL_WIDTH
            yield (
                f'<text x="{x:.1f}" y="{y}" fill="{style.colour}"{weight} textLength="{length:.1f}"'
                f' xml:space="preserve">{html.escape(text)}</text>'
            )
        column += columns(text)


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = 2 * MARGIN + max(80, max(columns(line) for line in plain)) * CELL_WIDTH
    height = 2 * MARGIN + len(lines) * LINE_HEIGHT
    style = Style()
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-size="14"')
    print(' font-family="ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace">')
    print(f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>')
    for row, line in enumerate(lines):
        for text in drawn(line, row, style):
            print(text)
    print("</svg>")


main()
