"""The places of the window, one module or small package each, imported on the first visit (`ui.places`)."""
