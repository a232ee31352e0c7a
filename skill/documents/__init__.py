"""The form in which runners and their workouts are kept, in the store and in a session's attributes alike."""

from skill.documents.formats import DIGEST_DIGITS, FORMAT, digest, migrated
from skill.documents.records import record_document, record_from, started_stamp
from skill.documents.runners import document_of, runner_from
from skill.documents.values import NewerDocumentError, UnreadableDocumentError

__all__ = [
    "DIGEST_DIGITS",
    "FORMAT",
    "NewerDocumentError",
    "UnreadableDocumentError",
    "digest",
    "document_of",
    "migrated",
    "record_document",
    "record_from",
    "runner_from",
    "started_stamp",
]
