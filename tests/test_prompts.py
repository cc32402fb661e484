"""What asks a reader to follow, to load an application or to give money goes; what only speaks of that stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import cleaner

ENGLISH = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))["page"]
DROPS = [
    "Add the Harrow Mail as a preferred source on Google",
    "Fügen Sie uns hinzu: Harrow Mail als bevorzugte Quelle bei Google hinzufügen",
    "Добавьте «Вестник» в избранные источники Google",
    "हमारा ऐप डाउनलोड करें और ताज़ा खबरें सबसे पहले पाएं।",
    "ニュースレターにご登録ください。毎朝、主なニュースをお届けします。",
    "Téléchargez notre application pour ne rien manquer de ce qui se passe en ville.",
    "If you value our journalism, please support us with a small donation.",
    "Si valoras nuestro periodismo, apóyanos con una donación.",
    "Wenn Ihnen unsere Arbeit etwas wert ist, unterstützen Sie uns bitte mit einer Spende.",
    "Нашли опечатку? Выделите текст и нажмите Ctrl+Enter.",
    "This summary was created with the help of AI and checked by an editor.",
    "Dieser Artikel wird von einer künstlichen Stimme vorgelesen.",
    "Пересказ подготовлен с помощью искусственного интеллекта и проверен редактором.",
    "この要約はAIが作成し、編集者が確認しました。",
    "View this post on Instagram",
    "Ein Beitrag geteilt von Harrow Mail (@harrowmail)",
    "Bu gönderiyi Instagram'da gör",
    "この投稿をInstagramで見る",
    "Xem bài viết này trên Instagram",
]
SPARES = [
    "Download speeds on the western bank have doubled since the mast was moved, the council said on Monday.",
    "Supporters of the bridge said that our journalism had done more for it than the council ever did.",
    "This summary of what engineers found was read to the council by its clerk, and not by artificial intelligence.",
    "The council lets artificial intelligence write this summary of what was said, and nobody has read it since.",
    "Add to that the two lorries which were banned in May, and the road is empty on most days of the week.",
    "The company lets its readers choose preferred sources, and half of them chose none, it said on Tuesday.",
]
MIXED = (
    "The council said on Monday that the bridge would stay closed until the engineers had replaced the last of its "
    "piers. Subscribe to our newsletter."
)


def _pages(line: str) -> tuple[str, str]:
    above, below = ENGLISH["paragraphs"][:2]
    return f"<p>{above}</p><p>{line}</p><p>{below}</p>", f"{above}\n\n{line}\n\n{below}"


@pytest.mark.parametrize("line", DROPS)
def test_a_prompt_goes(line: str) -> None:
    for page in _pages(line):
        assert line not in cleaner.clean(page).text.splitlines()


@pytest.mark.parametrize("line", SPARES)
def test_what_speaks_of_such_things_stays(line: str) -> None:
    for page in _pages(line):
        assert line in cleaner.clean(page).text.splitlines()


def test_a_prompt_on_one_line_with_a_sentence_of_the_article_takes_it_not_along() -> None:
    for page in _pages(MIXED):
        assert MIXED in cleaner.clean(page).text.splitlines()
