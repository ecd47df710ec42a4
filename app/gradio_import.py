"""Import Gradio in half the time: without the type stubs that it writes for editors.

At each import Gradio parses the source of its eighty components to write `.pyi` files beside them,
which takes longer than all the rest and fails to be of use where nobody edits. Nothing else of
Gradio is touched, and a Gradio that no longer does this is imported as it is.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_MODULE = "gradio.component_meta"
_WRITER = "create_or_modify_pyi"


def import_gradio() -> None:
    """Import Gradio, which then sends nothing home; later imports find it loaded."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    with _without_stubs():
        import gradio  # noqa: F401


@contextmanager
def _without_stubs() -> Iterator[None]:
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    """Finds the one module that is to be changed when it is loaded."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _MODULE else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(Loader):
    """Loads a module as another loader does, then takes away what writes the stubs."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if hasattr(module, _WRITER):
            setattr(module, _WRITER, _write_nothing)


def _write_nothing(*_: object) -> None:
    """Stand in for the writer of stubs."""
