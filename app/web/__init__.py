"""What people touch: pages, forms and the live stream."""
