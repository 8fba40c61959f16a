"""What the phones of a meeting show, and how somebody comes in with one."""
