"""Compare detectors of a document's language: right answers and speed.

    python bench/language/detectors.py DATA

DATA is a folder with a file `CODE.txt` (ISO 639-1) for each language, one paragraph a line. Asks this package,
langdetect, and lingua and py3langid where they are installed, for each text as a whole (an article) and for its first
40 sentences of 25 characters or more. A detector that does not know a language at all is scored only on those it knows.
"""

from __future__ import annotations

import argparse
import importlib
import re
import time
from collections.abc import Callable
from pathlib import Path

from cleaner.language.codes import to_iso
from cleaner.language.document import detect

Detector = Callable[[str], str]
SENTENCE = re.compile(r"(?<=[.!?;。។।])\s+|\n")
SAME = {"nb": "no"}


def detectors() -> dict[str, tuple[Detector, set[str]]]:
    """Each detector by name, with the languages it knows (empty: all)."""
    found: dict[str, tuple[Detector, set[str]]] = {"this package": (lambda text: detect(text).code, set())}
    langdetect = importlib.import_module("langdetect")
    langdetect.DetectorFactory.seed = 0
    known = langdetect.detector_factory
    known.init_factory()
    found["langdetect"] = (langdetect.detect, {to_iso(code) for code in known._factory.langlist})  # noqa: SLF001
    try:
        lingua = importlib.import_module("lingua")
        built = lingua.LanguageDetectorBuilder.from_all_languages().build()
        codes = {language.iso_code_639_1.name.lower() for language in lingua.Language.all()}
        found["lingua"] = (lambda text: built.detect_language_of(text).iso_code_639_1.name.lower(), codes | {"no"})
        py3langid = importlib.import_module("py3langid")
        py3langid.classify("a")
        codes = {to_iso(code) for code in py3langid.langid.IDENTIFIER.nb_classes}
        found["py3langid"] = (lambda text: str(py3langid.classify(text)[0]), codes)
    except (ImportError, AttributeError) as error:
        print(f"left out: {error}")
    return found


def ask(detector: Detector, text: str) -> str:
    try:
        code = to_iso(detector(text))
    except Exception:  # noqa: BLE001 - a detector that fails has no answer
        return ""
    return SAME.get(code, code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(parser.parse_args().data.glob("*.txt"))}
    if not texts:
        raise SystemExit("no text: give a folder with a file CODE.txt for each language")
    for name, (detector, known) in detectors().items():
        asked = [code for code in texts if not known or code in known]
        articles = sum(ask(detector, texts[code]) == code for code in asked)
        right = count = 0
        missed: dict[str, int] = {}
        began = time.process_time()
        for code in asked:
            sentences = [part for part in SENTENCE.split(texts[code]) if len(part) >= 25][:40]
            hits = sum(ask(detector, sentence) == code for sentence in sentences)
            right, count = right + hits, count + len(sentences)
            if hits < 0.9 * len(sentences):
                missed[code] = len(sentences) - hits
        seconds = time.process_time() - began
        print(f"{name:14} {len(asked):3} languages  articles {articles / len(asked):.4f}  ", end="")
        print(f"sentences {right / count:.4f} of {count}  {count / seconds:,.0f} a second  missed {missed}")


if __name__ == "__main__":
    main()
