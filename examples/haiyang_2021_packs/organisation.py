"""Invented evidence of the chapter 互联互动组织体系."""


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    return {}
