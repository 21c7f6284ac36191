"""What an income is for: free lines beneath it, set beside the costs they pay for."""
