"""Which keys and values may an editor offer while somebody writes a scenario? The JSON Schema, made from the model."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from app.scenario.model import KEYED, Scenario
from app.scenario.words import MET_BY, STARTS, THEN, WHEN, Word


def scenario_schema() -> dict[str, Any]:
    """The schema of a scenario file."""
    schema = Scenario.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    for group in KEYED:
        written = schema["properties"][group]
        (part,) = written["patternProperties"].values()
        name = part["$ref"].removeprefix("#/$defs/")
        # A part that stands under its id does not repeat it.
        parts[name]["properties"].pop("id")
        parts[name]["required"] = [key for key in parts[name].get("required", ()) if key != "id"]
        written["additionalProperties"] = False
    parts["Move"]["properties"]["when"] = _one_word(WHEN)
    parts["Move"]["properties"]["then"]["items"] = _one_word(THEN)
    parts["Drift"]["properties"]["when"] = _one_word(WHEN)
    parts["Expectation"]["properties"]["met_by"] = _one_word(MET_BY)
    parts["StatutoryClock"]["properties"]["met_by"] = _one_word(MET_BY)
    parts["StatutoryClock"]["properties"]["starts"] = _one_word(STARTS)
    tidy: dict[str, Any] = _tidy(schema)
    return tidy


def schema_text() -> str:
    """The schema as it stands in ``scenarios/scenario.schema.json``."""
    return json.dumps(scenario_schema(), indent=2, ensure_ascii=False) + "\n"


def _one_word(words: Mapping[str, Word]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"description": word.about} for name, word in words.items()},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _tidy(value: Any) -> Any:
    """Without titles that repeat the key, without ``null``, and without defaults that a file would not write so."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _tidy(item) for key, item in value.items() if not (key == "title" and isinstance(item, str))}
    options = [option for option in kept.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        kept = {**options[0], **{key: item for key, item in kept.items() if key != "anyOf"}}
    if kept.get("default", "") in (None, "", []) or (kept.get("type") == "string" and kept.get("default") == 0):
        kept.pop("default", None)
    return kept


if __name__ == "__main__":
    sys.stdout.write(schema_text())
