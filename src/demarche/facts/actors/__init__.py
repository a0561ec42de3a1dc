"""Who the words mean: mentions of people, states, organisations and groups, gathered into actors."""
