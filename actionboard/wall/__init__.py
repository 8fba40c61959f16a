"""The wall of an afternoon: post-its and what says the same, votes, photos, the claim round."""
