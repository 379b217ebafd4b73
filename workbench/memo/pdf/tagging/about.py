"""What the file says of itself: XMP (ISO 16684-1), with the mark of PDF/UA."""

from __future__ import annotations

from datetime import datetime
from html import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from workbench.locale import printed

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_SPACES = (
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
)


def about(
    *, title: str, author: str, subject: str, keyword: str, lang: str, made: datetime, by: str
) -> PDFStream:
    """The same as the file's information dictionary, in the form that PDF/UA asks for."""
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = [
        "<pdfuaid:part>1</pdfuaid:part>",
        f"<dc:title>{_in('x-default', title)}</dc:title>",
        f"<dc:creator><rdf:Seq><rdf:li>{_text(author)}</rdf:li></rdf:Seq></dc:creator>"
        if author
        else "",
        f"<dc:description>{_in('x-default', subject)}</dc:description>",
        f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Keywords>{_text(keyword)}</pdf:Keywords>",
        f"<xmp:CreatorTool>{_text(by)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
    ]
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES)
    whole = (
        f'{_HEAD}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(said)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return PDFStream(PDFDictionary(kind), whole.encode("utf-8"))


def _in(lang: str, said: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="{lang}">{_text(said)}</rdf:li></rdf:Alt>'


def _text(said: str) -> str:
    return escape(printed(said).translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}), quote=False)
