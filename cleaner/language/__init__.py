"""Which language is this document in, and does it say so itself?"""
