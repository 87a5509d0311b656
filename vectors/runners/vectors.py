"""Runs the vectors beside this file against a parser or an encoder of event streams.

    python3 vectors.py                 the reader in this file, which shows what a parser has to return
    python3 vectors.py my_module       my_module.parse(chunks), my_module.encode(event), or both

parse gets a list of bytes and returns a dict with "events", a list of {"type", "data", "lastEventId"}; "retry",
"comments" and "lastEventId" are compared where it has them. encode gets a dict with some of type, id, data, retry
and comment, and returns bytes, or raises ValueError to refuse.
"""
import importlib, json, pathlib, sys

HERE = pathlib.Path(__file__).resolve().parent


def read(chunks):
    """The event stream as HTML 9.2.6 has it, of a stream that is there as a whole."""
    text = b"".join(chunks).decode("utf-8", "replace").removeprefix("\ufeff")
    result = {"events": [], "retry": None, "comments": [], "lastEventId": ""}
    data, kind, id_ = [], "", ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]:
        name, colon, value = line.partition(":")
        value = value if not name else value.removeprefix(" ")
        if not line:
            result["lastEventId"] = id_
            if data:
                result["events"].append({"type": kind or "message", "data": "\n".join(data), "lastEventId": id_})
            data, kind = [], ""
        elif not name:
            result["comments"].append(value)
        elif name == "data":
            data.append(value)
        elif name == "event":
            kind = value
        elif name == "id" and "\0" not in value:
            id_ = value
        elif name == "retry" and value.isascii() and value.isdigit():
            result["retry"] = int(value)
    return result


def same(wanted, got):
    """Whether all that the parser tells is what is wanted."""
    events = [{key: want[key] for key in want if key in have} for want, have in zip(wanted["events"], got["events"])]
    return events == got["events"] and len(events) == len(wanted["events"]) and all(
        wanted[key] == got[key] for key in ("retry", "comments", "lastEventId") if key in got)


def long(value):
    """Values that are too long to be written out stand there as {"repeat": text, "times": n}."""
    if isinstance(value, dict):
        return value["repeat"] * value["times"] if "repeat" in value else {key: long(it) for key, it in value.items()}
    return [long(it) for it in value] if isinstance(value, list) else value


def parses(parse):
    for vector in json.loads((HERE / "event-stream.json").read_text("utf-8")):
        chunks = [bytes.fromhex(chunk) for chunk in vector["hex"]]
        whole = b"".join(chunks)
        for cut, pieces in (("as given", chunks), ("whole", [whole]), ("byte by byte", [bytes([b]) for b in whole])):
            got = parse(pieces)
            yield same(vector, got), f'{vector["id"]}, {cut}: wanted {vector["events"]}, got {got}'


def encodes(encode):
    for vector in long(json.loads((HERE / "encode.json").read_text("utf-8"))):
        try:
            got = read([encode(vector["event"])])
            got["comments"] = [text.removeprefix(" ") for text in got["comments"]]
        except ValueError:
            got = "refused"
        yield got in vector["outcomes"], f'{vector["id"]}: wanted one of {vector["outcomes"]}, got {got}'[:500]


if __name__ == "__main__":
    sys.path.insert(0, ".")
    mine = importlib.import_module(sys.argv[1]) if len(sys.argv) > 1 else None
    results = list(parses(getattr(mine, "parse", None) or read)) if mine is None or hasattr(mine, "parse") else []
    results += encodes(mine.encode) if hasattr(mine, "encode") else []
    wrong = [said for right, said in results if not right]
    print(*wrong, f"{len(results)} runs, {len(wrong)} differences", sep="\n")
    sys.exit(1 if wrong or not results else 0)
