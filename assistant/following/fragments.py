"""Half a question, whose other half stands before it: 인건비는, 남구는 어때, 담당 부서는, 언제 끝나, 왜."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.cells import name_share
from assistant.following.comparing import year_before
from assistant.following.phrases import Phrase, Role
from assistant.following.pointing import paper_of, wants_time
from assistant.following.subject import is_compared_with, joined, replaced, subject_of, times_of, with_fitting
from assistant.following.turns import Turn
from assistant.following.words import GENERIC, KINDS, MEASURES, RATES, REASONS
from assistant.persons import names_body
from assistant.types import Asked
from ingest.korean import ending_before_noun, letter_pairs, letters_of

_FEW = 5  # phrases; who says more says what it is about
_MOST_THINGS = 7  # words of a name; it must be known where it is of several
_MOST_OF_LABEL = 0.4  # of a label's letters, for words of it to call it
_SAME_NAME = 0.8  # of a label's letter pairs, for it to be what is named
_BESIDE = re.compile(r"(?:은|는|이|가|도|만|의|은요|는요|요|이요|하고|이랑|랑)?")
_HOW = re.compile(r"어때|어떻|어떤")
_HOW_MUCH = re.compile(r"얼마(?!나)|몇")
_NOT_BUT = re.compile(r"^(?:아니\S*\s)?(?P<old>\S+)\s?말고\s(?P<new>.+)$")
_GIVES = re.compile(r"알려|보여|말해|궁금|부탁")
_OWN_ASKING = re.compile(r"누|언제|어디|왜|무엇|뭐|어떻게")
_ARTICLE = re.compile(r"제\d+조")
_GROUNDS = frozenset({"근거", "산출근거", "내역", "산출", "배경"})  # of what was said, not of what was done
_CHANGED = {"증가": "늘어난", "감소": "줄어든"}  # what the answer found, whatever was asked
_ONE_LETTER = 1

IsName = Callable[[str], bool]  # whether some words are what a row or a section of the documents is called


def is_half(phrases: Sequence[Phrase]) -> bool:
    """Whether a text says what is asked but not of what: 담당 부서는, 언제 끝나, 얼마나 늘었어.

    With a time of its own it says enough (2023년 출연금은), unless it begins with a word that goes on from before (그럼 2023년 출연금은).
    """
    roles = [item.role for item in phrases]
    if Role.THING in roles or Role.POINTING in roles or len(roles) > _FEW:
        return False
    if Role.DOING in roles and any(item.role is Role.MEASURE and item.stem not in MEASURES for item in phrases):
        return False  # 수업비가 왜 두 번 나갔어요: a thing that a word for money only ends
    goes_on = bool(roles) and roles[0] is Role.LINK
    says_value = any(item.role is Role.MEASURE and not KINDS.fullmatch(item.stem) for item in phrases)
    asks = {Role.MEASURE, Role.FACT, Role.ASKING, Role.DOING, Role.COMPARED} & set(roles)
    return bool(asks) and (Role.TIME not in roles or goes_on or not says_value)


def completed(turn: Turn, plain: str, phrases: Sequence[Phrase]) -> str:
    """Half a question with what it is asked of in front: the thing and the time of the last one."""
    subject, own = subject_of(turn.phrases), [item for item in phrases if item.role is not Role.LINK]
    said = plain[own[0].span.start :]
    asked = next((item for item in own if item.role in {Role.MEASURE, Role.FACT}), None)
    values = [item for item in own if item.role is Role.MEASURE]
    if asked in values and all(KINDS.fullmatch(item.stem) for item in values):
        text, own_time = _of_kind(turn, asked.stem), joined([item for item in own if item.role is Role.TIME])
        return _with_own_time(turn, text, own_time) if own_time else text
    name = subject.thing
    if asked is None or (asked.role is Role.FACT and (not name or asked.stem in RATES)):
        name = name or subject.measure
    if asked is None and all(item.role is not Role.DOING for item in own):
        name = " ".join(filter(None, (subject.thing, subject.measure)))  # 얼마나 늘었어
    if asked is None and name:
        name = with_fitting(name, "은")
    if (
        asked is not None
        and own[-1].role is Role.COMPARED
        and not any(item.stem in RATES for item in own)
        and year_before(own, turn)
    ):
        at = own.index(asked) + 1
        said = f"{plain[own[0].span.start : own[at - 1].span.end]} {year_before(own, turn)}{plain[own[at].span.start :]}"
    time = (subject.time or turn.time) if wants_time(said) and not any(item.role is Role.TIME for item in own) else ""
    return " ".join(filter(None, (time, name, said)))


def why(turn: Turn, phrases: Sequence[Phrase]) -> str:
    """What was said last, asked for its reason: 왜 becomes 2025년 스마트상점 예산이 줄어든 이유는?"""
    noun = next((item.stem for item in phrases if item.stem in REASONS), "이유")
    if turn.question.asked is Asked.REASON and noun not in _GROUNDS:
        return turn.plain
    asked, ends = with_fitting(noun, "는"), [*filter(_is_end, turn.phrases)]
    told = next(
        (item for item in ends if item.role is Role.COMPARED), ends[-1] if ends and not _asks_value(turn.phrases) else None
    )
    done = ending_before_noun(told.text) if told is not None and noun not in _GROUNDS else ""
    done = _CHANGED.get(turn.change, done) if told is not None and told.role is Role.COMPARED else done
    if told is None or not done:
        return f"{subject_of(turn.phrases).whole()} {asked}?"
    matter = [
        item
        for number, item in enumerate(turn.phrases[: turn.phrases.index(told)])
        if item.role not in {Role.ASKING, Role.EMPTY} and not _is_end(item) and not _is_compared(turn.phrases, number)
    ]
    said = [with_fitting(item.stem, "이") if item.particle in {"은", "는"} else item.text for item in matter]
    if matter and matter[-1].is_noun and not matter[-1].particle:
        said[-1] = with_fitting(matter[-1].stem, "이")
    return " ".join([*said, done, f"{asked}?"])


def _is_compared(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a phrase is, or says, what something is compared with: 전년, 대비."""
    is_time = phrases[number].role is Role.TIME and is_compared_with(phrases, number)
    return is_time or phrases[number].role is Role.COMPARED


