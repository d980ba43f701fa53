"""What the bundle for Windows holds and asks for, written down by hand: whatever else turns up is looked at
by a person before it goes out."""

from __future__ import annotations

DISTRIBUTIONS = frozenset(
    [
        "annotated-doc",
        "annotated-types",
        "babel",
        "colorama",
        "defusedxml",
        "docxtpl",
        "et-xmlfile",
        "filelock",
        "jinja2",
        "lxml",
        "markdown-it-py",
        "markupsafe",
        "mdurl",
        "numpy",
        "openpyxl",
        "pydantic",
        "pydantic-core",
        "pygments",
        "python-calamine",
        "python-docx",
        "pyyaml",
        "rapidfuzz",
        "rich",
        "shellingham",
        "typer",
        "typing-extensions",
        "typing-inspection",
        "typst",
        "xlrd",
        "xlsxwriter",
    ]
)

WITHOUT_TAG = frozenset({"typst/_typst.pyd"})
"""Modules for every Python from some version on, whose names say nothing."""

CARRIED = frozenset({"libscipy_openblas64_", "msvcp140"})
"""Libraries that wheels carry, by what stands before the hash of their names."""

OF_WINDOWS = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "bcryptprimitives", "combase", "crypt32", "kernel32", "ntdll"),
        *("secur32", "shell32", "ws2_32"),
    )
)
"""They stand in every Windows 10."""

OF_RUNTIME = frozenset({"vcruntime140.dll", "vcruntime140_1.dll"})
"""They stand beside every python.exe, as python3.dll and that of its version do."""
