"""The `geungeo` program: commands gathered, errors told in Korean, exit status set."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from cli.ask import ask
from cli.asked import list_asked, remove_asked
from cli.audit import audit
from cli.backup import backup, restore
from cli.chat import chat
from cli.check import check
from cli.cite import cite
from cli.collections import add_collection, grant_collection, list_collections, remove_collection, revoke_collection
from cli.common import WRONG_USE, warn
from cli.conflicts import conflicts
from cli.describe import describe
from cli.doctor import doctor
from cli.evaluate import list_runs, remove_run, run_gold, show
from cli.evaluate_change import compare_runs, gate
from cli.evaluate_report import report_run
from cli.evaluate_sweep import sweep
from cli.figures import figures
from cli.gold import check as check_gold_file
from cli.gold import draft
from cli.ingest import ingest
from cli.korean import KoreanCommand, KoreanGroup, frame_in_korean, mistake_in_korean
from cli.logs import logs
from cli.manage import remove, status
from cli.read import read
from cli.reembed import reembed
from cli.serve import serve
from cli.settings import settings
from cli.users import (
    add_user,
    change_password,
    change_role,
    disable_user,
    enable_user,
    list_sessions,
    list_tokens,
    list_users,
    make_token,
    remove_user,
)
from cli.words import words
from ingest.errors import GeungeoError

_STOPPED = 130  # exit status of a program that was stopped by Ctrl+C
_GO_ON = "멈추었습니다. 같은 명령을 다시 실행하면 이어서 합니다."

app = typer.Typer(
    cls=KoreanGroup,
    name="geungeo",
    help="근거: 지방의회 문서에서 근거와 쪽을 밝혀 답합니다.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
for name, command in (
    ("ingest", ingest),
    ("read", read),
    ("ask", ask),
    ("chat", chat),
    ("cite", cite),
    ("figures", figures),
    ("audit", audit),
    ("conflicts", conflicts),
    ("check", check),
    ("status", status),
    ("describe", describe),
    ("remove", remove),
    ("words", words),
    ("backup", backup),
    ("restore", restore),
    ("doctor", doctor),
    ("reembed", reembed),
    ("settings", settings),
    ("logs", logs),
    ("serve", serve),
    ("ui", serve),  # as it was called first: the same
):
    app.command(name, cls=KoreanCommand)(command)
evaluation = typer.Typer(cls=KoreanGroup, help="정답이 있는 문항으로 답을 평가합니다.")
for part, of_evaluation in (
    ("run", run_gold),
    ("list", list_runs),
    ("show", show),
    ("compare", compare_runs),
    ("gate", gate),
    ("sweep", sweep),
    ("remove", remove_run),
    ("report", report_run),
    ("check", check_gold_file),
    ("draft", draft),
):
    evaluation.command(part, cls=KoreanCommand)(of_evaluation)
app.add_typer(evaluation, name="eval")
users = typer.Typer(cls=KoreanGroup, help="계정과 그 권한, 비밀번호, 로그인, 토큰을 다룹니다.")
for part, of_users in (
    ("add", add_user),
    ("list", list_users),
    ("password", change_password),
    ("role", change_role),
    ("disable", disable_user),
    ("enable", enable_user),
    ("remove", remove_user),
    ("token", make_token),
    ("tokens", list_tokens),
    ("sessions", list_sessions),
):
    users.command(part, cls=KoreanCommand)(of_users)
app.add_typer(users, name="users")
collections = typer.Typer(cls=KoreanGroup, help="모두에게 보이지 않을 문서의 모음과, 볼 수 있는 사람을 다룹니다.")
for part, of_collections in (
    ("add", add_collection),
    ("list", list_collections),
    ("grant", grant_collection),
    ("revoke", revoke_collection),
    ("remove", remove_collection),
):
    collections.command(part, cls=KoreanCommand)(of_collections)
app.add_typer(collections, name="collections")
asked = typer.Typer(cls=KoreanGroup, help="누가 무엇을 물었는지 보고 지웁니다.")
for part, of_asked in (("list", list_asked), ("remove", remove_asked)):
    asked.command(part, cls=KoreanCommand)(of_asked)
app.add_typer(asked, name="asked")


@users.callback(invoke_without_command=True)
@collections.callback(invoke_without_command=True)
@asked.callback(invoke_without_command=True)
@evaluation.callback(invoke_without_command=True)
@app.callback(invoke_without_command=True)
def _without_command(context: typer.Context) -> None:
    """근거: 지방의회 문서에서 근거와 쪽을 밝혀 답합니다."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(WRONG_USE)


def main() -> None:
    """Run the program. Errors of a user's input go to standard error with the remedy; exit status 2."""
    frame_in_korean()
    try:
        status = app(standalone_mode=False) or 0
        if status == _STOPPED:  # typer makes an exit of Ctrl+C
            warn(_GO_ON)
        sys.exit(status)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "geungeo"
        warn(
            f"쓰는 법이 맞지 않습니다: {mistake_in_korean(error.format_message())}\n`{where} --help`로 쓰는 법을 볼 수 있습니다."
        )
        sys.exit(WRONG_USE)
    except GeungeoError as error:
        warn(str(error))
        sys.exit(WRONG_USE)
    except (KeyboardInterrupt, typer.Abort):
        warn(_GO_ON)
        sys.exit(_STOPPED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nothing to tell
        sys.exit(0)
