"""What a preview builds with: an engine and its cache, which stay open from build to build."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from plugins.engine import Engine
from tools.build import engine_for, store_for
from tools.watching import Identity, identity


class Workshop:
    """An engine that remembers, until it is closed or its cache is not the file any more that it was."""

    def __init__(self) -> None:
        self.open = ExitStack()
        self.current: Engine | None = None
        self.file: Identity = None

    def engine(self) -> Engine:
        """The engine; a new one where the cache has been deleted or replaced meanwhile."""
        if self.current and identity(Path(self.current.store.path)) == self.file:
            return self.current
        self.close()
        store = self.open.enter_context(store_for(cache=True))
        self.current = self.open.enter_context(engine_for(store, workers=1))
        self.file = identity(Path(store.path))
        return self.current

    def close(self) -> None:
        """Let go of everything; the next engine begins anew."""
        self.current = None
        self.open.close()
