"""A sealed PDF is the published one with a signature behind it, and stays PDF/UA-1 and PDF/A-3a."""

# ruff: noqa: PLC0415  # libraries of the extra are imported where it is known to be installed
import datetime
import shutil

import pytest

from pipelines.errors import ConfigError
from pipelines.publication import editions_of, plan, put, seal_prints
from pipelines.release.release_history import history_of
from pipelines.request.run_request import read_request
from pipelines.verify import verify
from tests.render import verapdf

pytest.importorskip("pyhanko", reason="the extra `seal` is not installed: pip install jaarverslag[seal]")
pytestmark = pytest.mark.slow
PASSPHRASE = "make-believe"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A make-believe certificate with its key, made for this test."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Voorbeeldagentschap (fictief)")])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(usage, critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("seal") / "zegel.p12"
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"zegel", key, made, None, locked))
    return path


@pytest.fixture(scope="module")
def sealed(corrected_workspace, certificate, tmp_path_factory):
    workspace = shutil.copytree(corrected_workspace, tmp_path_factory.mktemp("sealed") / "w")
    order = read_request(workspace, year=2018, scope="HEN")
    (listed,) = editions_of(order.editions)
    (path,) = seal_prints(listed, certificate, PASSPHRASE)
    return order, listed, path


def test_the_published_bytes_stand_in_front_and_the_edition_is_untouched(sealed, certificate):
    _, listed, path = sealed
    original = (listed.public / "report.pdf").read_bytes()
    assert path.read_bytes()[: len(original)] == original and len(path.read_bytes()) > len(original)
    assert verify(listed.folder).differences == ()
    before = path.read_bytes()
    seal_prints(listed, certificate, PASSPHRASE)
    assert path.read_bytes() == before, "sealed twice"


def test_the_signature_is_whole_and_over_all_of_the_file_and_one_changed_byte_breaks_it(sealed):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    _, _, path = sealed

    def status(content):
        from io import BytesIO

        (one,) = PdfFileReader(BytesIO(content)).embedded_signatures
        context = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
        return validate_pdf_signature(one, context)

    content = path.read_bytes()
    found = status(content)
    assert found.intact and found.valid and found.coverage.name == "ENTIRE_FILE"
    at = content.index(b"stream") + 20
    assert not status(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]).intact


def test_it_keeps_the_standards_of_the_pdf_that_it_seals(sealed):
    if verapdf.missing():
        pytest.skip(verapdf.missing())
    assert verapdf.broken_rules(sealed[2], "3a", "ua1") == []


def test_it_is_put_beside_the_edition_and_verified_there(sealed, tmp_path):
    order, _, _ = sealed
    target = tmp_path / "www"
    steps = plan(editions_of(order.editions), target, history_of(order))
    put(steps, target)
    place = target / "HEN" / "2018" / "1"
    assert (place / "verzegeld" / "report.pdf").exists()
    assert verify(place).differences == ()
    assert plan(editions_of(order.editions), target, history_of(order)) == ()
    (place / "verzegeld" / "report.pdf").unlink()
    (step,) = plan(editions_of(order.editions), target, history_of(order))
    assert step.text == "* HEN/2018/1"
    put([step], target)
    other = place / "verzegeld" / "report.pdf"
    other.write_bytes(b"%PDF-1.7 iets anders")
    assert [one.text for one in verify(place).differences] == [
        "verzegeld/report.pdf: begint niet met report.pdf, dus verzegelt iets anders"
    ]


@pytest.mark.parametrize(("content", "said"), [(None, "niet leesbaar"), (b"x", "geen certificaat")])
def test_a_certificate_that_is_none_is_told(sealed, tmp_path, content, said):
    _, listed, path = sealed
    aside = shutil.copytree(listed.folder, tmp_path / "HEN" / "2018" / "1")
    shutil.rmtree(aside / "verzegeld")
    (again,) = editions_of(tmp_path)
    if content is not None:
        (tmp_path / "x.p12").write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        seal_prints(again, tmp_path / "x.p12", "verkeerd")
    assert not (aside / "verzegeld" / path.name).exists()
