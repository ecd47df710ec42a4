"""The routes of all pages."""

from fastapi import APIRouter

from app.pages.actors import actor_routes
from app.pages.explore import explore_routes
from app.pages.frame import asset_routes
from app.service import Service


def page_routes(service: Service) -> APIRouter:
    """Return the routes of the pages over a service; none of them belongs to the API."""
    router = APIRouter(include_in_schema=False)
    for routes in (asset_routes(), explore_routes(service), actor_routes(service)):
        router.include_router(routes)
    return router
