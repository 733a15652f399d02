"""The commands of the command line, one file each; what they print is for people, in Vietnamese."""
