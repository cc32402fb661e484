"""The same run on many machines: each engine is a file here, and an extra of the package."""
