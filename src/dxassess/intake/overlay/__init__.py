"""The form as issued laid over the sheets that came back: what is neither issued nor an answer is told."""
