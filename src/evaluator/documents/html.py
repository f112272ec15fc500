"""Pages by Jinja2: sandboxed, what they print escaped, an undefined name is a problem and not a blank."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from evaluator.documents.bounded import SECONDS, bounded
from evaluator.documents.contents.phrases import day_cn, month_cn
from evaluator.documents.environment import TOO_MUCH, failures, line_of, said_by, sandboxed
from evaluator.documents.gist import belonging, belongings, rests
from evaluator.documents.pages.policy import content_policy, data
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.money import money
from evaluator.result.spreads import lies, spread
from evaluator.result.words import MARKS, VERDICTS

_MARKS_OF_MARKDOWN = frozenset("\\`*_[]<>|#")


class Pages:
    """Pages from the templates of a folder; one that fails is a problem and makes no page."""

    def __init__(self, templates: Mapping[str, bytes], lang: Lang, folder: str) -> None:
        self.problems: list[Problem] = []
        self._lang, self._folder = lang, folder
        self._failed: set[str] = set()
        self._environment = environment(templates, lang)

    def page(self, template: str, context: Mapping[str, Any]) -> bytes | None:
        """One page, or None with the reason among the problems; a template that failed once is not tried again."""
        from jinja2 import TemplateNotFound, UndefinedError

        name = f"{self._lang}/{template}"
        if name in self._failed:
            return None
        place = Place(f"{self._folder}/{name}")
        try:
            with bounded():
                return str(self._environment.get_template(name).render({**context, "lang": self._lang})).encode()
        except TemplateNotFound as error:
            found = problem("template-missing", place, found=error.name, expected=self._folder)
        except UndefinedError as error:
            found = problem("template-undefined", place, found=error.message)
        except failures() as error:
            found = problem("template-wrong", Place(place.file, line_of(error, name)), found=said_by(error))
        except TOO_MUCH as error:
            found = problem("template-too-much", Place(place.file, line_of(error, name)), expected=SECONDS)
        self._failed.add(name)
        self.problems.append(found)
        return None


def environment(templates: Mapping[str, bytes], lang: Lang) -> Any:
    """Where pages run, with what they may call; of one tree, each template is compiled once."""
    return _environment(frozenset(templates.items()), lang)


@lru_cache(maxsize=4)
def _environment(templates: frozenset[tuple[str, bytes]], lang: Lang) -> Any:
    from jinja2 import DictLoader

    made = sandboxed(
        loader=DictLoader({name: data.decode("utf-8", "replace") for name, data in templates}),
        autoescape=lambda name: not (name or "").endswith(".md"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(content_policy=content_policy)
    made.filters.update(
        data=data,
        money=money,
        rests=rests,
        belonging=belonging,
        belongings=belongings,
        day_cn=day_cn,
        month_cn=month_cn,
        verdict=lambda word: VERDICTS[lang][word],
        md=markdown,
        mark=lambda word: MARKS[word],
        spread=lambda bounds, to="–": spread(bounds, lang, to),
        lies=lambda bounds: lies(bounds, lang),
    )
    return made


def markdown(text: str) -> str:
    """A text that means itself in Markdown, in a cell of a table too."""
    return "".join(f"\\{c}" if c in _MARKS_OF_MARKDOWN else c for c in " ".join(text.split()))
