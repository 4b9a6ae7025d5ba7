"""What the faults of an object store, and of the way to it, mean to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import ParseError

from minio.error import InvalidResponseError, S3Error, ServerError
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as NoAnswer

ABSENT = frozenset({"NoSuchKey", "NoSuchVersion", "KeyTooLongError"})
CLOSED = frozenset({"AccessDenied", "InvalidObjectState"})  # the second one is in an archive
OUT_OF_RANGE = "InvalidRange"
CHANGED = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
NO_UPLOAD = frozenset({"NoSuchUpload", "InvalidPart", "InvalidPartOrder"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was seen, and what to do about it; both are sentences."""

    seen: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.seen} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Place:
    """Which bucket of which store is spoken of, and the setting that names it."""

    endpoint: str
    bucket: str
    setting: str


_KEYS = "MUSICSIM_S3_ACCESS_KEY and MUSICSIM_S3_SECRET_KEY"
_ENDPOINT = "See MUSICSIM_S3_ENDPOINT, and whether the service runs and can be reached from here."
_LATER = "Try again later, and look at its own log."

_RIGHTS = (
    "s3:ListBucket and s3:GetObject there and, for blobs and uploads, s3:PutObject, s3:DeleteObject, "
    "s3:ListMultipartUploadParts and s3:AbortMultipartUpload"
)

_BY_CODE: Mapping[str, tuple[str, str]] = {
    "NoSuchBucket": ("There is no bucket {bucket} at {endpoint}.", "Create it, or name another one in {setting}."),
    "InvalidAccessKeyId": ("{endpoint} does not know the access key.", f"Correct {_KEYS}."),
    "SignatureDoesNotMatch": ("The secret key is not that of the access key.", "Correct MUSICSIM_S3_SECRET_KEY."),
    "AccessDenied": (
        "The access key may not do this in bucket {bucket}.",
        f"Allow it {_RIGHTS}.",
    ),
    "AuthorizationHeaderMalformed": ("The bucket {bucket} lies in another region.", "Correct MUSICSIM_S3_REGION."),
    "PermanentRedirect": ("The bucket {bucket} lies in another region.", "Correct MUSICSIM_S3_REGION."),
    "InvalidBucketName": ("{bucket!r} cannot be the name of a bucket.", "Correct {setting}."),
    "XMinioStorageFull": ("The object store at {endpoint} is full.", "Make room."),
    "QuotaExceeded": ("The quota of bucket {bucket} is used up.", "Make room, or have it raised."),
}


def trouble_of(fault: Exception, place: Place) -> Trouble:
    """What a fault that minio or urllib3 raised means."""
    match fault:
        case S3Error(code="RequestTimeTooSkewed"):
            return _skewed(fault)
        case S3Error():
            return _coded(fault, place)
        case InvalidResponseError() if "HTTPS server" in str(fault):
            return Trouble(f"{place.endpoint} speaks TLS.", "Write https:// in MUSICSIM_S3_ENDPOINT.")
        case InvalidResponseError() | ServerError() | ParseError():
            return Trouble(f"What answers at {place.endpoint} is no S3 service, or is ill ({_line(fault)}).", _ENDPOINT)
        case MaxRetryError(reason=Exception() as reason):
            return trouble_of(reason, place)
        case HTTPError():
            return _unreached(fault, place)
        case ValueError() if "XML element" in str(fault):  # what answers understands HTTP, and that is all
            return trouble_of(ParseError(str(fault)), place)
        case _:
            return Trouble(f"{place.setting} or MUSICSIM_S3_ENDPOINT is wrong: {_line(fault)}.", "Correct it.")


def _coded(fault: S3Error, place: Place) -> Trouble:
    words = {"bucket": place.bucket, "endpoint": place.endpoint, "setting": place.setting}
    if known := _BY_CODE.get(fault.code or ""):
        seen, remedy = known
        return Trouble(seen.format(**words), remedy.format(**words))
    return Trouble(f"The object store at {place.endpoint} says {fault.code}: {fault.message}", _LATER)


def _skewed(fault: S3Error) -> Trouble:
    """The answer's own date tells by how much."""
    remedy = "Set the clock, or let it be set: timedatectl set-ntp true."
    try:
        theirs = parsedate_to_datetime(fault.response.headers.get("date", ""))
    except ValueError:
        return Trouble("This machine's clock is not that of the object store.", remedy)
    seconds = (datetime.now(UTC) - theirs).total_seconds()
    way = "ahead of" if seconds > 0 else "behind"
    return Trouble(f"This machine's clock is {abs(seconds) / 60:.0f} minutes {way} the object store's.", remedy)


def _unreached(fault: HTTPError, place: Place) -> Trouble:
    match fault:
        case SSLError():
            return _untrusted(str(fault), place)
        case NameResolutionError():
            return Trouble(f"There is no host of the name in {place.endpoint}.", "Correct MUSICSIM_S3_ENDPOINT.")
        case NewConnectionError() | ConnectTimeoutError():
            return Trouble(f"Nobody answers at {place.endpoint}.", _ENDPOINT)
        case NoAnswer():
            return Trouble(f"The object store at {place.endpoint} takes too long to answer.", _LATER)
        case ProtocolError():
            return Trouble(f"The connection to {place.endpoint} broke off ({_line(fault)}).", _ENDPOINT)
        case _:
            return Trouble(f"{place.endpoint} cannot be reached: {_line(fault)}.", _ENDPOINT)


def _untrusted(words: str, place: Place) -> Trouble:
    if "WRONG_VERSION_NUMBER" in words or "record layer failure" in words.lower():
        return Trouble(f"{place.endpoint} does not speak TLS.", "Write http:// in MUSICSIM_S3_ENDPOINT.")
    if "mismatch" in words or "not valid for" in words:
        return Trouble(
            f"The certificate of {place.endpoint} is for another name.",
            "Name it in MUSICSIM_S3_ENDPOINT as its certificate does, or have one made for this name.",
        )
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return Trouble(
            f"The certificate of {place.endpoint} is not trusted here: {words.rpartition('failed: ')[2]}",
            "Let SSL_CERT_FILE name a file with the certificate of the authority that signed it.",
        )
    return Trouble(f"No secure connection to {place.endpoint}: {words}.", _ENDPOINT)


def _line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0].rstrip(".")
