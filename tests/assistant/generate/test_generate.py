"""Answers by a model over real HTTP: what holds is shown, what does not is struck, and every failure leads to the composed answer."""

from __future__ import annotations

import subprocess
import sys
import time
from ssl import SSLCertVerificationError
from threading import Event
from threading import enumerate as threads

import pytest

from assistant.answer import answer, answer_in_steps
from assistant.generate.failures import failure_of
from assistant.settings import Settings
from assistant.types import FigureStatus
from screen.chat import _reply
from tests.assistant.generate.conftest import QUESTION
from tests.llm_server import (
    Request,
    broken_json,
    cutting,
    dead_url,
    dripping,
    endless,
    failing,
    hanging,
    no_protocol,
    other_shape,
    resetting,
    saying,
    stalling,
)

TRUE = "2023년 별빛도서관 운영의 예산현액은 2,500,000천원입니다."
ALSO_TRUE = "별빛도서관은 야간 이용자가 적어 인건비 대비 효과가 낮다는 한계가 있습니다."
INVENTED = "2023년 별빛도서관 운영의 예산현액은 2,610,000천원입니다."
SECRET = "sk-very-secret-key"
SOON = 0.2  # seconds that a model is waited for


def number_of(words: str, request: Request) -> int:
    """The number under which the prompt has the passage with some words."""
    return next(number for number, text in request.passages.items() if words in text)


def telling(*sentences: str) -> object:
    """Say some sentences on the library, each with its passage."""

    def say(request: Request) -> str:
        places = [number_of("인건비 대비" if "야간" in text else "4,000,000", request) for text in sentences]
        return " ".join(f"{text} [{number}]" for text, number in zip(sentences, places, strict=True))

    return saying(say)


@pytest.fixture
def composed(small_library):
    return answer(small_library, QUESTION, Settings(today="2025-03-01"))


# What holds


def test_a_right_answer_is_shown_with_tight_citations(ask_model, server, protocol):
    server.behaviour = telling(TRUE, ALSO_TRUE)
    found = ask_model(protocol=protocol)
    assert found.made.llm == "m" and not found.struck and not found.notices
    assert [sentence.text for sentence in found.sentences[:2]] == [TRUE, ALSO_TRUE]
    assert {figure.status for figure in found.figures} == {FigureStatus.VERIFIED}
    assert any(citation.quote == "별빛도서관 운영\t2,000,000\t2,500,000\t500,000\t25.0%" for citation in found.citations)
    assert "generate" in found.made.timings


def test_citations_are_spans_of_the_documents(ask_model, server, small_library):
    server.behaviour = telling(TRUE, ALSO_TRUE)
    for citation in ask_model().citations:
        text = small_library.store.document_text(citation.document)
        assert text[citation.span.start : citation.span.end] == citation.quote


def test_documents_that_differ_are_put_beside_a_models_sentence(ask_model, server):
    server.behaviour = telling("드론 배송 실증 지원의 2023 예산현액은 1,500,000천원입니다.")
    found = ask_model("드론 배송 실증 지원 2023 예산현액은 얼마인가요?")
    assert found.made.llm and any(sentence.role == "conflict" and "1,450,000" in sentence.text for sentence in found.sentences)


def test_what_is_shown_on_the_way_is_unsettled_until_it_holds(small_library, server, protocol):
    server.behaviour = telling(TRUE, ALSO_TRUE)
    *steps, last = answer_in_steps(small_library, QUESTION, server.settings(protocol))
    assert "묻고 있습니다" in steps[0].told and all(step.answer is None for step in steps)
    first = next(step for step in steps if step.unsettled)
    assert first.settled is None and TRUE.startswith(first.unsettled)
    assert next(step.settled.text.count("입니다") for step in steps if step.settled) == 1
    assert last.answer is not None and last.answer.text.startswith(TRUE)


def test_the_model_is_given_passages_and_the_question(ask_model, server, protocol):
    ask_model(protocol=protocol, llm_key=SECRET)
    (request,) = server.requests
    assert QUESTION in request.question and "별빛도서관 운영\t2,000,000\t2,500,000" in request.passages[1]
    assert "근거 없음" in request.system and request.body["stream"] is True
    assert request.headers["authorization"] == f"Bearer {SECRET}"


def test_where_nothing_is_found_no_model_is_asked(ask_model, server):
    assert ask_model("화성 이주 우주선의 승무원 급식 단가는?").abstained
    assert not server.requests


