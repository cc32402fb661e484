"""What does an output folder remember in its `state.sqlite`, so that a run goes on where it stopped?"""
