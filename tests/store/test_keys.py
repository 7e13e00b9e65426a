"""Are the server's own keys made once, also when two servers start at the same moment?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.store.database import Database, open_database
from app.store.keys import Keys


def test_a_key_stays_the_same(database: Database) -> None:
    key = Keys(database).signing()
    assert len(key) >= 32
    assert Keys(database).signing() == key


def test_servers_that_start_together_have_the_same_key(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    databases = [open_database(url, patience_ms=10_000) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda each: Keys(each).signing(), databases))
    assert len(keys) == 1
    for each in databases:
        each.close()


def test_a_mark_belongs_to_its_words(database: Database) -> None:
    keys = Keys(database)
    assert keys.mark("card", "1", "a") == keys.mark("card", "1", "a")
    assert len({keys.mark("card", "1", "a"), keys.mark("card", "1a", ""), keys.mark("card", "1", "b")}) == 3