def test_what_was_computed_no_model_need_tell_again(ask_model, server):
    found = ask_model("달빛광장 조성 사업비는 2022년보다 2023년에 얼마나 늘었나?")
    assert any(figure.status is FigureStatus.DERIVED for figure in found.figures)
    assert not server.requests and not found.made.llm


# What does not hold


def test_one_false_sentence_brings_back_the_composed_answer(ask_model, server, composed, protocol):
    server.behaviour = telling(ALSO_TRUE, INVENTED)
    found = ask_model(protocol=protocol)
    assert found.text == composed.text and not found.made.llm
    assert [item.text for item in found.struck] == [INVENTED]
    assert "2,610,000천원" in found.struck[0].reason and "문서의 문장으로 답합니다" in found.notices[-1]


def test_where_it_is_not_strict_the_others_stay(ask_model, server, protocol):
    server.behaviour = telling(TRUE, INVENTED)
    found = ask_model(protocol=protocol, llm_strict=False)
    assert found.made.llm and found.text.startswith(TRUE) and "2,610,000" not in found.text
    assert [item.text for item in found.struck] == [INVENTED]
    assert "1개는 근거와 맞지 않아" in found.notices[0]


def test_where_none_holds_the_composed_answer_stands_though_not_strict(ask_model, server, composed):
    server.behaviour = telling(INVENTED)
    found = ask_model(llm_strict=False)
    assert found.text == composed.text and not found.made.llm and found.struck


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (TRUE, "밝히지 않았습니다"),
        (f"{TRUE} [99]", "없는 대목 번호"),
        (f"{TRUE} [0]", "없는 대목 번호"),
        ("검토보고서는 “정산 의무가 있어 의회가 미리 동의하도록”이라고 했습니다. [2]", "글자와 다릅니다"),
        ("2023년 별빛도서관 운영의 예산현액은 1,500,000천원입니다. [1]", "1,500,000천원"),
        ("2022년 별빛도서관 운영의 예산현액은 2,500,000천원입니다. [1]", "2,500,000천원"),
        ("2023년 별빛도서관 운영의 예산현액은 2,500,000백만원입니다. [1]", "2,500,000백만원"),
        ("별빛도서관 운영은 2023 예산현액이 이십오억 원입니다. [1]", "이십오억 원"),
        ("별빛도서관 운영은 가장 큰 사업으로 2023 예산현액이 2,500,000천원입니다. [1]", "가장"),
        ("우주 정거장은 화성 궤도에서 승무원을 기다립니다. [1]", "그런 내용이 없습니다"),
        ("저는 인공지능이라 답할 수 없습니다. [1]", "그런 내용이 없습니다"),
        ("자세한 것은 https://evil.example/?q=1 에 있습니다. [1]", "링크나 꾸밈"),
        ("<script>alert(1)</script> 별빛도서관입니다. [1]", "링크나 꾸밈"),
        ("![별빛](http://evil.example/x.png) 별빛도서관입니다. [1]", "링크나 꾸밈"),
        ("출연 동의안을 의결하면 출연금액이 확정됩니다. [2]", "반대"),
    ],
)
def test_a_sentence_that_does_not_hold_is_struck_with_its_reason(ask_model, server, composed, said, reason):
    server.behaviour = saying(said)
    found = ask_model()
    assert found.text == composed.text and not found.made.llm
    assert reason in found.struck[0].reason


def test_markdown_reads_on_as_plain_words(ask_model, server):
    server.behaviour = saying(lambda request: f"## 답\n- **{TRUE.removesuffix('.')}** [{number_of('4,000,000', request)}].")
    found = ask_model(llm_strict=False)
    assert found.sentences[0].text == TRUE


def test_thoughts_are_no_part_of_the_reply(ask_model, server):
    server.behaviour = saying(lambda request: f"<think>음. 999억원인가.</think>{TRUE} [{number_of('4,000,000', request)}]")
    found = ask_model()
    assert found.made.llm and not found.struck


# Failures


