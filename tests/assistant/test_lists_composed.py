"""Lists as a person gets them: complete, counted, and of the state that is asked for."""

from __future__ import annotations

import pytest

_AUDIT = """# 2024년도 행정사무감사 조치결과

# Ⅰ. 지적사항 목록

번호	구분	요지	지적위원	조치상태
1	시정	출장비 정산 지연	나도현	완료
2	시정	계약서류 누락	문가온	추진중
3	처리	도서 반납기 고장 방치	나도현	추진중
4	건의	작은도서관 야간 개방	문가온	추진중
5	건의	하천 산책로 조명 보강	나도현	완료

# Ⅱ. 세부 조치결과

## 1. 회계과 소관

### 1-1. 출장비 정산 지연
 ○ 조치상태 : 완료
 ○ 정산 기한을 5일로 줄임

### 1-2. 계약서류 누락
 ○ 조치상태 : 추진중
 ○ 서류 목록을 만들고 있음

### 1-3. 물품 대장 미작성
 ○ 조치상태 : 완료
 ○ 대장을 새로 씀
"""

_ORDINANCE = """# 나래시 작은도서관 조례안

제4조(운영위원회) 시장은 다음 각 호의 사항을 심의하기 위하여 운영위원회를 둔다.
 1. 장서 구입에 관한 사항
 2. 이용 시간에 관한 사항
 3. 자원봉사자 모집에 관한 사항
② 운영위원회는 7명 이내로 한다.

제9조(이용 기준) 열람실은 다음 각 호의 기준을 갖추어야 한다.
 1. 책상 너비가 80센티미터 이상일 것
 2. 조도가 500럭스 이상일 것
 3. 비상구가 둘 이상일 것
 4. 냉난방기를 갖출 것
② 시장은 기준에 맞는지를 해마다 살핀다.
"""

_CRITERIA = """# 나래시 운동장 위탁 동의안

# 수탁기관 선정기준

평가항목	배점	내용
운영능력	40	인력, 실적
사업계획	35	이용자 확대
재정상태	25	부채비율
계	100
"""


@pytest.fixture(scope="module")
def listed(asking):
    return asking({"감사.txt": _AUDIT, "조례안.txt": _ORDINANCE, "동의안.txt": _CRITERIA})


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        ("나도현 위원이 지적한 것을 모두 뽑아줘", ["출장비 정산 지연", "반납기 고장", "산책로 조명", "모두 3건"], ["계약서류"]),
        ("지적사항 목록에서 추진중인 것만 나열해 주세요", ["계약서류", "반납기", "야간 개방", "모두 3건"], ["조명 보강"]),
        ("회계과 소관 가운데 완료된 것들은 뭐가 있는지 알려주세요", ["출장비", "물품 대장", "모두 2건"], ["서류 목록을"]),
        (
            "작은도서관 조례안 제9조의 열람실 기준 네 가지를 나열해 줘",
            ["80센티미터", "500럭스", "비상구", "냉난방기"],
            ["해마다"],
        ),
        ("운영위원회가 심의하는 사항은?", ["장서 구입", "이용 시간", "자원봉사자"], ["7명"]),
        ("수탁기관 평가항목이랑 배점 알려줘", ["운영능력 (배점 40", "사업계획 (배점 35", "재정상태 (배점 25"], ["100"]),
    ],
)
def test_a_list_is_complete_and_holds_nothing_else(listed, question, said, left_out):
    found = listed(question)
    text = "\n".join(sentence.text for sentence in found.sentences if sentence.role == "answer")
    assert all(word in text for word in said), text
    assert not any(word in text for word in left_out), text
    assert not found.notices
