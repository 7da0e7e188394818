"""Simple fields (w:fldSimple) written as Word writes the others: their code in runs."""

from __future__ import annotations

from drafter.word.names import FLD_SIMPLE
from drafter.word.xml import Element, make_element, set_text, unwrap, w


def unfold_tagged_fields(root: Element) -> bool:
    """Let each simple field with a template's tag in its code stand in runs; whether any did.

    A tag in an attribute would be filled by nobody's rules, and what it prints would have no place.
    """
    fields = [node for node in root.iter(FLD_SIMPLE) if "{" in node.get(w("instr"), "")]
    for node in fields:
        begin = make_element("fldChar", fldCharType="begin")
        for name in ("fldLock", "dirty"):
            if (value := node.get(w(name))) is not None:
                begin.set(w(name), value)
        code = make_element("instrText")
        set_text(code, node.get(w("instr"), ""))
        for data in node.findall(w("fldData")):
            node.remove(data)
        for mark in (begin, code, make_element("fldChar", fldCharType="separate")):
            node.addprevious(_make_run(mark))
        node.addnext(_make_run(make_element("fldChar", fldCharType="end")))
        unwrap(node)
    return bool(fields)


def _make_run(child: Element) -> Element:
    run = make_element("r")
    run.append(child)
    return run
