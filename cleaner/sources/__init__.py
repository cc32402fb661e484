"""What does this site's own template say: where its article is, what in it is none, where its fields stand?

`<host>.toml` is one site, in dated eras; site.py says what such a file holds. Rules are data: they are checked when
they are read (load.py), found by host (find.py) and applied to a page (apply.py). Patterns are RE2 (lines.py),
selectors CSS.
"""
