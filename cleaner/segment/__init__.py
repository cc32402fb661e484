"""Which runs of a page's characters does a reader see as one block, and where do they stand in its source?"""
