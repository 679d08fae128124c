"""The chat: served whole from this machine, it answers sentence by sentence and asks nothing of any other host."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import gradio as gr
import httpx
import pytest
from gradio_client import Client

import ui
from assistant.settings import Settings
from assistant.suggest import suggest_questions
from index.filters import Filters
from index.library import Library
from ingest.errors import BadInput
from screen import chat as chatting
from screen import scope
from screen.coming import packed
from screen.shown import Shown

QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"
HERE = {"127.0.0.1", "localhost", "::1", "0.0.0.0"}
FETCHED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src",),
    "base": ("href",),
}
# What a style sheet makes the browser fetch; what stands in comments it does not.
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_FETCH = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


class Chat(NamedTuple):
    """The chat as served: its address, its page, and every foreign address that this process turned to."""

    url: str
    html: str
    app: Any
    foreign: list[str]


class Page(HTMLParser):
    """What a page makes the browser fetch, and the style sheets written into it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.sheets: list[str] = []
        self.css = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        found = [attributes[name] for name in FETCHED.get(tag, ()) if attributes.get(name)]
        self.fetched += found
        self._in_style = tag == "style"
        if tag == "link" and "stylesheet" in attributes.get("rel", ""):
            self.sheets += found
        self.css += attributes.get("style", "")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.css += data


def foreign(addresses: list[str]) -> list[str]:
    """The addresses that name another host than this machine."""
    return [address for address in addresses if urlsplit(address).netloc and urlsplit(address).hostname not in HERE]


