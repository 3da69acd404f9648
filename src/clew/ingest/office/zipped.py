"""Office files are zip files: looked at before they are opened."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from clew.errors import EvidenceError

# What an office file may come to unpacked, in bytes, and how many times its packed size: text packs some 20 times, a bomb 1,000.
LARGEST, RATIO, SMALL = 1_000_000_000, 200, 20_000_000

# Parts an office file is made of; more is an attack on whoever lists them.
MOST = 20_000

LOCKED = "needs a password; save a copy without one and add that"


class Parts(ZipFile):
    """A zip file whose members give no more bytes than they say they have. The library unpacks all of them, then cuts."""

    def read(self, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        """Return the bytes of a member; BadZipFile when they are not what it says."""
        entry = name if isinstance(name, ZipInfo) else self.getinfo(name)
        with self.open(entry, pwd=pwd) as stream:
            return stream.read(entry.file_size + 1)


def locked(error: Exception) -> str:
    """Return what to do when a library's `error` says that a password is missing, else ""."""
    return LOCKED if "password" in str(error).lower() else ""


def checked(data: bytes) -> ZipFile:
    """Return the zip file in `data`; EvidenceError when it is damaged or made to swell. Nothing is unpacked."""
    try:
        packed = Parts(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise EvidenceError("a damaged file: its list of contents cannot be read") from error
    size = sum(entry.file_size for entry in packed.infolist())
    if size > LARGEST or (size > SMALL and size > RATIO * len(data)) or len(packed.infolist()) > MOST:
        raise EvidenceError(f"would unpack to {size // 1_000_000} MB: not opened, since it may be made to fill the memory")
    if any(entry.flag_bits & 1 for entry in packed.infolist()):
        raise EvidenceError(LOCKED)
    return packed
