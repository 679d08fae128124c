"""What a user says a document is, in place of what was read from it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from ingest.document import Document, Imprint

# What can be put right, as it is called to a user.
FIELDS = {
    "title": "제목",
    "kind": "종류",
    "year": "해",
    "body": "발행 기관",
    "council": "의회",
    "committee": "위원회",
    "session": "회기",
    "date": "날짜",
}
SEARCHED = frozenset({"title", "kind", "year"})  # what passages are cut and searched by


@dataclass(frozen=True, slots=True)
class Correction:
    """The fields that a user put right; None where what was read stands, empty where the document does not say it."""

    title: str | None = None
    kind: str | None = None
    year: int | None = None
    body: str | None = None
    council: str | None = None
    committee: str | None = None
    session: str | None = None
    date: str | None = None

    def given(self) -> dict[str, str | int]:
        """The fields that were put right, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}

    @property
    def is_searched(self) -> bool:
        """Whether it puts right what passages are searched by, so that the document must be read again."""
        return not SEARCHED.isdisjoint(self.given())

    def over(self, earlier: Correction) -> Correction:
        """This correction with what an earlier one put right besides."""
        return Correction(**{**earlier.given(), **self.given()})  # type: ignore[arg-type]

    def applied(self, document: Document) -> Document:
        """The document as put right."""
        return replace(
            document,
            title=document.title if self.title is None else self.title,
            kind=document.kind if self.kind is None else self.kind,
            year=document.year if self.year is None else self.year,
            imprint=self.imprint(document.imprint),
        )

    def imprint(self, read: Imprint) -> Imprint:
        """An imprint as put right."""
        names = {field.name for field in fields(Imprint)}
        return replace(read, **{name: value for name, value in self.given().items() if name in names})  # type: ignore[arg-type]


NOTHING = Correction()
