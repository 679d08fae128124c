"""The passages that were read last: who looks a citation up reads mostly the same ones again at the next key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

from index.rows import PassageRow

_MOST = 400  # passages, some 30 kB each; to read one from the store takes about a millisecond


class RecentPassages:
    """Passages by id, as long as the store is what it was when they were read. Any thread may ask."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep the last `most` passages."""
        self._most = most
        self._state: object = None
        self._kept: OrderedDict[int, PassageRow] = OrderedDict()
        self._lock = Lock()

    def of(self, ids: Sequence[int], state: object, read: Callable[[Sequence[int]], list[PassageRow]]) -> list[PassageRow]:
        """The passages of these ids, in their order; those not kept are read. `state` is another whenever the store is."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            found = {id: self._kept[id] for id in ids if id in self._kept}
        found |= {passage.id: passage for passage in read([id for id in ids if id not in found])}
        with self._lock:
            if state == self._state:
                for id in found:
                    self._kept[id] = found[id]
                    self._kept.move_to_end(id)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return [found[id] for id in ids if id in found]
