"""Gradio is imported without the stubs that it writes for editors, and works all the same."""

import subprocess
import sys


def test_gradio_is_whole_but_for_its_stubs() -> None:
    program = """
import sys
from app.gradio_import import import_gradio
before = list(sys.meta_path)
import_gradio()
assert sys.meta_path == before
import gradio, gradio.component_meta as meta
assert meta.create_or_modify_pyi.__module__ == "app.gradio_import"
with gradio.Blocks(analytics_enabled=False) as page:
    gradio.Textbox().submit(lambda words: words, None, gradio.Chatbot())
assert page.get_config_file()["components"]
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
