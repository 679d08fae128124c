"""Which computations a question asks for."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.types import Asked, Question


class Operation(StrEnum):
    """A computation over figures of the documents."""

    EXTREME = "extreme"  # the largest or the smallest of many, or the second
    REMAINDER = "remainder"  # a whole less a part of it
    DIFFERENCE = "difference"  # between two things
    SHARE = "share"  # a part of a whole, in percent
    AVERAGE = "average"
    CHANGED_ROWS = "changed rows"  # which things grew or shrank
    CHANGE = "change"  # between two years
    SUM = "sum"


# In the order in which they are tried: 합치면 몇 %는 a share of a sum, 집행률 차이 a difference, 빼고 더하면 a remainder.
_ASKED: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (
        Operation.EXTREME,
        re.compile(r"(?:가장|제일|젤)\s*\S|최[대고저소다](?![가-힣]{2}|로|화)|1위|꼴찌|으뜸|[두세]\s?번째로|[둘셋]째로|[23]위"),
    ),
    (
        Operation.CHANGED_ROWS,
        re.compile(r"(?:줄어든|줄인|감소한|감소된|감액된|감액한|삭감된|깎인|늘어난|늘린|증가한|증가된|증액된|증액한)\s?[가-힣]"),
    ),
    (Operation.REMAINDER, re.compile(r"(?:을|를|은|만|\s|\))\s?(?:빼|뺀|제외|빠진|뺐)|나머지")),
    (Operation.DIFFERENCE, re.compile(r"차이|보다|더\s*(?:많|적|크|작|높|낮)|모자라|부족|초과|남(?:나|는|아)|웃도|밑도")),
    (Operation.SHARE, re.compile(r"비중|차지|몇\s*(?:%|퍼센트|프로)|비율|구성비|[가-힣]율[은이을?\s]|[가-힣]률[은이을?\s]")),
    (Operation.AVERAGE, re.compile(r"평균")),
    (
        Operation.CHANGE,
        re.compile(
            r"늘|줄|증가|감소|증감|증액|감액|변화|변동|대비|올랐|올라|내렸|떨어|높아|낮아|몇\s*배|배수|차이|커졌|작아졌|보다"
        ),
    ),
    (
        Operation.SUM,
        re.compile(
            r"합치|합하|합한|합쳐|합산|합해|더하|더한|더해|합은|합이|합계|도합|통틀어|모두\s*(?:얼마|몇)|총\s*(?:얼마|몇)"
        ),
    ),
)


_ASKS_VALUE = re.compile(r"얼마|몇|금액|합계")


def operations_asked(question: Question) -> tuple[Operation, ...]:
    """The computations that a question may ask for, in the order in which they are to be tried."""
    asked = (operation for operation, pattern in _ASKED if pattern.search(question.plain))
    # 기본경비 빼고 뭐뭐 있어?: which things, not what is left of a sum.
    lists = question.asked is Asked.LIST and not _ASKS_VALUE.search(question.plain)
    return tuple(operation for operation in asked if not (lists and operation is Operation.REMAINDER))


def asks(question: Question, operation: Operation) -> bool:
    """Whether a question asks for a computation."""
    return operation in operations_asked(question)
