"""What drafter does, one function each: generate, check, why, and setting up folders."""

from drafter.pipeline.batch import Outcome, files, generate_many
from drafter.pipeline.deliver import generate
from drafter.pipeline.draft import Result, check
from drafter.pipeline.setup import init, template_check, template_new
from drafter.pipeline.watch import Round, watch
from drafter.pipeline.why import Answer, why

__all__ = [
    "Answer", "Outcome", "Result", "Round", "check", "files", "generate", "generate_many", "init",
    "template_check", "template_new", "watch", "why",
]  # fmt: skip
