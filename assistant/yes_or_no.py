"""Whether a question wants yes or no: it ends as such questions end, formal or everyday, and has no word of asking."""

from __future__ import annotations

import re


def asks_yes_or_no(plain: str) -> bool:
    """Whether a question's reading text wants yes or no.

    >>> asks_yes_or_no("스마트상점은 2023년 목표 채웠어?")
    True
    >>> asks_yes_or_no("예산이 얼마나 줄었어요?")
    False
    """
    matter = _BEHIND.sub("", plain).strip()
    if _INTERROGATIVE.search(matter) or _IS_REQUEST.search(matter) or _IS_CHOICE.search(matter):
        return False
    return _ENDS.search(matter) is not None or ("?" in plain[len(matter) :] and _ENDS_ALOUD.search(matter) is not None)


def _ending_in(final: int) -> str:
    """The syllables with one final consonant, by its number in Unicode's order: 20 is ㅆ."""
    return "[" + "".join(chr(0xAC00 + 28 * number + final) for number in range(399)) + "]"


_N, _L, _PAST = _ending_in(4), _ending_in(8), _ending_in(20)
_BEHIND = re.compile(r"[?.!~\s]*+(?:\([^()]*\)\s*+[?.!~]*+\s*+)?$")  # "… 맞나? (조례안 기준)"
_INTERROGATIVE = re.compile(
    r"뭐|뭘|뭔|뭡|무엇|무얼|무슨|어디(?!나)|어딘|누구(?!나)|누가|언제(?!나|든)|얼마(?!\s?전)|(?<![가-힣])몇|며칠|(?<![가-힣])왜(?!곡|소)"
    r"|어떤|어떻|어때|어땠|어느|어째|어찌|웬"
)
# 알려줄 수 있나요, 볼 수 있을까요: asks for more than yes.
_IS_REQUEST = re.compile(
    r"(?:알려|말해|말씀해|설명해|보여|정리해|찾아|뽑아|계산해|비교해|요약해|적어|골라|나열해|가르쳐)\s?(?:줄|주실|주)\S*\s?(?:수\s?있|래|시겠)"
    r"|(?:알|볼|확인할|들을|받아볼)\s수\s있(?:을까|나|어|습니까|는가|는지)\S*$|(?:다른|차이|이유|까닭|문제|내용|사항)(?:가|이|은|는)?\s?(?:뭐|무엇)"
)
_IS_CHOICE = re.compile(
    r"(?:가요?|까|[나지]요?|니|야|어요?)\s?[,?]\s\S.*(?:가요?|까|[나지]요?|니|야|어요?)$|아니면|혹은|(?<![가-힣])또는\s\S+(?:가요?|까)$"
)
# Endings that only questions have.
_ENDS = re.compile(
    rf"니까$|{_PAST}(?:나|니|냐|지|죠|던가|는가|는지|을까)(?:요)?$|{_PAST}어(?:요)?$|(?:{_N}|던)가(?:요)?$|{_L}까(?:요)?$"
    r"|[가-힣](?<!하|누|어)나(?:요)?$|하나요$|(?:[가-힣]{2}|야\s)하나$"
    rf"|(?:맞|되|하|이|아니|같|크|많|높|낮|넘|받|쓰|걸|건|거|게|오르|줄|늘|않)(?:지|죠)(?:요)?$|(?:{_N}|는|은)\s?(?:거|건|게|것)(?:지|죠|냐|니|야|가요?|예요|에요|맞\S*)$"
    r"|(?:맞|같|되|하|이|크|많|높|낮|넘)냐$|맞(?:아|아요|는지|는지요|을까요?)$"
    rf"|(?:{_N}|는|은)지\s(?:궁금|알려|확인|말해|알고)\S*(?:\s\S{{1,4}})?$|(?:가능|충분)\s?여부$"
)
# Endings that are questions where the voice, or a mark, makes them such.
_ENDS_ALOUD = re.compile(
    r"[가-힣](?:아요|어요|여요|해요|돼요|에요|예요|대요|래요)$|(?<![가-힣])(?:있|없)어(?:요)?$|(?:돼|같아|많아|높아|낮아|적어|작아|커|남아|넘어|모자라)$"
    r"|(?:필요|가능|동일|충분|부족|포함|해당|초과)해$|(?:거|것|이|아니)야$|[가-힣]대$"
)
