"""Which documents are copies of one another? One file a sense of "copy"."""

DIGEST_BYTES = 16
"""of what is the same for texts of the same words (`dedup/exact.py`)"""
