"""Seal the PDFs of an edition with the publisher's own certificate (PAdES); the only module with pyHanko.

A sealed PDF is the published one with the signature behind it (an incremental update, ISO 32000-1, 7.5.6):
its first bytes are those that SHA256SUMS names. It lies apart, in `verzegeld/` beside the two halves, since
no two seals are the same bytes. The signature field has no place on the page and a name that is read out, so
that PDF/UA-1 and PDF/A-3a hold of the sealed file too.
"""

from io import BytesIO
from pathlib import Path

from pipelines.durable import PUBLIC_FILE, PUBLIC_FOLDER, make_folder, write_whole
from pipelines.errors import ConfigError
from pipelines.publication.listing import ListedEdition

SEALED = "verzegeld"
FIELD, READ_OUT = "Zegel", "Zegel van de uitgever"


def seal_prints(edition: ListedEdition, certificate: Path, passphrase: str) -> tuple[Path, ...]:
    """Write each PDF of an edition sealed, in `verzegeld/`; give where. What is sealed already stays so.

    `certificate` is a PKCS #12 file with the key. Raises ConfigError where it can't be used, pyHanko is not
    installed, or the edition was retracted.
    """
    if edition.public is None:
        raise ConfigError(f"{edition.folder}: deze editie werd ingetrokken en wordt niet verzegeld")
    made = []
    for path in sorted(edition.public.glob("report*.pdf")):
        target = edition.folder / SEALED / path.name
        if not target.exists():
            content = _sealed(path.read_bytes(), certificate, passphrase)
            make_folder(target.parent, mode=PUBLIC_FOLDER)
            write_whole(target, content, mode=PUBLIC_FILE)
        made.append(target)
    return tuple(made)


def sealed_files(edition: ListedEdition) -> dict[str, bytes]:
    """Read the sealed PDFs of an edition by their name beside its public files."""
    if edition.public is None:
        return {}
    found = sorted((edition.folder / SEALED).glob("report*.pdf"))
    return {f"{SEALED}/{path.name}": path.read_bytes() for path in found}


def _sealed(content: bytes, certificate: Path, passphrase: str) -> bytes:
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  an extra
        from pyhanko.sign import fields, signers  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("een zegel vraagt pyHanko: pip install 'jaarverslag[seal]'") from error
    try:
        certificate.read_bytes()  # to pyHanko a file that is gone is one that is none
        signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]  # pyHanko leaves it so
            str(certificate), passphrase=passphrase.encode()
        )
    except OSError as error:
        raise ConfigError(f"{certificate}: niet leesbaar ({error.strerror})") from error
    if signer is None:
        raise ConfigError(
            f"{certificate}: geen certificaat met sleutel (PKCS #12) dat met dit wachtwoord opengaat"
        )
    facts = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    field = fields.SigFieldSpec(FIELD, on_page=0, readable_field_name=READ_OUT)
    written = signers.PdfSigner(facts, signer, new_field_spec=field).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content))
    )
    return bytes(written.getbuffer())
