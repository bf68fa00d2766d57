"""A document of placed pieces becomes the bytes of a tagged PDF file (PDF 1.7, PDF/UA-1).

reportlab can draw, but it writes no structure tree, and it numbers glyphs and objects anew
in every file. This writer is the one seam where a file is put together. It knows four
things: fonts come first and are the same in every file; a sealed piece or a picture is one
form; a page is its pieces' operators, one after the other; everything else (pages, outline,
structure) is small and goes into one compressed object stream.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from xml.sax.saxutils import escape

from clinicplan.handout.faces import Face
from clinicplan.handout.pieces import Document, Group, Item, Page, Picture, Piece, Placed
from clinicplan.handout.tags import Bases, text_string

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

_FONTS = 1
"""The object number of the font resources, which every page and form shares."""

_LEVEL = 6
"""zlib's level for what is compressed anew in every file."""

_MOST_HEADS = 64
"""Font subsets kept for characters beyond the stock ones; each is about 30 KB."""


class Fonts:
    """The first objects of every file: faces with the stock characters, written once."""

    def __init__(self, faces: Mapping[str, Face], stock: frozenset[str]) -> None:
        self._faces = faces
        self.stock = stock
        self._heads: dict[frozenset[str], tuple[bytes, ...]] = {}

    def objects(self, added: frozenset[str]) -> tuple[bytes, ...]:
        """The objects 1, 2, … of a file whose texts need these characters as well."""
        head = self._heads.get(added)
        if head is None:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            head = self._heads[added] = self._write(self.stock | added)
        return head

    def _write(self, characters: frozenset[str]) -> tuple[bytes, ...]:
        bodies = [b""]
        names = []
        for resource, face in self._faces.items():
            parts = face.objects(characters)
            first = len(bodies) + 1
            bodies += [
                parts.file,
                parts.glyph_map,
                parts.to_unicode,
                parts.descriptor % first,
                parts.font % (first + 2, first + 3, first + 1),
            ]
            names.append(b"/%b %d 0 R" % (resource.encode(), first + 4))
        bodies[0] = b"<<%b>>" % b"".join(names)
        return tuple(_object(number, body) for number, body in enumerate(bodies, _FONTS))


def write(document: Document, fonts: Fonts) -> bytes:
    """The file. The same document makes the same bytes."""
    return _File(document, fonts.objects(document.added)).write()


