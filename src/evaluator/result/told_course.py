"""How a season goes from its draft to the payment, in the sentences of a handbook."""

from evaluator.language.course import Contact, Course, Notice
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.handbook import Say


def told_course(plan: Plan, lang: Lang) -> tuple[Say, ...]:
    """The steps in their order, each with who does it and within which days; nothing where the scheme says nothing."""
    course = plan.scheme.course
    return () if course is None else _Telling(plan, lang).course(course)


class _Telling:
    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.plan, self.lang = plan, lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def course(self, course: Course) -> tuple[Say, ...]:
        lang, heard, paid = self.lang, course.objections, course.disbursement
        decides, finally_by, hears = course.decision.by[lang], course.final.by[lang], heard.to[lang]
        days = heard.answered_within.working_days if heard.answered_within else 0
        within = self._(f"，{days} 个工作日内答复", f", answered within {days} working days") if days else ""
        says = [
            Say(self._(f"集体决定：由{decides}作出。", f"Decision: the list is decided by {decides}.")),
            *self._notice(course.notice),
            Say(
                self._(
                    f"异议：公示期内向{hears}提出{within}。采纳的异议只更正申报内容或者另作决定，结果随之重算，"
                    "写明前后的变化。",
                    f"Objections: go to {hears} while the notice lasts{within}. One that is upheld only puts evidence "
                    "right or records a decision; the result is worked out again and shows what changed.",
                )
            ),
            Say(
                self._(
                    f"确定名单：公示期满、异议全部答复后，由{finally_by}确定。",
                    f"Final list: by {finally_by}, when the notice is over and every objection is answered.",
                )
            ),
        ]
        if paid is not None:
            payer, days = paid.by[lang], paid.within.working_days if paid.within else 0
            term = self._(f" {days} 个工作日内", f", within {days} working days") if days else ""
            says.append(
                Say(
                    self._(
                        f"拨付：名单确定后{term}，由{payer}按已确定的等次拨付，每个对象只拨付一次。",
                        f"Payment: by {payer} once the list is final{term}, by the tiers that are firm, once to each.",
                    )
                )
            )
        return tuple(says)

    def _notice(self, notice: Notice) -> list[Say]:
        by, calendar = notice.by[self.lang], self.plan.calendar
        title = calendar.title[self.lang] if calendar else notice.calendar
        says = [
            Say(
                self._(
                    f"公示：由{by}公示 {notice.working_days} 个工作日，首日、末日计算在内；节假日和调休按{title}计算。",
                    f"Public notice: by {by}, for {notice.working_days} working days, the first and the last among "
                    f"them; holidays and make-up days by “{title}”.",
                )
            )
        ]
        if notice.contact is not None:
            says.append(Say(self._("联系方式：", "Contact: ") + self._contact(notice.contact)))
        if notice.again_after_change:
            says.append(
                Say(
                    self._(
                        "作出决定后，等次或资金因异议、豁免或同分的决定有变动的，重新决定、重新公示。",
                        "Where an objection, a waiver or a settled tie changes a tier or money after the decision, the "
                        "list is decided and put on notice again.",
                    )
                )
            )
        return says

    def _contact(self, made: Contact) -> str:
        address = made.address[self.lang] if made.address else ""
        parts = [made.office[self.lang], made.phone or "", address, made.email or ""]
        return self._("，", ", ").join(filter(None, parts)) + self._("。", ".")
