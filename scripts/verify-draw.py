"""Works a published draw out again. See scripts/verify-draw."""
import argparse
import collections
import csv
import hashlib
import io
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

SHOWN = 5  # differences of one kind that are printed


def main():
    parser = argparse.ArgumentParser(prog="verify-draw", description="Works a published draw out again.")
    parser.add_argument("source", help="address of the server, or a file with what it answered")
    parser.add_argument("vacancy", nargs="?", help="id of the vacancy; only with an address")
    parser.add_argument("--before", help="what was published before the draw: JSON, CSV, or one ticket a line")
    asked = parser.parse_args()
    draw = data_of(json.loads(fetch(parser, asked)))
    if not isinstance(draw, dict) or draw.get("state") != "held":
        stop("The draw has not been held yet; there is nothing to work out.")
    wrong = [*check(draw), *(compare(draw, read(asked.before)) if asked.before else [])]
    for line in wrong:
        print(f"DIFFERS  {line}")
    if wrong:
        print("The draw is NOT as published.")
        return 1
    if not asked.before:
        print("Not checked: whether anybody was taken out or put in. For that, give the list from before the draw: --before FILE")
    print("The draw is as published.")
    return 0


def check(draw):
    """Everything that follows from the seed and the list alone."""
    seed, places, tickets = draw["seed"], draw["places"], draw["tickets"]
    names = [one["ticket"] for one in tickets]
    print(f"Draw of {draw['vacancyId']}: {len(tickets)} tickets, {places} places, held at {draw['heldAt']}.")

    print(f"- The hash of the seed is the published one: {draw['seedHash']}")
    if sha256(seed) != draw["seedHash"]:
        yield f"the hash of the published seed is {sha256(seed)}"

    print("- Every ticket is well formed and there once, and none is missing.")
    yield from some("is no ticket", [name for name in names if not re.fullmatch("[0-9a-f]{20}", name)])
    yield from some("is in the list twice", [name for name, times in collections.Counter(names).items() if times > 1])
    if len(tickets) != draw["entries"]:
        yield f"{draw['entries']} entries are announced, and {len(tickets)} tickets are listed"

    print("- Sorted by SHA-256 of SEED:TICKET, each ticket has the published rank.")
    order = {name: rank for rank, name in enumerate(sorted(names, key=lambda name: sha256(f"{seed}:{name}")), 1)}
    yield from some("", [
        f"{one['ticket']} has rank {order[one['ticket']]} and is published with rank {one['rank']}"
        for one in tickets if one["rank"] != order[one["ticket"]]])
    if [one["rank"] for one in tickets] != list(range(1, len(tickets) + 1)):
        yield "the list is not in the order of its ranks, from 1 on without gaps"

    others = "waiting" if draw["keepsWaitingList"] else "not-drawn"
    print(f"- Ranks 1 to {places} have a place, all others are {others}.")
    yield from some("", [
        f"{one['ticket']} of rank {order[one['ticket']]} is published as {one['outcome']}"
        for one in tickets if one["outcome"] != ("place" if order[one["ticket"]] <= places else others)])


def compare(draw, before):
    """Nobody was taken out or put in since the list was saved, and the promise is the same."""
    known, seed_hash = before
    print(f"- Everybody in the list from before the draw was drawn among, and nobody else: {len(known)} tickets.")
    drawn = {one["ticket"] for one in draw["tickets"]}
    yield from some("was in before and is not in the draw (its owner may have withdrawn, or it was taken out)", sorted(known - drawn))
    yield from some("is in the draw and was not in before", sorted(drawn - known))
    if seed_hash:
        print("- The hash of the seed is the one from before the draw.")
        if seed_hash != draw["seedHash"]:
            yield f"before the draw the hash of the seed was {seed_hash}"


def read(path):
    """Tickets of a saved list, and the hash it names, if any."""
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    if text.lstrip().startswith("{"):
        saved = data_of(json.loads(text))
        return {one["ticket"] for one in saved.get("tickets", [])}, saved.get("seedHash")
    cells = [cell.strip() for row in csv.reader(io.StringIO(text)) for cell in row]
    return {cell for cell in cells if re.fullmatch("[0-9a-f]{20}", cell)}, None


def fetch(parser, asked):
    if not asked.source.startswith(("http://", "https://")):
        if asked.vacancy:
            parser.error("a vacancy is named only with the address of a server")
        with open(asked.source, encoding="utf-8-sig") as file:
            return file.read()
    if not asked.vacancy:
        parser.error("name the vacancy, too")
    url = f"{asked.source.rstrip('/')}/api/v1/vacancies/{urllib.parse.quote(asked.vacancy, safe='')}/draw"
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode("utf-8")


def data_of(document):
    return document.get("data", document) if isinstance(document, dict) else document


def some(words, names):
    """The first few, and how many more."""
    for name in names[:SHOWN]:
        yield f"{name} {words}".strip()
    if len(names) > SHOWN:
        yield f"... and {len(names) - SHOWN} more of this kind"


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def stop(words):
    print(words, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except urllib.error.HTTPError as refused:
        stop(f"The server answered {refused.code}: {refused.read().decode('utf-8', 'replace')}")
    except (OSError, ValueError, KeyError, TypeError) as broken:
        stop(f"This could not be read as a draw: {broken!r}")
