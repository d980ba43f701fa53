"""What goes with the dependencies: which they are (CycloneDX) and under which licences (NOTICE)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from bundle.target import Target

BOM, NOTICE = "bom.cdx.json", "NOTICE.txt"

# What metadata write in words of their own; the texts are in the wheels.
_SPDX = {
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "PSFL": "PSF-2.0",
    "Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers.": "BSD-3-Clause",
}
_NOTICE_HEAD = """dxassess goes with the libraries below, each under its own licence. The texts of the
licences lie in lib/<name>-<version>.dist-info, as their authors ship them. dxassess itself: Apache-2.0.

docxtpl is licensed under the LGPL, version 2.1 alone (its text: lib/LGPL-2.1.txt).
It lies in lib/docxtpl as unchanged source files: whoever wants another version of it replaces that folder.

"""


class Part(NamedTuple):
    """A dependency: `licence` is an expression of SPDX."""

    name: str
    version: str
    licence: str
    home: str

    @property
    def purl(self) -> str:
        """Its name among all packages of the world."""
        return f"pkg:pypi/{self.name}@{self.version}"


def parts_of(lib: Path) -> tuple[Part, ...]:
    """The dependencies in `lib` by name. Raises ValueError for one that does not say its licence."""
    return tuple(sorted(_part(found) for found in distributions(path=[str(lib)])))


def bom(parts: Iterable[Part], target: Target) -> str:
    """The list of parts as CycloneDX 1.6. Its number comes from its content, and it names no moment: the same
    parts give the same bytes."""
    components = [
        {
            "type": "library",
            "bom-ref": part.purl,
            "name": part.name,
            "version": part.version,
            "purl": part.purl,
            "licenses": [{"expression": part.licence}],
        }
        for part in parts
    ]
    number = hashlib.sha256(json.dumps([*target, components]).encode()).digest()[:16]
    data = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": UUID(bytes=number, version=4).urn,
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "dxassess", "name": "dxassess"},
            "properties": [
                {"name": "dxassess:system", "value": target.system},
                {"name": "dxassess:python", "value": target.python},
            ],
        },
        "components": components,
        "dependencies": [{"ref": "dxassess", "dependsOn": [part.purl for part in parts]}],
    }
    return json.dumps(data, indent=1) + "\n"


def notice(parts: Iterable[Part]) -> str:
    """The list of parts for people."""
    lines = [f"{part.name} {part.version}: {part.licence}; {part.home}\n" for part in parts]
    return _NOTICE_HEAD + "".join(lines)


def _part(found: Distribution) -> Part:
    name = found.metadata["Name"].lower().replace("_", "-").replace(".", "-")
    return Part(name, found.version, _licence(found, name), _home(found, name))


def _licence(found: Distribution, name: str) -> str:
    told = _field(found, "License-Expression") or _field(found, "License").partition("\n")[0].strip()
    classifiers = found.metadata.get_all("Classifier") or []
    classified = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    told = told or next(iter(classified), "")
    if not told:
        raise ValueError(f"{name} does not say its licence")
    return _SPDX.get(told, told)


def _home(found: Distribution, name: str) -> str:
    """Where it comes from: the page that its metadata name first, else that of the index."""
    links = [link.partition(",")[2].strip() for link in found.metadata.get_all("Project-URL") or []]
    return _field(found, "Home-page") or next(iter(links), f"https://pypi.org/project/{name}/")


def _field(found: Distribution, key: str) -> str:
    return next((str(text) for text in found.metadata.get_all(key) or ()), "")
