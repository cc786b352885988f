"""What practitioners write, who has read a patient's note, and the answers to it."""
