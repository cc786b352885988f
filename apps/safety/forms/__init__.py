"""What a person may answer about danger signs, and write about an alert."""
