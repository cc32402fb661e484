"""Is this a quotation in another language, and not damage?

Words in quotation marks, or a block of quotation, in a language that the rest of the page does not suffer from: they
belong to the article. They are labelled in the ledger, by a mark that leaves them as they are, and kept. The decision
is taken beside the fragments (`language.span`).
"""
