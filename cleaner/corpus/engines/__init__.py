"""How is the same run done on many machines? Each engine is a file here, and an extra of the package."""
