"""What a coordinator does with a question by hand: look who can, invite, pass over, take back, search anew."""
