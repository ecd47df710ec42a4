"""How the server is doing, in Prometheus' words, at `/metrics`."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from prometheus_fastapi_instrumentator import Instrumentator


def expose_metrics(app: FastAPI) -> None:
    """Count and time the requests of an app by route; call it before its routes are served.

    Each app counts for itself; paths outside the API count together, for they are without end.
    """
    registry = CollectorRegistry()
    Instrumentator(
        registry=registry,
        should_group_untemplated=True,
        excluded_handlers=["/metrics"],
    ).instrument(app).expose(app, endpoint="/metrics", tags=["health"])
