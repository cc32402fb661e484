"""Which language is a document in, and which of its words were left there from another one?"""
