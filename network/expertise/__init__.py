"""What special schools are good at: profiles, their review, and the hours they have."""
