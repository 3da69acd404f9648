"""The article the project starts from and its invented twin: what a case made of each must show, and what it may say at all."""
