"""What drafter does, one function each: generate, check, why, and setting up folders."""

from drafter.pipeline.deliver import generate
from drafter.pipeline.draft import Result, check
from drafter.pipeline.setup import init, template_check, template_new
from drafter.pipeline.why import Answer, why

__all__ = [
    "Answer", "Result", "check", "generate", "init", "template_check", "template_new", "why",
]  # fmt: skip
