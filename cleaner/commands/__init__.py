"""What does a person type? One file a command; each calls one function, and imports it only then.

So `--help` and wrong use are answered at once. A command's signature is its command line: an option is a parameter,
named as the user writes it.
"""
