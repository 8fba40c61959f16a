"""What every page and every change shares: guards, headers, files, replies."""
