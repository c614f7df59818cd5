"""The fan on paper: the scene of `present.council_fan` on a figure, readable in greyscale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.council import Fan
from ozgdesk.present.council_axis import Band, Span
from ozgdesk.present.council_cards import UNDATED
from ozgdesk.present.council_fan import Arrow, Card, FanLane, FanScene, StepMark, Track
from ozgdesk.present.council_layout import Measures, fan_scene
from ozgdesk.reports.fan_signs import draw_mark, draw_result
from ozgdesk.reports.gantt_signs import FREE, INK, LINE, MUTED, PALE, PAPER, TODAY
from ozgdesk.reports.hatching import HATCHES
from ozgdesk.reports.story import Drawing

HEAD = 24.0


@dataclass(frozen=True, slots=True)
class Size:
    """How large a fan is drawn: its measures in points, and whether a card has two lines instead of three."""

    measures: Measures
    is_short: bool


SIZES = (
    Size(
        Measures(
            name=76, gutter=9, card=(98, 140), card_height=35, note=9, gap=7, title=11, rail=9, leader=5,
            step_width=112, step_height=12, lane_gap=4, least_lane=24, fold=15, least_axis=180,
        ),
        is_short=False,
    ),
    Size(
        Measures(
            name=76, gutter=9, card=(92, 120), card_height=20, note=8, gap=6, title=9, rail=8, leader=3,
            step_width=104, step_height=10, lane_gap=2.5, least_lane=24, fold=13, least_axis=180,
        ),
        is_short=True,
    ),
    Size(
        Measures(
            name=76, gutter=9, card=(92, 120), card_height=18.5, note=7, gap=5, title=0, rail=7, leader=1.5,
            step_width=104, step_height=9, lane_gap=1.5, least_lane=24, fold=12, least_axis=180,
        ),
        is_short=True,
    ),
    Size(
        Measures(
            name=76, gutter=9, card=(88, 110), card_height=18.5, note=7, gap=5, title=0, rail=7, leader=1.5,
            step_width=0, step_height=0, lane_gap=1.5, least_lane=24, fold=12, least_axis=180,
        ),
        is_short=True,
    ),
)  # fmt: skip
"""From roomy to tight; the last ones leave out numbers of papers and then the steps after the councils."""


class FanFigure:
    """Draws one scene; called with the figure it stands on."""

    def __init__(self, scene: FanScene, size: Size, stichtag: str) -> None:
        self._scene, self._size, self._stichtag = scene, size, stichtag
        self._hatch = HATCHES[1]

    @property
    def width(self) -> float:
        """Width of the drawing in points."""
        return self._scene.width

    @property
    def height(self) -> float:
        """Height of the drawing in points."""
        return self._scene.height + HEAD + 1

    def __call__(self, drawing: Drawing) -> None:
        """Draw from back to front."""
        self._drawing = drawing
        self._times()
        self._head()
        for lane in self._scene.lanes:
            self._lane(lane)

    # Times

    def _times(self) -> None:
        scene, drawing = self._scene, self._drawing
        high = scene.height
        for band in scene.holidays:
            drawing.rect(band.x0, HEAD, max(band.x1 - band.x0, 0.8), high, fill=FREE)
        if scene.undated is not None:
            x0, x1 = scene.undated
            drawing.rect(x0, HEAD, x1 - x0, high, fill=PALE)
        begins = {piece.x0 for piece in scene.axis.pieces}
        for span in scene.upper:
            if span.x0 in begins:
                continue
            drawing.line(span.x0, HEAD, span.x0, HEAD + high, stroke=PALE, line_width=0.5)
        for x0, x1 in scene.axis.folds():
            drawing.rect(x0, 0, x1 - x0, HEAD + high, fill=PAPER)
            for x in (x0, x1):
                drawing.line(x, HEAD / 2, x, HEAD + high, stroke=MUTED, line_width=0.5, dash=(2, 2))
            drawing.text((x0 + x1) / 2, HEAD - 3, "…", size=7, colour=MUTED, align="center")
        drawing.line(scene.today, HEAD - 2, scene.today, HEAD + high, stroke=TODAY, dash=(3, 2))

    def _head(self) -> None:
        scene, drawing = self._scene, self._drawing
        self._line(scene.upper, HEAD / 2 - 3, 7.5, strong=True)
        self._line(scene.lower, HEAD - 3.5, 6.5)
        if scene.undated is not None:
            drawing.text(scene.undated[0] + 7, HEAD - 3.5, UNDATED, size=7, colour=INK, strong=True)
        words = f"Stichtag {self._stichtag}"
        wide = drawing.text_width(words, size=6.5, strong=True) + 6
        right = scene.undated[0] if scene.undated else scene.width
        left = min(max(scene.today - wide / 2, scene.axis.left), right - wide)
        drawing.rect(left, HEAD / 2, wide, HEAD / 2 - 1, fill=TODAY)
        drawing.text(left + 3, HEAD - 3.8, words, size=6.5, colour=PAPER, strong=True)
        drawing.line(0, HEAD, scene.width, HEAD, stroke=INK, line_width=0.7)

    def _line(self, spans: Sequence[Span], baseline: float, size: float, *, strong: bool = False) -> None:
        """One line of the head; all its spans use the same form of text."""
        drawing = self._drawing

        def fits(span: Span, text: str) -> bool:
            return drawing.text_width(text, size=size, strong=strong) <= span.x1 - span.x0 - 4

        length = self._scene.axis.level(spans, fits)
        for span in spans:
            texts = span.texts[length:] if strong else span.texts[length : length + 1]
            text = next((text for text in texts if fits(span, text)), "")
            if text:
                drawing.text(span.x0 + 2, baseline, text, size=size, colour=MUTED, strong=strong)

    # Lanes

    def _lane(self, lane: FanLane) -> None:
        drawing, tag, top = self._drawing, lane.lane.municipality, lane.box.y + HEAD
        for band in lane.recess:
            self._recess(band, lane)
        drawing.rect(0, top + 3, 2.5, lane.box.height - 6, fill=tag.color)
        drawing.text(6, top + 11, tag.code, size=8.5, strong=True)
        drawing.text(6, top + 20, tag.name, size=7, colour=MUTED, max_width=self._size.measures.name - 8)
        drawing.line(0, top + lane.box.height, self._scene.width, top + lane.box.height, stroke=LINE)
        for track in lane.tracks:
            self._track(track)
        if lane.empty is not None:
            y = lane.empty.y + HEAD + 8
            drawing.text(lane.empty.x, y, "keine Vorlage erfasst", size=7, colour=MUTED)
        for mark in lane.steps:
            self._step(mark)

    def _recess(self, band: Band, lane: FanLane) -> None:
        top = lane.box.y + HEAD
        lines = self._hatch(band.x0, top, band.x1, top + lane.box.height)
        self._drawing.segments(lines, stroke=LINE, line_width=0.5)

    def _track(self, track: Track) -> None:
        drawing = self._drawing
        if self._size.measures.title:
            y = track.box.y + HEAD + self._size.measures.title - 3
            drawing.text(track.box.x, y, track.title, size=6.5, colour=MUTED, max_width=track.box.width)
        if track.joined_from is not None:
            x, start, end = track.box.x - 5, track.joined_from + HEAD, track.title_box.centre + HEAD
            way = [(x + 3, start), (x, start), (x, end), (x + 3, end)]
            drawing.polygon(way, stroke=MUTED, line_width=0.7, closed=False)
        for card in track.cards:
            near = card.box.bottom if card.above else card.box.y
            x = min(max(card.x, card.box.x + 6), card.box.right - 6)
            drawing.line(card.x, card.y + HEAD, x, near + HEAD, stroke=MUTED, line_width=0.5)
        for arrow in track.arrows:
            self._arrow(arrow)
        for card in track.cards:
            is_over = card.text.symbol not in ("open", "unknown")
            draw_mark(drawing, card.x, card.y + HEAD, is_final=card.text.is_final, is_over=is_over)
            self._card(card)

    def _arrow(self, arrow: Arrow) -> None:
        drawing, y = self._drawing, arrow.y + HEAD
        way = -1 if arrow.is_back else 1
        rise = 3 if arrow.is_back else 0
        dash = (2, 2) if arrow.is_open or arrow.is_back else ()
        start, end = arrow.x0 + way * 3, arrow.x1 - way * 3.5
        drawing.line(start, y - rise, end, y - rise, stroke=MUTED, line_width=0.7, dash=dash)
        if abs(arrow.x1 - arrow.x0) > 11:
            head = [(end, y - rise), (end - way * 3, y - rise - 1.8), (end - way * 3, y - rise + 1.8)]
            drawing.polygon(head, fill=MUTED)

    def _card(self, card: Card) -> None:
        drawing, words, box = self._drawing, card.text, card.box
        top, left, room = box.y + HEAD, box.x + 4, box.width - 7
        stroke, width = (INK, 1.1) if words.is_final else (LINE, 0.6)
        drawing.rect(box.x, top, box.width, box.height, fill=PAPER, stroke=stroke, line_width=width)
        body = self._fitting((words.body, words.body_short), room, 7, strong=words.is_final)
        drawing.text(left, top + 8, body, size=7, strong=words.is_final, max_width=room)
        result_y = top + 16
        if self._size.is_short:
            line = self._fitting(
                tuple(f"{words.day} {text}".strip() for text in (words.result, words.result_short)),
                room - 8,
                6.5,
            )
        else:
            day = " · ".join(word for word in (words.day, words.role) if word)
            drawing.text(left, top + 17, day, size=6.5, colour=MUTED, max_width=room)
            result_y = top + 27
            line = self._fitting((words.result, words.result_short), room - 8, 7)
        draw_result(drawing, left + 2.6, result_y - 2.3, words.symbol)
        drawing.text(left + 8, result_y, line, size=6.5 if self._size.is_short else 7, max_width=room - 8)
        if words.note:
            drawing.text(left, box.bottom + HEAD - 3, words.note, size=6.5, strong=True, max_width=room)

    def _fitting(self, texts: Sequence[str], room: float, size: float, *, strong: bool = False) -> str:
        """The first of these words that fits, else the last."""
        width = self._drawing.text_width
        return next((text for text in texts if width(text, size=size, strong=strong) <= room), texts[-1])

    def _step(self, mark: StepMark) -> None:
        drawing, box, step = self._drawing, mark.box, mark.step
        top = box.y + HEAD
        fill = FREE if step.symbol == "passed" else PAPER
        drawing.rect(box.x, top, box.width, box.height, fill=fill, stroke=LINE, line_width=0.5)
        draw_result(drawing, box.x + 6, top + box.height / 2, step.symbol)
        baseline = top + box.height / 2 + 2.3
        room = box.width - 14
        words = self._fitting((step.words, step.short), room, 6.5)
        drawing.text(box.x + 12, baseline, words, size=6.5, max_width=room)


def fan_figure(view: View, fan: Fan, width: float, heights: Sequence[float]) -> FanFigure:
    """The roomiest drawing of a fan that keeps to the first of these heights (in points) it can keep to.

    Where it keeps to none, the tight one; on paper that is then scaled down.
    """
    made = [FanFigure(fan_scene(view, fan, width, s.measures), s, formats.day(view.as_of)) for s in SIZES]
    fitting = (
        figure
        for height in heights
        for figure in made
        if figure.height <= height and figure.width <= width + 0.1
    )
    return next(fitting, made[-1])
