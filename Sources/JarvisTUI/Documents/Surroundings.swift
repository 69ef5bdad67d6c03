/// What a document lists: a name and what it means.
typealias Entry = (name: String, meaning: String)

/// What the program reads and writes around itself.
enum Surroundings {
    static let environment: [Entry] = [
        ("HOME", "The home folder, under which configuration and state are by default."),
        ("XDG_CONFIG_HOME", "The folder above jarvis/config.yaml; ~/.config when not set."),
        ("XDG_STATE_HOME", "The folder above the state jarvis/; ~/.local/state when not set."),
        (
            "XDG_RUNTIME_DIR",
            "The folder above the socket jarvis/house.sock; passed over where it is /run/user/UID and the user does "
                + "not linger, because it goes with the last session. Then the socket is in /tmp/jarvis-UID."
        ),
        ("JARVIS_SOCKET", "The absolute path of the socket, instead of the one above."),
        (
            "JARVIS_INSIDE",
            "Set in the shell of a house, to its state: it keeps a front from attaching to the house it sits in."
        ),
        ("TERM", "The terminal's type; Jarvis draws on every type that can place text."),
        ("COLORTERM", "truecolor or 24bit gives colours of 24 bits."),
        ("NO_COLOR", "When not empty, nothing has a colour: https://no-color.org."),
        (
            "https_proxy",
            "A proxy for what is asked by https outside of private networks, clusters too: libcurl-env(3)."
        ),
        ("http_proxy", "The same for what is asked by http, as a model server may be."),
        ("all_proxy", "A proxy for both, where there is none of the two above."),
        ("no_proxy", "Hosts, domains and networks that are asked without a proxy, with commas between."),
        (
            "JARVIS_PROXY",
            "`all` has private networks asked through the proxy, too: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, "
                + "169.254.0.0/16, 100.64.0.0/10, fc00::/7, fe80::/10, names without a dot and under .lan, .local, "
                + ".internal and .home.arpa. This machine itself is never asked through one."
        ),
        ("TERM_PROGRAM", "The terminal's name: what it has beyond its type, such as curly underlines."),
        ("VTE_VERSION", "The same of terminals made with VTE."),
        ("TERMINFO", "A folder of terminfo entries to look into first: terminfo(5)."),
        ("TERMINFO_DIRS", "More such folders."),
        (
            "TMUX",
            "Tells that the terminal is a pane of tmux, which is given what is copied by its own command."
        ),
        (
            "STY",
            "Tells that the terminal is a window of GNU screen, which passes on what is copied in pieces."
        ),
        ("DISPLAY", "With it, or WAYLAND_DISPLAY, an address in the shell may be opened on the desktop."),
        ("BROWSER", "The program that opens such an address; xdg-open when not set."),
        ("VISUAL", "The editor that opens a file named in the shell; then EDITOR, then vi."),
        ("EDITOR", "The editor when VISUAL is not set."),
        ("LC_ALL", "With LC_CTYPE and LANG the locale; without UTF-8 only ASCII is drawn."),
        ("SHELL", "The program of the shell column when it can be run; else the account's."),
        ("PATH", "Where jarvis terminal looks for its program."),
        ("CREDENTIALS_DIRECTORY", "Where systemd puts the secrets that {credential: NAME} names."),
    ]

    static let files: [Entry] = [
        ("~/.config/jarvis/config.yaml", "The configuration."),
        ("~/.config/jarvis/themes/*.yaml", "The user's themes, which come before the built-in ones."),
        (
            "~/.local/state/jarvis/jarvis.db",
            "The memory: events, conversations, accepted certificates, audit log. Only the house writes it."
        ),
        ("~/.local/state/jarvis/house.lock", "Held by the house; names its process and its socket."),
        (
            "~/.local/state/jarvis/house.log",
            "What a house that a front started had to say; from a megabyte on it becomes house.log.1, and that house.log.2."
        ),
        ("~/.local/state/jarvis/crashes/", "Crash reports."),
        ("PREFIX/share/jarvis/Themes/*.yaml", "The built-in themes."),
        ("PREFIX/libexec/jarvis/swift-backtrace", "Writes the crash reports."),
        ("PREFIX/lib/systemd/system/jarvis-watch.service", "The watch as a service."),
        ("PREFIX/lib/systemd/system/jarvis-console@.service", "A console display of its own."),
    ]
}
