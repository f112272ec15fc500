"""Files and folders that appear whole or not at all, whoever else writes there and whatever ends the program."""
