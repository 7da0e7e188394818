"""Bringing a block from one Word file into another. (stand-in)"""

import copy

from drafter.word import xml
from drafter.word.package import text_parts

w = xml.w


class Needs:
    def __init__(self, source, target, styles=None, lists=None):
        self.source, self.target, self.styles = source, target, dict(styles or {})
        ids = [
            int(n.get(w("id")))
            for p in text_parts(target)
            for n in xml.parse(target.members[p]).iter(w("bookmarkStart"))
            if n.get(w("id"), "").isdigit()
        ]
        self.next = max(ids, default=0) + 1
        names = {
            n.find(w("name")).get(w("val")).lower(): n.get(w("styleId"))
            for n in xml.parse(target.members["word/styles.xml"]).iter(w("style"))
        }
        for n in xml.parse(source.members["word/styles.xml"]).iter(w("style")):
            name = n.find(w("name")).get(w("val")).lower()
            if name in names:
                self.styles[n.get(w("styleId"))] = names[name]

    def bring(self, block, member, into):
        made = copy.deepcopy(block)
        ends = {}
        for n in made.iter(w("bookmarkStart"), w("bookmarkEnd")):
            old = n.get(w("id"))
            if n.tag == w("bookmarkStart"):
                ends[old] = str(self.next)
                self.next += 1
            n.set(w("id"), ends.get(old, old))
        for n in made.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
            n.set(w("val"), self.styles.get(n.get(w("val")), n.get(w("val"))))
        return made

    def package(self):
        return self.target
