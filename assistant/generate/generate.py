"""An answer in a model's words, settled sentence by sentence as it comes; whatever goes wrong, the composed answer stands."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.compose import draft_of
from assistant.formula import COUNTED
from assistant.generate.context import context_of
from assistant.generate.failures import EMPTY, ModelFailure
from assistant.generate.sentences import Read, read
from assistant.generate.settle import settle
from assistant.generate.stream import reply
from assistant.points import Point
from assistant.settings import Settings
from assistant.steps import Step
from assistant.types import Answer, Draft, Hit, Struck
from assistant.verify import verify
from ingest.log.noting import note

Finish = Callable[[Draft], Draft]

_INSTEAD = "문서의 문장으로 답합니다."
_STRUCK = "언어 모델이 쓴 문장 가운데 근거와 맞지 않는 것이 있습니다."
_SAID_NOTHING = "언어 모델은 대목에서 답을 찾지 못했다고 했습니다."
_NO_ROOM = "언어 모델에 줄 대목이 llm_context에 들어가지 않습니다."
_NOTHING = re.compile(r"[\s‘’'\"“”]*근거\s?없음[\s‘’'\"“”.]*(?:\[\d+\])*\s*")
_ASKING, _WRITING = "근거를 찾았습니다. 언어 모델에 묻고 있습니다…", "언어 모델이 쓰고 있습니다. 흐린 글은 확인하는 중입니다."


def written_answer(draft: Draft, composed: Answer, settings: Settings, finish: Finish) -> Iterator[Step]:
    """The steps of a model's answer to the question of a draft. The last has its answer, or the composed one and why.

    `finish` puts beside a draft what other places say: conflicts, findings of the audit.
    """
    start = time.perf_counter()
    heard = _Heard(draft)
    yield Step(_ASKING)
    try:
        yield from heard.listen(settings)
        answer = heard.answer(composed, settings, finish)
    except ModelFailure as failure:
        note("model failed", logging.WARNING, reason=str(failure), seconds=round(time.perf_counter() - start, 3))
        answer = _instead(composed, str(failure), heard.struck)
    timings = {**composed.made.timings, "generate": (time.perf_counter() - start) * 1000}
    yield Step(answer=replace(answer, made=replace(answer.made, timings=timings)))


def is_for_model(draft: Draft, settings: Settings) -> bool:
    """Whether a model is to write the answer: there is one, and something to answer from that was not computed or put in a table.

    A model may not compute; what was computed, or laid out cell by cell, it could only tell again.
    """
    computed = any(sentence.formula and not sentence.formula.startswith(COUNTED) for sentence in draft.sentences)
    return bool(settings.llm) and not draft.abstained and not computed and draft.table is None


class _Heard:
    """What was heard of a reply so far, each finished sentence of it settled or struck."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._read = 0  # finished sentences that were looked at
        self._points: list[Point] = []
        self._so_far: Answer | None = None
        self.struck: tuple[Struck, ...] = ()

    def listen(self, settings: Settings) -> Iterator[Step]:
        """Ask the model and settle its sentences as they are finished; in strict mode no further than the first that fails.

        Raises ModelFailure where its reply does not come whole.
        """
        context = context_of(self._draft, settings)
        if not context.passages:
            raise ModelFailure(_NO_ROOM)
        text = ""
        with closing(reply(settings, context.system, context.question)) as pieces:
            for piece in pieces:
                text += piece
                yield self._settle(read(text), context.passages)
                if settings.llm_strict and self.struck:
                    return
        if _NOTHING.fullmatch(text):
            raise ModelFailure(_SAID_NOTHING)
        yield self._settle(read(text, is_whole=True), context.passages)

    def answer(self, composed: Answer, settings: Settings, finish: Finish) -> Answer:
        """The answer that the settled sentences make; the composed one where they make none, or in strict mode not all hold."""
        if not self._points or (settings.llm_strict and self.struck):
            return _instead(composed, _STRUCK if self.struck else EMPTY, self.struck)
        notices = [f"언어 모델이 쓴 문장 {len(self.struck)}개는 근거와 맞지 않아 뺐습니다."] if self.struck else []
        found = verify(finish(self._written()), notices)
        if found.abstained:
            return _instead(composed, _STRUCK, self.struck)
        made = replace(composed.made, llm=settings.llm_model)
        return replace(found, made=made, scope=composed.scope, confidence=composed.confidence, struck=self.struck)

    def _settle(self, found: Read, passages: Sequence[Hit]) -> Step:
        """Settle what was finished since the last look."""
        new, self._read = found.sentences[self._read :], max(self._read, len(found.sentences))
        for item in (settle(written, self._draft.question, passages) for written in new):
            if item.point is None:
                self.struck = (*self.struck, Struck(item.text, item.reason))
            elif all(point.text != item.text for point in self._points):  # models repeat themselves
                self._points.append(item.point)
                self._so_far = verify(self._written())
        return Step(_WRITING, self._so_far, self.struck, found.rest)

    def _written(self) -> Draft:
        return draft_of(self._draft.question, self._points, self._draft.hits)


def _instead(composed: Answer, reason: str, struck: tuple[Struck, ...]) -> Answer:
    """The composed answer, and why it stands where a model's would."""
    return replace(composed, notices=(*composed.notices, f"{reason} {_INSTEAD}"), struck=struck)
