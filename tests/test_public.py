"""What the public may read: nothing that is not listed as public gets into any byte of a public document."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from evaluator.documents.issue import Issue
from evaluator.documents.issuing import issued
from evaluator.kinds import FORMATS, KINDS
from evaluator.result.course import NoticeShown
from evaluator.result.model import Result
from evaluator.result.profile import PublicColumn, PublicProfile
from evaluator.result.public import public_result
from planting import Planting

TEMPLATES = Path(__file__).parent.parent / "templates"
EVERY: tuple[PublicColumn, ...] = ("street", "community", "rank", "total", "grade", "tier", "subsidy")
ASKED = "findings[0].observations[0]"

ALWAYS = {
    *("scheme.title", "scheme.noun", "scheme.plural", "scheme.measure", "scheme.authority"),
    *("scheme.period[0]", "scheme.period[1]", "as_of", "counts.evaluated"),
    *("scheme.clause.document", "scheme.clause.section", "scheme.clause.paragraph"),
    *("course.notices[0].start", "course.notices[0].end", "course.notices[0].working_days"),
    *("course.notices[0].off[0]", "course.notices[0].made_up[0]", "course.terms.working_days"),
    *(f"course.terms.contact.{one}" for one in ("office", "phone", "address", "email")),
    *("scheme.public.fields[0][1]", f"subjects[0].{ASKED}.name", f"subjects[0].{ASKED}.shown"),
}
"""What is public of every result: the scheme, its notice, whom to turn to, and fields whose audience is public."""

COLUMNS = {
    "street": {"subjects[0].street"},
    "community": {"subjects[0].community"},
    "rank": {"subjects[0].rank"},
    "total": {"subjects[0].total"},
    "grade": {"scheme.grades[0][0]", "scheme.grades[0][1]"},
    "tier": {"allocation.tiers[0].id", "allocation.tiers[0].title", "allocation.tiers[0].places"},
    "subsidy": {"subjects[0].subsidy", "allocation.tiers[0].amount", "allocation.tiers[0].rate"},
}
"""What each column that is public lets be seen."""


def planted(profile: PublicProfile, lang: str) -> tuple[Result, Planting]:
    """A result of one subject with a value of its own in every field there is."""
    planting = Planting()
    result: Result = planting.filled(Result)
    assert result.allocation is not None
    assert result.course is not None
    subject, (grade,), (tier,) = result.subjects[0], result.scheme.grades, result.allocation.tiers  # type: ignore[index]
    asked = subject.findings[0].observations[0].name
    label = result.scheme.public.fields[0][1]  # type: ignore[union-attr]
    public = profile.model_copy(update={"fields": ((asked, label),)})
    own: dict[str, Any] = {"tier": tier.id, "grade": grade[0], "grade_title": grade[1], "possible_grades": ()}
    if profile.names == "masked":
        own["name"] = "欧阳明明"
    notice: NoticeShown = result.course.notices[0].model_copy(update={"superseded": False})
    return (
        result.model_copy(
            update={
                "lang": lang,
                "scheme": result.scheme.model_copy(update={"public": public}),
                "subjects": (subject.model_copy(update=own),),
                "course": result.course.model_copy(update={"notices": (notice,)}),
            }
        ),
        planting,
    )


def public_files(result: Result) -> dict[str, bytes]:
    """Every public document in every format, and one that shows all that a public template can see; whole archives."""
    assert result.subjects is not None
    tree = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.rglob("*.*")}
    tree |= {f"{lang}/all.html": b"{{ result }} {{ document.title }}" for lang in ("zh", "en")}
    kinds = [kind for kind, known in KINDS.items() if known.audience == "public"]
    issues = [
        *(Issue(kind, kind, "", None, "public", kind, FORMATS) for kind in kinds),
        Issue("all", "all", "all.html", None, "public"),
        Issue("inner", "inner", "all.html", None),
        Issue("sheet", "sheet", "all.html", frozenset(one.id for one in result.subjects)),
    ]
    made = issued(result, issues, tree, "templates")
    assert made.problems == ()
    files = {name: data for name, data in made.files.items() if name.startswith("documents/public/")}
    assert set(files) == {
        "documents/public/all.html",
        *(f"documents/public/{kind}.{suffix}" for kind in kinds for suffix in ("html", "docx")),
    }
    assert len(made.files) == len(files) + 2, "internal ones stand elsewhere"
    return {name: opened(data) if name.endswith(".docx") else data for name, data in files.items()}


def opened(data: bytes) -> bytes:
    """All parts of a Word file, their text without the tags in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(one) for one in archive.infolist()]
    return b"\n".join(part + re.sub(rb"<[^>]*>", b"", part) for part in parts if b"\x00" not in part)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("names", "shows"), [("full", EVERY), ("masked", ("street", "grade")), ("full", ("tier",)), ("masked", ())]
)
def test_no_public_document_holds_what_is_not_public(names: Any, shows: Any, lang: str) -> None:
    result, planting = planted(PublicProfile(names=names, shows=shows), lang)
    assert len(planting.at) > 400, "a value for every field of a result"
    seen = {way for data in public_files(result).values() for way in planting.found(data)}
    allowed = ALWAYS.union(*(COLUMNS[one] for one in shows)) | ({"subjects[0].name"} if names == "full" else set())
    if "tier" not in shows:
        allowed -= {"allocation.tiers[0].amount", "allocation.tiers[0].rate"}
    if "subsidy" not in shows:
        allowed -= {"allocation.tiers[0].rate"}
    assert seen - allowed == set()
    used = {"scheme.title", "subjects[0].name", *(f"subjects[0].{one}" for one in shows if one != "grade")} & allowed
    assert used - seen == set(), "what is public is there"


def test_public_names_are_masked() -> None:
    result, _ = planted(PublicProfile(names="masked", shows=("street",)), "zh")
    for name, data in public_files(result).items():
        assert "明明" not in data.decode(), name
        assert name == "documents/public/all.html" or "欧阳某某" in data.decode(), name


def test_public_documents_link_nowhere() -> None:
    result, _ = planted(PublicProfile(names="full", shows=EVERY), "zh")
    for name, data in public_files(result).items():
        if name.endswith(".html"):
            assert not re.search(rb"(href|src)\s*=|url\(", data), name


def test_what_the_scheme_does_not_make_public_is_not_there() -> None:
    result, _ = planted(PublicProfile(names="full", shows=()), "zh")
    assert (
        public_result(result.model_copy(update={"scheme": result.scheme.model_copy(update={"public": None})})) is None
    )


def test_the_held_and_the_unsettled_are_on_no_public_list() -> None:
    result, _ = planted(PublicProfile(names="full", shows=EVERY), "zh")
    assert result.subjects is not None
    one = result.subjects[0]
    more = (one, one.model_copy(update={"status": "held"}), one.model_copy(update={"firm": False}))
    shown = public_result(result.model_copy(update={"subjects": more}))
    assert shown is not None
    assert [row.name for row in shown.rows] == [one.name]


def test_the_order_of_a_list_without_ranks_does_not_tell_them() -> None:
    result, _ = planted(PublicProfile(names="full", shows=("street",)), "zh")
    assert result.subjects is not None
    one = result.subjects[0]
    ranked = [one.model_copy(update={"name": name, "rank": rank}) for rank, name in enumerate("丙乙甲", 1)]
    orders = {
        tuple(row.name for row in shown.rows)
        for order in (ranked, ranked[::-1])
        if (shown := public_result(result.model_copy(update={"subjects": tuple(order)})))
    }
    assert orders == {("丙", "乙", "甲")}
