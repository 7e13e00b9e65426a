"""What can be asked on the command line? Every command of `tegenspel`; each imports what it needs when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="tegenspel",
    help="Plays live tabletop exercises.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
exercise = typer.Typer(help="Make and list exercises.", no_args_is_help=True)
app.add_typer(exercise, name="exercise")

Host = Annotated[str | None, typer.Option(help="The address to listen on; 0.0.0.0 lets other computers in.")]
Port = Annotated[int | None, typer.Option(min=0, max=65_535, help="The port to listen on.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]


@app.command()
def serve(host: Host = None, port: Port = None) -> None:
    """Start the server."""
    from app.cli_serve import run_server

    run_server(host, port, demo=False)


@app.command()
def demo(host: Host = None, port: Port = None) -> None:
    """Start the server with an exercise that is ready to join, and print the ways in."""
    from app.cli_serve import run_server

    run_server(host, port, demo=True)


@app.command()
def check(files: Annotated[list[Path], typer.Argument(help="Scenario files.")], as_json: AsJson = False) -> None:
    """Look for mistakes in scenario files."""
    from app.cli_scenario import check_files

    raise typer.Exit(check_files(files, as_json=as_json))


@app.command()
def rehearse(
    file: Annotated[Path, typer.Argument(help="A scenario file.")],
    variant: Annotated[str, typer.Option(help="The variant to play.")] = "",
    silent: Annotated[bool, typer.Option(help="Let nobody open or answer anything.")] = False,
    as_json: AsJson = False,
) -> None:
    """Play a scenario under a simulated clock, with seats that answer by themselves."""
    from app.cli_scenario import rehearse_file

    rehearse_file(file, variant, silent=silent, as_json=as_json)


@exercise.command("new")
def new_exercise(
    scenario: Annotated[str, typer.Argument(help="The id of a scenario in the library.")],
    variant: Annotated[str, typer.Option(help="The variant to play.")] = "",
    title: Annotated[str, typer.Option(help="What to call the exercise; the scenario's title without it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make an exercise from a scenario in the library."""
    from app.cli_exercise import make_and_show

    make_and_show(scenario, variant, title, as_json=as_json)


@exercise.command("list")
def list_exercises(as_json: AsJson = False) -> None:
    """Show all exercises, the newest first."""
    from app.cli_exercise import show_all

    show_all(as_json=as_json)


def main() -> None:
    """Run the command; what goes wrong is one sentence, and exit status 1."""
    from app.cli_words import Stop, complain, sentence_for

    try:
        app()
    except Stop as stop:
        complain(stop.refusal)
    except Exception as error:
        refusal = sentence_for(error)
        if refusal is None:
            raise
        complain(refusal)
    else:
        return
    sys.exit(1)
