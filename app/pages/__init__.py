"""Pages beside the chat: explore the actions, read an actor's tasks, compare, keep the documents."""

from app.pages.routes import page_routes

__all__ = ["page_routes"]
