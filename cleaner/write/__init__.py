"""How is a document written? One file a format."""
