"""What the recount does not cover is refused by name."""


class Refused(Exception):  # noqa: N818  a refusal is an outcome, named as one
    """Something that the recount does not cover, or cannot read: nothing is recounted."""


def refuse(where: str, what: str) -> Refused:
    return Refused(f"{where}: not covered by the recount: {what}")
