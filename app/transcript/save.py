"""A chat as a file in the form that is asked for; what writes it is loaded when first needed."""

from typing import Literal

from app.interface import Interface
from app.transcript.model import Chat

Form = Literal["md", "docx", "pdf"]


def save(chat: Chat, form: Form, words: Interface, base_url: str) -> tuple[bytes, str]:
    """Return the content of the file and its media type; links lead to `base_url`."""
    if form == "docx":
        from app.transcript import word

        return word.to_word(chat, words, base_url), word.MEDIA_TYPE
    if form == "pdf":
        from app.transcript import pdf

        return pdf.to_pdf(chat, words, base_url), pdf.MEDIA_TYPE
    from app.transcript import markdown

    return markdown.to_markdown(chat, words, base_url), markdown.MEDIA_TYPE
