"""Which edition of a scheme's questions a form was made from, so that an outdated form is known for one."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from evaluator.language.plan import Plan


def edition(plan: Plan) -> str:
    """SHA-256 of all that a scheme asks of people: fields, lines that persons judge, what judges mark, and when.

    How the answers count is no part of it: a form filled in before a weight was changed is still one of the scheme's.
    """
    return hashlib.sha256(json.dumps(_asked(plan), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _asked(plan: Plan) -> dict[str, Any]:
    scheme = plan.scheme
    return {
        "scheme": scheme.scheme,
        "subject": scheme.subject,
        "requires": sorted(scheme.requires),
        "period": [str(scheme.period.start), str(scheme.period.to)],
        "fields": {name: _plain(asked) for name, asked in plan.asked.items()},
        "judged": {line.id: _plain(line.assessed) for line in plan.sheet if line.assessed is not None},
        "marks": None
        if scheme.panel is None
        else {
            "scale": _plain(scheme.panel.scale),
            "aspects": [_plain(one) for one in scheme.panel.aspects],
        },
    }


def _plain(value: Any) -> Any:
    """What JSON can hold: of models what was not left as it is, numbers and days as text."""
    if isinstance(value, BaseModel):
        kept = {name: getattr(value, name) for name in type(value).model_fields}
        usual = {name: key.get_default(call_default_factory=True) for name, key in type(value).model_fields.items()}
        return {name: _plain(one) for name, one in kept.items() if one != usual[name]}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool) else str(value)
