"""The outline of copies that go to the public and to facilities."""
