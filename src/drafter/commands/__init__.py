"""What drafter does: a file a command, named like it.

Nothing is exported here: `drafter.commands.check` is the module, whatever was imported before,
and `drafter.check` the function.
"""
