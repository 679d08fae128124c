"""What can be shown of an answer on its way, one step after the other; the last one has the answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Answer, Struck


@dataclass(frozen=True, slots=True)
class Step:
    """A state of an answer that is being made: what a person is told, what of a model's words is settled and what is not yet."""

    told: str = ""  # Korean: what is being done
    settled: Answer | None = None  # the sentences that hold, verified as any answer's
    struck: tuple[Struck, ...] = ()
    unsettled: str = ""  # as the model wrote it so far: nothing of it is checked
    answer: Answer | None = None  # on the last step, and on no other
