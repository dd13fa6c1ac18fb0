"""What coordinators see and do: worklist, queue, dashboard."""
