"""What a document says of itself becomes its properties and its XMP metadata."""

from __future__ import annotations

from html import escape

from clinicplan.handout.pdf.pieces import Document
from clinicplan.handout.pdf.tags import text_string


def properties(document: Document) -> bytes:
    """The document's properties: no patient's name, and the seal if there is one."""
    seal = b"/ClinicPlanSeal" + text_string(document.seal) if document.seal else b""
    return b"<</Title%b/Author%b/Producer(clinicplan)/CreationDate(D:%b000000Z)%b>>" % (
        text_string(document.title),
        text_string(document.author),
        document.date.replace("-", "").encode(),
        seal,
    )


def xmp(document: Document) -> bytes:
    """The metadata that PDF/UA-1 asks for: title, language and its own mark (part 1)."""
    title, author = escape(document.title), escape(document.author)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{escape(document.language)}</rdf:li></rdf:Bag></dc:language>"
        "<pdf:Producer>clinicplan</pdf:Producer>"
        f"<xmp:CreateDate>{document.date}T00:00:00Z</xmp:CreateDate>"
        "<pdfuaid:part>1</pdfuaid:part>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()
