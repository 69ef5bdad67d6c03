extension Explanation {
    /// About the memory, the house, the configuration, files.
    static let aboutHouse: [Explanation] = [
        Explanation(
            "J-MEM-01",
            cause: "Another Jarvis holds the memory.",
            remedy: "Attach to it with `jarvis`, or wait until the command is done."),
        Explanation(
            "J-MEM-02",
            cause: "Another program keeps the database busy.",
            remedy: "Close the sqlite3 shell or the backup that reads it."),
        Explanation(
            "J-MEM-03",
            cause: "A newer Jarvis wrote the database.",
            remedy: "Use that version; an older one must not write to it."),
        Explanation(
            "J-MEM-04",
            cause: "The database is damaged.",
            remedy: "Move it away and put the last `jarvis memory back-up` in its place; look at the disk."),
        Explanation(
            "J-MEM-05",
            cause: "Another program changed what the database is made of.",
            remedy: "Put a backup in its place; leave the file to Jarvis alone."),
        Explanation(
            "J-MEM-06",
            cause: "There was a database and it is gone.",
            remedy: "Find it or restore it; taking a new one in its place would lose the audit log."),
        Explanation(
            "J-MEM-07",
            cause: "The file was removed or replaced while it was open.",
            remedy: "Put it back, and restart the house."),
        Explanation(
            "J-MEM-08",
            cause: "The file is the database of another program.",
            remedy: "Name another folder with XDG_STATE_HOME."),
        Explanation(
            "J-MEM-09",
            cause: "The disk is full.",
            remedy: "Make room; what is not written down is not done."),
        Explanation(
            "J-MEM-10",
            cause: "The folder or the file cannot be written.",
            remedy: "Mend its owner, its mode or the mount."),
        Explanation(
            "J-MEM-11",
            cause: "Others may look into the folder or the file.",
            remedy: "chmod it to what the message says."),
        Explanation(
            "J-MEM-12",
            cause: "The path belongs to somebody else.",
            remedy: "Run Jarvis as its owner, or name another folder."),
        Explanation(
            "J-MEM-13",
            cause: "The system refused something.",
            remedy: "Its words stand in the message."),
        Explanation(
            "J-MEM-14",
            cause: "SQLite refused something.",
            remedy: "Its words stand in the message; `jarvis doctor` examines the database."),
        Explanation(
            "J-MEM-15",
            cause: "There is no such record.",
            remedy: "Look at the list again."),
        Explanation(
            "J-MEM-16",
            cause: "Something is there already and is not overwritten.",
            remedy: "Choose another name."),
        Explanation(
            "J-MEM-17",
            cause: "The memory was closed already.",
            remedy: "Nothing is to be done: Jarvis was ending."),
        Explanation(
            "J-HSE-01",
            cause: "The system refused a call.",
            remedy: "Its words stand in the message."),
        Explanation(
            "J-HSE-02",
            cause: "The folder of the state cannot be written.",
            remedy: "Mend its mode, or set XDG_STATE_HOME."),
        Explanation(
            "J-HSE-03",
            cause: "The folder of the socket cannot be written.",
            remedy: "Mend its mode, or set XDG_RUNTIME_DIR."),
        Explanation(
            "J-HSE-04",
            cause: "The folder of the socket is open to others or somebody else's.",
            remedy: "chmod 700 it, or name another."),
        Explanation(
            "J-HSE-05",
            cause: "The path of the socket is longer than the kernel takes.",
            remedy: "Set XDG_RUNTIME_DIR to a shorter one."),
        Explanation(
            "J-HSE-06",
            cause: "Another user answers at the socket.",
            remedy: "Find out who; Jarvis talks to its own user only."),
        Explanation(
            "J-HSE-07",
            cause: "The running house is of another version.",
            remedy: "End it with `jarvis kill-house` and start anew."),
        Explanation(
            "J-HSE-08",
            cause: "The house took the connection and said nothing in time.",
            remedy: "Look at its log; end it by the process id in the message."),
        Explanation(
            "J-HSE-09",
            cause: "A house holds its state and does not answer at its socket.",
            remedy: "End it by the process id in the message."),
        Explanation(
            "J-HSE-10",
            cause: "The house was silent for longer than its longest pause.",
            remedy: "Look at the cluster that was asked; ask again."),
        Explanation(
            "J-HSE-11",
            cause: "The house closed the connection in the middle of an answer.",
            remedy: "It may have ended: look at its log."),
        Explanation(
            "J-HSE-12",
            cause: "The house does not end although it was killed.",
            remedy: "It hangs in the kernel, most often on a network disk; see to that."),
        Explanation(
            "J-HSE-13",
            cause: "The house has as many callers as it takes.",
            remedy: "Close one."),
        Explanation(
            "J-HSE-14",
            cause: "The house answers as many commands as it may at once.",
            remedy: "Wait until one is done."),
        Explanation(
            "J-HSE-15",
            cause: "No house runs.",
            remedy: "`jarvis` opens one."),
        Explanation(
            "J-HSE-16",
            cause: "Another house keeps the same state.",
            remedy: "Attach to it with `jarvis`."),
        Explanation(
            "J-HSE-17",
            cause: "A house of other state answers at this socket.",
            remedy: "Use the same XDG_STATE_HOME as it does, or another XDG_RUNTIME_DIR."),
        Explanation(
            "J-HSE-18",
            cause: "A house was started and ended at once.",
            remedy: "Its own words and its log stand in the message."),
        Explanation(
            "J-HSE-19",
            cause: "Standard input or output is no terminal.",
            remedy: "Start it from one, or use the commands that need none."),
        Explanation(
            "J-HSE-20",
            cause: "The terminal cannot place text.",
            remedy: "Set TERM, or use another terminal."),
        Explanation(
            "J-HSE-21",
            cause: "It was started in the background.",
            remedy: "Bring it to the fore with fg."),
        Explanation(
            "J-HSE-22",
            cause: "It was started inside a shell of the house itself.",
            remedy: "Use a terminal outside of it."),
        Explanation(
            "J-HSE-23",
            cause: "It may have been started inside a shell of the house.",
            remedy: "Use a terminal outside of it."),
        Explanation(
            "J-HSE-24",
            cause: "The other end sent what the wire does not allow.",
            remedy: "The two are of different versions: restart the house."),
        Explanation(
            "J-CFG-01",
            cause: "A line of the configuration cannot be used.",
            remedy: "The message names file, line and key; `jarvis config check` reads all of it."),
        Explanation(
            "J-CFG-02",
            cause: "A cluster of the configuration cannot be driven yet: mostly its secret could not be had.",
            remedy: "See that the variable, file, credential or program that holds the secret is there."),
        Explanation(
            "J-CFG-03",
            cause: "A secret could not be read from where the configuration says it is.",
            remedy: "See that the place exists, is yours and has mode 0600."),
        Explanation(
            "J-CFG-04",
            cause: "There is no cluster in the configuration, or no configuration.",
            remedy: "`jarvis config init` makes one; `jarvis demo` shows a simulated cluster."),
        Explanation(
            "J-FILE-01",
            cause: "A file of that name is there already and was left as it is.",
            remedy: "Choose another name, or move it away."),
        Explanation(
            "J-FILE-02",
            cause: "The file could not be written.",
            remedy: "The system's words stand in the message."),
    ]
}
