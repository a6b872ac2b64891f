"""Benchmarks: what the book promises to weigh and to take, measured on this machine, with the budget beside it."""
