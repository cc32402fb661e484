from cleaner.page import Verdict
from cleaner.select.model import Opinion

def refuse(opinion: Opinion, chances: list[float], places: list[int]) -> list[Verdict]: ...
