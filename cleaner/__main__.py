"""`python -m cleaner` is `clean`."""

from cleaner.cli import main

main()