def _is_end(item: Phrase) -> bool:
    """Whether a verb ends a clause."""
    return item.role in {Role.DOING, Role.COMPARED} and not item.is_noun and not item.is_modifier


def _asks_value(phrases: Sequence[Phrase]) -> bool:
    return any(item.role is Role.ASKING and _HOW_MUCH.search(item.text) for item in phrases)


def is_name_alone(phrases: Sequence[Phrase]) -> bool:
    """Whether a text says of what, but not what is asked: 남구는 어때, 서울경제진흥원은, 별빛도서관은 얼마야."""
    own = [item for item in phrases if item.role is not Role.LINK]
    things = [item for item in own if item.role is Role.THING]
    rest = [item for item in own if item.role not in {Role.THING, Role.TIME}]
    if (
        len(own) == len(phrases)
        and any(item.role is Role.TIME for item in own)
        and any(item.role is Role.ASKING for item in rest)
    ):
        return False  # 2022년 계는 얼마인가요: a time, a name, and what is asked
    is_bare = len(things) > 1 and not things[-1].particle and not rest  # 메타버스 서울 출시일
    if not things or is_bare or len(things) > _MOST_THINGS or any(not _BESIDE.fullmatch(item.particle) for item in things):
        return False
    if any(item.particle and not item.particle.startswith("의") for item in things[:-1]):
        return False  # several things that play parts of their own
    if things[-1].particle in {"이", "가"} and rest:
        return False  # 부채가 얼마: what is asked for, not of what
    is_of_it = any(item.stem in {"것", "거"} for item in rest)  # 청년센터 것도 알려줘
    return all(
        (item.role is Role.ASKING and is_of_it and _GIVES.match(item.text))
        or (
            item.role is Role.ASKING
            and (_HOW.search(item.text) or _HOW_MUCH.search(item.text))
            and not _OWN_ASKING.match(item.text)
        )
        or (item.role is Role.EMPTY and not re.search(r"\d", item.text))
        for item in rest
    )


def for_another(turn: Turn, plain: str, phrases: Sequence[Phrase], is_name: IsName) -> str:
    """The last question asked of another thing, or, where the name is that of a value or fact beside it, for that.

    Empty where a name of several words is not known to be one: it may be a thing and what is asked of it (디지털교실 강사는).
    """
    own = [item for item in phrases if item.role is not Role.LINK]
    things = [item for item in own if item.role is Role.THING]
    name, subject = joined(things), subject_of(turn.phrases)
    if _is_asked_otherwise(turn, own):
        return ""
    said = plain[own[0].span.start :]
    time = "" if any(item.role is Role.TIME for item in own) else subject.time or turn.time
    if _ARTICLE.match(name):
        return f"{paper_of(turn)} {said}".strip()
    known = any(calls(name, label) for label in turn.rows_beside) or is_name(name)
    if _is_called(name, turn.columns) or (subject.things and not known and not _is_alike(things, subject.things)):
        own_of_it = len(things) == 1 or _is_called(name, turn.columns) or _is_within(name, turn)
        return " ".join(filter(None, (time, subject.thing, said))) if own_of_it else ""
    if len(things) > 1 and not known and not _is_alike(things, subject.things):
        return ""
    text = _instead(turn, things, name)
    own_time = joined([item for item in own if item.role is Role.TIME])
    return _with_own_time(turn, text, own_time) if own_time else text


def instead_of_word(turn: Turn, text: str) -> str:
    """The last question with one of its words replaced: 당초 말고 최종은. Empty where a text does not say so."""
    match = _NOT_BUT.match(text.strip())
    if match is None:
        return ""
    new = re.sub(r"(?:은|는|도)?(?:요)?[\s?.!]*$", "", match["new"])
    found = re.search(re.escape(match["old"]), turn.plain)
    if found is None:
        return _of_kind(turn, new) if KINDS.fullmatch(new) else ""
    return _put(turn.plain, found.start(), found.end(), new)


