"""What in a sentence needs no passage to be struck out for, and which words must stand in the passages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.letters import fold, occurrences
from ingest.document import Span

_LINK = re.compile(r"https?:|www\.|javascript:|data:\w+/|!?\[[^\]]*\]\(|</?[A-Za-z!][^>]*>?|&(?:lt|gt|#\d+);", re.IGNORECASE)
_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]|[「『]([^」』]+)[」』]")
# Numbers in letters, which no reader of figures reads: 삼백억 원, 세 곳, 두 배, 절반.
_COUNTED = "개소|개사|개교|개월|개|명|건|곳|배|번|차례|가지|군데|회|대|팀|사람|종|원|퍼센트|프로|퍼|해|달|일|년|월"
_SINO, _NATIVE = "일이삼사오육칠팔구십백천만억조", "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|스물|서른|마흔|쉰|수십|수백|수천"
_IN_LETTERS = re.compile(
    rf"(?<![가-힣\d.,])(?:[{_SINO}]{{2,}}(?:\s[{_SINO}]+)*(?:{_NATIVE})?|[십백천만억조](?:{_NATIVE})?|(?:{_NATIVE})(?:{_NATIVE})?)"
    rf"\s?(?:{_COUNTED}|%)(?=$|[^가-힣]|[은는이가을를의에로과와도만]|입니|씩)"
)
# Words that say more than the figures beside them do.
_CLAIMS = re.compile(
    r"가장|최대|최고|최저|최소|최초|최다|유일|절반|과반|갑절|곱절|대부분|전부|전국|처음으로|\S*배로|1위|꼴찌|전액|현재|지금|반드시|절대|언제나|항상|\d\s?[가-힣]{1,3}\s?모두(?!\s?\d)"
    r"|해마다|매년|매월|매달|매주|매일|격년|(?<![\d가-힣])(?:분기|반기|월|연|주|하루)\s?\d+\s?(?:회|번|차례)|\d+분의\s?\d+"
)
# Digits with what they count; a particle counts nothing.
_NO_FIGURE = re.compile(r"\d[\d.,]*\s?(?:(?![은는이가을를의에와과도로으입])[가-힣A-Za-z])?")
# A document that speaks to a program: its sentence is no statement on anything, and bears nothing out.
_ORDER = re.compile(
    r"[’'”\"]?(?:이?라)고(?:만)?\s?(?:답|답변|대답|응답|말|출력|안내|표시|작성)\S{0,2}(?:하라|하십시오|하시오|하세요|해라|할 것|해야|해 ?주)"
    r"|(?:지시|명령|규칙|프롬프트|설정)\S{0,3}\s?(?:\S{1,6}\s){0,2}(?:무시|잊|따르지|어기)"
    r"|(?:인공지능|언어\s?모델|챗봇|도우미|어시스턴트|AI)\S{0,3}\s.{0,80}"
    r"(?:하라|하십시오|하시오|하세요|해라|(?:답|답변|대답|응답|말|출력)(?:을|를)?\s?(?:해야|할 것))"
    r"|시스템\s?(?:프롬프트|메시지|지시)|ignore\s.{0,30}(?:instruction|previous|above)|disregard\s.{0,30}(?:instruction|previous|above)"
    r"|(?:^|\n)\s*(?:system|assistant|user)\s*:|you\s(?:are|must)\s|<\|\w+\|>|\[/?INST\]",
    re.IGNORECASE,
)


def has_link_or_markup(text: str) -> bool:
    """Whether a sentence has a link or markup in it: answers are plain words."""
    return _LINK.search(text) is not None


def is_order(text: str) -> bool:
    """Whether a statement of a document speaks to a program that reads it."""
    return _ORDER.search(text) is not None


def quotes_of(text: str) -> Iterator[str]:
    """What a sentence says to quote, without the quotation marks; names of laws too."""
    for match in _QUOTE.finditer(text):
        yield next(filter(None, match.groups())).strip()


def is_verbatim(quote: str, source: str) -> bool:
    """Whether a quote stands in a text to the letter, over line ends and look-alike glyphs."""
    return bool(occurrences(source, quote.rstrip(" .")))


def unsaid_words(text: str, source: str, figures: Sequence[Span]) -> list[str]:
    """The words of a sentence that must stand in what it cites and do not: numbers in letters, superlatives, 7대 of no figure."""
    said = fold(source)
    found = [match.group() for pattern in (_IN_LETTERS, _CLAIMS) for match in pattern.finditer(text)]
    for match in _NO_FIGURE.finditer(text):
        if not any(span.start <= match.start() < span.end for span in figures):
            found.append(match.group())
    return [word for word in found if fold(word) not in said]
