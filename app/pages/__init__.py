"""Pages beside the chat: explore, an actor's tasks, compare, documents."""

from app.pages.routes import page_routes

__all__ = ["page_routes"]
