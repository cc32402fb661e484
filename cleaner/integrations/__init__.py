"""Where pages come from and documents go to: one file for each library, each an extra of the package.

They stand beside the command line: nothing else here imports them.
"""
