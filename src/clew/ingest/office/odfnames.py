"""The namespaces of OpenDocument 1.3, as lxml writes them before a name."""

OFFICE, TEXT, TABLE, DRAW, DC, META, STYLE, PRESENTATION, XLINK = (
    f"{{{name}}}"
    for name in (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "http://purl.org/dc/elements/1.1/",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
        "http://www.w3.org/1999/xlink",
    )
)
