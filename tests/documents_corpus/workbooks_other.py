"""XLS by xlwt, ODS by odfpy, and CSV and HTML tables as text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial

import xlwt
from odf import dc, office, style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

from tests.documents_corpus import Case
from tests.documents_corpus.edits import edited, swap
from tests.documents_corpus.workbooks import PEOPLE

ROWS = [("District", "2021", "2022"), ("North", 12, 15), ("South", 33, 31), ("East", 8, 9)]


def xls(change: Callable[[xlwt.Workbook, xlwt.Worksheet], None] | None = None) -> bytes:
    """A workbook in the old binary format."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Answer", cell_overwrite_ok=True)
    for row, values in enumerate(ROWS):
        for place, value in enumerate(values):
            sheet.write(row, place, value)
    if change:
        change(workbook, sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _people(sheet: xlwt.Worksheet, row: int = 0, column: int = 0, form: xlwt.XFStyle | None = None) -> None:
    for number, person in enumerate(PEOPLE):
        for place, value in enumerate(person):
            sheet.write(row + number, column + place, value, form or xlwt.XFStyle())


def _xls_sheet(workbook: xlwt.Workbook, _sheet: xlwt.Worksheet, state: int) -> None:
    other = workbook.add_sheet("Source")
    _people(other)
    other.visibility = state


def _xls_rows(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 8)
    for row in (8, 9, 10):
        sheet.row(row).hidden = True


def _xls_columns(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 0, 5)
    for place in (5, 6, 7):
        sheet.col(place).hidden = True


def _xls_zero(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 0, 5)
    for place in (5, 6, 7):
        sheet.col(place).width = 0


def _xls_white(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 8, 0, xlwt.easyxf("font: colour white"))


def _xls_format(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 8, 0, xlwt.easyxf(num_format_str=";;;"))


def _xls_far(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    _people(sheet, 4000, 100)


def _xls_header(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    form = xlwt.easyxf("font: colour white, bold on; pattern: pattern solid, fore_colour dark_blue")
    for place, value in enumerate(ROWS[0]):
        sheet.write(0, place, value, form)


def _xls_formats(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    for row, form in enumerate(("0.00", "dd/mm/yyyy", "#,##0", '0;-0;"-"'), 6):
        sheet.write(row, 0, 41000.5, xlwt.easyxf(num_format_str=form))


def _xls_tidy(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    for place in range(10, 40):
        sheet.col(place).hidden = True
    sheet.row(60).hidden = True
    sheet.set_panes_frozen(True)
    sheet.set_horz_split_pos(1)


def _xls_sheets(workbook: xlwt.Workbook, _sheet: xlwt.Worksheet) -> None:
    for year in range(2018, 2023):
        workbook.add_sheet(str(year)).write(0, 0, year)


def _xls_merged(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write_merge(6, 6, 0, 2, "Figures are provisional")


def _xls_ni(_workbook: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(8, 0, "NI number AB123456C")


class Ods:
    """A spreadsheet by odfpy, with automatic styles made on demand."""

    def __init__(self) -> None:
        self.document = OpenDocumentSpreadsheet()
        self.sheet = self.add("Answer", ROWS)

    def style(self, family: str, properties: object | None, **attributes: str) -> style.Style:
        made = style.Style(name=f"s{len(self.document.automaticstyles.childNodes)}", family=family, **attributes)
        if properties is not None:
            made.addElement(properties)
        self.document.automaticstyles.addElement(made)
        return made

    def add(self, name: str, rows: list[tuple[object, ...]], **attributes: object) -> table.Table:
        sheet = table.Table(name=name, **attributes)
        sheet.addElement(table.TableColumn(numbercolumnsrepeated=max(map(len, rows), default=1)))
        for values in rows:
            sheet.addElement(self.row(values))
        self.document.spreadsheet.addElement(sheet)
        return sheet

    def row(
        self, values: tuple[object, ...], stylename: style.Style | None = None, **attributes: object
    ) -> table.TableRow:
        row = table.TableRow(**attributes)
        for value in values:
            kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            cell = table.TableCell(**kind, **({"stylename": stylename} if stylename else {}))
            cell.addElement(text.P(text=str(value)))
            row.addElement(cell)
        return row

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.write(out)
        return out.getvalue()


def ods(change: Callable[[Ods], None] | None = None) -> bytes:
    """An OpenDocument spreadsheet."""
    made = Ods()
    if change:
        change(made)
    return made.bytes()


def _ods_sheet(made: Ods) -> None:
    hidden = made.style("table", style.TableProperties(display="false"))
    made.add("Source", list(PEOPLE), stylename=hidden)


def _ods_rows(made: Ods, state: str) -> None:
    for person in PEOPLE:
        made.sheet.addElement(made.row(person, visibility=state))


def _ods_columns(made: Ods) -> None:
    sheet = table.Table(name="Staff")
    sheet.addElement(table.TableColumn())
    sheet.addElement(table.TableColumn(numbercolumnsrepeated=2, visibility="collapse"))
    for person in PEOPLE:
        sheet.addElement(made.row(person))
    made.document.spreadsheet.addElement(sheet)


def _ods_white(made: Ods) -> None:
    white = made.style("table-cell", style.TextProperties(color="#ffffff"))
    made.sheet.addElement(made.row(PEOPLE[0], white))


def _ods_comment(made: Ods) -> None:
    cell = table.TableCell()
    note = office.Annotation()
    note.addElement(dc.Creator(text="A Clerk"))
    note.addElement(text.P(text="Ask Arbuckle first"))
    cell.addElement(note)
    cell.addElement(text.P(text="7"))
    row = table.TableRow()
    row.addElement(cell)
    made.sheet.addElement(row)


def _ods_far(made: Ods) -> None:
    made.sheet.addElement(table.TableRow(numberrowsrepeated=4000))
    made.sheet.addElement(made.row(PEOPLE[0]))


def _ods_header(made: Ods) -> None:
    form = made.style("table-cell", style.TableCellProperties(backgroundcolor="#003366"))
    form.addElement(style.TextProperties(color="#ffffff"))
    made.sheet.addElement(made.row(("Total", 53, 55), form))


def _ods_sheets(made: Ods) -> None:
    for year in range(2018, 2022):
        made.add(str(year), ROWS)


def _ods_padding(made: Ods) -> None:
    """Empty rows and columns to the end of the sheet, some of them collapsed, as LibreOffice writes them."""
    row = table.TableRow(numberrowsrepeated=1_048_000, visibility="collapse")
    row.addElement(table.TableCell(numbercolumnsrepeated=1024))
    made.sheet.addElement(row)


def _ods_tracked(data: bytes) -> bytes:
    change = (
        b'<table:tracked-changes><table:cell-content-change table:id="ct1"><table:cell-address table:column="1" '
        b'table:row="1" '
        b'table:table="0"/><table:previous><table:change-track-table-cell><text:p>Arbuckle</text:p>'
        b"</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>"
    )
    return edited(data, {"content.xml": swap(b"<office:spreadsheet>", b"<office:spreadsheet>" + change)})


def csv_text(rows: list[str]) -> bytes:
    """Lines of a CSV file."""
    return "\r\n".join(rows).encode()


def page(body: str) -> bytes:
    """An HTML page, as spreadsheets are often saved."""
    return f"<html><head><title>Answer</title></head><body>{body}</body></html>".encode()


HEAD = "<tr><th>District</th><th>2021</th></tr>"
GRID = f"<table>{HEAD}<tr><td>North</td><td>12</td></tr><tr><td>South</td><td>9</td></tr></table>"
PLANTED: list[tuple[str, str, str, str, Callable[[], bytes]]] = [
    ("hidden-sheet", "xls", "xlwt", "hidden_sheet", partial(xls, partial(_xls_sheet, state=1))),
    ("very-hidden-sheet", "xls", "xlwt", "very_hidden_sheet", partial(xls, partial(_xls_sheet, state=2))),
    ("hidden-rows", "xls", "xlwt", "hidden_rows", partial(xls, _xls_rows)),
    ("hidden-columns", "xls", "xlwt", "hidden_columns", partial(xls, _xls_columns)),
    ("zero-width", "xls", "xlwt", "hidden_columns", partial(xls, _xls_zero)),
    ("white-on-white", "xls", "xlwt", "hidden_cells", partial(xls, _xls_white)),
    ("empty-format", "xls", "xlwt", "hidden_cells", partial(xls, _xls_format)),
    ("far-cells", "xls", "xlwt", "far_cells", partial(xls, _xls_far)),
    ("ni-number", "xls", "xlwt", "national_insurance_numbers", partial(xls, _xls_ni)),
    ("hidden-sheet", "ods", "odfpy", "hidden_sheet", partial(ods, _ods_sheet)),
    ("hidden-rows", "ods", "odfpy", "hidden_rows", partial(ods, partial(_ods_rows, state="collapse"))),
    ("filtered-rows", "ods", "odfpy", "filtered_rows", partial(ods, partial(_ods_rows, state="filter"))),
    ("hidden-columns", "ods", "odfpy", "hidden_columns", partial(ods, _ods_columns)),
    ("white-on-white", "ods", "odfpy", "hidden_cells", partial(ods, _ods_white)),
    ("comment", "ods", "odfpy", "comments", partial(ods, _ods_comment)),
    ("far-cells", "ods", "odfpy", "far_cells", partial(ods, _ods_far)),
    ("tracked", "ods", "raw XML", "tracked_changes", lambda: _ods_tracked(ods())),
    (
        "ni-numbers",
        "csv",
        "text",
        "national_insurance_numbers",
        lambda: csv_text(["Case,Number", "1,AB123456C", "2,JG 10 37 59 A"]),
    ),
    (
        "birth-dates",
        "csv",
        "text",
        "birth_dates",
        lambda: csv_text(["Name,DOB,Result", "J Arbuckle,03/05/1980,Caution", "M Brindle,04/06/1981,Charge"]),
    ),
    (
        "hidden-row",
        "html",
        "text",
        "hidden_text",
        lambda: page(GRID.replace("<tr><td>South", '<tr style="display:none"><td>South')),
    ),
    ("white-text", "html", "text", "hidden_text", lambda: page(GRID + '<p style="color:#fff">J Arbuckle</p>')),
]
CLEAN: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("plain", "xls", "xlwt", xls),
    ("header", "xls", "xlwt", partial(xls, _xls_header)),
    ("formats", "xls", "xlwt", partial(xls, _xls_formats)),
    ("tidy", "xls", "xlwt", partial(xls, _xls_tidy)),
    ("sheets", "xls", "xlwt", partial(xls, _xls_sheets)),
    ("merged", "xls", "xlwt", partial(xls, _xls_merged)),
    ("plain", "ods", "odfpy", ods),
    ("header", "ods", "odfpy", partial(ods, _ods_header)),
    ("sheets", "ods", "odfpy", partial(ods, _ods_sheets)),
    ("padding", "ods", "odfpy", partial(ods, _ods_padding)),
    ("plain", "csv", "text", lambda: csv_text(["District,2021,2022", "North,1,2", "South,3,4"])),
    (
        "dates",
        "csv",
        "text",
        lambda: csv_text(["Date,Beat,Count", *(f"{d:02}/01/2023,Beat {d % 4},{d}" for d in range(1, 29))]),
    ),
    ("semicolons", "csv", "text", lambda: csv_text(["District;Share", "North;12,5", "South;87,5"])),
    ("page", "html", "text", lambda: page(f"<h1>Answer</h1>{GRID}<!--[if gte mso 9]><xml></xml><![endif]-->")),
    ("dark-header", "html", "text", lambda: page(GRID.replace("<th>", '<th style="color:white;background:#003366">'))),
]


def cases() -> Iterator[Case]:
    """Planted and clean files."""
    for name, suffix, maker, planted, make in PLANTED:
        yield Case(name, suffix, maker, planted, make)
    for name, suffix, maker, make in CLEAN:
        yield Case(f"clean-{name}", suffix, maker, None, make)
