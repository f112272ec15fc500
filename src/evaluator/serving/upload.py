"""Files as they come in: counted while they come, kept in memory, never written anywhere."""

import asyncio
from collections.abc import AsyncGenerator
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from evaluator.problems import Place, Problem, problem
from evaluator.serving import limits
from evaluator.serving.asked import Dropped
from evaluator.serving.names import clean


class _InMemory(MultiPartParser):
    """Keeps every file in memory: no more comes in than a request may have."""

    spool_max_size = limits.REQUEST + 1


class _TooLargeError(Exception):
    """More came in than a request may have."""


class Uploaded(NamedTuple):
    """The files that came in, or why they were not taken, with the status that says so."""

    files: list[Dropped]
    problems: list[Problem]
    status: int = 200


async def uploaded(request: Request) -> Uploaded:
    """The files of a request: as many, as large and as soon as they may be."""
    most = f"{limits.REQUEST >> 20} MB"
    try:
        async with asyncio.timeout(limits.SECONDS):
            stream = _counted(request)
            parser = _InMemory(request.headers, stream, max_files=limits.FILES, max_fields=limits.FILES)
            form = await parser.parse()
            given = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
            instead = [one for one in form.getlist("instead") if isinstance(one, str)]
            instead += [""] * len(given)
            files = [
                Dropped(one.filename or "", await one.read(), where) for one, where in zip(given, instead, strict=False)
            ]
            await form.close()
    except _TooLargeError:
        return Uploaded([], [problem("upload-too-large", found=f"> {most}", expected=most)], 413)
    except (MultiPartException, KeyError, ValueError, ClientDisconnect, TimeoutError):
        return Uploaded([], [problem("upload-broken", expected=limits.FILES)], 400)
    if not files:
        return Uploaded([], [problem("upload-nothing")], 400)
    large = [
        problem(
            "upload-too-large",
            Place(clean(one.name)),
            found=f"{len(one.data) / (1 << 20):.1f} MB",
            expected=f"{limits.FILE >> 20} MB",
        )
        for one in files
        if len(one.data) > limits.FILE
    ]
    return Uploaded(files, large, 413 if large else 200)


async def _counted(request: Request) -> AsyncGenerator[bytes, None]:
    """The bytes of a request, until there are too many."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > limits.REQUEST:
        raise _TooLargeError
    came = 0
    async for chunk in request.stream():
        came += len(chunk)
        if came > limits.REQUEST:
            raise _TooLargeError
        yield chunk
