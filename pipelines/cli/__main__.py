"""Run the command line as a module: how the workbench starts a command in a process of its own."""

from pipelines.cli.app import main

main()
