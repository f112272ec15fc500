"""The kinds of documents by id: the record of each, and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evaluator.documents.contents.allocation import Allocation, allocation
from evaluator.documents.contents.appraisal import AppraisalSummary, appraisal_summary
from evaluator.documents.contents.interview import (
    InterviewNotice,
    InterviewRecord,
    interview_notice,
    interview_record,
)
from evaluator.documents.contents.judges import Judges, judges
from evaluator.documents.contents.objections import ObjectionLedger, objection_ledger
from evaluator.documents.contents.pairing import PairingLedger, pairing_ledger
from evaluator.documents.contents.public import Notice, PublicList, public_list, public_notice
from evaluator.documents.contents.record import Content
from evaluator.documents.contents.scoring_sheet import ScoringSheet, scoring_sheet
from evaluator.documents.contents.season_report import SeasonReport, season_report
from evaluator.documents.contents.station import (
    RectificationLedger,
    StationCheck,
    rectification_ledger,
    station_check,
)
from evaluator.kinds import KindId
from evaluator.result.model import Result
from evaluator.result.public import PublicResult
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True)
class OfSubject:
    """An internal document of each subject."""

    content: type[Content]
    make: Callable[[str, Result, Subject], Content]


@dataclass(frozen=True)
class OfSeason:
    """An internal document of the season."""

    content: type[Content]
    make: Callable[[str, Result], Content]


@dataclass(frozen=True)
class OfPublic:
    """A public document of the season: it is made of the public part of the result."""

    content: type[Content]
    make: Callable[[str, PublicResult], Content]


Maker = OfSubject | OfSeason | OfPublic

MAKERS: Mapping[KindId, Maker] = {
    "scoring-sheet": OfSubject(ScoringSheet, scoring_sheet),
    "judges": OfSeason(Judges, judges),
    "public-notice": OfPublic(Notice, public_notice),
    "public-results": OfPublic(PublicList, public_list),
    "allocation": OfSeason(Allocation, allocation),
    "objection-ledger": OfSeason(ObjectionLedger, objection_ledger),
    "appraisal-summary": OfSeason(AppraisalSummary, appraisal_summary),
    "interview-notice": OfSubject(InterviewNotice, interview_notice),
    "interview-record": OfSubject(InterviewRecord, interview_record),
    "rectification-ledger": OfSeason(RectificationLedger, rectification_ledger),
    "pairing-ledger": OfSeason(PairingLedger, pairing_ledger),
    "station-check": OfSubject(StationCheck, station_check),
    "season-report": OfSeason(SeasonReport, season_report),
}
"""By kind: the type of its record, and the function of the title and the result (and subject) that makes it."""
