"""How an amount of money is shown: with its thousands separated, and in Chinese capitals."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "兆")
_MOST = 10**16
"""From here on an amount has no name in capitals."""


def money(amount: str) -> str:
    """An amount in yuan with its thousands separated: `60000.00` becomes `60,000.00`."""
    sign, digits = ("-", amount[1:]) if amount.startswith("-") else ("", amount)
    whole, dot, cents = digits.partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ",".join(reversed(groups)) + dot + cents


def capitals(amount: str) -> str:
    """An amount in yuan in Chinese capitals (大写): `60000.00` becomes `陆万元整`, empty text stays empty.

    As the rules for filling in vouchers have it: 整 ends an amount without jiao and fen, 零 stands once for zeros
    between digits.
    """
    if not amount:
        return ""
    sign, digits = ("负", amount[1:]) if amount.startswith("-") else ("", amount)
    whole, _, cents = digits.partition(".")
    yuan, (jiao, fen) = int(whole), (int(digit) for digit in (cents + "00")[:2])
    if yuan >= _MOST:
        return ""
    if not yuan and not jiao and not fen:
        return "零元整"
    said = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{sign}{said}整"
    said += f"{_DIGITS[jiao]}角" if jiao else "零" if yuan else ""
    return sign + said + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(number: int) -> str:
    """A whole number above zero, by groups of four digits."""
    said = ""
    for power in reversed(range(len(_MYRIADS))):
        group = number // 10_000**power % 10_000
        if not group:
            continue
        if said and (group < 1_000 or not number // 10_000 ** (power + 1) % 10_000):
            said += "零"
        said += _four(group) + _MYRIADS[power]
    return said


def _four(group: int) -> str:
    """Up to four digits, the first of them no zero."""
    said, zero = "", False
    for power in reversed(range(4)):
        digit = group // 10**power % 10
        if digit:
            said += ("零" if zero else "") + _DIGITS[digit] + _UNITS[power]
            zero = False
        else:
            zero = bool(said)
    return said
