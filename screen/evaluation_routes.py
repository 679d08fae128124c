"""What the tab of evaluations asks for: gold files, the run that is made, those that are kept, two of them side by side."""

from __future__ import annotations

from functools import partial
from html import escape
from urllib.parse import quote as percent

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from eval.gold_folder import gold_file, gold_files, keep_gold
from eval.head import changed
from eval.job import Job
from eval.runs import Run, find_run, remove, results_of
from eval.summary import summaries
from index.library import Library
from ingest.document import Span
from screen.evaluated import Evaluated
from screen.guard import changing, guarded
from screen.page_view import check_of
from screen.render.answer import card_html, citation_html, lines_html
from screen.render.comparison import comparison_html
from screen.render.evaluation import flaws_html, progress_html, runs_html, start_html
from screen.render.run import misses_html, run_html

_LARGEST_GOLD = 64 << 20  # bytes
_LARGEST_NUMBER = 1 << 32
_LONGEST_NAME = 80


def evaluation_routes(library: Library, job: Job) -> list[BaseRoute]:
    """The addresses under `geungeo/eval/` of runs and gold files."""
    made = Evaluated(library)
    get = {
        "runs": partial(_runs, library, job),
        "list": partial(_list, library, job),
        "progress": partial(_progress, job),
        "flaws": partial(_flaws, made),
        "run/{id}": partial(_run, made),
        "misses/{id}": partial(_misses, library),
        "compare": partial(_compare, made),
        "card": partial(_card, made),
        "gold/{name}": partial(_hand_out, library),
    }
    post = {
        "gold": (partial(_take_in, library), _LARGEST_GOLD),
        "start": (partial(_start, library, job), 0),
        "stop": (partial(_stop, job), 0),
        "resume/{id}": (partial(_resume, job), 0),
        "remove/{id}": (partial(_remove, library, job), 0),
    }
    return [
        *(Route(f"/geungeo/eval/{path}", guarded(handle)) for path, handle in get.items()),
        *(Route(f"/geungeo/eval/{path}", changing(*handle), methods=["POST"]) for path, handle in post.items()),
    ]


def _runs(library: Library, job: Job, request: Request) -> Response:
    """The form to begin a run, the one that is made, those that are kept."""
    files = [path.name for path in gold_files(library.folder)]
    chosen = request.query_params.get("gold", "")
    has_documents = bool(library.store.passage_count())
    return HTMLResponse(start_html(files, chosen, has_documents, job.progress()) + _kept(library, job))


def _list(library: Library, job: Job, request: Request) -> Response:
    return HTMLResponse(_kept(library, job))


def _progress(job: Job, request: Request) -> Response:
    return HTMLResponse(progress_html(job.progress()))


def _flaws(made: Evaluated, request: Request) -> Response:
    """What is wrong or doubtful in a gold file."""
    path = gold_file(made.library.folder, request.query_params.get("gold", ""))
    return HTMLResponse(flaws_html(made.problems(path)))


def _run(made: Evaluated, request: Request) -> Response:
    """A run: its measures, and what it got wrong."""
    run = _of(made.library, request)
    return HTMLResponse(run_html(run.head, made.report(run), results_of(run)))


def _misses(library: Library, request: Request) -> Response:
    """Some of what a run got wrong, of a type."""
    asked = request.query_params
    return HTMLResponse(misses_html(results_of(_of(library, request)), asked.get("type", ""), _number(asked.get("from", "0"))))


def _compare(made: Evaluated, request: Request) -> Response:
    """Two runs side by side, the older first."""
    ids = sorted(request.query_params.getlist("id"))
    if len(ids) != 2:
        raise ValueError(ids)
    before, after = (find_run(made.library.folder, id) for id in ids)
    return HTMLResponse(
        comparison_html(before.head, after.head, made.comparison(before, after), changed(before.head, after.head))
    )


def _card(made: Evaluated, request: Request) -> Response:
    """The card of a passage, by its place with the check of its words, or by its words alone."""
    asked = request.query_params
    document, id = asked.get("document", ""), asked.get("id", "")
    if "quote" in asked:
        found = made.quoted(document, asked["quote"])
    else:
        start, end, check = (_number(asked.get(name, "")) for name in ("start", "end", "check"))
        found = made.passage(document, Span(start, end))
        if check_of(found.quote) != check:
            raise LookupError(document)
    number = _number(asked.get("number", "1"))
    if "whole" in asked:  # of a passage, no words are meant more than others
        return HTMLResponse(card_html(found, escape(id), number, lines_html(found.quote)))
    return HTMLResponse(citation_html(found, id, number))


def _hand_out(library: Library, request: Request) -> Response:
    """A gold file to take away."""
    path = gold_file(library.folder, request.path_params["name"])
    name = f"attachment; filename=\"gold.jsonl\"; filename*=UTF-8''{percent(path.name)}"
    return Response(path.read_bytes(), media_type="application/x-ndjson", headers={"Content-Disposition": name})


def _take_in(library: Library, request: Request, body: bytes) -> Response:
    """Keep a gold file that is handed over; tells the name that it is kept under."""
    return PlainTextResponse(keep_gold(library.folder, request.query_params.get("name", ""), body).name)


def _start(library: Library, job: Job, request: Request, body: bytes) -> Response:
    """Begin a run of a gold file."""
    name = " ".join(request.query_params.get("name", "").split())[:_LONGEST_NAME]
    job.begin(gold_file(library.folder, request.query_params.get("gold", "")), name)
    return PlainTextResponse("평가를 시작했습니다. 이 화면을 닫아도 이어집니다.")


def _stop(job: Job, request: Request, body: bytes) -> Response:
    job.stop()
    return PlainTextResponse("지금 묻고 있는 문항까지만 묻고 멈춥니다.")


def _resume(job: Job, request: Request, body: bytes) -> Response:
    run = job.resume(request.path_params["id"])
    return PlainTextResponse(f"이어서 합니다: {run.head.name}")


def _remove(library: Library, job: Job, request: Request, body: bytes) -> Response:
    run = _of(library, request)
    remove(run)
    job.forget(run.head.id)
    return PlainTextResponse(f"지웠습니다: {run.head.name}")


def _of(library: Library, request: Request) -> Run:
    """The run that an address names, by its whole id."""
    return find_run(library.folder, request.path_params["id"])


def _kept(library: Library, job: Job) -> str:
    """The runs that are kept, and which of them is being made."""
    progress = job.progress()
    working = progress.run.head.id if progress is not None and progress.is_working else ""
    return runs_html(summaries(library.folder), working, bool(gold_files(library.folder)))


def _number(text: str) -> int:
    """A number that an address may hold. Raises ValueError for any other."""
    if not text.isdecimal() or len(text) > 10 or int(text) >= _LARGEST_NUMBER:
        raise ValueError(text)
    return int(text)
