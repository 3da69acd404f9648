"""Old Office files, made by hand: nothing here writes them."""

from struct import pack


def compound(streams: dict[str, bytes]) -> bytes:
    """A container of old Office files ([MS-CFB]) with `streams`, all of them long enough for sectors of their own."""
    free, end, fat_mark, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    entries = [("Root Entry", 5, 1 if streams else none, none, end, 0)]
    folders = -(-(len(streams) + 1) // 4)
    fat = [fat_mark, *range(2, folders + 1), end]
    body = b""
    for n, name in enumerate(sorted(streams, key=lambda name: (len(name), name)), 1):
        data = streams[name].ljust(4096, b"\0")
        count, first = -(-len(data) // 512), len(fat)
        entries.append((name, 2, none, n + 1 if n < len(streams) else none, first, len(data)))
        fat += [*range(first + 1, first + count), end]
        body += data.ljust(512 * count, b"\0")
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + pack("<HHHHH6xIIIIIIIII", *numbers)
    listed = b"".join(_entry(*entry) for entry in entries).ljust(512 * folders, b"\0")
    table = pack("<109I", 0, *[free] * 108) + pack("<128I", *fat, *[free] * (128 - len(fat)))
    return head + table + listed + body


def _entry(name: str, kind: int, child: int, right: int, at: int, size: int) -> bytes:
    numbers = (2 * len(name) + 2, kind, 1, 0xFFFFFFFF, right, child, at, size)
    return name.encode("utf-16-le").ljust(64, b"\0") + pack("<HBBIII36xIQ", *numbers)


def old_word(*, flags: int = 0x0200) -> bytes:
    """A Word file: a deletion, a field, a table with a cell of two paragraphs, a note and a comment."""
    start, first, second = 0x600, 0x400 // 512, 0xE00 // 512
    body = 'We met gone\x13 HYPERLINK "x" \x14here\x15.\rName\x07Sum\x07\x07Pier\x073\r4\x07\x07Bye\r'
    text = (body + "A note.\rReally?\r").encode("cp1252")
    at = [text.index(b"gone") + start, text.index(b"gone") + 4 + start]
    rows = [text.index(b"Name"), text.index(b"Sum") + 4, text.index(b"Pier"), text.index(b"4\x07") + 2, text.index(b"Bye")]
    main = bytearray(0x1200)
    main[start : start + len(text)] = text
    main[:4], main[10:12] = pack("<HH", 0xA5EC, 0xC1), pack("<H", flags)
    main[0x4C:0x6C] = pack("<8i", len(body), 8, 0, 0, 8, 0, 0, 0)
    page = pack("<4I", start, *at, start + len(text)) + bytes([0, 100, 0])
    main[0x400:0x600] = page.ljust(200, b"\0").ljust(200, b"\0") + bytes([3, 0x00, 0x08, 1]) + bytes(307) + b"\3"
    cells, ends = bytes([3, 0, 0, 0x16, 0x24, 1]), bytes([0, 4, 0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1])
    marks = [
        (start, 0),
        (rows[0] + start, 100),
        (rows[1] + start, 110),
        (rows[2] + start, 100),
        (rows[3] + start, 110),
        (rows[4] + start, 0),
    ]
    page = pack("<7I", *(where for where, _ in marks), start + len(text)) + b"".join(bytes([how]) + bytes(12) for _, how in marks)
    main[0xE00:0x1000] = page.ljust(200, b"\0") + cells.ljust(20, b"\0") + ends.ljust(291, b"\0") + b"\6"
    runs = pack("<2II", start, start + len(text), first)
    paragraphs = pack("<2II", start, start + len(text), second)
    pieces = b"\2" + pack("<i", 16) + pack("<2iHIH", 0, len(text), 0, (2 * start) | 0x40000000, 0)
    table = runs + paragraphs + pieces
    main[0xFA:0x10A] = pack("<4i", 0, 12, 12, 12)
    main[0x1A2:0x1AA] = pack("<2i", 24, len(pieces))
    return compound({"WordDocument": bytes(main), "1Table": table})
