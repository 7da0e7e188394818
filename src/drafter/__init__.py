"""drafter: reports that an office writes every year, from records in YAML and wording in Word."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what `__getattr__` finds, for editors and type checkers
    from drafter.commands.absorbing.absorb import Absorbed, Wording, absorb
    from drafter.commands.adopting.adopt import AdoptedReport, adopt_report
    from drafter.commands.batch.reports import Outcome, generate_many
    from drafter.commands.check import check
    from drafter.commands.clean import Cleaned, clean
    from drafter.commands.compare import Comparison, compare
    from drafter.commands.describing.convert import Converted as Converted
    from drafter.commands.describing.convert import template_convert as template_convert
    from drafter.commands.describing.definitions import TemplateFile, list_definitions
    from drafter.commands.describing.ledgers import MadeLedger as MadeLedger
    from drafter.commands.describing.ledgers import ledger_from_figure as ledger_from_figure
    from drafter.commands.describing.redefining import (
        edit_template_file,
        open_template_file,
        save_template_file,
    )
    from drafter.commands.describing.rename import Renamed as Renamed
    from drafter.commands.describing.rename import rename_everywhere as rename_everywhere
    from drafter.commands.describing.shipped import ListedTemplate as ListedTemplate
    from drafter.commands.describing.shipped import template_list
    from drafter.commands.drafting.result import Result
    from drafter.commands.editing.changes import edit_data, invert_changes
    from drafter.commands.editing.files import open_data, save_data
    from drafter.commands.editing.model import (
        Column,
        DataFile,
        InsertRecord,
        LedgerView,
        MoveRecord,
        RemoveRecord,
        Row,
        SetValue,
    )
    from drafter.commands.editing.views import list_ledgers
    from drafter.commands.fix import Fixed, fix
    from drafter.commands.gathering.gather import gather
    from drafter.commands.generate import generate
    from drafter.commands.import_ledger import Imported, import_ledger
    from drafter.commands.init import cache_clear as cache_clear
    from drafter.commands.init import init, template_check, template_new
    from drafter.commands.new import Renewed, new
    from drafter.commands.previewing.accounts import ValueAccount
    from drafter.commands.previewing.previewer import PlacedProblem, Preview, Previewer
    from drafter.commands.reviewing.review import Reviewed, review
    from drafter.commands.status import status
    from drafter.commands.watch import Round as Round
    from drafter.commands.watch import watch as watch
    from drafter.commands.why import Answer, why
    from drafter.commands.workbooks.importing import ImportedBook as ImportedBook
    from drafter.commands.workbooks.importing import import_workbook
    from drafter.commands.workbooks.workbook import WrittenBook as WrittenBook
    from drafter.commands.workbooks.workbook import WrittenSheet as WrittenSheet
    from drafter.commands.workbooks.workbook import workbook
    from drafter.figures import Figure, Origin
    from drafter.problems import DrafterError, Problem, Severity

__all__ = [
    "Absorbed", "AdoptedReport", "Answer", "Cleaned", "Column", "Comparison", "DataFile",
    "DrafterError", "Figure", "Fixed", "Imported", "InsertRecord", "LedgerView", "MoveRecord",
    "Origin", "Outcome", "PlacedProblem", "Preview", "Previewer", "Problem", "RemoveRecord",
    "Renewed", "Result", "Reviewed", "Row", "SetValue", "Severity", "TemplateFile",
    "ValueAccount", "Wording", "__version__", "absorb", "adopt_report", "check", "clean",
    "compare", "edit_data", "edit_template_file", "fix", "gather", "generate", "generate_many",
    "import_ledger", "import_workbook", "init", "invert_changes", "list_definitions",
    "list_ledgers", "new",
    "open_data", "open_template_file", "review", "save_data", "save_template_file", "status",
    "template_check", "template_list", "template_new", "why", "workbook",
]  # fmt: skip

__version__ = "0.2.0"

_MODULES = {
    "commands.absorbing.absorb": "Absorbed Wording absorb",
    "commands.adopting.adopt": "AdoptedReport adopt_report",
    "commands.batch.reports": "Outcome generate_many",
    "commands.check": "check",
    "commands.clean": "Cleaned clean",
    "commands.compare": "Comparison compare",
    "commands.describing.convert": "Converted template_convert",
    "commands.describing.ledgers": "MadeLedger ledger_from_figure",
    "commands.describing.definitions": "TemplateFile list_definitions",
    "commands.describing.redefining": "edit_template_file open_template_file save_template_file",
    "commands.describing.rename": "Renamed rename_everywhere",
    "commands.drafting.result": "Result",
    "commands.editing.changes": "edit_data invert_changes",
    "commands.editing.files": "open_data save_data",
    "commands.editing.model": "Column DataFile InsertRecord LedgerView MoveRecord RemoveRecord Row "
    "SetValue",
    "commands.editing.views": "list_ledgers",
    "commands.fix": "Fixed fix",
    "commands.gathering.gather": "gather",
    "commands.generate": "generate",
    "commands.import_ledger": "Imported import_ledger",
    "commands.init": "cache_clear init template_check template_new",
    "commands.new": "Renewed new",
    "commands.previewing.accounts": "ValueAccount",
    "commands.previewing.previewer": "PlacedProblem Preview Previewer",
    "commands.reviewing.review": "Reviewed review",
    "commands.describing.shipped": "ListedTemplate template_list",
    "commands.status": "status",
    "commands.watch": "Round watch",
    "commands.why": "Answer why",
    "commands.workbooks.importing": "ImportedBook import_workbook",
    "commands.workbooks.workbook": "WrittenBook WrittenSheet workbook",
    "figures": "Figure Origin",
    "problems": "DrafterError Problem Severity",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
"""Name → module, which is loaded when the name is first asked for: start-up is most of a run."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.{_HOMES[name]}"), name)
