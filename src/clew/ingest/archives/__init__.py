"""Archives: what lies in them, unpacked within limits."""
