"""The workbench: the year of a coordinator in a browser on this machine, over the same files and calls."""

from pipelines.web.serve import serve_workbench

__all__ = ["serve_workbench"]
