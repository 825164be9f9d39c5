"""XLSX by openpyxl and XlsxWriter, and raw-XML edits of what they wrote."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from PIL import Image

from tests.documents_corpus import Case
from tests.documents_corpus.edits import edited, linked, swap

PEOPLE = [("Arbuckle", "J", "Sergeant"), ("Brindle", "M", "Constable"), ("Cotterpin", "A", "Inspector")]
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
MAIN_NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def figures(sheet: Any, first: int = 1) -> None:
    """A small table of figures, as most answers have."""
    sheet.cell(first, 1, "Recorded offences by district")
    for place, label in enumerate(("District", "2021", "2022", "2023"), 1):
        sheet.cell(first + 2, place, label)
    for row, district in enumerate(("North", "South", "East", "West", "Central"), first + 3):
        sheet.cell(row, 1, district)
        for place in (2, 3, 4):
            sheet.cell(row, place, row * 7 + place)


def book(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """A workbook by openpyxl with the table of figures on its first sheet, changed."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Answer"
    figures(workbook.active)
    if change:
        change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def writer(change: Callable[[xlsxwriter.Workbook, Any], None]) -> bytes:
    """The same by XlsxWriter."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Answer")
    sheet.write_row(0, 0, ["District", "2021", "2022"])
    for row, district in enumerate(("North", "South", "East"), 1):
        sheet.write_row(row, 0, [district, row * 11, row * 13])
    change(workbook, sheet)
    workbook.close()
    return out.getvalue()


def people(sheet: Any, first: int = 1, column: int = 1) -> None:
    """Rows that nobody meant to publish."""
    for row, person in enumerate(PEOPLE, first):
        for place, value in enumerate(person, column):
            sheet.cell(row, place, value)


def _sheet_state(workbook: openpyxl.Workbook, state: str, title: str = "Source") -> None:
    sheet = workbook.create_sheet(title)
    people(sheet)
    sheet.sheet_state = state


def _hidden_rows(workbook: openpyxl.Workbook) -> None:
    people(workbook.active, 20)
    for row in (20, 21, 22):
        workbook.active.row_dimensions[row].hidden = True


def _flat_rows(workbook: openpyxl.Workbook) -> None:
    people(workbook.active, 20)
    for row in (20, 21, 22):
        workbook.active.row_dimensions[row].height = 0.25


def _collapsed_rows(workbook: openpyxl.Workbook) -> None:
    people(workbook.active, 12)
    workbook.active.row_dimensions.group(12, 14, outline_level=1, hidden=True)


def _hidden_columns(workbook: openpyxl.Workbook) -> None:
    people(workbook.active, 3, 7)
    for letter in "GHI":
        workbook.active.column_dimensions[letter].hidden = True


def _zero_width(workbook: openpyxl.Workbook) -> None:
    people(workbook.active, 3, 7)
    for letter in "GHI":
        workbook.active.column_dimensions[letter].width = 0.2


def _filtered(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.active
    sheet.auto_filter.ref = "A3:D8"
    sheet.auto_filter.add_filter_column(0, ["North", "South"])
    for row in (6, 7, 8):
        sheet.row_dimensions[row].hidden = True


def _comment(workbook: openpyxl.Workbook) -> None:
    workbook.active["B4"].comment = Comment("Includes the case of Ms Brindle", "A Clerk")


def _styled(workbook: openpyxl.Workbook, **style: object) -> None:
    people(workbook.active, 12)
    for row in workbook.active.iter_rows(min_row=12, max_row=14, max_col=3):
        for cell in row:
            for name, value in style.items():
                setattr(cell, name, value)


def _far(workbook: openpyxl.Workbook, row: int, column: int) -> None:
    people(workbook.active, row, column)


def _name_to_hidden(workbook: openpyxl.Workbook) -> None:
    _sheet_state(workbook, "hidden", "Lists")
    workbook.defined_names["staff"] = DefinedName("staff", attr_text="Lists!$A$1:$C$3")


def _chart(workbook: openpyxl.Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(workbook.active, min_col=2, min_row=3, max_row=8, max_col=4), titles_from_data=True)
    workbook.active.add_chart(chart, "G3")


def _orphan_strings() -> bytes:
    return edited(
        writer(lambda _workbook, _sheet: None),
        {"xl/sharedStrings.xml": swap(b"</sst>", b"<si><t>Brindle M, Constable, left by an edit</t></si></sst>")},
    )


def _pivot_cache() -> bytes:
    body = (
        b"<pivotCacheRecords "
        + MAIN_NS
        + b' count="2"><r><s v="Arbuckle"/><n v="3"/></r><r><s v="Brindle"/><n v="4"/></r>'
        b"</pivotCacheRecords>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml"
    return linked(book(), BOOK, "pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml", body, kind)


def _pivot_shared_items() -> bytes:
    body = (
        b"<pivotCacheDefinition "
        + MAIN_NS
        + b'><cacheFields count="1"><cacheField name="Surname"><sharedItems count="2">'
        b'<s v="Arbuckle"/><s v="Brindle"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    return linked(book(), BOOK, "pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", body, kind)


def _data_model() -> bytes:
    return linked(
        book(),
        BOOK,
        "powerPivotData",
        "xl/model/item.data",
        b"\0" * 400,
        "application/vnd.openxmlformats-officedocument.model+data",
    )


def _external_cache() -> bytes:
    body = (
        b"<externalLink " + MAIN_NS + b'><externalBook><sheetNames><sheetName val="Staff"/></sheetNames><sheetDataSet>'
        b'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>Arbuckle</v></cell></row></sheetData>'
        b"</sheetDataSet>"
        b"</externalBook></externalLink>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    return linked(book(), BOOK, "externalLink", "xl/externalLinks/externalLink1.xml", body, kind)


def _threaded() -> bytes:
    body = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="B4" id="{0}" personId="{1}"><text>Take Arbuckle out?</text></threadedComment>'
        b"</ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    content = "application/vnd.ms-excel.threadedcomments+xml"
    return linked(book(), SHEET, kind, "xl/threadedComments/threadedComment1.xml", body, content)


def _orphan_sheet() -> bytes:
    body = (
        b"<worksheet " + MAIN_NS + b'><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Arbuckle</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    return edited(book(), {}, {"xl/worksheets/sheet9.xml": body})


def _embedded() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return linked(book(), SHEET, "package", "xl/embeddings/Microsoft_Excel_Worksheet.xlsx", book(), kind)


def _revisions() -> bytes:
    body = b"<revisions " + MAIN_NS + b'><rcc rId="1" sId="1"><oc r="A1"><v>1</v></oc><nc r="A1"/></rcc></revisions>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.revisionLog+xml"
    return linked(book(), BOOK, "revisionLog", "xl/revisions/revisionLog1.xml", body, kind)


def _prefixed_hidden_rows() -> bytes:
    """Hidden rows in a sheet whose elements have a namespace prefix, as some report tools write."""

    def prefix(body: bytes) -> bytes:
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t", b"cols", b"col"):
            for end in (b" ", b">", b"/"):
                body = body.replace(b"<" + tag + end, b"<x:" + tag + end).replace(
                    b"</" + tag + b">", b"</x:" + tag + b">"
                )
        return body.replace(b'xmlns="http', b'xmlns:x="http', 1).replace(b"<sheetFormatPr", b"<x:sheetFormatPr")

    return edited(book(_hidden_rows), {SHEET: prefix})


def _single_quotes() -> bytes:
    return edited(book(_hidden_columns), {SHEET: lambda body: body.replace(b'"', b"'")})


def _ni_numbers(workbook: openpyxl.Workbook) -> None:
    for row, value in enumerate(("QQ123456C", "AB 12 34 56 D", "JG103759A"), 12):
        workbook.active.cell(row, 1, value)


def _births(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Detail")
    sheet.append(["Name", "Date of birth", "Offence"])
    for row, (surname, initial, _) in enumerate(PEOPLE):
        sheet.append([f"{initial} {surname}", datetime.date(1980 + row, 5, 3), "Theft"])


def _bank(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Payments")
    sheet.append(["Payee", "Sort code", "Account number"])
    sheet.append(["Cotterpin Catering", "12-34-56", "01234567"])


def _emails(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Contacts")
    for number in range(14):
        sheet.append([f"Person {number}", f"person.{number}@exampleshire.example"])


def _roster(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Staff")
    sheet.append(["Surname", "Initials", "Rank", "Unit"])
    for number in range(80):
        sheet.append([f"Invented{number}", "A B", "Constable", "Roads"])


def _xw_hidden(workbook: xlsxwriter.Workbook, sheet: Any, *, very: bool = False) -> None:
    other = workbook.add_worksheet("Data")
    other.write_row(0, 0, PEOPLE[0])
    (other.very_hidden if very else other.hide)()


def _xw_rows(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.write_row(9, 0, PEOPLE[0])
    sheet.set_row(9, None, None, {"hidden": True})


def _xw_columns(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.write_column(0, 6, [person[0] for person in PEOPLE])
    sheet.set_column("G:G", None, None, {"hidden": True})


def _xw_filter(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.autofilter("A1:C4")
    sheet.filter_column("A", "x == North")
    for row in (2, 3):
        sheet.set_row(row, options={"hidden": True})


def _xw_format(workbook: xlsxwriter.Workbook, sheet: Any, form: dict[str, object]) -> None:
    sheet.write(9, 0, "Arbuckle", workbook.add_format(form))


def _xw_comment(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.write_comment("B2", "Check with Inspector Cotterpin")


def _xw_far(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.write("XFD1048000", "Arbuckle")


def _xw_stored_far(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    sheet.write("BZ2", "Arbuckle")


PLANTED: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("hidden-sheet", "openpyxl", "hidden_sheet", partial(book, partial(_sheet_state, state="hidden"))),
    ("very-hidden-sheet", "openpyxl", "very_hidden_sheet", partial(book, partial(_sheet_state, state="veryHidden"))),
    ("hidden-rows", "openpyxl", "hidden_rows", partial(book, _hidden_rows)),
    ("flat-rows", "openpyxl", "hidden_rows", partial(book, _flat_rows)),
    ("collapsed-rows", "openpyxl", "hidden_rows", partial(book, _collapsed_rows)),
    ("hidden-columns", "openpyxl", "hidden_columns", partial(book, _hidden_columns)),
    ("zero-width-columns", "openpyxl", "hidden_columns", partial(book, _zero_width)),
    ("filtered-rows", "openpyxl", "filtered_rows", partial(book, _filtered)),
    ("comment", "openpyxl", "comments", partial(book, _comment)),
    ("white-on-white", "openpyxl", "hidden_cells", partial(book, partial(_styled, font=Font(color="FFFFFFFF")))),
    ("theme-white", "openpyxl", "hidden_cells", partial(book, partial(_styled, font=Font(color=Color(theme=0))))),
    (
        "grey-on-grey",
        "openpyxl",
        "hidden_cells",
        partial(book, partial(_styled, font=Font(color="FFDDDDDD"), fill=PatternFill("solid", fgColor="FFDDDDDD"))),
    ),
    ("empty-format", "openpyxl", "hidden_cells", partial(book, partial(_styled, number_format=";;;"))),
    ("far-corner", "openpyxl", "far_cells", partial(book, partial(_far, row=3, column=600))),
    ("far-below", "openpyxl", "far_cells", partial(book, partial(_far, row=5000, column=1))),
    ("name-to-hidden", "openpyxl", "hidden_name", partial(book, _name_to_hidden)),
    ("orphan-strings", "raw XML", "orphan_strings", _orphan_strings),
    ("pivot-records", "raw XML", "pivot_cache", _pivot_cache),
    ("pivot-items", "raw XML", "pivot_cache", _pivot_shared_items),
    ("data-model", "raw XML", "data_model", _data_model),
    ("external-cache", "raw XML", "external_link_cache", _external_cache),
    ("threaded-comment", "raw XML", "comments", _threaded),
    ("orphan-sheet", "raw XML", "very_hidden_sheet", _orphan_sheet),
    ("embedded-workbook", "raw XML", "embedded_file", _embedded),
    ("shared-history", "raw XML", "tracked_changes", _revisions),
    ("prefixed-hidden-rows", "raw XML", "hidden_rows", _prefixed_hidden_rows),
    ("single-quoted-hidden-columns", "raw XML", "hidden_columns", _single_quotes),
    ("ni-numbers", "openpyxl", "national_insurance_numbers", partial(book, _ni_numbers)),
    ("birth-dates", "openpyxl", "birth_dates", partial(book, _births)),
    ("bank-details", "openpyxl", "bank_details", partial(book, _bank)),
    ("email-list", "openpyxl", "email_addresses", partial(book, _emails)),
    ("staff-roster", "openpyxl", "people_rows", partial(book, _roster)),
    ("xw-hidden-sheet", "XlsxWriter", "hidden_sheet", partial(writer, _xw_hidden)),
    ("xw-very-hidden-sheet", "XlsxWriter", "very_hidden_sheet", partial(writer, partial(_xw_hidden, very=True))),
    ("xw-hidden-row", "XlsxWriter", "hidden_rows", partial(writer, _xw_rows)),
    ("xw-hidden-column", "XlsxWriter", "hidden_columns", partial(writer, _xw_columns)),
    ("xw-filter", "XlsxWriter", "filtered_rows", partial(writer, _xw_filter)),
    ("xw-white", "XlsxWriter", "hidden_cells", partial(writer, partial(_xw_format, form={"font_color": "white"}))),
    ("xw-empty-format", "XlsxWriter", "hidden_cells", partial(writer, partial(_xw_format, form={"num_format": ";;;"}))),
    ("xw-comment", "XlsxWriter", "comments", partial(writer, _xw_comment)),
    ("xw-far-column", "XlsxWriter", "far_cells", partial(writer, _xw_stored_far)),
    ("xw-last-cell", "XlsxWriter", "cannot_be_screened", partial(writer, _xw_far)),
]


def _header_style(workbook: openpyxl.Workbook) -> None:
    for cell in workbook.active[3]:
        cell.font = Font(color="FFFFFFFF", bold=True)
        cell.fill = PatternFill("solid", fgColor="FF1F3864")


def _table_style(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.active
    table = Table(displayName="Offences", ref="A3:D8")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(table)
    for cell in sheet[3]:
        cell.font = Font(color="FFFFFFFF", bold=True)


def _plain_filter(workbook: openpyxl.Workbook) -> None:
    workbook.active.auto_filter.ref = "A3:D8"


def _unused_hidden(workbook: openpyxl.Workbook) -> None:
    """Everything right of the table hidden, and nothing there: a common way to tidy a sheet."""
    sheet = workbook.active
    sheet.column_dimensions.group("F", "XFD", hidden=True)
    sheet.row_dimensions[40].hidden = True


def _merged(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.active
    sheet.merge_cells("A1:D1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.freeze_panes = "B4"
    side = Side(style="thin")
    for row in sheet["A3:D8"]:
        for cell in row:
            cell.border = Border(side, side, side, side)


def _print_area(workbook: openpyxl.Workbook) -> None:
    workbook.active.print_area = "A1:D8"
    workbook.active.print_title_rows = "3:3"
    workbook.defined_names["rates"] = DefinedName("rates", attr_text="Answer!$B$4:$D$8")


def _conditional(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.active
    sheet.conditional_formatting.add(
        "B4:D8", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000")
    )
    sheet.conditional_formatting.add("B4:B8", CellIsRule(operator="greaterThan", formula=["30"], font=Font(bold=True)))


def _validated(workbook: openpyxl.Workbook) -> None:
    validation = DataValidation(type="list", formula1='"Yes,No"')
    workbook.active.add_data_validation(validation)
    validation.add("F4:F8")
    workbook.active["F4"] = "Yes"
    workbook.active.protection.sheet = True
    workbook.active["B4"].protection = Protection(locked=True, hidden=True)


def _formats(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.active
    for place, form in enumerate(('#,##0;-#,##0;"-"', "0.0%", "dd/mm/yyyy", "£#,##0.00;[Red]-£#,##0.00", "0;;"), 12):
        sheet.cell(place, 1, 0.25 if "%" in form else 45000).number_format = form


def _many_sheets(workbook: openpyxl.Workbook) -> None:
    for year in range(2015, 2024):
        figures(workbook.create_sheet(str(year)))


def _empty_hidden(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("Sheet2").sheet_state = "hidden"


def _picture(workbook: openpyxl.Workbook) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 20), (20, 40, 120)).save(out, "PNG")
    out.seek(0)
    workbook.active.add_image(SheetImage(out), "F1")


def _long(workbook: openpyxl.Workbook) -> None:
    for row in range(12, 600):
        workbook.active.append([f"Ward {row}", row % 7, row % 11, row % 13])


def _author(workbook: openpyxl.Workbook) -> None:
    workbook.properties.creator = "A Clerk"
    workbook.properties.lastModifiedBy = "B Clerk"
    workbook.properties.company = "Exampleshire Police"


def _two_tables(workbook: openpyxl.Workbook) -> None:
    figures(workbook.active, 30)


def _offset(workbook: openpyxl.Workbook) -> None:
    figures(workbook.create_sheet("Second"), 8)


def _formulas(workbook: openpyxl.Workbook) -> None:
    for letter in "BCD":
        workbook.active[f"{letter}9"] = f"=SUM({letter}4:{letter}8)"


def _contact(workbook: openpyxl.Workbook) -> None:
    workbook.active["A12"] = "Questions: foi@exampleshire.example or 01632 960123"


def _links(workbook: openpyxl.Workbook) -> None:
    workbook.active["A12"] = "Definitions"
    workbook.active["A12"].hyperlink = "https://www.exampleshire.example/definitions"
    workbook.active["A12"].font = Font(color="FF0563C1", underline="single")


def _grouped(workbook: openpyxl.Workbook) -> None:
    workbook.active.row_dimensions.group(4, 6, outline_level=1, hidden=False)


def _redactions(workbook: openpyxl.Workbook) -> None:
    """Black cells with nothing in them."""
    for cell in workbook.active[12][:3]:
        cell.fill = PatternFill("solid", fgColor="FF000000")


def _ranks(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Ranks")
    sheet.append(["Rank", "Headcount", "Average age"])
    for number, rank in enumerate(("Constable", "Sergeant", "Inspector", "Superintendent")):
        sheet.append([rank, 900 // (number + 1), 34.5 + number])


def _incidents(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("Incidents")
    sheet.append(["Date", "Beat", "Category"])
    for number in range(200):
        sheet.append(
            [datetime.date(2023, 1 + number % 12, 1 + number % 28), f"Beat {number % 9}", "Anti-social behaviour"]
        )


def _xw_clean(workbook: xlsxwriter.Workbook, sheet: Any, style: str) -> None:
    if style == "header":
        form = workbook.add_format({"font_color": "white", "bg_color": "#003366", "bold": True})
        sheet.write_row(0, 0, ["District", "2021", "2022"], form)
    elif style == "table":
        sheet.add_table("A1:C4", {"columns": [{"header": h} for h in ("District", "2021", "2022")]})
    elif style == "chart":
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Answer!$B$2:$B$4", "categories": "=Answer!$A$2:$A$4"})
        sheet.insert_chart("F2", chart)
    elif style == "rich":
        bold = workbook.add_format({"bold": True})
        sheet.write_rich_string("A8", "Note: ", bold, "provisional", " figures")
    elif style == "autofilter":
        sheet.autofilter("A1:C4")
    elif style == "textbox":
        sheet.insert_textbox("F2", "Figures are provisional.")
    elif style == "dates":
        form = workbook.add_format({"num_format": "dd mmm yyyy"})
        sheet.write_datetime("A8", datetime.datetime(2024, 2, 1), form)
    elif style == "footer":
        sheet.set_footer("&LExampleshire Police&RPage &P of &N")
        sheet.set_landscape()


CLEAN: list[tuple[str, str, Callable[[], bytes]]] = [
    ("plain", "openpyxl", book),
    *(
        (change.__name__.strip("_").replace("_", "-"), "openpyxl", partial(book, change))
        for change in (
            *(_header_style, _table_style, _plain_filter, _unused_hidden, _merged, _print_area, _conditional),
            *(_validated, _formats, _many_sheets, _empty_hidden, _picture, _long, _author, _two_tables, _offset),
            *(_formulas, _contact, _links, _grouped, _redactions, _ranks, _incidents, _chart),
        )
    ),
    *(
        (f"xw-{style}", "XlsxWriter", partial(writer, partial(_xw_clean, style=style)))
        for style in ("plain", "header", "table", "chart", "rich", "autofilter", "textbox", "dates", "footer")
    ),
]


def cases() -> Iterator[Case]:
    """Planted and clean workbooks."""
    for name, maker, planted, make in PLANTED:
        yield Case(name, "xlsx", maker, planted, make)
    for name, maker, make in CLEAN:
        yield Case(f"clean-{name}", "xlsx", maker, None, make)
