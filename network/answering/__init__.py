"""What who was asked sees of a question, and answers: yes, no, or somebody else."""
