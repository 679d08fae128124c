"""The screen: what a browser shows and asks for, a file a tab; ui.py puts it together."""

import os

# Read when Gradio is first imported, which only this package and ui.py do: it must ask nothing of any network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
