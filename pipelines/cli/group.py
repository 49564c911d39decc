"""The command and its subcommands by name; errors of users become one message and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipelines.errors import LaunchwireError

# what a list of commands says of each; a module is imported only when its command is called
COMMANDS = {
    "init": "Start a warehouse for your own articles.",
    "refresh": "Take in what is new, read it, check every table, publish.",
    "read": "Show what is read from articles, without a warehouse.",
    "sql": "Query the published release.",
    "timeline": "Tell the story of one launch event.",
    "who-said-what": "Show who claims what about one launch event.",
    "expected": "List launches that are announced or expected.",
    "explain": "Lead an id back to sentence, rule and article.",
    "site": "Write pages to look at from the published release.",
    "reconcile": "Compare launch events with outside catalogs.",
    "replay": "Read again what was refused, after a fix.",
    "releases": "List published releases, or drop old ones.",
    "diff": "Say what changed between two releases, and why.",
    "verify": "Compare everything with the hashes that were kept of it.",
    "doctor": "Say what is wrong with this set-up, and how to mend it.",
    "tidy": "Put small files together, drop what is old, show what is taken on disk.",
    "forget": "Remove what came from an address, for good.",
    "export": "Write the release as files for other programs.",
    "evidence": "Write the evidence of one launch event into a folder.",
    "evaluate": "Score readings against annotations.",
    "ui": "Serve the Dagster UI on this machine.",
    "daemon": "Run schedules and sensors without the UI.",
    "alert": "Try the sinks that are told when a run fails.",
    "dictionary": "Write the data dictionary, from the contracts.",
}
OTHERS_WRITE = 0o022  # what nobody but its owner should do to a file, whatever the umask of the caller
INTERRUPTED = 130  # what shells use for Ctrl-C
UNREAD = 141  # what shells use for a program whose reader has gone, as with `| head`


class LazyGroup(click.Group):
    """Subcommands that are listed without being imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One subcommand, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"pipelines.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker what every module holds
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand, and end without a word where whoever reads the output has gone; click would call that a failure."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # what is still held back goes nowhere, or the interpreter would complain of it when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(UNREAD)
        return done

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of subcommands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="launchwire", prog_name="launchwire")
def launchwire() -> None:
    """News on rocket, missile and satellite launches, as a DuckDB warehouse in which every value leads back to its sentence.

    \b
    Try first:
      make run                                  a warehouse from the bundled sample
      launchwire sql "from modeled.launch_events"
      launchwire read article.txt               what is read from an article of yours
      launchwire init --warehouse mine          a warehouse for your own sources

    Every command that reads or writes a warehouse takes --warehouse DIR. Exit codes: 0 done, 1 could not be done,
    2 wrong usage or some input left out, 3 another refresh is running, 4 a check failed and nothing was published,
    130 stopped by Ctrl-C, 141 nobody reads the output any more.
    """


def settle_process() -> None:
    """What holds for everything that this process makes, and for those that it starts."""
    os.umask(os.umask(OTHERS_WRITE) | OTHERS_WRITE)
    try:
        Path.home()
    except RuntimeError:
        # a user without an entry and without HOME, as in containers: some libraries ask for a home when they are loaded
        os.environ["HOME"] = "/nonexistent"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; leave with its exit code."""
    settle_process()
    try:
        launchwire.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except LaunchwireError as error:
        click.echo(f"launchwire: {error}", err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("launchwire: stopped. Nothing that was published has changed.", err=True)
        sys.exit(INTERRUPTED)
