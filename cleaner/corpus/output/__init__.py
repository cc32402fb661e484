"""What stands in an output folder beside its journal, how is it written, and how is it read again?"""
