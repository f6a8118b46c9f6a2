"""What the rules are built with: the registry, the context a rule is given, places and phrases."""
