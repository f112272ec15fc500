"""Invented evidence of the chapter 小区党建精治体系."""


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    return {}
