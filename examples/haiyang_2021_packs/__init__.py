"""Invented evidence of the season's further packs, one module for each chapter of the policy."""

from haiyang_2021_packs import neighbourhoods, organisation, property_service, secretaries, services

CHAPTERS = (organisation, neighbourhoods, property_service, services, secretaries)


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    made: dict[str, str] = {}
    for chapter in CHAPTERS:
        made |= chapter.files()
    return made
