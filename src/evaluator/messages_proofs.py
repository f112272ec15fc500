"""What is said about what rules can come to: findings that rest on every combination of what a rule asks.

`{cells}` is how many combinations there are, so that a reader knows what a claim rests on.
"""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "never-met": (
        "指标“{found}”不可能符合：条件的全部 {cells} 种判断组合都不成立。",
        "“{found}” can never be met: its condition holds in none of the combinations there are ({cells}).",
        "核对条件中的各项要求和填报项的最小值、最大值，改为能够达到的要求。",
        "Compare what the condition asks with the minimum and maximum of its fields, and ask what can be reached.",
    ),
    "tests-contradict": (
        "“{found}”和“{expected}”不可能同时成立，同在“‹all|全部›”之中，整个条件就不成立。",
        "“{found}” and “{expected}” can never hold together, so the “‹all|全部›” they stand in never does.",
        "改正其中一项；两项任一即可的，改用“‹any|任一›”。",
        "Correct one of them, or use “‹any|任一›” if either is enough.",
    ),
    "gate-never": (
        "准入条件“{owner}”不可能符合（全部 {cells} 种判断组合都不成立），没有对象能够排名。",
        "The gate “{owner}” can never be passed (in all combinations there are, {cells}), so nobody is ranked.",
        "核对条件中的各项要求和填报项的最小值、最大值，改为能够达到的要求。",
        "Compare what the condition asks with the minimum and maximum of its fields, and ask what can be reached.",
    ),
    "veto-always": (
        "一票否决“{owner}”总是成立（全部 {cells} 种判断组合都成立），所有对象都被否决，没有对象能够排名。",
        "The veto “{owner}” always holds (in all combinations there are, {cells}): it strikes everybody, "
        "so nobody is ranked.",
        "核对条件是否写反，或者漏写了要求。",
        "Check whether it asks the opposite of what was meant, or leaves something out.",
    ),
    "nobody-ranked": (
        "没有对象能够排名：“{found}”与“{expected}”不可能同时通过（全部 {cells} 种判断组合都是如此）。",
        "Nobody can be ranked: “{found}” and “{expected}” can never be passed together (in all "
        "combinations there are, {cells}).",
        "准入条件须能同时符合，又不受一票否决；改正其中一项。",
        "It must be possible to pass every gate without a veto; correct one of them.",
    ),
    "nobody-eligible": (
        "没有对象能够参加分配：“{found}”与“{expected}”不可能同时通过（全部 {cells} 种判断组合都是如此）。",
        "Nobody can be given anything: “{found}” and “{expected}” can never be passed together (in all "
        "combinations there are, {cells}).",
        "核对分配条件与准入条件、一票否决是否一致。",
        "Compare it with the gates and vetoes, and correct one of them.",
    ),
    "in-force-overlap": (
        "规则集“{found}”有两个版本在 {day} 同时施行，另一个在 {first}。",
        "Two versions of the rule set “{found}” are in force on {day}; the other stands at {first}.",
        "在前一版本的“‹in_force|施行期›”中写明“‹to|至›”，止于后一版本施行的前一日。",
        "Give the earlier one a “‹to|至›” in its “‹in_force|施行期›”, the day before the later one begins.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "never-fails": (
        "指标“{found}”不可能不符合：条件的全部 {cells} 种判断组合都成立。",
        "“{found}” can never fail: its condition holds in all of the combinations there are ({cells}).",
        "核对条件是否漏写了要求，或者误用了“‹any|任一›”。",
        "Check whether a requirement is missing, or “‹any|任一›” stands where “‹all|全部›” was meant.",
    ),
    "condition-never": (
        "“{owner}”的“{key}”条件不可能成立（全部 {cells} 种判断组合都不成立）。",
        "The condition “{key}” of “{owner}” can never hold (in all combinations there are, {cells}).",
        "核对条件中的各项要求；不需要的，删除。",
        "Check what it asks, or delete what hangs on it.",
    ),
    "condition-always": (
        "“{owner}”的“{key}”条件总是成立（全部 {cells} 种判断组合都成立）。",
        "The condition “{key}” of “{owner}” always holds (in all combinations there are, {cells}).",
        "核对条件中的各项要求；不需要条件的，删除条件。",
        "Check what it asks, or delete the condition if none is needed.",
    ),
    "gate-always": (
        "准入条件“{owner}”总是符合（全部 {cells} 种判断组合都成立），不起作用。",
        "The gate “{owner}” is always passed (in all combinations there are, {cells}), so it keeps nobody out.",
        "核对条件是否漏写了要求；不需要的，删除。",
        "Check whether a requirement is missing, or delete it.",
    ),
    "veto-never": (
        "一票否决“{owner}”不可能成立（全部 {cells} 种判断组合都不成立），不起作用。",
        "The veto “{owner}” can never strike (in all combinations there are, {cells}), so it does nothing.",
        "核对条件中的各项要求；不需要的，删除。",
        "Check what it asks, or delete it.",
    ),
    "band-never": (
        "指标“{owner}”的 {found} 分这一档，条件不可能成立（全部 {cells} 种判断组合都不成立）。",
        "The band of {found} points of “{owner}” can never be given: its condition holds in none of the "
        "combinations there are ({cells}).",
        "改为能够达到的要求，或者删除这一档。",
        "Ask what can be reached, or delete the band.",
    ),
    "band-shadowed": (
        "指标“{owner}”的 {found} 分这一档不可能得到：凡是符合这一档的，都已先符合前面的一档"
        "（全部 {cells} 种判断组合都是如此）。",
        "The band of {found} points of “{owner}” is never reached: whatever meets it meets a band before it "
        "(in all combinations there are, {cells}).",
        "各档按从严到宽排列：要求高的在前，要求低的在后。",
        "Put the stricter band first and the more lenient one after it.",
    ),
    "grade-never": (
        "评定等级“{found}”的条件不可能成立（全部 {cells} 种判断组合都不成立）。",
        "The grade “{found}” can never be given: its condition holds in none of the combinations there are ({cells}).",
        "核对等级的分数区间与总分能够达到的范围。",
        "Compare its interval with what the total can come to.",
    ),
    "grade-shadowed": (
        "评定等级“{found}”不可能评到：凡是符合这一等级的，都已先符合前面的等级（全部 {cells} 种判断组合都是如此）。",
        "The grade “{found}” is never given: whatever meets it meets a grade before it (in all combinations there "
        "are, {cells}).",
        "各等级按从高到低排列，要求高的在前。",
        "Put the grades from the highest to the lowest, the stricter first.",
    ),
    "grades-gap": (
        "总分为 {found} 时没有任何评定等级，各等级应当覆盖 {expected} 的全部总分。",
        "A total of {found} has no grade; the grades must cover every total from {expected}.",
        "最低的等级不写“‹from|自›”，最高的等级不写“‹below|低于›”，中间首尾相接；按条件评定的，最低的等级不写“‹when|条件›”。",
        "Leave out “‹from|自›” in the lowest grade and “‹below|低于›” in the highest, and let the others meet; of "
        "grades by condition leave out the “‹when|条件›” of the lowest.",
    ),
    "tier-never": (
        "等次“{found}”不可能给予任何对象：分配条件和等次条件不可能同时成立（全部 {cells} 种判断组合都是如此）。",
        "The tier “{found}” can be given to nobody: what is asked of all and of the tier never holds together "
        "(in all combinations there are, {cells}).",
        "核对“‹eligible|分配条件›”和等次的“‹when|条件›”。",
        "Compare “‹eligible|分配条件›” with the “‹when|条件›” of the tier.",
    ),
    "barred": (
        "“{found}”不可能给予任何对象：它的条件与“{expected}”不可能同时符合（全部 {cells} 种判断组合都是如此）。",
        "“{found}” can be given to nobody: what it asks never holds together with “{expected}” (in all "
        "combinations there are, {cells}).",
        "核对它的条件与准入条件、一票否决和分配条件是否一致。",
        "Compare its condition with the gates, the vetoes and “‹eligible|分配条件›”.",
    ),
    "tier-implied": (
        "等次“{found}”的条件是多余的：凡通过“{expected}”的，都符合它（全部 {cells} 种判断组合都是如此）。",
        "What the tier “{found}” asks is not needed: whoever passes “{expected}” meets it (in all "
        "combinations there are, {cells}).",
        "删除这一条件；如果本意是更高的要求，改正它。",
        "Delete it, or correct it if more was meant.",
    ),
    "tier-empty": (
        "等次“{found}”的名额为 0，不会给予任何对象。",
        "The tier “{found}” has 0 places and is given to nobody.",
        "写明名额，或者删除这一等次。",
        "Give it places, or delete it.",
    ),
    "alternative-never": (
        "“{owner}”中的“{found}”不可能采用：它的条件不可能成立（全部 {cells} 种判断组合都不成立）。",
        "“{found}” of “{owner}” is never taken: its condition holds in none of the combinations there are ({cells}).",
        "核对条件，或者删除这一项。",
        "Check its condition, or delete it.",
    ),
    "alternative-shadowed": (
        "“{owner}”中的“{found}”不可能采用：凡是符合它的，都已先符合前面的一项（全部 {cells} 种判断组合都是如此）。",
        "“{found}” of “{owner}” is never taken: whatever meets it meets one before it (in all combinations there "
        "are, {cells}).",
        "要求高的在前，要求低的在后。",
        "Put the stricter one first.",
    ),
    "test-implied": (
        "“{found}”是多余的：去掉它，“{owner}”在全部 {cells} 种判断组合下的结论都不变。",
        "“{found}” is not needed: without it the conclusion of “{owner}” is the same in every combination ({cells}).",
        "删除这一项；如果本意是另一项要求，改正它。",
        "Delete it, or correct it if something else was meant.",
    ),
    "worth-unreachable": (
        "指标“{owner}”写明最高 {expected} 分，但任何申报材料最多只能得 {found} 分。",
        "“{owner}” says that {expected} points can be earned, but no evidence can earn more than {found}.",
        "核对各项分值、上限与满分是否一致。",
        "Make the points and caps of its parts come to what it says.",
    ),
    "full-marks-apart": (
        "规则集“{found}”的满分不可能得到：各指标合计 {expected} 分，但“{lines}”不能同时得满分，"
        "任何申报材料最多得 {most} 分。",
        "Nobody can earn the full marks of “{found}”: its criteria add up to {expected}, but “{lines}” exclude each "
        "other, so no evidence earns more than {most}.",
        "核对互相排斥的指标；确属任选其一的，列入分组并写明上限（“‹cap|上限›”）。",
        "Check the criteria that exclude each other; where one or the other is meant, put them in a group with a "
        "“‹cap|上限›”.",
    ),
    "cap-idle": (
        "分组“{found}”的上限为 {expected} 分，但各项合计最多只有 {most} 分，上限不起作用。",
        "The cap of the group “{found}” is {expected}, but its parts come to {most} at most, so it limits nothing.",
        "核对上限或各项分值；不需要上限的，删除。",
        "Check the cap or the points of the parts, or delete the cap.",
    ),
    "minimum-above": (
        "分组“{found}”的下限为 {expected} 分，而各项合计最多只有 {most} 分，得分总是下限。",
        "The minimum of the group “{found}” is {expected}, but its parts come to {most} at most, so it always earns "
        "the minimum.",
        "核对下限或各项分值。",
        "Check the minimum or the points of the parts.",
    ),
    "title-points": (
        "名称“{found}”写的是 {expected} 分，而规则合计为 {most} 分。",
        "The title “{found}” says {expected} points, but the rules come to {most}.",
        "核对分值，使名称与规则一致。",
        "Correct the points or the title.",
    ),
    "figure-late": (
        "标准值“{found}”自 {expected} 起才有数值，而规则自 {day} 起施行，其间不能评价。",
        "The figure “{found}” has a value from {expected} on only, but the rules hold from {day} on; between the two "
        "nothing can be evaluated.",
        "补上此前施行的数值及其制定机关，或者推迟施行日期。",
        "Give the value that held before, with who set it, or let the rules begin later.",
    ),
    "figure-unused": (
        "标准值“{found}”没有任何规则使用。",
        "No rule uses the figure “{found}”.",
        "在条件中用“‹figure|标准›”引用它，或者删除。",
        "Refer to it with “‹figure|标准›”, or delete it.",
    ),
    "field-unused": (
        "填报项“{found}”要求填报，但没有任何规则使用。",
        "The field “{found}” is asked for, but no rule uses it.",
        "在规则中使用它；只供查阅的，说明用途（“‹help|填报说明›”）；否则删除，减轻填报负担。",
        "Use it in a rule, say in “‹help|填报说明›” what it is for, or delete it: nobody should answer for nothing.",
    ),
    "column-unused": (
        "表格“{owner}”要求填报“{found}”，但没有任何规则使用这一列。",
        "The column “{found}” of “{owner}” is asked for, but no rule uses it.",
        "在规则中使用它；只供查阅的，在表格的“‹help|填报说明›”中说明用途；否则删除，减轻填报负担。",
        "Use it in a rule, say in the “‹help|填报说明›” of the table what it is for, or delete it: nobody should "
        "answer for nothing.",
    ),
    "quantity-unused": (
        "导出量“{found}”没有任何规则使用。",
        "No rule uses the derived quantity “{found}”.",
        "在规则中使用它，或者删除。",
        "Use it in a rule, or delete it.",
    ),
    "link-unused": (
        "关联“{found}”没有任何规则使用。",
        "No rule uses the link “{found}”.",
        "在导出量中使用它，或者删除。",
        "Use it in a derived quantity, or delete it.",
    ),
    "tie-constant": (
        "同分时先比“{found}”不起作用：按 {expected} 位小数比较，它只能是同一个数值。",
        "“{found}” breaks no tie: compared at {expected} decimals it can only be one and the same number.",
        "改用能够分出先后的数值，或者保留更多小数。",
        "Choose a number that can differ, or keep more decimals.",
    ),
    "tie-total": (
        "同分时先比“{found}”不起作用：总分就是由它得来的，总分相同，它也相同。",
        "“{found}” breaks no tie: the total is made of it alone, so equal totals have equal values.",
        "改用总分以外的数值，或者保留更多小数。",
        "Choose something the total is not made of, or keep more decimals.",
    ),
    "tie-twice": (
        "同分时先比“{found}”写了两次，后一次不起作用。",
        "“{found}” is given twice to break ties; the second time it breaks none.",
        "删除后一次。",
        "Delete the second.",
    ),
    "tie-determined": (
        "同分时先比“{found}”不起作用：前面已比的“{expected}”相同时，它也相同。",
        "“{found}” breaks no tie: where “{expected}”, compared before it, are equal, so is it.",
        "删除它，或者改用前面没有比过的数值。",
        "Delete it, or choose something that was not compared before.",
    ),
    "component-idle": (
        "“{found}”的权重为 0，对总分没有影响。",
        "“{found}” has a weight of 0 and changes no total.",
        "写明权重，或者删除。",
        "Give it a weight, or delete it.",
    ),
    "not-shown": (
        "没有找到使“{owner}”的“{found}”成立的申报材料：试了 {cells} 份，这只是有限的搜索，不是证明。",
        "No evidence was found for “{found}” of “{owner}” to hold: of {cells} tried none does, which is a bounded "
        "search and proves nothing.",
        "核对所用的数值之间能否同时成立；能够成立的，写一个样例证明。",
        "Check whether the numbers it uses can come about together; if they can, write a case that shows it.",
    ),
    "not-shown-failing": (
        "没有找到使“{owner}”的“{found}”不成立的申报材料：试了 {cells} 份，这只是有限的搜索，不是证明。",
        "No evidence was found for “{found}” of “{owner}” to fail: of {cells} tried none does, which is a bounded "
        "search and proves nothing.",
        "核对条件是否漏写了要求；能够不成立的，写一个样例证明。",
        "Check whether a requirement is missing; if it can fail, write a case that shows it.",
    ),
}

NOTES: Mapping[str, tuple[str, str, str, str]] = {
    "bounded": (
        "“{owner}”的“{key}”只在限定范围内查找过：没有发现能使它成立或者不成立的情形，但这不是证明。",
        "“{key}” of “{owner}” was looked at within bounds only: nothing was found that makes it come out one way, "
        "which proves nothing.",
        "核对这一条件；写一个样例，说明它两种结论都可能出现。",
        "Look at it yourself, and write cases that show it both ways.",
    ),
}
"""What was not settled. It is counted, and listed where a report has room, beside the problems."""
