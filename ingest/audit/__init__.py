"""The audit of tables: what does not add up in a document. Nothing is accused that its own table does not prove."""

from ingest.audit.document import audit_document
from ingest.audit.findings import Check, Finding

__all__ = ["Check", "Finding", "audit_document"]
