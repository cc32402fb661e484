"""Which documents are copies of one another? One file a sense of "copy"."""
