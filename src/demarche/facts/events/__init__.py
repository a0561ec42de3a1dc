"""Events: who did what to whom, when and where. frames → carriers → participants → circumstances → find."""
