"""What is worked out once of records: once for each, never for another, and gone with them."""

import gc
import weakref
from dataclasses import dataclass

from framing.once import per_record


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Page:
    text: str


def test_the_same_records_are_asked_once_and_equal_ones_each():
    asked = []

    @per_record
    def words(page, other):
        asked.append(page.text)
        return (*page.text.split(), *other.text.split())

    one, same, other = Page("a b"), Page("a b"), Page("c")
    assert words(one, other) == words(one, other) == ("a", "b", "c")
    assert len(asked) == 1
    assert words(same, other) == ("a", "b", "c") and words(other, one) == ("c", "a", "b")
    assert len(asked) == 3


def test_an_answer_goes_with_the_first_of_its_records():
    @per_record
    def joined(page, other):
        return Page(page.text + other.text)

    page, stays = Page("a"), Page("b")
    answer = weakref.ref(joined(page, stays))
    assert answer() is not None
    del page
    gc.collect()
    assert answer() is None


def test_a_record_in_the_place_of_one_that_is_gone_is_asked_anew():
    @per_record
    def shout(page):
        return page.text.upper()

    assert [shout(Page(text)) for text in ("a", "b", "c")] == ["A", "B", "C"]


def test_an_article_read_is_let_go(models):
    from framing import cast, river
    from framing.records import Article

    reading = river.read(Article("a", "A", "“We sail,” said Ana Brandt. Brandt left."), models)
    people, gone = cast.of(reading), weakref.ref(reading)
    river.tell(reading)
    assert cast.of(reading) is people
    del reading
    gc.collect()
    assert gone() is None