def _of_kind(turn: Turn, kind: str) -> str:
    """The last question for another kind of its value: 최종 for 당초."""
    measures = subject_of(turn.phrases).measures
    at = measures[0].span.start if measures else len(turn.plain)
    if old := KINDS.search(turn.plain, at):
        return _put(turn.plain, old.start(), old.end(), kind)
    return f"{turn.plain[:at]}{kind} {turn.plain[at:]}".strip()


def _put(plain: str, start: int, end: int, word: str) -> str:
    """A text with a word in the place of another, the particle behind it fitting."""
    behind = re.match(r"(?:은|는|이|가|을|를|과|와)(?![가-힣])", plain[end:])
    said = with_fitting(word, behind.group()) if behind else word
    return plain[:start] + said + plain[end + (behind.end() if behind else 0) :]


def _is_asked_otherwise(turn: Turn, own: Sequence[Phrase]) -> bool:
    """Whether it asks how many of something else than the last question did: 별빛도서관은 몇 명이야, behind a budget."""
    counted = next((number for number, item in enumerate(own) if item.text.startswith("몇")), None)
    if counted is None:
        return False
    counter = " ".join(item.stem for item in own[counted : counted + 2])
    return counter not in turn.plain


def calls(name: str, label: str) -> bool:
    """Whether a name is a label, or some of its words in their order, the first or last among them: 청년 인턴 for 청년 디지털 인턴."""
    whole, words = letters_of(label), [letters_of(word) for word in name.split()]
    at = 0
    for word in words:
        at = whole.find(word, at) + len(word)
        if at < len(word) or not word:
            return False
    is_end = bool(words) and (whole.startswith(words[0]) or whole.endswith(words[-1]))
    return is_end and sum(map(len, words)) >= _MOST_OF_LABEL * len(whole)


def _is_called(name: str, labels: Sequence[str]) -> bool:
    """Whether a name is one of some labels: nearly all of it, and not a small part of what is said."""
    said = frozenset(letter_pairs(name))
    return any(
        letters_of(label) == letters_of(name)
        or (
            len(label) > _ONE_LETTER
            and name_share(label, said) >= _SAME_NAME
            and name_share(name, frozenset(letter_pairs(label))) >= _SAME_NAME
        )
        for label in labels
    )


def _is_within(name: str, turn: Turn) -> bool:
    """Whether a name stands in the section that the last answer is from."""
    return letters_of(name) in turn.near


def _instead(turn: Turn, things: Sequence[Phrase], name: str) -> str:
    """The last question with a name in the place of that of the same sort; in front of what it asks for where it has none."""
    subject = subject_of(turn.phrases)
    if not subject.things:
        at = subject.measures[0].span.start if subject.measures else (times_of(turn.phrases)[-1].span.end if subject.times else 0)
        return f"{turn.plain[:at].rstrip()} {name} {turn.plain[at:].lstrip()}".strip()
    names = _names(subject.things)
    chosen = next((item for item in names if item[-1].stem == things[-1].stem), names[-1])
    alike = next((item for item in chosen if len(things) == 1 and len(chosen) > 1 and _same_sort(item, things[0])), None)
    return replaced(turn.plain, [alike] if alike else chosen, name)


def _names(things: Sequence[Phrase]) -> list[list[Phrase]]:
    """The names among things: 디지털포용 조례안에서, 디지털포용위원회."""
    found: list[list[Phrase]] = [[]]
    for item in things:
        found[-1].append(item)
        if item.particle not in {"", "의"}:
            found.append([])
    return [name for name in found if name]


def _same_sort(old: Phrase, new: Phrase) -> bool:
    """Whether two words name things of one sort: both a body, or both numbered or ending alike: 1호점 and 2호점, 남구 and 중구."""
    if old.stem == new.stem or (names_body(old.stem) and names_body(new.stem)):
        return True
    numbered = re.compile(r"\d+")
    if numbered.search(old.stem) and numbered.search(new.stem):
        return numbered.sub("", old.stem) == numbered.sub("", new.stem)
    shared = old.stem[-2:]  # 일반회계 and 특별회계; not 보급사업 and 정비사업
    if len(old.stem) > 2 and new.stem.endswith(shared) and shared not in GENERIC:
        return True
    return old.stem[-1:] == new.stem[-1:] and len(old.stem) <= len(new.stem) + 2 and old.stem[-1:] in "구시군동점팀과차급"


def _is_alike(things: Sequence[Phrase], others: Sequence[Phrase]) -> bool:
    """Whether a name is of one sort with another: both bodies, both proper names, ending alike."""
    return any(_same_sort(item, things[-1]) for item in others) or (
        things[-1].is_proper and any(item.is_proper or names_body(item.stem) for item in others)
    )


def _with_own_time(turn: Turn, text: str, time: str) -> str:
    """A text for the time that is named with the other thing: 2023년 남구는."""
    old = subject_of(turn.phrases).time
    return text.replace(old, time, 1) if old else f"{time} {text}"
