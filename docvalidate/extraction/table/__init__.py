"""Line items from geometry: heads name columns, rules and gutters bound them, rows become items, arithmetic decides."""
