"""Training of the models: not imported at run time, needs the `train` extra."""
