"""Is an output right, and what is where in it?"""
