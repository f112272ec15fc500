"""Keywords of case files: what is given of subjects, and what is expected of each column of their result."""

from typing import Any

from evaluator.language.source import PlacedList, PlacedMap
from evaluator.language.spelling_copies import Copies
from evaluator.language.vocabulary import ASSESSMENT, CASE, CASE_FILE, CASE_SUBJECT, outcome_words


class CaseCopies(Copies):
    """The walk over one document of a case file."""

    def case_file(self, document: PlacedMap) -> PlacedMap:
        """A document of cases."""
        made, keys = self.keyed(document, "case-file", CASE_FILE)
        for en, key in keys:
            one = document[key]
            is_tests = en == "tests" and isinstance(one, PlacedList)
            if en == "assessed":
                copy = self._each(one, self.judged)
            else:
                copy = self.items(one, lambda test, _: self.case(test)) if is_tests else self.plain(one)
            self.put(made, en, copy, document, key)
        return made

    def case(self, test: Any) -> Any:
        if not isinstance(test, PlacedMap):
            return self.plain(test)
        made, keys = self.keyed(test, "case", CASE)
        several = any(en == "subjects" for en, _ in keys)
        for en, key in keys:
            one = test[key]
            if en == "expect" and several:
                one = self._each(one, self.expected)
            elif en == "expect":
                one = self.expected(one)
            elif en == "assessed":
                one = self._each(one, self.judged)
            else:
                one = self._each(one, self.case_subject) if en == "subjects" else self.plain(one)
            self.put(made, en, one, test, key)
        return made

    def _each(self, value: Any, each: Any) -> Any:
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made = self.map(value, "")
        for key, one in value.items():
            self.put(made, key, each(one), value, key)
        return made

    def case_subject(self, value: Any) -> Any:
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made, keys = self.keyed(value, "case-subject", CASE_SUBJECT)
        for en, key in keys:
            copy = self._each(value[key], self.judged) if en == "assessed" else self.plain(value[key])
            self.put(made, en, copy, value, key)
        return made

    def judged(self, value: Any) -> Any:
        """What one person judged of a criterion, or a list of what several did."""
        if isinstance(value, PlacedList):
            return self.items(value, lambda one, _: self.judged(one))
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made, keys = self.keyed(value, "assessment", ASSESSMENT)
        for en, key in keys:
            self.put(made, en, self.plain(value[key]), value, key)
        return made

    def expected(self, value: Any) -> Any:
        """What a case expects of each column of the result."""
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made = self.map(value, "expected")
        for key, one in value.items():
            en = self.column(key, value.key_places[key])
            if isinstance(one, PlacedList):
                self.put(made, en, self.plain(one), value, key)
                continue
            self.put(made, en, self.scalar(one, outcome_words(en), value.places[key]), value, key)
        return made
