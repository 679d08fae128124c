"""What one says to begin, to thank or to agree: it asks nothing, and nothing goes on from it."""

from __future__ import annotations

import re

ASK_SOMETHING = "넣은 문서에 대해 궁금한 것을 물어 주십시오."
_THANKS = r"(?:정말|진짜|너무|참|네|예|응|아)?\s*(?:고마워|고맙(?:습니다|네|다)|감사(?:합니다|해|드립니다|해요)?|땡큐|수고(?:했어|하셨습니다|하세요|해)?)(?:요|용)?"
_GREETS = r"안녕(?:하세요|하십니까|히\s?(?:계세요|가세요))?|반가워(?:요)?|반갑습니다|잘\s?있어|잘\s?가|또\s?봐(?:요)?"
_AGREES = r"(?:아\s*)?(?:네|넵|넹|예|응|ㅇㅇ|그래|그렇구나|그렇군(?:요)?|알겠어(?:요)?|알겠습니다|알았어(?:요)?|오케이|ok|좋아(?:요)?|좋네(?:요)?|됐어(?:요)?)"
_LAUGHS = r"[ㅋㅎㅠㅜ]+"
_MANNERS = re.compile(rf"(?:(?:{_THANKS}|{_GREETS}|{_AGREES}|{_LAUGHS})[\s.,!~?^]*)+", re.IGNORECASE)


def is_manners(text: str) -> bool:
    """Whether a text says nothing but that: 고마워요!, 네 알겠습니다.

    >>> is_manners("네, 감사합니다!"), is_manners("감사 결과는?")
    (True, False)
    """
    return _MANNERS.fullmatch(text.strip()) is not None
