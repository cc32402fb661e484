"""What is a run given: is it there, is it what the output was begun with, how is it cut up?"""
