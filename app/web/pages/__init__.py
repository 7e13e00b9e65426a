"""Which pages are there? Each module holds the GET routes of one screen, and the forms only that screen has."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

PAGES = ("home", "setup", "login", "new", "cards", "join", "lobby", "desk", "console", "wall", "files")


def routers() -> list[APIRouter]:
    """The routes of every page, in this order."""
    return [import_module(f"app.web.pages.{page}").router for page in PAGES]
