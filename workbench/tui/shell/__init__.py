"""The application itself: what opens, asks, keeps and ends."""
