"""`dxassess templates …`: the pieces that reports and letters are made of, to change them."""
