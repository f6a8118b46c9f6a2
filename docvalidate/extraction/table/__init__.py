"""Line items from geometry: heads name the columns, rules and gutters bound them, rows become items, arithmetic decides."""
