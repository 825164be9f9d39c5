"""Tables as a reader takes them: request and response columns side by side, label and value, or plain data.

Two columns headed Request and Response are read row by row, left then right, with the column's heading repeated as a
label, so that what follows need not know about tables at all. A data row becomes one line with its cells apart.
"""

from __future__ import annotations

from archive.normalise.blocks import Block
from archive.normalise.labels import meta_kind, whole_line

LABELLING = ("request", "response", "clarification", "both", "question", "decision", "reasoning", "tail", "annex")


def read_tables(blocks: list[Block], force_words: frozenset[str]) -> list[Block]:
    """The blocks with every table's cells turned into labels, values, rows or plain text."""
    if not any(block.cell for block in blocks):
        return blocks
    read: list[Block] = []
    at = 0
    while at < len(blocks):
        cell = blocks[at].cell
        if cell is None:
            read.append(blocks[at])
            at += 1
            continue
        end = at
        while end < len(blocks):
            other = blocks[end].cell
            if other is None or other.table != cell.table:
                break
            end += 1
        read.extend(_one_table(blocks[at:end], force_words))
        at = end
    return read


Rows = dict[int, dict[int, list[Block]]]


def _one_table(cells: list[Block], force_words: frozenset[str]) -> list[Block]:
    rows: Rows = {}
    for block in cells:
        if block.cell:
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    columns = max(max(row) for row in rows.values())
    if columns == 1 or any(block.kind in ("heading", "term", "item") and columns < 3 for block in cells):
        paired = _paired_columns(rows, force_words)
        return paired or _as_text(cells)
    read = (
        _paired_columns(rows, force_words)
        or _fact_columns(rows)
        or _fact_pairs(rows)
        or _sections(rows, columns, force_words)
    )
    if read:
        return read
    if _is_labelled(rows, force_words) or _asks_and_answers(rows):
        return _label_rows(rows)
    if any(len(blocks) > 4 for row in rows.values() for blocks in row.values()):
        return _as_text(cells)
    return [_data_row(row, columns) for row in rows.values()]


def _as_text(cells: list[Block]) -> list[Block]:
    for block in cells:
        block.cell = None
        if block.kind == "cell":
            block.kind = "text"
    return cells


def _paired_columns(rows: Rows, force_words: frozenset[str]) -> list[Block] | None:
    """Rows of a table whose first row heads one column as request and one as response; None if it does not."""
    first = next(iter(rows.values()))
    kinds: dict[int, str] = {}
    heads: dict[int, str] = {}
    for column, blocks in first.items():
        label = whole_line(blocks[0].text, force_words) if len(blocks) == 1 else None
        if label and label.number is None:
            kind = {"question": "request", "decision": "response"}.get(label.kind, label.kind)
            if kind in ("request", "response"):
                kinds[column] = kind
                heads[column] = blocks[0].text
    if sorted(kinds.values()) != ["request", "response"] or len(rows) < 2:
        return None
    read: list[Block] = []
    for row in list(rows.values())[1:]:
        for column in sorted(row):
            if column in kinds:
                read.append(Block(heads[column] + ":", "label", strong=True, region=row[column][0].region))
            for block in row[column]:
                block.cell = None
                if block.kind == "cell":
                    block.kind = "text"
                if column not in kinds and len(block.text) < 8:
                    continue
                read.append(block)
    return read


def _fact_columns(rows: Rows) -> list[Block] | None:
    """One row of values below a row of labels of facts (`Ref | Received | Answered`): each label by its value."""
    if len(rows) != 2:
        return None
    heads, values = rows.values()
    named = [column for column in sorted(heads) if column in values and meta_kind(heads[column][0].text.rstrip(": "))]
    if len(named) < 2 or len(named) + 1 < len(heads) or any(len(blocks) != 1 for blocks in heads.values()):
        return None
    read = _label_rows({column: {1: heads[column], 2: values[column]} for column in named})
    rest = [column for column in sorted(heads) if column in values and column not in named]
    return read + [_data_row({1: heads[column], 2: values[column]}, 2) for column in rest]


