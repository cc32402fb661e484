"""What does an output look like to somebody who would rather look than read? One HTML file, made of rows and sources.

`gather` reads the parts of an output once, as a stream, and keeps sums and a sample; `view` turns a manifest row and
its source into what a reader sees of it; `page` puts both into one file that needs no network and runs no markup of
anybody's page.
"""
