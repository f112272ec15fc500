"""How an amount of money is shown."""


def money(amount: str) -> str:
    """An amount in yuan with its thousands separated: `60000.00` becomes `60,000.00`."""
    sign, digits = ("-", amount[1:]) if amount.startswith("-") else ("", amount)
    whole, dot, cents = digits.partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ",".join(reversed(groups)) + dot + cents
