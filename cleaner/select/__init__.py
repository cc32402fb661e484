"""Which blocks are the article?"""
