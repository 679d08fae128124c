"""What goes over the wire, as pydantic has it: the only place where it is used."""
