"""Render proposals of gold items as HTML: pure functions. Everything that comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from eval.checking.problem import Problem
from eval.drafting.filled import figure_as_text
from eval.drafting.proposal import Origin, Proposal
from eval.gold import GoldEvidence
from eval.wording import TYPES, type_told
from screen.render.answer import lines_html
from screen.render.evaluation import problems_html
from screen.render.run import card_button

_ORDER = (Origin.JUDGED, Origin.LEDGER, Origin.HEADING)
_NAMES = {Origin.JUDGED: "평가한 질문", Origin.LEDGER: "수치", Origin.HEADING: "제목과 항목"}
_TOLD = {
    Origin.JUDGED: "대화에서 도움이 됐는지 평가한 질문입니다.",
    Origin.LEDGER: "문서의 표와 글에 적힌 수치로 만든 질문입니다.",
    Origin.HEADING: "제목 아래 적힌 항목(기간, 부서, 근거 등)으로 만든 질문입니다.",
}
_NOTHING = {
    "JUDGED": "평가한 질문이 없습니다. ‘질의’ 탭에서 답 아래 ‘도움이 됨’이나 ‘아쉬움’을 누르면 여기에 나옵니다.",
    "": "제안할 문항이 없습니다. ‘문서’ 탭에서 문서를 넣거나, ‘질의’ 탭에서 답을 평가해 주십시오.",
}


def drafts_html(found: Sequence[Proposal], files: Sequence[str], chosen: str, origin: str, documents: Sequence[str]) -> str:
    """The proposals, each with its form, for a gold file; `origin` is what they are made from, empty for all."""
    names = list(dict.fromkeys([*files, chosen]))
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(name)}{"" if name in files else " (새로 만듦)"}</option>'
        for name in names
    )
    origins = "".join(
        f'<option value="{one.name}"{" selected" if one.name == origin else ""}>{_NAMES[one]}</option>' for one in _ORDER
    )
    known = "".join(f'<option value="{escape(name)}"></option>' for name in documents)
    cards = "".join(map(_group, _by_origin(found)))
    empty = "" if found else f'<p class="nothing">{_NOTHING.get(origin, _NOTHING[""])}</p>'
    return (
        '<h3 tabindex="-1">문항 만들기</h3><form class="into"><label>받아 넣을 정답 파일'
        f'<select name="gold" class="gold-into">{options}<option value="*">새 파일…</option></select></label>'
        '<label class="new-gold" hidden>새 파일의 이름<input name="new" maxlength="80" placeholder="문항" autocomplete="off"></label>'
        f'<label>만든 곳<select name="origin" class="origin"><option value="">모두</option>{origins}</select></label></form>'
        f'<datalist id="known-documents">{known}</datalist>{empty}{cards}'
    )


def held_html(lacking: Sequence[str], problems: Sequence[Problem]) -> str:
    """What a filled in item lacks and what is wrong in it; that it may be taken, where nothing is."""
    told = "".join(f'<p class="notice">{escape(line)}</p>' for line in lacking)
    is_wrong = bool(lacking) or any(problem.flaw.is_error for problem in problems)
    fine = "" if is_wrong else '<p class="done">받을 수 있습니다.</p>'
    return f'<div class="checked" data-wrong="{int(is_wrong)}">{told}{problems_html(problems) if problems else ""}{fine}</div>'


def _by_origin(found: Sequence[Proposal]) -> list[tuple[Origin, list[Proposal]]]:
    groups = [(origin, [proposal for proposal in found if proposal.origin is origin]) for origin in _ORDER]
    return [(origin, proposals) for origin, proposals in groups if proposals]


def _group(group: tuple[Origin, list[Proposal]]) -> str:
    origin, proposals = group
    return (
        f'<section class="drafts"><h3>{_NAMES[origin]} {len(proposals):,}개</h3><p class="reading">{_TOLD[origin]}</p>'
        f"{''.join(map(_proposal, proposals))}</section>"
    )


def _proposal(proposal: Proposal) -> str:
    """A proposal as it is, and behind it the form in which it is filled in."""
    item = proposal.item
    figures = ", ".join(map(figure_as_text, item.figures))
    rows = [
        ("정답", lines_html(item.answer)),
        ("수치", escape(figures)),
        ("반드시 있을 말", escape(", ".join(item.must_contain))),
    ]
    rows += [("평가한 까닭", escape(proposal.remark))]
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    evidence = "".join(
        card_button(
            {"document": place.document, "quote": place.quote}, escape(place.document), f"“{lines_html(place.quote)}”", ""
        )
        for place in item.evidence
    )
    lacking = f'<p class="notice">{escape(proposal.lacking)}</p>' if proposal.lacking else ""
    take = "" if proposal.lacking else '<button type="button" class="tool chief take">받기</button>'
    return (
        f'<article class="proposal"><div class="as-it-is"><h4>{escape(item.question)}</h4>'
        f'<p class="reading">{escape(type_told(item.type))}</p><dl>{facts}</dl>{evidence}{lacking}'
        f'<div class="row">{take}<button type="button" class="tool edit" aria-expanded="false">고치기</button>'
        f'<button type="button" class="tool refuse">거절</button></div></div>{_form(proposal)}</article>'
    )


def _form(proposal: Proposal) -> str:
    item = proposal.item
    types = dict.fromkeys([item.type, *TYPES])
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == item.type else ""}>{escape(type_told(name))}</option>'
        for name in types
    )
    places = "".join(map(_place, item.evidence or (GoldEvidence("", ""),)))
    return (
        f'<form class="filling" data-id="{escape(item.id)}" hidden><label>질문<input name="question" maxlength="500" value="{escape(item.question)}"></label>'
        f'<label>유형<select name="type">{options}</select></label>'
        f'<label>정답<textarea name="answer" rows="2" maxlength="4000">{escape(item.answer)}</textarea></label>'
        f"{_lines('figures', '답에 있어야 할 수치 (한 줄에 하나)', map(figure_as_text, item.figures))}"
        f"{_lines('must_contain', '답에 있어야 할 말 (한 줄에 하나, 달리 적어도 되는 말은 | 로 나눔)', item.must_contain)}"
        f'<div class="places">{places}</div><div class="row"><button type="button" class="tool add-place">근거 더하기</button></div>'
        '<div class="held" role="status"></div><div class="row"><button type="submit" class="tool chief">받기</button>'
        '<button type="button" class="tool cancel">그만두기</button></div></form>'
    )


def _lines(name: str, label: str, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f'<label>{label}<textarea name="{name}" rows="1" maxlength="4000">{escape(text)}</textarea></label>'


def _place(place: GoldEvidence) -> str:
    return (
        '<fieldset class="evidence"><legend>근거</legend>'
        f'<label>문서<input name="doc" list="known-documents" maxlength="255" value="{escape(place.document)}"></label>'
        f'<label>인용 (원문 그대로)<textarea name="quote" rows="2" maxlength="4000">{escape(place.quote)}</textarea></label></fieldset>'
    )
