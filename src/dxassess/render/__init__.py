"""A `Report` becomes a page or a booklet: words and numbers by language, charts as SVG, HTML, PDF."""
