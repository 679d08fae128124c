"""What OpenAPI says holds: no request of its making is a server's error, and every example is what its schema says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.app import programs_app
from api.service import Service
from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library
from tests.serving import service_over

METHODS = {"get", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, small_documents: Any) -> Iterator[Service]:
    """A service over a library that the requests may change."""
    library = open_library(tmp_path_factory.mktemp("schema") / "data", "kiwi")
    list(take_in(library, [small_documents / "업무보고.txt"]))
    service = service_over(library, Settings(today="2025-03-01"))
    yield service
    service.turns.close()
    service.jobs.close()
    service.job.close()
    library.close()


@pytest.fixture(scope="module")
def described(own: Service) -> dict[str, Any]:
    return programs_app(own).openapi()


BOUNDS = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


# What fits the schema may still be refused: filters that no document meets, a file that is no document.
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_is_a_servers_error_and_every_reply_fits_the_schema(own, mode, record_property):
    described = schemathesis.openapi.from_asgi("/openapi.json", programs_app(own))
    wrong, tried, statuses = [], 0, Counter[int]()
    for operation in (found.ok() for found in described.get_all_operations()):
        tried += 1

        @BOUNDS
        @given(case=operation.as_strategy(generation_mode=mode))
        def hold(case):
            left_out = [positive_data_acceptance]
            if case.media_type == "multipart/form-data":  # on the wire whatever stands for a file is one
                left_out.append(negative_data_rejection)
            response = case.call_and_validate(headers={"Sec-Fetch-Site": "same-origin"}, excluded_checks=left_out)
            statuses[response.status_code] += 1

        try:
            with suppress(Unsatisfiable):  # nothing can be sent to it that would be wrong
                hold()
        except Exception as error:
            wrong.append(f"{operation.label}: {error!r} {error}")
    assert wrong == [] and tried >= 14
    record_property("operations", tried)
    record_property("requests", statuses.total())
    record_property("server errors", sum(count for status, count in statuses.items() if status >= 500))


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield f"{method} {path}", operation


def contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for response in operation["responses"].values():
        yield from response.get("content", {}).values()


def test_every_example_is_what_its_schema_says(described):
    found = 0
    for name, operation in operations(described):
        for content in contents(operation):
            examples = [content["example"]] if "example" in content else []
            examples += [item["value"] for item in content.get("examples", {}).values()]
            examples += content.get("itemSchema", {}).get("examples", [])
            for example in examples:
                whole = {**(content.get("schema") or content["itemSchema"]), "components": described["components"]}
                assert jsonschema_rs.is_valid(whole, example), f"{name}: {example}"
                found += 1
    for name, model in described["components"]["schemas"].items():
        for example in model.get("examples", []):
            assert jsonschema_rs.is_valid({**model, "components": described["components"]}, example), name
            found += 1
    assert found > 20


def test_every_operation_is_told_in_korean_and_tells_its_problems(described):
    found = dict(operations(described))
    assert {"post /ask", "post /ask/stream", "get /cite", "get /figures", "post /check", "get /jobs/{id}"} <= set(found)
    for name, operation in found.items():
        assert any("가" <= letter <= "힣" for letter in operation["summary"]), name
        assert operation["tags"], name
        for status, response in operation["responses"].items():
            assert any("가" <= letter <= "힣" for letter in response["description"]), (name, status)
            assert "X-Request-ID" in response.get("headers", {}), (name, status)
            assert status < "400" or list(response["content"]) == ["application/problem+json"], (name, status)
