"""Tests of the store of event data, and of engines elsewhere."""
