"""One shipment, and many: discovery, reading in guarded workers, matching, screening, rules, verdict."""
