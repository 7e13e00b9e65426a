"""Both scenarios, played from StartEx to EndEx by silent and by calm seats: the timeline is as it was written down.

`python -m tests.rehearsals.write_down` writes the timelines anew when a scenario or a rule was changed on purpose.
"""

import pytest

from tests.rehearsals.timelines import FOLDER, PLAYED, timeline


@pytest.mark.parametrize(("scenario", "seats"), PLAYED)
def test_the_timeline_is_as_it_was_written_down(scenario, seats):
    written = (FOLDER / f"{scenario}-{seats}.txt").read_text(encoding="utf-8")
    assert timeline(scenario, seats).splitlines() == written.splitlines()
