"""Edited rules, dropped in as one file or saved in the folder that is watched: what a check says, or who would move."""

from collections.abc import Collection

from evaluator.desk.cases import Cases, is_case_file
from evaluator.desk.checking import check_files
from evaluator.desk.whatif import WhatIf
from evaluator.language.library import RuleFile, rule_files
from evaluator.problems import errors_in, in_order
from evaluator.result.assemble import shown_problem
from evaluator.roots import Root
from evaluator.rules import Rules, load_edited, load_from
from evaluator.serving.loaded import Loaded
from evaluator.serving.names import Named
from evaluator.serving.shown import RulesLooked


def dropped(loaded: Loaded, root: Root, file: Named) -> RulesLooked:
    """The season with one rule file in the place of what has its ids in a folder of rules."""
    edited = RuleFile(file.name, file.file.data)
    new = load_edited(loaded.name, root, edited, loaded.past.manifest["as_of"])
    return _looked(loaded, new, [file.name], _cases(root))


def watched(loaded: Loaded, root: Root) -> RulesLooked:
    """The season under the rules in a folder as they are now."""
    new = load_from(loaded.name, root, loaded.past.manifest["as_of"])
    files = edited_files(loaded, root)
    if not files:
        return RulesLooked(loaded.lang, (), (), unchanged=True, watched=True)
    made = _looked(loaded, new, files, _cases(root))
    return RulesLooked(made.lang, made.files, made.problems, made.differences, watched=True)


def edited_files(loaded: Loaded, root: Root) -> list[str]:
    """The rule files in a folder that are not what the result was made by; those it did not need are passed over."""
    old = loaded.rules.root.shown
    found = []
    for file in rule_files(root.path, root.shown):
        known = loaded.rules.files.get(f"{old}/{file.key.removeprefix(f'{root.shown}/')}")
        found += [file.key] if known is not None and known != file.data else []
    return found


def _looked(loaded: Loaded, new: Rules, files: Collection[str], cases: Cases) -> RulesLooked:
    found = list(new.problems)
    if not errors_in(found) and new.plans:
        found += check_files(new.library, set(files), cases)[0]
    mine = tuple(shown_problem(one, loaded.lang) for one in in_order(dict.fromkeys(found)))
    if errors_in(found) or not new.plans:
        return RulesLooked(loaded.lang, tuple(files), mine)
    tried = WhatIf(loaded.past, loaded.rules, (), new, loaded.lang, loaded.again).compared()
    return RulesLooked(loaded.lang, tuple(files), mine, tried.differences)


def _cases(root: Root) -> Cases:
    """The cases beside the rules."""
    return Cases({f"{root.shown}/{name}": data for name, data in root.tree(is_case_file).files.items()})
