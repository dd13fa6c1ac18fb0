"""What happens in the background. Imports network; network never imports this."""
