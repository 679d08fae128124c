"""What is found beside answers: places of a lookup, figures over the years, what a draft's check gives. For the schema."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.models.answer import Utterance


class Place(BaseModel):
    """A place of a lookup."""

    doc: str
    title: str
    section: list[str]
    page: int
    place: str
    start: int
    end: int
    quote: str
    marks: list[list[int]] = Field(description="quote 안에서 맞은 곳 [시작, 끝)")
    utterance: Utterance | None
    text: str = Field(description="대목 전체")


class Places(BaseModel):
    """What a lookup found, best first."""

    readings: list[str] = Field(description="적은 것과 다르게 읽은 것")
    places: list[Place]


class Point(BaseModel):
    """A figure of a series, with where it stands."""

    number: int
    series: str
    year: int | None
    date: str
    as_of: str
    kind: str
    text: str
    value: str
    unit: str
    qualifier: str
    krw: int | None
    doc: str
    title: str
    section: list[str]
    table: str
    row: list[str]
    column: list[str]
    page: int
    place: str
    start: int
    end: int
    quote: str


class OneSeries(BaseModel):
    """The figures of one measure."""

    name: str
    unit: str
    points: list[Point]


class FoundFigures(BaseModel):
    """The series that some words mean, best first."""

    readings: list[str]
    series: list[OneSeries]


class Ground(BaseModel):
    """A place that bears a claim out, or contradicts it."""

    doc: str
    title: str
    section: list[str]
    place: str
    start: int
    end: int
    quote: str
    value: str
    kind: str
    year: int | None


class Finding(BaseModel):
    """What the documents say of a figure or a quotation of a draft."""

    start: int
    end: int
    text: str
    quotation: bool
    verdict: Literal["verified", "derived", "contradicted", "not_found"]
    formula: str
    note: str
    grounds: list[Ground]


class CheckedDraft(BaseModel):
    """A checked draft."""

    file: str
    counts: dict[str, int] = Field(description="판정마다의 수")
    findings: list[Finding]
