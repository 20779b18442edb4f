"""Run the command line as a module: how the workbench starts a command in a process of its own."""

from pipelines.cli import main

main()
