extension Explanation {
    /// About shells, recordings, screens, filters, patterns, texts, servers of Jarvis, the simulator.
    static let aboutScreens: [Explanation] = [
        Explanation(
            "J-TTY-01",
            cause: "The system has no pseudo-terminal left.",
            remedy: "Close some shells, or raise /proc/sys/kernel/pty/max."),
        Explanation(
            "J-TTY-02",
            cause: "The user has no entry in the password database.",
            remedy: "Add one, or name a shell in the configuration."),
        Explanation(
            "J-TTY-03",
            cause: "The program could not be started.",
            remedy: "Check that it exists and may be run."),
        Explanation(
            "J-TTY-04",
            cause: "The kernel cannot watch the program.",
            remedy: "Use a kernel of 5.3 or newer, and free descriptors."),
        Explanation(
            "J-TTY-05",
            cause: "No thread could be started.",
            remedy: "Close some shells."),
        Explanation(
            "J-TTY-06",
            cause: "The program does not read what is sent to it.",
            remedy: "Wait for it, or end it."),
        Explanation(
            "J-TTY-07",
            cause: "The program has ended.",
            remedy: "Open a new shell."),
        Explanation(
            "J-REC-01",
            cause: "The recording could not be read.",
            remedy: "Check its name and its mode."),
        Explanation(
            "J-REC-02",
            cause: "The asciicast is of a version that is not known.",
            remedy: "Convert it with `asciinema convert`."),
        Explanation(
            "J-REC-03",
            cause: "The first line does not say how large the terminal was.",
            remedy: "Mend it, or give --size."),
        Explanation(
            "J-REC-04",
            cause: "A line of the recording is not what it must be.",
            remedy: "The message names it."),
        Explanation(
            "J-REC-05",
            cause: "The recording could not be begun.",
            remedy: "Check the folder and its mode."),
        Explanation(
            "J-REC-06",
            cause: "The recording could not be written further.",
            remedy: "Make room on the disk."),
        Explanation(
            "J-REC-07",
            cause: "The recording is as long as it may be.",
            remedy: "Raise shell.recording, or begin another."),
        Explanation(
            "J-REC-08",
            cause: "The disk is slower than the program writes.",
            remedy: "Record to another disk."),
        Explanation(
            "J-SCR-01",
            cause: "TERM is not set.",
            remedy: "Set it, for example TERM=xterm-256color."),
        Explanation(
            "J-SCR-02",
            cause: "The terminal's type has no entry here.",
            remedy: "Install ncurses-term, or try TERM=xterm-256color."),
        Explanation(
            "J-SCR-03",
            cause: "The terminal cannot show a full screen.",
            remedy: "Use another, or the commands that need none."),
        Explanation(
            "J-SCR-04",
            cause: "This is no terminal.",
            remedy: "Start from one, or use the commands that need none."),
        Explanation(
            "J-SCR-05",
            cause: "The screen could not be set up.",
            remedy: "The system's words stand in the message."),
        Explanation(
            "J-FLT-01",
            cause: "The filter cannot be read.",
            remedy: "Write words, or field:value; the help on the screen names the fields."),
        Explanation(
            "J-PAT-01",
            cause: "A parenthesis has no other half.",
            remedy: "Write \\( for the sign itself."),
        Explanation(
            "J-PAT-02",
            cause: "A [ has no ].",
            remedy: "Write \\[ for the sign itself."),
        Explanation(
            "J-PAT-03",
            cause: "A range runs backwards.",
            remedy: "Turn it round."),
        Explanation(
            "J-PAT-04",
            cause: "A sign of repetition has nothing before it.",
            remedy: "Write a backslash before it for the sign itself."),
        Explanation(
            "J-PAT-05",
            cause: "A count of repetitions makes no sense.",
            remedy: "Write {2} or {2,5}."),
        Explanation(
            "J-PAT-06",
            cause: "A backslash stands before what means nothing.",
            remedy: "Take it away."),
        Explanation(
            "J-PAT-07",
            cause: "Groups are plain here.",
            remedy: "Take the ? away."),
        Explanation(
            "J-PAT-08",
            cause: "The pattern is too long, too deep or too slow.",
            remedy: "Look for less."),
        Explanation(
            "J-TXT-01",
            cause: "A text is no JSON.",
            remedy: "The message names the byte."),
        Explanation(
            "J-TXT-02",
            cause: "Something took longer than it may, and was stopped.",
            remedy: "Ask again; look at what it waited for."),
        Explanation(
            "J-SRV-01",
            cause: "The port cannot be listened on: somebody else does, or it needs rights.",
            remedy: "Choose another."),
        Explanation(
            "J-SRV-02",
            cause: "OpenSSL could not make or use a certificate.",
            remedy: "Check the OpenSSL installation and the file."),
        Explanation(
            "J-SRV-03",
            cause: "The folder of the certificates cannot be used.",
            remedy: "Mend its mode, or name another."),
        Explanation(
            "J-SIM-01",
            cause: "A value is out of its bounds.",
            remedy: "The message names them."),
        Explanation(
            "J-SIM-02",
            cause: "The port cannot be listened on.",
            remedy: "Choose another with --port, 0 for any."),
        Explanation(
            "J-SIM-03",
            cause: "OpenSSL could not make a certificate.",
            remedy: "Check the OpenSSL installation."),
        Explanation(
            "J-SIM-04",
            cause: "The folder of the certificates cannot be used.",
            remedy: "Mend its mode, or set XDG_STATE_HOME."),
        Explanation(
            "J-SIM-05",
            cause: "There is no scenario of that name.",
            remedy: "The message names those that there are."),
    ]
}