class _File:
    """One file being written.

    Numbers are given in the order in which objects are met. `_streams` are whole objects
    that stand in the file by themselves; `_packed` are blocks of small objects, one a line,
    whose numbers follow one another from the block's first.
    """

    def __init__(self, document: Document, head: Sequence[bytes]) -> None:
        self._document = document
        self._streams: list[tuple[int, bytes]] = list(enumerate(head, _FONTS))
        self._packed: list[tuple[int, bytes]] = []
        self._next = len(head) + 1
        self._pictures: dict[str, int] = {}
        self._parents: list[bytes] = [b""] * len(document.pages)
        self._catalog = self._number()
        self._tree = self._number()
        self._root = self._number()
        self._page_tree = self._number()
        self._pages = [self._number() for _ in document.pages]

    def write(self) -> bytes:
        """All objects in order, the object stream, the cross-reference stream."""
        kids = [
            root
            for number, page in enumerate(self._document.pages)
            for root in self._write_page(number, page)
        ]
        self._write_tree(kids)
        self._write_catalog(metadata=self._write_metadata(), outlines=self._write_outlines())
        return self._assemble(info=self._write_info())

    def _number(self, count: int = 1) -> int:
        first = self._next
        self._next += count
        return first

    def _pack(self, number: int, body: bytes) -> None:
        self._packed.append((number, body))

    def _stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        self._streams.append((number, _object(number, _stream(dictionary, data))))

    # Pages: operators, forms, the elements of their pieces.

    def _write_page(self, number: int, page: Page) -> list[int]:
        """Writes a page; gives the numbers of its topmost elements."""
        canvas = _PageContent(self._pages[number])
        roots = [root for item in page.items for root in self._item(item, canvas, self._root)]
        content = self._number()
        self._stream(content, b"/Filter/FlateDecode", zlib.compress(canvas.operators(), _LEVEL))
        self._parents[number] = _references(canvas.owners)
        self._pack(
            self._pages[number],
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
            b"/Resources<</Font %d 0 R%b>>/StructParents %d/Tabs/S>>"
            % (
                self._page_tree,
                page.width,
                page.height,
                content,
                _FONTS,
                _named(canvas.resources),
                number,
            ),
        )
        return roots

    def _item(self, item: Item, canvas: _PageContent, parent: int) -> list[int]:
        if isinstance(item, Placed):
            return self._placed(item, canvas, parent)
        return [self._group(item, canvas, parent)]

    def _group(self, group: Group, canvas: _PageContent, parent: int) -> int:
        number = self._number()
        kids = [root for item in group.items for root in self._item(item, canvas, number)]
        self._pack(
            number,
            b"<</S/%b/P %d 0 R/Pg %d 0 R/K[%b]%b>>"
            % (
                group.kind.encode(),
                parent,
                canvas.page,
                _references(kids),
                b"/A" + group.attributes.encode() if group.attributes else b"",
            ),
        )
        return number

    def _placed(self, placed: Placed, canvas: _PageContent, parent: int) -> list[int]:
        piece, template = placed.piece, placed.piece.template
        first = self._number(template.count)
        owners = [first + owner for owner in template.owners]
        bases = Bases(
            element=first,
            parent=parent,
            page=canvas.page,
            form=0,
            mark=len(canvas.owners),
            x=round(placed.x),
            y=round(placed.y),
        )
        if piece.sealed:
            form = self._form(piece, owners)
            bases = bases._replace(form=form)
            canvas.place_form(form, placed.x, placed.y)
        else:
            canvas.place(piece, placed.x, placed.y)
            canvas.owners += owners
            for picture in piece.pictures:
                canvas.resources[picture.name] = self._picture(picture)
        if template.count:
            self._pack(first, template.fill(bases))
        return [first + root for root in template.roots]

    def _form(self, piece: Piece, owners: list[int]) -> int:
        """A sealed piece as a form: one for each time that it is placed."""
        number = self._number()
        used = {picture.name: self._picture(picture) for picture in piece.pictures}
        keyed = b""
        if owners:
            keyed = b"/StructParents %d" % len(self._parents)
            self._parents.append(_references(owners))
        margin = 4
        self._stream(
            number,
            b"/Type/XObject/Subtype/Form/BBox[%d %.2f %.2f %d]/Resources<</Font %d 0 R%b>>%b"
            b"/Filter/FlateDecode"
            % (
                -margin,
                -piece.height - margin,
                piece.width + margin,
                margin,
                _FONTS,
                _named(used),
                keyed,
            ),
            piece.sealed,
        )
        return number

    def _picture(self, picture: Picture) -> int:
        number = self._pictures.get(picture.name)
        if number is None:
            number = self._pictures[picture.name] = self._number()
            self._stream(number, self._picture_dictionary(picture), picture.data)
        return number

    def _picture_dictionary(self, picture: Picture) -> bytes:
        if not picture.image:
            return b"/Type/XObject/Subtype/Form/BBox[%.2f %.2f %.2f %.2f]/Filter/FlateDecode" % (
                picture.box
            )
        if not picture.mask:
            return picture.image
        return picture.image + b"/SMask %d 0 R" % self._picture(picture.mask)

    # What stands above the pages.

    def _write_tree(self, kids: list[int]) -> None:
        self._pack(
            self._root,
            b"<</S/Document/P %d 0 R/K[%b]>>" % (self._tree, _references(kids)),
        )
        numbers = b"".join(b"%d[%b]" % pair for pair in enumerate(self._parents))
        self._pack(
            self._tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
            % (self._root, numbers, len(self._parents)),
        )

    def _write_catalog(self, *, metadata: int, outlines: int) -> None:
        document = self._document
        self._pack(
            self._page_tree,
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), _references(self._pages)),
        )
        self._pack(
            self._catalog,
            b"<</Type/Catalog/Pages %d 0 R/Lang%b/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/Metadata %d 0 R/Outlines %d 0 R/PageMode/UseNone"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>"
            % (
                self._page_tree,
                text_string(document.language),
                self._tree,
                metadata,
                outlines,
            ),
        )

    def _write_outlines(self) -> int:
        bookmarks = self._document.bookmarks
        top = self._number(len(bookmarks) + 1)
        last = top + len(bookmarks)
        for number, mark in enumerate(bookmarks, top + 1):
            neighbours = b""
            if number > top + 1:
                neighbours += b"/Prev %d 0 R" % (number - 1)
            if number < last:
                neighbours += b"/Next %d 0 R" % (number + 1)
            self._pack(
                number,
                b"<</Title%b/Parent %d 0 R/Dest[%d 0 R/XYZ 0 %d 0]%b>>"
                % (text_string(mark.title), top, self._pages[mark.page], mark.top, neighbours),
            )
        ends = b"/First %d 0 R/Last %d 0 R" % (top + 1, last) if bookmarks else b""
        self._pack(top, b"<</Type/Outlines/Count %d%b>>" % (len(bookmarks), ends))
        return top

    def _write_metadata(self) -> int:
        number = self._number()
        self._stream(number, b"/Type/Metadata/Subtype/XML", _xmp(self._document))
        return number

    def _write_info(self) -> int:
        number = self._number()
        document = self._document
        seal = b"/ClinicPlanSeal" + text_string(document.seal) if document.seal else b""
        self._pack(
            number,
            b"<</Title%b/Author%b/Producer(clinicplan)/CreationDate(D:%b000000Z)%b>>"
            % (
                text_string(document.title),
                text_string(document.author),
                document.date.replace("-", "").encode(),
                seal,
            ),
        )
        return number

    # The file itself.

    def _assemble(self, *, info: int) -> bytes:
        packed, numbers = self._object_stream()
        place = self._number()
        self._stream(place, *packed)
        streams = sorted(self._streams)
        bodies = [body for _, body in streams]
        starts = list(accumulate(map(len, bodies), initial=len(_HEADER)))
        entries = [b"\0\0\0\0\0\xff\xff"] * (self._next + 1)
        for (number, _), start in zip(streams, starts, strict=False):
            entries[number] = struct.pack(">BIH", 1, start, 0)
        for index, number in enumerate(numbers):
            entries[number] = struct.pack(">BIH", 2, place, index)
        entries[self._next] = struct.pack(">BIH", 1, starts[-1], 0)
        identity = hashlib.md5(b"".join(bodies), usedforsecurity=False).hexdigest().encode()
        table = _object(
            self._next,
            _stream(
                b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
                b"/Filter/FlateDecode" % (self._next + 1, self._catalog, info, identity, identity),
                zlib.compress(b"".join(entries), _LEVEL),
            ),
        )
        return b"".join([_HEADER, *bodies, table, b"startxref\n%d\n%%%%EOF\n" % starts[-1]])

    def _object_stream(self) -> tuple[tuple[bytes, bytes], list[int]]:
        """The small objects as one stream (dictionary, data), and their numbers in order."""
        lines = b"\n".join([block for _, block in self._packed]).split(b"\n")
        numbers = list(
            chain.from_iterable(
                range(first, first + block.count(b"\n") + 1) for first, block in self._packed
            )
        )
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        index = b" ".join([b"%d %d" % pair for pair in zip(numbers, starts, strict=False)])
        data = zlib.compress(index + b"\n" + b"\n".join(lines), _LEVEL)
        dictionary = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (
            len(numbers),
            len(index) + 1,
        )
        return (dictionary, data), numbers


