"""How money follows standing, who is interviewed and what follows, and which documents are issued."""

from dataclasses import replace

from evaluator.exact import fixed
from evaluator.language.awards import Allocation
from evaluator.language.conditions import Combination, Condition
from evaluator.language.scalars import bound
from evaluator.language.vocabulary import COLUMN, outcome_words
from evaluator.result.handbook import Grid, Say
from evaluator.result.money import money
from evaluator.result.table import share_text
from evaluator.result.told_criteria import Criteria
from evaluator.result.words import joined


class Awards(Criteria):
    """Tells of what standing leads to."""

    def _under(self, zh: str, en: str, condition: Condition, zh_end: str = "", en_end: str = "") -> Say:
        """A condition after a heading; what it lists below it."""
        asked = self.tree(condition)
        stop = self._("：", ":") if asked.parts else self._("。", ".")
        return Say(self._(f"{zh}{asked.text}{zh_end}", f"{en}{asked.text}{en_end}") + stop, asked.parts)

    def allocation(self) -> tuple[Say, ...]:
        """How money follows standing."""
        made = self.plan.scheme.allocation
        if made is None:
            return ()
        says: list[Say] = []
        budget = bound(made.budget)
        says.append(
            Say(
                self._("不设预算总额，按实际拨付。", "There is no budget; what is paid is added up.")
                if budget is None
                else self._(f"预算 {money(fixed(budget, 2))} 元。", f"The budget is {money(fixed(budget, 2))} yuan.")
            )
        )
        if made.eligible is not None:
            says.append(self._under("参加分配的须满足：", "Who may be paid: ", made.eligible))
        says.append(self._walked(made) if made.method == "walk-down" else self._by_rate(made))
        says.append(
            Say(
                self._(
                    "任何未决事项都不会改变的，列为已确定；可能改变的，金额预留，并写明所等待的事项。",
                    "What nothing open can change is firm; for the rest money is reserved, and the "
                    "result says what it waits for.",
                )
            )
        )
        return tuple(says)

    def _walked(self, made: Allocation) -> Say:
        head = (
            self._("等次", "tier"),
            self._("名额", "places"),
            self._("每个金额（元）", "each (yuan)"),
            self._("合计（元）", "in all (yuan)"),
            self._("另须满足", "also needed"),
        )
        rows = tuple(
            (
                self.say(tier.title) or tier.id,
                str(tier.places),
                money(fixed(tier.amount, 2)),
                money(fixed(tier.places * tier.amount, 2)),
                "—" if tier.when is None else self.inline(tier.when),
            )
            for tier in made.tiers
        )
        said = self._(
            "自最高等次起，依名次由前到后，由尚未列入等次且满足该等次条件的补足名额；不满足条件的，由后一名递补，"
            "本身再参加下一等次。没有合格对象的名额空缺，其资金不用于其他等次。",
            "From the highest tier down, each takes the highest-ranked not yet placed that meet its condition. "
            "A place nobody can fill stays empty, and its money is not moved to another tier.",
        )
        return Say(said, grid=Grid(head, rows, (1, 2, 3)))

    def _by_rate(self, made: Allocation) -> Say:
        head = (self._("档次", "rate"), self._("比率", "share"), self._("金额依据", "of"), self._("情形", "where"))
        rest = self._("其他情形", "anything else")
        rows = tuple(
            (
                self.say(rate.title) or rate.id,
                share_text(rate.rate),
                self.names.label(rate.of or made.of or "")[0],
                rest if rate.when is None else self.inline(rate.when),
            )
            for rate in made.rates
        )
        said = self._(
            "自上而下，按第一个符合的比率乘以金额拨付，四舍五入到分。",
            "The first that holds, from the top; the amount is rounded half up to the fen.",
        )
        return Say(said, grid=Grid(head, rows, (1,)))

    # Interviews and what follows

    def interviews(self) -> tuple[Say, ...]:
        asked = self.plan.scheme.interviews
        if asked is None:
            return ()
        says = [self._under("提出约谈：", "An interview is proposed with ", asked.when)]
        if asked.open is not None:
            says.append(self._under("由集体决定约谈谁：", "People choose whom to call with ", asked.open))
        by = asked.by[self.lang]
        says.append(
            Say(
                self._(
                    f"由{by}约谈。约谈是工作谈话，不是处分；程序只提出建议，由人决定，不写入公开文书。",
                    f"Called by {by}. It is a work conversation, not a sanction; people decide, and "
                    f"no public document says so.",
                )
            )
        )
        if asked.pairing is not None:
            duties = tuple(Say(duty[self.lang]) for duty in asked.pairing.duties)
            partner = asked.pairing.partner[self.lang]
            says.append(Say(self._(f"约谈后由{partner}结对包帮：", f"Paired with {partner}, who is to:"), duties))
        return tuple(says)

    def follow_up(self) -> tuple[Say, ...]:
        follow = self.plan.scheme.follow_up
        if follow is None:
            return ()

        def naming(name: str) -> tuple[str, str, bool]:
            counted = follow.counts.get(name)
            label = self.say(counted.label) if counted is not None and counted.label else name
            unit = f" {counted.unit}" if counted is not None and counted.unit and self.lang == "zh" else ""
            return label, unit, False

        since, months = self.quoted(follow.since), follow.months
        says = [
            Say(
                self._(
                    f"自{since}所在月份的次月起，跟踪 {months} 个整月。",
                    f"For the {months} calendar months after that of {since}.",
                )
            )
        ]
        says.append(
            Say(
                self._(
                    f"每月：{self.inline(follow.monthly, naming)}。",
                    f"Each month: {self.inline(follow.monthly, naming)}.",
                )
            )
        )
        if follow.overall is not None:
            whole = self.inline(follow.overall, naming)
            says.append(Say(self._(f"全期：{whole}。", f"Over the whole term: {whole}.")))
        return tuple(says)

    def put_right(self) -> tuple[Say, ...]:
        owed = self.plan.scheme.put_right
        if owed is None:
            return ()
        return (
            Say(
                self._(
                    f"没有达到的项目，自评价日起 {owed.days} 日内整改。",
                    f"What is lacking is to be put right within {owed.days} days of the day of evaluation.",
                )
            ),
        )

    def documents(self) -> Grid | None:
        """Every document, for whom, and who may see it."""
        issued = self.plan.scheme.documents
        if not issued:
            return None
        head = (
            self._("文书", "document"),
            self._("范围", "for"),
            self._("出具条件", "issued where"),
            self._("公开范围", "audience"),
        )
        per = {"subject": self._("每个评价对象一份", "each subject"), "season": self._("全年度一份", "the season")}
        who = {"internal": self._("内部", "internal"), "public": self._public()}
        rows = tuple(
            (
                one.title[self.lang],
                per[one.per],
                "—" if one.when is None else self.inline(self._worded(one.when), self._issued),
                who[one.audience],
            )
            for one in issued
        )
        return Grid(head, rows)

    def _public(self) -> str:
        """That a document is public, and what of a subject it may show."""
        public = self.plan.scheme.public
        if public is None:
            return self._("公开", "public")
        words = {
            "street": ("街道", "street"),
            "community": ("社区", "community"),
            "rank": ("名次", "rank"),
            "total": ("总分", "total"),
            "grade": ("评定等级", "grade"),
            "tier": ("等次", "tier"),
            "subsidy": ("补助", "subsidy"),
        }
        masked = public.names == "masked"
        name = self._("姓名（只留姓）" if masked else "名称", "masked name" if masked else "name")
        shown = joined([name, *(self._(*words[one]) for one in public.shows)], self.lang)
        return self._(f"公开：{shown}", f"public: {shown}")

    def _worded(self, condition: Condition) -> Condition:
        """A condition of a document with statuses and grades as people know them."""
        if isinstance(condition, Combination):
            return replace(condition, parts=tuple(self._worded(part) for part in condition.parts))
        scheme = self.plan.scheme
        titles = {one.id: self.say(one.title) or one.id for one in scheme.grades}
        if scheme.allocation:
            titles |= {one.id: self.say(one.title) or one.id for one in scheme.allocation.tiers}
            titles |= {one.id: self.say(one.title) or one.id for one in scheme.allocation.rates}
        words: dict[str, str] = dict(outcome_words(condition.column)) if self.lang == "zh" else {}

        def word(value: object) -> object:
            return tuple(map(word, value)) if isinstance(value, tuple) else (words | titles).get(str(value), value)

        return replace(condition, value=word(condition.value)) if condition.column in COLUMN else condition

    def _issued(self, name: str) -> tuple[str, str, bool]:
        """Names that conditions of documents see, which are the result's."""
        words = {
            "status": ("状态", "status"),
            "grade": ("评定等级", "grade"),
            "tier": ("等次", "tier"),
            "interview": ("约谈", "interview"),
        }
        return (self._(*words[name]), "", False) if name in words else self.names.label(name)
