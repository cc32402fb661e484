"""What can somebody else's program know of an output? A dataset card, Croissant, W3C PROV, tables for a spreadsheet."""
