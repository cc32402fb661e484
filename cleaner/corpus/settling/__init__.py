"""What becomes of a run's documents once all of them are there?"""
