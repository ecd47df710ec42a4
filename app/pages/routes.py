"""The routes of all pages."""

from fastapi import APIRouter

from app.pages.actors import actor_routes
from app.pages.compare import compare_routes
from app.pages.explore import explore_routes
from app.pages.library import library_routes
from app.service import Service


def page_routes(service: Service) -> APIRouter:
    """Return the routes of the pages over a service; none of them belongs to the API."""
    router = APIRouter(include_in_schema=False)
    for build in (explore_routes, actor_routes, compare_routes, library_routes):
        router.include_router(build(service))
    return router
