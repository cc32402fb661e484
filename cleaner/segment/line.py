"""The run of inline text that a page shows in one block: its parts as they come, until the block ends."""

from __future__ import annotations

from cleaner.segment.inline import Part
from cleaner.stops import STOPS
from cleaner.trace import Cause

RULE = "segment.html"
BREAK = (Cause(RULE, "line break"),)
JOINT = (Cause(RULE, "space between links"),)
REFERENCES = (Cause(RULE, "character reference"),)
HIDDEN = (Cause(RULE, "hidden inside its line"),)
SENTENCE_END = (*STOPS, "”", '"', "»", ":")
LONG_LINE = 80
"""characters after which a sentence end before a single <br> ends a paragraph; shorter lines are verse, addresses"""


class Line:
    """The line of text being gathered. Who ends it is told by `flush`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.run: list[Part] = []
        self.breaks = 0
        self.link = 0  # the depth of the stack at which a link was opened, 0 outside links
        self.anchors = 0
        self.hidden: list[str] = []
        self.hidden_at = 0  # the depth of the stack at which it began: it ends with the element it stands in

    def flush(self) -> None:
        """End the run."""
        raise NotImplementedError

    def text(self, start: int, end: int, data: str) -> None:
        """Text that stands in the source as it is shown."""
        if self.hidden:
            self.run.append((start, end, "", False, HIDDEN))
        else:
            self.run.append((start, end, data, self.link > 0, ()))
        if self.breaks and not data.isspace():
            self.breaks = 0

    def reference(self, start: int, end: int, data: str) -> None:
        """A character reference that shows `data`."""
        if not self.run and data.isspace():
            return
        if not data.isspace():
            self.breaks = 0
        if self.hidden:
            self.run.append((start, end, "", False, HIDDEN))
        else:
            causes = () if data == self.source[start:end] else REFERENCES
            self.run.append((start, end, data, self.link > 0, causes))

    def line_break(self) -> None:
        """A `<br>`: a second one, or the end of a sentence in a long line, ends a paragraph."""
        if not self.run:
            return
        self.breaks += 1
        if self.breaks > 1 or (self.run[-1][2].rstrip().endswith(SENTENCE_END) and self.is_long()):
            self.flush()
        else:
            end = self.run[-1][1]
            self.run.append((end, end, " ", False, BREAK))

    def is_long(self) -> bool:
        """Whether the run has a line's length; looks no further back than it must."""
        total = 0
        for part in reversed(self.run):
            total += len(part[2])
            if total >= LONG_LINE:
                return True
        return False

    def start_link(self, depth: int) -> None:
        """A link opens at this depth of the stack; one right after another is set off by a space."""
        if self.run and self.run[-1][3] and not self.run[-1][2][-1:].isspace():
            end = self.run[-1][1]
            self.run.append((end, end, " ", False, JOINT))
        self.link = depth
        self.anchors += 1
