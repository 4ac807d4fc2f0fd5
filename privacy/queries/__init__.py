"""What the data-protection officer's pages show; counts and codes only, never a relative's name."""
