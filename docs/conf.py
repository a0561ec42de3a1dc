"""How the documentation is built: `make docs`. Its generated parts are made by the package `reference` beside this file."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Demarche"
copyright = "2026 The Demarche authors"
release = version = version_of("demarche")
extensions = ["myst_parser", "reference"]
myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["reference/*"]
nitpicky = True
suppress_warnings = ["myst.header"]  # a page that takes in a file of the repository may begin below its first level
highlight_language = "none"  # what looks like a language is told by the block

html_theme = "furo"
html_title = "Demarche"
html_static_path = ["static"]
html_css_files = ["demarche.css"]
html_copy_source = html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5f7a", "color-brand-content": "#1f5f7a"},
    "dark_css_variables": {"color-brand-primary": "#7cc4df", "color-brand-content": "#7cc4df"},
}
