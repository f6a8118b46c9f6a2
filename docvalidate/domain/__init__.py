"""What flows through the tool. This room imports nothing of ours."""
