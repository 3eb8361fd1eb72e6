"""Texts to translate that no collector finds: those inside an f-string."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path


def overlooked(path: Path, functions: Collection[str]) -> Iterator[str]:
    """Yield "line: what is wrong" where one of the functions is called inside an f-string."""
    tree = ast.parse(path.read_bytes())
    for string in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        for call in (node for node in ast.walk(string) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in functions:
                yield f"{call.lineno}: a text to translate inside an f-string"
