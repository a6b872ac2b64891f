"""What runs cells in a page, as a notebook does; `page` is what the worker calls."""
