"""The rules a result is tried under: a folder of them, or one edited file in the rules that the result was made by."""

import contextlib
from pathlib import Path

from evaluator.desk.again import rules_of
from evaluator.desk.past import Past
from evaluator.language.library import Library, rule_file
from evaluator.problems import Place, problem
from evaluator.roots import Root
from evaluator.rules import Rules, load_edited, load_rules


def edited_rules(past: Past, rules: str, base: str | None) -> Rules:
    """The edited rules; problems alone where they cannot be used. `base` is where the result's run stood."""
    name = past.season or past.wanted or next(iter(past.outcomes))
    if not Path(rules).is_file():
        return load_rules(name, rules, past.manifest["as_of"])
    edited = rule_file(Path(rules))
    if edited.unread is not None:
        return Rules(Root(Path(rules), edited.key), {}, Library(), (), (edited.unread,))
    with contextlib.chdir(base or "."):
        old, changed = rules_of(past.manifest)
        if old is None:
            gone = problem("rules-not-there", Place(past.folder), found=[one.place.file for one in changed])
            return Rules(Root(Path(rules), edited.key), {}, Library(), (), (gone,))
        return load_edited(name, old.root, edited, past.manifest["as_of"])
