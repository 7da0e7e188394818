"""Word asked to bring a file's fields up to date when it opens it."""

from __future__ import annotations

from drafter.word import names, xml
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.repair.requirements import names_after

_KIND = f"{names.OFFICE_RELATIONSHIPS}/settings"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_UPDATE = xml.w("updateFields")
_LATER = frozenset(map(xml.w, names_after("settings", "updateFields")))


def ask_for_update(package: Package) -> Package:
    """The package with w:updateFields among its settings: Word then asks before it updates."""
    member = relationships.find_target_part(package, DOCUMENT, _KIND)
    if member is None:
        package, member = relationships.add_part(
            package, DOCUMENT, _KIND, "word/settings.xml", _TYPE
        )
        root = xml.make_element("settings")
    else:
        root = xml.parse(package.members[member])
    for old in root.findall(_UPDATE):
        root.remove(old)
    made = xml.make_element("updateFields", val="true")
    later = (node for node in root if node.tag in _LATER or not node.tag.startswith(xml.w("")))
    follower = next(later, None)
    if follower is None:
        root.append(made)
    else:
        follower.addprevious(made)
    return package.replace({member: xml.write(root)})
