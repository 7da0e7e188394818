"""docxtpl, used as its documentation says: peer_docxtpl.py TEMPLATE FOLDER DATA.yaml…"""

import sys

import yaml
from docxtpl import DocxTemplate


def main(template: str, folder: str, *names: str) -> None:
    """A report in the folder for each file of data, with the data file's name."""
    for name in names:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 (pathlib would cost it time)
            data = yaml.load(file, yaml.CSafeLoader)
        page = DocxTemplate(template)
        page.render(data, autoescape=True)
        stem = name.rpartition("/")[2].removesuffix(".yaml")
        page.save(f"{folder}/{stem}.docx")


if __name__ == "__main__":
    main(*sys.argv[1:])
