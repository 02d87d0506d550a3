"""One assessment frozen as one file that anyone can replay to the same bytes."""

from aqyl.publish.bundle.contents import Publication
from aqyl.publish.bundle.manifest import Manifest
from aqyl.publish.bundle.read import Bundle, read_bundle
from aqyl.publish.bundle.verdict import Check, Remark, Verdict
from aqyl.publish.bundle.verify import verify
from aqyl.publish.bundle.write import write_bundle

__all__ = [
    "Bundle",
    "Check",
    "Manifest",
    "Publication",
    "Remark",
    "Verdict",
    "read_bundle",
    "verify",
    "write_bundle",
]
