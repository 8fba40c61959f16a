"""People's own phones in a meeting: what they show, and how somebody joins with one."""
