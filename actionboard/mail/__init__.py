"""From a letter to a mail that has left: written with the change, sent beside it."""