def failed(found, composed, reason: str) -> bool:
    """Whether the composed answer stands, with a notice of the reason, and nothing of the server's own words."""
    told = any(reason in notice and "문서의 문장으로 답합니다" in notice for notice in found.notices)
    return told and found.text == composed.text and not found.made.llm and "secret-of-the-server" not in repr(found)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (failing(429), "429"),
        (failing(500), "500"),
        (failing(503), "503"),
        (failing(401), "llm_key"),
        (failing(403), "llm_key"),
        (failing(404), "llm_model"),
        (failing(400), "400"),
        (hanging(), "제때"),
        (dripping, "제때"),
        (stalling("별빛도서관"), "제때"),
        (cutting("별빛도서관은 "), "도중에 끊겼습니다"),
        (resetting("별빛도서관은 "), "도중에 끊겼습니다"),
        (broken_json, "읽을 수 없습니다"),
        (other_shape, "읽을 수 없습니다"),
        (saying(""), "빈 답"),
        (saying("근거 없음"), "찾지 못했다고"),
        (saying("‘근거 없음’."), "찾지 못했다고"),
        (endless, "너무 길어"),
        (saying("죄송합니다. 도와드릴 수 없습니다."), "근거와 맞지 않는"),
    ],
)
def test_every_failure_leads_to_the_composed_answer(ask_model, server, composed, protocol, behaviour, reason):
    server.behaviour = behaviour
    start = time.monotonic()
    found = ask_model(protocol=protocol, llm_timeout=5.0 if reason == "너무 길어" else SOON)
    assert failed(found, composed, reason)
    assert time.monotonic() - start < 4


def test_a_web_page_is_no_reply(ask_model, server, composed, protocol):
    server.behaviour = no_protocol
    assert ask_model(protocol=protocol, llm_timeout=SOON).text == composed.text


@pytest.mark.parametrize("strict", [True, False])
def test_half_a_true_answer_is_no_answer(ask_model, server, composed, strict):
    server.behaviour = cutting(f"{TRUE} [1] {ALSO_TRUE}")
    assert failed(ask_model(llm_strict=strict), composed, "도중에 끊겼습니다")


def test_a_dead_server_leads_to_the_composed_answer(small_library, composed, protocol):
    url = dead_url() + ("/v1" if protocol == "openai" else "")
    settings = Settings(llm=protocol, llm_url=url, llm_model="m", llm_timeout=1.0, today="2025-03-01")
    assert failed(answer(small_library, QUESTION, settings), composed, "연결하지 못했습니다")


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_an_address_may_leave_out_the_path_or_not(ask_model, server, protocol, path):
    server.behaviour = telling(TRUE)
    assert ask_model(protocol=protocol, llm_url=server.url + path).made.llm


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0.0.0.0"])
def test_no_proxy_is_asked_for_a_server_of_this_machine(ask_model, server, protocol, host, monkeypatch):
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, dead_url())
    server.behaviour = telling(TRUE)
    assert ask_model(protocol=protocol, llm_url=server.url.replace("127.0.0.1", host)).made.llm


def test_a_certificate_that_is_not_to_be_trusted_is_told():
    error = RuntimeError("connection")
    error.__cause__ = SSLCertVerificationError("self-signed certificate")
    assert "인증서" in str(failure_of(error))


@pytest.mark.parametrize("through", ["the entry", "the page"])
def test_who_stops_listening_closes_the_connection(small_library, server, protocol, through):
    gone = Event()

    def talk(wire):
        wire.begin()
        try:
            for _ in range(500):
                wire.tokens("별빛도서관 ")
                wire.wait(0.02)
        except OSError:
            gone.set()
            raise

    server.behaviour = talk
    settings = server.settings(protocol)
    if through == "the entry":
        steps = answer_in_steps(small_library, QUESTION, settings)
        next(step for step in steps if step.unsettled)
    else:
        steps = _reply(small_library, settings, QUESTION, [])
        next(messages for messages, _ in steps if "확인하는 중" in messages[-1]["content"])
    steps.close()
    assert gone.wait(3)


def test_a_context_without_room_for_a_passage_is_told(ask_model, composed):
    assert failed(ask_model(llm_context=1024), composed, "llm_context")


def test_no_reader_is_left_behind(ask_model, server):
    server.behaviour = hanging(0.5)
    before = len(threads())
    ask_model(llm_timeout=0.1)
    ends = time.monotonic() + 3
    while len(threads()) > before and time.monotonic() < ends:
        time.sleep(0.02)
    assert len(threads()) <= before


# The key


def test_the_key_is_nowhere_but_in_the_request(ask_model, server, composed, protocol, caplog, capfd):
    caplog.set_level("DEBUG")
    for behaviour in (failing(401), failing(500), broken_json, hanging(), telling(TRUE)):
        server.behaviour = behaviour
        found = ask_model(protocol=protocol, llm_key=SECRET, llm_timeout=SOON)
        assert SECRET not in repr(found)
    assert SECRET not in caplog.text
    assert SECRET not in "".join(capfd.readouterr())
    assert SECRET not in repr(server.settings(protocol, llm_key=SECRET))


def test_without_a_model_no_client_is_loaded():
    code = "import sys, assistant.answer; print([name for name in ('openai', 'ollama', 'llama_index', 'httpx') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
