"""The programs' side: what the screen and the command line do, over HTTP and as JSON. Nothing is answered here that they do not."""
