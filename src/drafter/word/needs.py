import copy
class Needs:
    def __init__(self, source, target, styles={}, lists={}):
        self.target = target
    def bring(self, block, member, into):
        return copy.deepcopy(block)
    def package(self):
        return self.target
