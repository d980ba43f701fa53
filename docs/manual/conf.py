"""How Sphinx sets the manual; docs/manual/build.py gives the language."""

import dxassess

project = f"dxassess {dxassess.__version__}"
html_title = project
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
