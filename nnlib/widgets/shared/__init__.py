"""What several widgets share: Python here, the mathematics in core/, the drawing in view/."""
