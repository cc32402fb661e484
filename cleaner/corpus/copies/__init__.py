"""Which documents are copies of one another, and who stands for them?"""
