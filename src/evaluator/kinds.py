"""The kinds of official documents: what a scheme may ask for by name, and for whom each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from evaluator.problems import Lang

KindId = Literal[
    "scoring-sheet",
    "judges",
    "public-notice",
    "public-results",
    "allocation",
    "objection-ledger",
    "appraisal-summary",
    "interview-notice",
    "interview-record",
    "rectification-ledger",
    "pairing-ledger",
    "station-check",
    "season-report",
]

Per = Literal["subject", "season"]
Audience = Literal["internal", "public"]

Format = Literal["html", "word"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIX: Mapping[Format, str] = {"html": "html", "word": "docx"}
"""How the name of a document's file ends, and that of its template."""


TableKind = Literal["csv", "parquet"]
TABLES: tuple[TableKind, ...] = get_args(TableKind)
"""As what the table of a result is written."""

PUBLIC_FOLDER = "public"
"""The folder of public documents, beside the internal ones; no document has it as its id."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: its title unless a scheme gives it another, and whether there is one for each subject."""

    title: Mapping[Lang, str]
    per: Per = "season"
    audience: Audience = "internal"


KINDS: Mapping[KindId, DocumentKind] = {
    "scoring-sheet": DocumentKind({"zh": "评分明细表", "en": "Scoring sheet"}, per="subject"),
    "judges": DocumentKind({"zh": "评委汇总表", "en": "Summary of the judges"}),
    "public-notice": DocumentKind({"zh": "等次名单公示", "en": "Public notice of the tiers"}, audience="public"),
    "public-results": DocumentKind({"zh": "评价结果名单", "en": "List of results"}, audience="public"),
    "allocation": DocumentKind({"zh": "补助资金分配表", "en": "Allocation of the subsidy"}),
    "objection-ledger": DocumentKind({"zh": "异议复核台账", "en": "Ledger of objections"}),
    "appraisal-summary": DocumentKind({"zh": "述职评议汇总表", "en": "Summary of the appraisal"}),
    "interview-notice": DocumentKind({"zh": "约谈通知书", "en": "Interview notice"}, per="subject"),
    "interview-record": DocumentKind({"zh": "约谈记录", "en": "Record of the interview"}, per="subject"),
    "rectification-ledger": DocumentKind({"zh": "整改台账", "en": "Ledger of what is to be put right"}),
    "pairing-ledger": DocumentKind({"zh": "结对帮扶台账", "en": "Ledger of pairing"}),
    "station-check": DocumentKind({"zh": "驿站“八有”核查表", "en": "Check-list of the eight haves"}, per="subject"),
    "season-report": DocumentKind({"zh": "年度评价情况报告", "en": "Report of the season"}),
}
