"""The same rows as excel-write-data.ts, written by Python's libraries: excel-write.py LIBRARY ROWS FILE.

Prints rows per second and the peak of memory above the idle process in bytes.
"""

import datetime
import resource
import sys
import time


def rows_of(count):
    for number in range(1, count + 1):
        tail = str(number).zfill(6)
        day = 1 + number % 28
        yield [
            number,
            f"Rơ Châm Thị Người Thử {number}",
            datetime.date(1960 + number % 40, 1 + number % 9, day),
            "Nữ" if number % 2 else "Nam",
            f"062190{tail}",
            f"0912 {tail[:3]} {tail[3:]}",
            f"nguoi.thu.{number}@vidu.vn",
            "Công nhân vận hành",
            f"Công ty TNHH Ví Dụ {number % 50}",
            f"6100{tail}",
            "phường Đăk Cấm",
            "Trung cấp",
            datetime.date(2026, 1 + number % 9, day),
            "Đạt" if number % 7 else "Không đạt",
            None if number % 3 else "Chính thức",
        ]


def write_xlsxwriter(count, path):
    import xlsxwriter

    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet("Danh sách")
    style = {"font_name": "Times New Roman", "font_size": 13, "border": 1, "text_wrap": True, "valign": "vcenter"}
    text, date = workbook.add_format({**style, "num_format": "@"}), workbook.add_format({**style, "num_format": "dd/mm/yyyy"})
    for row, values in enumerate(rows_of(count)):
        for column, value in enumerate(values):
            if value is None:
                sheet.write_blank(row, column, None, text)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, date)
            elif isinstance(value, int):
                sheet.write_number(row, column, value, text)
            else:
                sheet.write_string(row, column, value, text)
    workbook.close()


def write_openpyxl(count, path):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    side = Side(style="thin")
    style = NamedStyle(
        name="roster",
        font=Font(name="Times New Roman", size=13),
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=Alignment(vertical="center", wrap_text=True),
    )
    workbook.add_named_style(style)
    for values in rows_of(count):
        cells = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=value)
            cell.style = "roster"
            cells.append(cell)
        sheet.append(cells)
    workbook.save(path)


library, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
__import__(library)
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
started = time.perf_counter()
{"xlsxwriter": write_xlsxwriter, "openpyxl": write_openpyxl}[library](count, path)
seconds = time.perf_counter() - started
print(count / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - idle)