class _PageContent:
    """A page's operators and resources while its items are placed."""

    __slots__ = ("_parts", "owners", "page", "resources")

    def __init__(self, page: int) -> None:
        self.page = page
        self.owners: list[int] = []
        self.resources: dict[str, int] = {}
        self._parts: list[bytes] = []

    def place(self, piece: Piece, x: float, y: float) -> None:
        operators = piece.operators
        if piece.template.marks:
            mark = len(self.owners)
            operators %= tuple(range(mark, mark + piece.template.marks))
        self._parts.append(b"q 1 0 0 1 %.2f %.2f cm\n%b\nQ" % (x, y, operators))

    def place_form(self, form: int, x: float, y: float) -> None:
        self.resources[f"X{form}"] = form
        self._parts.append(b"q 1 0 0 1 %.2f %.2f cm /X%d Do Q" % (x, y, form))

    def operators(self) -> bytes:
        return b"\n".join(self._parts)


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


def _named(resources: Mapping[str, int]) -> bytes:
    if not resources:
        return b""
    names = b"".join(b"/%b %d 0 R" % (name.encode(), n) for name, n in resources.items())
    return b"/XObject<<%b>>" % names


def _xmp(document: Document) -> bytes:
    """The metadata that PDF/UA-1 asks for: title, language and its own mark."""
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
