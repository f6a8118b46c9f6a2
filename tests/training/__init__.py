"""The training of models, on a scale that takes seconds."""
