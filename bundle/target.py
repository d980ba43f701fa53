"""What a bundle is made for."""

from __future__ import annotations

from typing import Literal, NamedTuple

System = Literal["windows", "linux"]
SYSTEMS: tuple[System, ...] = ("windows", "linux")

_PLATFORMS: dict[System, str] = {"windows": "x86_64-pc-windows-msvc", "linux": "x86_64-manylinux_2_28"}


class Target(NamedTuple):
    """A system on x86-64 and a minor version of Python, such as "3.13"."""

    system: System
    python: str

    @property
    def platform(self) -> str:
        """What uv calls the system."""
        return _PLATFORMS[self.system]

    @property
    def tag(self) -> str:
        """The version of Python without its dot, such as "313"."""
        return self.python.replace(".", "")

    def layer_name(self, digest: str) -> str:
        """The file name of the dependencies for it."""
        return f"deps-{digest}-{self.system}-py{self.tag}.zip"
