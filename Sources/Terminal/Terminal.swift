enum TerminalRoom {}