def _fact_pairs(rows: Rows) -> list[Block] | None:
    """Rows of labels of facts, each with its value in the next cell (`Ref | 12/24 | Received | 3 May 2024`)."""
    pairs: Rows = {}
    for row in rows.values():
        cells = [row[column] for column in sorted(row)]
        if len(cells) < 4 or len(cells) % 2:
            return None
        for head, value in zip(cells[::2], cells[1::2], strict=True):
            if len(head) != 1 or not meta_kind(head[0].text.rstrip(": ")):
                return None
            pairs[len(pairs)] = {1: head, 2: value}
    return _label_rows(pairs)


def _sections(rows: Rows, columns: int, force_words: frozenset[str]) -> list[Block] | None:
    """A whole page laid out as one table: rows of a single cell that head the request and the answer."""
    alone = {number: whole_line(row[min(row)][0].text, force_words) for number, row in rows.items() if len(row) == 1}
    if not {"request", "response"} <= {label.kind for label in alone.values() if label}:
        return None
    read: list[Block] = []
    for number, row in rows.items():
        if number in alone:
            read.extend(_as_text(row[min(row)]))
            read[-1].strong = read[-1].strong or alone[number] is not None
        elif columns == 2 and len(row[min(row)][0].text) < 5:
            read.append(_marked(_data_row(row, columns)))
        else:
            read.append(_data_row(row, columns))
    return read


def _marked(row: Block) -> Block:
    """A row whose first cell is no more than a mark (`a`, `1.`): one line of text."""
    links = [link._replace(start=link.start - 2, end=link.end - 2) for link in row.links]
    return Block(row.text.replace(" | ", " ", 1), region=row.region, links=links)


def _is_labelled(rows: Rows, force_words: frozenset[str]) -> bool:
    """Whether at least half of the rows begin with a known label and go on with one value."""
    labelled = 0
    for row in rows.values():
        columns = sorted(row)
        head = row[columns[0]]
        if columns[0] != 1 or len(columns) > 2 or len(head) != 1:
            continue
        if meta_kind(head[0].text.rstrip(": ")):
            labelled += 1
        else:
            label = whole_line(head[0].text, force_words)
            labelled += bool(label and label.kind in LABELLING)
    if not labelled or labelled * 2 < len(rows):
        return False
    first = rows[min(rows)]
    return not (len(rows) > 1 and labelled == 1 and any(b.cell and b.cell.header for b in first.get(2, [])))


def _asks_and_answers(rows: Rows) -> bool:
    """Whether the rows are questions, each with its answer beside it."""
    asked = 0
    for row in rows.values():
        if sorted(row) != [1, 2]:
            return False
        asked += row[1][-1].text.endswith("?")
    return asked > 1 and asked * 2 >= len(rows)


def _label_rows(rows: Rows) -> list[Block]:
    read = []
    for row in rows.values():
        for column in sorted(row):
            for block in row[column]:
                block.cell = None
                block.kind = (
                    "term" if column == 1 and len(row) > 1 else "detail" if block.kind == "cell" else block.kind
                )
                read.append(block)
    return read


def _data_row(row: dict[int, list[Block]], columns: int) -> Block:
    texts = [" ".join(block.text for block in row.get(column, [])) for column in range(1, columns + 1)]
    blocks = [block for column in sorted(row) for block in row[column]]
    made = Block(" | ".join(texts), "row", cells=texts, region=blocks[0].region)
    made.cell = blocks[0].cell
    made.strong = all(block.cell is not None and block.cell.header for block in blocks)
    offset = 0
    for column in range(1, columns + 1):
        for block in row.get(column, []):
            made.links.extend(link._replace(start=link.start + offset, end=link.end + offset) for link in block.links)
            offset += len(block.text) + 1
        offset += 3 - bool(row.get(column))
    return made
