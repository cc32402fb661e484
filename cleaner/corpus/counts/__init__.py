"""How far is a run, and what became of its records, in numbers?"""
