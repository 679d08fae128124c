"""Numbers that count nothing: telephones, articles of law, ordinals, footnote marks, list numbers, codes, pages."""

from __future__ import annotations

import re

from ingest.units import UNIT_PATTERN

_ORDINAL = r"단계|분기|학년도?|학기|교시|차년도|호선|급(?![여식수])|차\s?(?:산업|본회의|회의|추경|정례|임시)"
_EVENT = r"민주|혁명|운동|절(?![가-힣])|전쟁|항쟁|의거"  # 4·19, 5·18, 6·25
_ARTICLE = r"조|항|호|장|절|회|차|대|기|권|급"
_REST_OF_DATE = r"\d{1,2}[.](?:\s?\d{1,2}[.]|\s?[~∼]|\([월화수목금토일]\))"  # 24. 3. 1., 8. 1.(화)
# Each is tried only where it may begin, so that the letters between cost little: at the first digit of a number,
_AT_NUMBER = (
    rf"\d{{2,4}}-\d{{3,4}}(?:-\d{{4}}(?!\d)|(?!\d|\s?(?:{UNIT_PATTERN}|[천백]?[만억조])))",  # 500-600명 is a range
    r"0\d{1,2}\)\s?\d{3,4}-\d{4}",  # 02)555-0112
    r"(?<!-)(?!(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?![\d-]))\d+(?:-\d+){2,}(?![\d-])",  # accounts, registrations, codes
    r"(?:(?<=[법례령칙정」])|(?<=[법례령칙정」]\s))\d{1,4}조(?!원|\s?\d*,?\d+억)(?:의\s?\d+)?(?:\s?\d{1,2}항)?",
    r"(?:(?<=[가-힣」’”)])|(?<=[가-힣][.]))(?<!\(’)\d{1,2}\)",  # a footnote's mark; (’22) is a year
    r"\d+\s?분의\s?\d+",
    r"(?<![\d.,·~∼-])1\s?(?:인|명|개소|개|가구|세대|호|건|회|차|일|시간|대|팀|㎡|ha|kg|톤)\s?당(?![초해선년월])",  # 1인당: of each
    r"\d{1,2}\s?시\s?(?:\d{1,2}\s?분)?(?![가-힣])",
    r"(?<![.(])\d{1,2}-\d{1,2}[.)](?=\s)",
    r"(?<![.,(’'‘`´])\d{1,2}\)(?=[\s가-힣「])",
    r"(?<!총)(?<!총\s)(?<!,)\d{1,4}\s?(?:쪽|페이지)(?![가-힣]{2})",
    r"(?<!\.)\d{1,3}:\d{1,2}(?!\d)",
    rf"(?<![.,])\d{{1,2}}(?:\s?[·~∼/]\s?\d{{1,2}})?\s?(?:{_ORDINAL})",
    rf"(?<![.,])\d{{1,2}}\s?[·ㆍ․]\s?\d{{1,2}}\s?(?={_EVENT})",
)
# at a Latin letter,
_AT_LATIN = (r"[pP]{1,2}\.\s?\d+(?:\s?[-~∼]\s?\d+)?", r"[A-Za-z]+-?\d+(?:\.\d+)?", r"https?://\S+")
# or at these.
_ELSEWHERE = (
    r"민선\s?\d+\s?기",
    r"☎\s*[\d\-~ ]+",
    r"\[[\w.·]+(?:-[\w.]+)+\]",  # [12화학Ⅱ01-01]
    rf"제\s*\d+\s*(?:-\s*\d+\s*)?(?:{_ARTICLE})(?:의\s*\d+)?",
    r"(?<![가-힣])제\s?\d+",  # 제1서울핀테크랩, 제3자; 과제 3건 counts
    r"의안\s?번호\s*[:：]?\s*[\d,]+(?:\s*호)?",
    r"의사봉\s*\d+\s*타",
    rf"(?m:^\s*\d{{1,2}}(?:-\d{{1,2}})?[.)]\s(?!{_REST_OF_DATE}))",
    r"(?m:^\s*[-–]\s?\d{1,4}\s?[-–]\s*$)",  # - 12 -
)
NO_QUANTITY = re.compile(rf"(?=\d)(?<!\d)(?:{'|'.join(_AT_NUMBER)})|(?=[A-Za-z])(?:{'|'.join(_AT_LATIN)})|{'|'.join(_ELSEWHERE)}")
# What is no quantity of any document, and would take the patterns minutes: letters or digits without end.
ENDLESS = re.compile(r"\d[\d,.]{40,}|[A-Za-z]{200,}-?[\d.]*|\s{200,}")
