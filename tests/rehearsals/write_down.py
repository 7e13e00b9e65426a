"""Writes the golden timelines anew."""

from tests.rehearsals.timelines import FOLDER, PLAYED, timeline

if __name__ == "__main__":
    for scenario, seats in PLAYED:
        (FOLDER / f"{scenario}-{seats}.txt").write_text(timeline(scenario, seats), encoding="utf-8")
