"""A list of actions comes in: uploaded, looked at as a draft, made into cards."""
