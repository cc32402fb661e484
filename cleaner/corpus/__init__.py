"""How do many pages become a folder of text? Here stand the ways in, and a room for each part of the answer.

From the lowest room to the highest, each of which may import those before it: `counts`, `journal`, `workers`, `output`,
`copies`, `settling`, `inputs`, `engines`, `learning`, `audit`.
"""
