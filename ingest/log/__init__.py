"""The log: what is noted while the program works, for those who keep it. It lies lowest, since every part has something to note."""
