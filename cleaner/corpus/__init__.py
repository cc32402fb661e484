"""How do many pages become a folder of text? Workers, parts, the journal, the quarantine."""