def css_fetches(css: str) -> list[str]:
    return [one or other for one, other in CSS_FETCH.findall(CSS_COMMENT.sub("", css))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def chat(small_library: Library) -> Iterator[Chat]:
    """The chat over the small library, served on a free port."""
    turned_to: list[str] = []
    look_up = socket.getaddrinfo

    def noting(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in HERE:
            turned_to.append(name)
            raise socket.gaierror(f"no network in tests: {name}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", noting)
        app = ui.build(Shown(small_library), Settings())
        _, url, _ = app.launch(
            server_name="127.0.0.1", server_port=free_port(), quiet=True, prevent_thread_lock=True, **ui.appearance()
        )
        yield Chat(url, httpx.get(url).text, app, turned_to)
        app.close(verbose=False)


@pytest.fixture(scope="module")
def conversation(chat: Chat) -> list[str]:
    """A question put as the page puts it: the states of the answer, as the page receives them."""
    states = [json.loads(state)["messages"] for state in Client(chat.url, verbose=False).submit(QUESTION, api_name="/reply")]
    assert all([message["role"] for message in state] == ["assistant"] for state in states)
    return [said_in(state[-1]) for state in states]


def said_in(message: Any) -> str:
    """The HTML of a message, which Gradio hands on in parts."""
    return "".join(part["text"] for part in message["content"])


# Served


def test_the_page_names_the_chat_and_what_is_in_the_library(chat):
    assert httpx.get(urljoin(chat.url, "config")).json()["title"] == "근거"
    assert "문서 2개" in chat.html


def test_the_page_fetches_nothing_from_another_host(chat):
    page = Page(chat.html)
    assert page.fetched
    assert foreign(page.fetched + css_fetches(page.css)) == []


def test_the_style_sheets_fetch_nothing_from_another_host(chat):
    sheets = [urljoin(chat.url, address) for address in Page(chat.html).sheets]
    assert sheets
    for address in sheets:
        assert foreign(css_fetches(httpx.get(address).text)) == [], address


def test_the_configuration_names_no_style_sheet_or_font_of_another_host(chat):
    config = httpx.get(urljoin(chat.url, "config")).json()
    assert foreign(config.get("stylesheets") or []) == []


def test_our_own_style_and_script_fetch_nothing():
    look = ui.appearance()
    assert css_fetches(look["css"]) == []
    assert not re.search(r"https?://|XMLHttpRequest|WebSocket", look["head"])
    asked = re.findall(r"fetch\((.{10})", look["head"])
    assert asked and all(address.startswith("`geungeo/") for address in asked)  # of the host that served the page


def test_nothing_is_told_to_anybody(chat):
    assert chat.app.analytics_enabled is False
    assert httpx.get(urljoin(chat.url, "config")).json()["analytics_enabled"] is False


def test_the_page_is_served_for_this_machine_only_and_without_a_share(chat):
    assert urlsplit(chat.url).hostname == "127.0.0.1"
    assert not chat.app.share and chat.app.share_url is None


@pytest.mark.parametrize(
    "html", ['<script src="https://a.b/c.js">', '<link href="//a.b/c">', "<style>@import 'http://a.b'</style>"]
)
def test_the_check_for_other_hosts_finds_them(html):
    page = Page(html)
    assert foreign(page.fetched + css_fetches(page.css))


# Asked


def test_an_answer_grows_to_its_end(conversation):
    assert len(conversation) >= 2
    answers = [state.removesuffix("</div>") for state in conversation]
    assert all(longer.startswith(shorter) for shorter, longer in pairwise(answers))


def test_an_answer_shows_figures_and_opens_its_sources(conversation):
    last = conversation[-1]
    assert "1,500,000천원" in last and "1,450,000천원" in last
    buttons = re.findall(r'data-source="([^"]+)"', last)
    assert buttons and set(buttons) <= set(re.findall(r'<article class="source" id="([^"]+)"', last))


def test_no_other_host_was_turned_to(chat, conversation):
    assert conversation
    assert chat.foreign == []


def test_what_was_said_before_is_not_sent_again(chat):
    client = Client(chat.url, verbose=False)
    first, second = (list(client.submit(QUESTION, api_name="/reply"))[-1] for _ in range(2))
    assert len(json.loads(second)["messages"]) == 1
    assert len(second) < 1.2 * len(first)


def test_two_answers_that_are_alike_are_told_apart(small_library):
    box = gr.Chatbot()
    said = [{"role": "assistant", "content": "같은 말"}]
    assert packed(box, "1", said) != packed(box, "2", said)


# The parts


def test_a_question_that_is_too_long_is_told_in_the_chat(small_library):
    *_, (last, _) = chatting._reply(small_library, Settings(), "가" * 3000, [])
    assert "너무 깁니다" in last[-1]["content"]


def test_an_answer_follows_what_was_said_before(small_library):
    before = [{"role": "user", "content": "앞"}, {"role": "assistant", "content": "말"}]
    assert all(
        state[:2] == before and len(state) == 3 for state, _ in chatting._reply(small_library, Settings(), QUESTION, before)
    )


def test_two_answers_of_a_conversation_do_not_share_their_cards(small_library):
    def cards() -> set[str]:
        *_, (last, _) = chatting._reply(small_library, Settings(), QUESTION, [])
        return set(re.findall(r'id="([^"]+)"', last[-1]["content"]))

    assert not cards() & cards()


def test_the_suggestions_are_offered(chat, small_library):
    config = httpx.get(urljoin(chat.url, "config")).json()
    (chatbot,) = [part for part in config["components"] if part["type"] == "chatbot"]
    offered = [example["text"] for example in chatbot["props"]["examples"]]
    assert offered == suggest_questions(small_library, 4)
    assert offered


def test_an_empty_library_says_how_to_fill_it(tmp_path):
    from index.library import open_library

    library = open_library(tmp_path / "data", "kiwi")
    assert "‘문서’ 탭에서 파일을 넣어 주십시오" in ui._title(library)
    ui.build(Shown(library), Settings())
    library.close()


def test_a_port_that_is_taken_is_told_with_the_remedy(small_library, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadInput) as raised:
            ui.serve(small_library, Settings(port=taken.getsockname()[1]))
    assert "--port" in raised.value.remedy


def test_the_address_is_told_only_where_the_chat_is_served(small_library, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadInput):
            ui.serve(small_library, Settings(port=taken.getsockname()[1]))
    assert "대화 화면" not in capsys.readouterr().out


# Where is looked


def test_the_dropdowns_hold_what_is_in_the_library(chat):
    config = httpx.get(urljoin(chat.url, "config")).json()
    dropdowns = {part["props"]["label"]: part["props"]["choices"] for part in config["components"] if part["type"] == "dropdown"}
    assert list(dropdowns) == ["해", "종류", "발행 기관", "위원회", "문서", "점검할 문서", "견줄 문서"]
    assert ["업무보고.txt", "업무보고.txt"] in [list(choice) for choice in dropdowns["문서"]]
    assert ["2023년", 2023] in [list(choice) for choice in dropdowns["해"]]


def test_a_choice_holds_for_questions(small_library):
    filters, told = scope._choose(small_library, [2023], ["업무보고"], None, [], [])
    assert filters == Filters(kinds=("업무보고",), years=(2023,))
    assert "문서 1개에서 찾습니다" in told
    *_, (last, _) = chatting._reply(small_library, Settings(), QUESTION, [], filters)
    assert "찾은 범위: 2023년, 업무보고" in last[-1]["content"] and "검토보고.txt" not in last[-1]["content"]


def test_a_choice_that_leaves_no_document_is_told(small_library):
    filters, told = scope._choose(small_library, [2024], ["업무보고"], [], [], [])
    assert "맞는 문서가 없습니다" in told
    *_, (last, _) = chatting._reply(small_library, Settings(), QUESTION, [], filters)
    assert "찾을 범위에 맞는 문서가 없습니다" in last[-1]["content"]


def test_the_choice_holds_over_the_wire(chat):
    client = Client(chat.url, verbose=False)
    client.predict([], ["검토보고서"], [], [], [], api_name="/choose")
    last = json.loads(list(client.submit(QUESTION, api_name="/reply"))[-1])
    assert "찾은 범위: 검토보고서" in said_in(last["messages"][-1])


# The table audit


def test_the_audit_lists_what_does_not_add_up(chat):
    html = Client(chat.url, verbose=False).predict("", api_name="/audit")
    assert 'class="geungeo audit"' in html


def test_a_question_is_read_on_from_the_turns_before_it_and_says_so(small_library):
    *_, (messages, turns) = chatting._reply(small_library, Settings(), QUESTION, [])
    *_, (messages, turns) = chatting._reply(small_library, Settings(), "별빛도서관 운영은?", messages, turns=turns)
    assert len(turns) == 2
    shown = messages[-1]["content"]
    assert shown.index("앞 질문에 이어") < shown.index("2,500,000천원")


def test_a_turn_that_failed_is_none_to_go_on_from(small_library):
    *_, (_, turns) = chatting._reply(small_library, Settings(), "가" * 3000, [])
    assert list(turns) == []


# With a language model


def test_a_models_words_are_grey_until_they_hold(small_library):
    from tests.llm_server import saying, serving

    question = "2023년 별빛도서관 운영 예산현액 얼마야?"
    with serving(saying("2023년 별빛도서관 운영의 예산현액은 2,500,000천원입니다. [1]")) as server:
        states = [state[-1]["content"] for state, _ in chatting._reply(small_library, server.settings(), question, [])]
    assert "언어 모델에 묻고 있습니다" in states[0]
    assert "2,500,000천원" in states[-1] and "unsettled" not in states[-1] and "쓴 것: 언어 모델 m" in states[-1]


def test_a_dead_model_is_a_notice_and_no_error_page(small_library):
    from tests.llm_server import dead_url

    settings = Settings(llm="ollama", llm_url=dead_url(), llm_model="m")
    *_, (last, _) = chatting._reply(small_library, settings, QUESTION, [])
    assert "연결하지 못했습니다" in last[-1]["content"] and "1,500,000천원" in last[-1]["content"]
