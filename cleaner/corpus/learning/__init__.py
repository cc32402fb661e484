"""What do a source's own pages teach of it before a run begins? Its templates."""
