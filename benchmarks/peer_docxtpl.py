"""docxtpl, used as its documentation says: peer_docxtpl.py TEMPLATE FOLDER DATA.yaml…"""

import sys

import yaml
from docxtpl import DocxTemplate


def main(template: str, folder: str, *names: str) -> None:
    """A report in the folder for each file of data, with the data file's name."""
    for name in names:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 (pathlib would cost it time)
            data = yaml.load(file, yaml.CSafeLoader)
        if isinstance(data["records"], dict):
            data["records"] = read_table(f"{name.rpartition('/')[0]}/{data['records']['台账']}")
        page = DocxTemplate(template)
        page.render(data, autoescape=True)
        stem = name.rpartition("/")[2].removesuffix(".yaml")
        page.save(f"{folder}/{stem}.docx")


def read_table(path: str) -> list[dict[str, object]]:
    """The records of a sheet, by the names in its first line."""
    if path.endswith(".csv"):
        import csv

        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123
            return list(csv.DictReader(file))
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).active
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


if __name__ == "__main__":
    main(*sys.argv[1:])
