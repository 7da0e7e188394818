"""A certificate for the office's own network, where nobody has given one."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from drafter.output.private import write_private

_CERTIFICATE, _KEY = "desk-cert.pem", "desk-key.pem"
_DAYS, _LEAST_DAYS = 825, 14
"""Browsers take none that is good for longer."""


def make_certificate(memory: Path, hosts: Sequence[str]) -> tuple[Path, Path]:
    """The certificate and its key in the workspace's memory: those that are there, as long as they
    are good for these hosts. Raises OSError."""
    paths = memory / _CERTIFICATE, memory / _KEY
    if not _is_good(paths[0], hosts) or not paths[1].is_file():
        key = ec.generate_private_key(ec.SECP256R1())
        write_private(paths[1], key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ))  # fmt: skip
        made = _sign(key, hosts)
        write_private(paths[0], made.public_bytes(serialization.Encoding.PEM))
    return paths


def tell_fingerprint(certificate: Path) -> str:
    """What a browser shows of the certificate, for comparing."""
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    return found.fingerprint(hashes.SHA256()).hex(":").upper()


def _sign(key: ec.EllipticCurvePrivateKey, hosts: Sequence[str]) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "drafter desk")])
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=_DAYS))
        .add_extension(x509.SubjectAlternativeName([*map(_name_host, hosts)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


def _name_host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _is_good(path: Path, hosts: Sequence[str]) -> bool:
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    left = found.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    return left.days >= _LEAST_DAYS and set(map(_name_host, hosts)) <= set(names)
