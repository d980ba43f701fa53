"""From answers to scores that carry their own explanation."""
