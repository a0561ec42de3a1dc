"""Knowledge of the language and the world, in tables; README.md has their schemas."""
