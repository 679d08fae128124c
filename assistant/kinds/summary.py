"""Summaries."""
from assistant.kinds.sentences import compose_reason
compose_summary = compose_reason
