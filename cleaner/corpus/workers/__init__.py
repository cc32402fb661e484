"""Who does the work, and what keeps one page from stopping the rest? Processes, what they do, what they give back."""
