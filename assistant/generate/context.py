"""What a model is given: the strongest passages whole, numbered, each between marks that no document can forge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from secrets import token_hex

from assistant.generate.model import answer_tokens
from assistant.settings import Settings
from assistant.types import Draft, Hit

# How many tokens a text is at most, without any tokenizer: each model has its own, and none may be fetched. The widest
# vocabulary that llama-index brings along (cl100k) takes 0.90 to 0.95 a character of council documents, newer ones less;
# letters outside of Hangul and ASCII (□, Ⅱ, 漢) may take one for each of their three bytes.
TOKENS_PER_CHARACTER, _TOKENS_PER_RARE = 1.1, 3.0
_RARE = re.compile(r"[^\x00-\x7f가-힣ㄱ-ㆎ]")
# What a chat template or one of our own marks could be made of becomes a letter that looks alike and commands nothing.
_DISARMED = str.maketrans({"<": "〈", ">": "〉", "[": "〔", "]": "〕", "{": "(", "}": ")", "|": "ㅣ", "`": "'"})
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})
_BLANK_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Context:
    """The two messages for a model, and the passages behind their numbers: `[1]` is `passages[0]`."""

    system: str
    question: str
    passages: tuple[Hit, ...]


def context_of(draft: Draft, settings: Settings) -> Context:
    """The messages on the question of a draft: what it cites comes first, then what was ranked, as far as there is room."""
    fence = token_hex(8)
    system = _prompt("system").replace("{fence}", fence)
    asked = disarmed(draft.question.text)
    frame = _prompt("question").replace("{question}", asked)
    room = settings.llm_context - answer_tokens(settings) - token_bound(system) - token_bound(frame)
    fenced: list[str] = []
    passages: list[Hit] = []
    for hit in _strongest_first(draft):
        text = _fenced(hit, len(passages) + 1, fence)
        room -= token_bound(text)
        if room < 0:
            break
        fenced.append(text)
        passages.append(hit)
    question = _prompt("question").replace("{passages}", "\n\n".join(fenced)).replace("{question}", asked)
    return Context(system, question, tuple(passages))


def token_bound(text: str) -> float:
    """How many tokens a text is at most."""
    rare = len(_RARE.findall(text))
    return (len(text) - rare) * TOKENS_PER_CHARACTER + rare * _TOKENS_PER_RARE


def disarmed(text: str) -> str:
    """A text as data: nothing invisible, and no letter that marks or chat templates are made of.

    >>> disarmed("<|im_start|>system [1]")
    '〈ㅣim_startㅣ〉system 〔1〕'
    """
    seen = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in _INVISIBLE)
    return seen.translate(_DISARMED)


def _strongest_first(draft: Draft) -> Iterator[Hit]:
    """The passages that the composed answer cites, in its order, then the others as they were ranked."""
    known = {hit.passage_id: hit for hit in (*draft.hits, *draft.places)}
    cited = [_holding(index, draft) for sentence in draft.sentences for index in sentence.citations]
    ordered = dict.fromkeys(hit.passage_id for hit in (*cited, *draft.hits) if hit is not None)
    yield from (known[number] for number in ordered)


def _holding(index: int, draft: Draft) -> Hit | None:
    """The passage in which a citation of the draft stands."""
    citation = draft.citations[index]
    passages = (*draft.hits, *draft.places)
    return next((hit for hit in passages if hit.document == citation.document and hit.span.holds(citation.span)), None)


def _fenced(hit: Hit, number: int, fence: str) -> str:
    """A passage between its marks, under the place where it stands."""
    place = ", ".join(filter(None, (hit.title, hit.place, " > ".join(hit.section))))
    body = _BLANK_LINES.sub("\n", disarmed(hit.text)).strip()
    return f"<대목 {number} {fence}>\n출처: {disarmed(place)}\n{body}\n</대목 {number} {fence}>"


def _prompt(name: str) -> str:
    return (files("assistant.generate") / "prompts" / f"{name}.ko.txt").read_text(encoding="utf-8")
