"""Text in lines of a limited width."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_white = "\t\n\x0b\x0c\r "
_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TextWrapper:
    """Wraps paragraphs, in a way that its attributes say."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if char in _white else char for char in text])
        chunks = _chunks(text, self.break_on_hyphens)
        if self.fix_sentence_endings:
            _widen_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and lines and chunks[-1].strip(_white) == "":
                chunks.pop()
            line, length = self._take(chunks, room)
            if not line:
                continue
            is_last = not chunks or (self.drop_whitespace and len(chunks) == 1
                                     and not chunks[0].strip(_white))
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or is_last and length <= room):
                lines.append(indent + "".join(line))
            else:
                self._end_with_placeholder(lines, indent, line, length, room)
                break
        return lines

    # The chunks of one line, and their length.
    def _take(self, chunks, room):
        line = []
        length = 0
        while chunks and length + len(chunks[-1]) <= room:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            self._break_word(chunks, line, length, room)
            length = sum([len(chunk) for chunk in line])
        if self.drop_whitespace and line and line[-1].strip(_white) == "":
            length -= len(line[-1])
            line.pop()
        return line, length

    def _break_word(self, chunks, line, length, room):
        space = 1 if room < 1 else room - length
        if self.break_long_words:
            word = chunks[-1]
            end = space
            if self.break_on_hyphens and len(word) > space:
                hyphen = word.rfind("-", 0, space)
                if hyphen > 0 and any([char != "-" for char in word[:hyphen]]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _end_with_placeholder(self, lines, indent, line, length, room):
        while line:
            if line[-1].strip(_white) and length + len(self.placeholder) <= room:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line[-1])
            line.pop()
        if lines:
            before = lines[-1].rstrip(_white)
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


# Words, the white space between them, and parts of words that end in a hyphen or are a dash.
def _chunks(text, at_hyphens):
    chunks = []
    at = 0
    while at < len(text):
        end = at
        is_white = text[at] in _white
        while end < len(text) and (text[end] in _white) == is_white:
            end += 1
        if is_white or not at_hyphens:
            chunks.append(text[at:end])
        else:
            chunks += _word_parts(text[at:end])
        at = end
    return chunks


def _is_letter(char):
    return char.isalpha()


def _is_word(char):
    return char.isalnum() or char == "_"


_before_dash = "!\"'&.,?"


def _word_parts(word):
    parts = []
    begin = at = 0
    while at < len(word):
        if word[at] != "-":
            at += 1
            continue
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        # Two and more hyphens between words are a dash, which stands alone.
        if end - at >= 2:
            follows = end < len(word) and _is_word(word[end])
            precedes = at > begin and (_is_word(word[at - 1]) or word[at - 1] in _before_dash)
            if follows and precedes:
                parts.append(word[begin:at])
                parts.append(word[at:end])
                begin = end
            at = end
            continue
        if _may_break(word, begin, at):
            parts.append(word[begin:at + 1])
            begin = at + 1
        at += 1
    if begin < len(word):
        parts.append(word[begin:])
    return parts


# A hyphen after two letters (or a letter, a hyphen, a letter), before two of them.
def _may_break(word, begin, at):
    if at < 2 or at - begin < 1:
        return False
    before = (_is_letter(word[at - 1]) and _is_letter(word[at - 2])
              or at >= 3 and _is_letter(word[at - 1]) and word[at - 2] == "-"
              and _is_letter(word[at - 3]))
    rest = word[at + 1:at + 4]
    after = (len(rest) >= 2 and _is_letter(rest[0]) and _is_letter(rest[1])
             or len(rest) >= 3 and _is_letter(rest[0]) and rest[1] == "-"
             and _is_letter(rest[2]))
    return before and after


def _widen_sentence_endings(chunks):
    for at in range(len(chunks) - 1):
        if chunks[at + 1] == " " and _ends_sentence(chunks[at]):
            chunks[at + 1] = "  "


def _ends_sentence(word):
    stripped = word[:-1] if word[-1:] in ("'", '"') else word
    return (len(stripped) >= 2 and stripped[-1] in ".!?"
            and stripped[-2] in "abcdefghijklmnopqrstuvwxyz")


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    wrapper = TextWrapper(width=width, max_lines=1, **kwargs)
    return wrapper.fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for at, line in enumerate(lines):
        if not line.strip(" \t"):
            lines[at] = ""
            continue
        white = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = white
        common = 0
        while common < min(len(margin), len(white)) and margin[common] == white[common]:
            common += 1
        margin = margin[:common]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    made = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else line.strip():
            line = prefix + line
        made.append(line)
    return "".join(made)
