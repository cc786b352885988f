"""What people may type about care, and the sentence shown when it is wrong."""
