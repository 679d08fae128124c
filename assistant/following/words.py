"""Words that any matter has, whatever it is about: those that point, link, ask for a value or for a fact of something."""

from __future__ import annotations

import re


def words_in(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# 그럼, 그리고: they say that what follows goes on from what was before.
LINKS = words_in("그럼 그러면 그렇다면 그렇담 그리고 그런데 근데 그래서 또 또한 이어서 그다음 그다음에 이번엔 이번에는")
POINTERS = words_in("그 이 저 해당 위 상기 앞 동 같은")
POINTING_PRONOUNS = words_in(
    "그것 이것 저것 그거 이거 저거 그게 거기 여기 저기 그곳 이곳 그쪽 이쪽 그때 그분 이분 걔 얘 이들 그들"
)
PERSONS = words_in("위원 의원 사람 분 위원장 팀장 과장 국장 원장 본부장 담당자 대표 그분 이분 걔 얘")
TIMES = words_in("해 때 그때 당시 연도 년도 시기 기간 날 달")
REASONS = words_in("이유 까닭 사유 원인 근거 배경 산출근거 산출 내역")
# What stands for anything that was spoken of: 그 사업, 그 기관. Of another noun (그 도서관) it must be part of the name.
GENERIC = words_in("것 거 사업 과제 기관 단체 시설 재단 회사 업체 제도 행사 프로그램 내용 건 일 문제 항목 부분 안건 사안 곳 데")
# Values that something has: a question that names one and something has all it needs.
MEASURES = words_in(
    "예산 예산액 예산안 예산현액 금액 돈 사업비 총사업비 비용 값 출연금 보조금 지원금 국비 시비 도비 구비 군비 국고 인건비 운영비 경비"
    " 수입 지출 세입 세출 결산 결산액 집행액 지출액 잔액 집행잔액 이월액 불용액 총액 단가 요금 수수료 연봉 급여 수당 정원 현원"
    " 인원 인원수 명수 건수 횟수 개수 개소 규모 면적 실적 목표 목표치 성과 물량 수량 수 점수 등급 순위"
)
# Values of values: they need another beside them.
RATES = words_in("비율 비중 집행률 달성률 증가율 감소율 증감률 점유율 완료율 참여율 증감 증감액 증가액 감소액 증액 감액")
# What one asks of anything.
FACTS = words_in(
    "담당 담당자 담당팀 부서 담당부서 소관 소관부서 팀 팀장 과장 국장 책임자 연락처 전화 전화번호 번호 내선 이메일 주소 위치 장소 소재지 기간 시기"
    " 일정 날짜 시작일 종료일 개관일 기한 마감 마감일 대상 내용 주요내용 개요 목적 배경 취지 필요성 효과 기대효과 문제점 문제 한계 대책"
    " 방안 개선방안 계획 추진계획 추진실적 결과 처리결과 현황 방법 절차 조건 자격 구성 위원장 원장 대표 대표자 주체 수행기관 운영기관"
    " 의견 검토의견 종합의견 쟁점 답변 제안자 발의자 시행일 유형 종류 이름 명칭 상태 진행상황 추진상황 내역 세부내역 산출내역 임기 인력"
    " 성함 직위 직책 이유 까닭 사유 원인 근거 산출근거 법적근거 시간 요일 주관 추진배경"
)
# What is no thing, though it is a noun.
FILLERS = words_in("동안 정도 가운데 경우 만큼 지금 현재 오늘 요즘 이번 전체 총 각각 각자 모두")
# 당초 말고 최종은: which of a row's values is meant.
KINDS = re.compile(r"본예산|당초|추경|기정|최종|현액|결산|집행|실적|목표|계획|잠정|요구")
COMPARING = words_in("차이 합계 합 총합 평균 격차 비교 대비 둘 셋 배")
CHANGING = words_in(
    "늘 늘어나 줄 줄어들 오르 내리 낮아지 높아지 커지 작아지 많아지 적어지 변하 달라지 바뀌 증가 감소 변화 변동 상승 하락 깎이 뛰"
)
CALCULATING = words_in("합치 더하 합하 빼 나누 크 작 높 낮 많 적 비교 합산")
_MORE = re.compile(
    r"(?:그|이)?\s?(?:밖에|외에|말고)?\s?(?:더|또)\s?(?:다른\s?(?:것|거|건|사람|데|곳))?(?:은|는|도)?\s?(?:있\S*|없\S*|알려\S*|보여\S*)?(?:\s?줘\S*|\s?주세요)?"
    r"|(?:그\s?|이\s?)?(?:나머지|다음|외|밖)(?:는|은|엔|에는|것은|건|것도)?\s?(?:뭐\S*|무엇\S*|있\S*|더\s?있\S*|알려\S*|보여\S*)?(?:\s?줘\S*)?"
    r"|다른\s[가-힣]{1,6}(?:은|는|도|에는|에서는)?\s?(?:더\s?)?(?:없\S*|있\S*|어때\S*|어떻\S*)?"
    r"|다른\s?(?:건|것은|거는|것도|건도|곳은|데는|사람은|위원은|의원은)?\s?(?:더\s?)?(?:없\S*|있\S*)?"
)
_AGAIN = re.compile(
    r"다시(?:\s?한\s?번)?(?:\s?(?:말|알려|보여|답|설명)\S*)?(?:\s?(?:줘|주세요)\S*)?|한\s?번\s?더(?:\s?\S*줘\S*)?"
)
_SOURCES = re.compile(
    r"(?:출처|원문|근거\s?(?:문서|자료|대목)|인용문?|어느\s?문서|어디에?\s?(?:나와|적혀|쓰여)\S*)(?:은|는|을|를|도|이|에서?)?\s?(?:있\S*|나와\S*|나온\S*|어디\S*|뭐\S*|무엇\S*|보여\S*|알려\S*|그대로\S*)*(?:\s?(?:줘|주세요|거야|건가요|이야)\S*)*"
)
_BY_YEAR = re.compile(
    r"(?:연도|년도|해)(?:별로?|마다)(?:는|은|도)?\s?(?:보여\S*|알려\S*|비교\S*|정리\S*|어떻\S*|어때\S*)?(?:\s?(?:줘|주세요|해줘|돼)\S*)?|추이(?:는|도|를)?(?:\s?(?:보여|알려)\S*)?(?:\s?줘\S*)?|매년\s?얼마\S*"
)
_WHY = re.compile(
    r"왜(?:\s?(?:그래|그렇|그런)\S*|요|죠|지)?(?:\s?(?:거|건)\S*)?|(?:그|이)?\s?(?:이유|까닭|사유|원인|근거|배경|산출\s?근거)(?:는|은|가|이|도|를|을)?\s?(?:뭐\S*|무엇\S*|알려\S*|왜\S*)?(?:\s?(?:줘|주세요)\S*)?"
)


def asks_for_more(text: str) -> bool:
    """Whether a text asks for nothing but more of the same: 더 있어, 나머지는, 그 다음은."""
    return bool(_MORE.fullmatch(text))


def asks_again(text: str) -> bool:
    """Whether a text asks to hear the same again."""
    return bool(_AGAIN.fullmatch(text))


def asks_source(text: str) -> bool:
    """Whether a text asks for nothing but where it is written, or for the very words."""
    return bool(_SOURCES.fullmatch(text))


def asks_by_year(text: str) -> bool:
    """Whether a text asks for nothing but the same over the years."""
    return bool(_BY_YEAR.fullmatch(text))


def asks_why(text: str) -> bool:
    """Whether a text asks for nothing but the reason or the ground of what was said."""
    return bool(_WHY.fullmatch(text))
