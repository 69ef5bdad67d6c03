import CPOSIX
import Glibc

/// A private folder of terminfo entries, made by tic(1) for terminals as they come.
///
/// ncurses emits 24-bit colours only for an entry with direct colours, which hardly any TERM has by itself; and a
/// terminal may bring its entry in a folder of its own (`TERMINFO`), which the process that draws does not look into.
package struct TerminalDatabase: Sendable {
    private let folder: String

    /// How long tic may take, in milliseconds.
    private static let patience: Int32 = 3000

    /// Makes the folder (mode 0700) and has ncurses look into it by setting TERMINFO_DIRS.
    ///
    /// Call this once at the start, while the process has one thread: setenv(3) is not safe beside others. Throws when the
    /// folder belongs to somebody else or others may write into it, as entries hold what a terminal is sent.
    package init(folder: String) throws(ScreenError) {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .system(call: "mkdir \(folder)", code: errno)
        }
        var found = stat()
        guard lstat(folder, &found) == 0 else { throw .system(call: "stat \(folder)", code: errno) }
        guard found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid(), found.st_mode & 0o022 == 0 else {
            throw .system(call: "trusting \(folder)", code: EPERM)
        }
        // An empty element stands for the system's own folders (terminfo(5), "Fetching Compiled Descriptions").
        let others = getenv("TERMINFO_DIRS").map { String(cString: $0) } ?? ""
        guard !others.hasPrefix(folder + ":") else { return }
        guard setenv("TERMINFO_DIRS", folder + ":" + others, 1) == 0 else {
            throw .system(call: "setenv", code: errno)
        }
    }

    /// Whether this can be the name of a terminal type, and so part of a file's name.
    static func isName(_ type: String) -> Bool {
        !type.isEmpty && type.utf8.count <= 64
            && type.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// The name of an entry made of the terminal's own; nil when none is needed or tic is missing or fails.
    func entry(for type: String, trueColor: Bool, environment: [String: String]) -> String? {
        let own = environment["TERMINFO"]
        guard trueColor || own != nil else { return nil }
        let name = "jarvis-\(trueColor ? "direct" : "copy")-\(type)" + (own.map { "-\(digest($0))" } ?? "")
        let compiled = "\(folder)/\(name.prefix(1))/\(name)"
        if access(compiled, R_OK) == 0 { return name }
        let source = "\(folder)/\(name).\(getpid()).ti"
        guard write(text(of: name, from: type, trueColor: trueColor), to: source) else { return nil }
        defer { unlink(source) }
        let isDone = run(["tic", "-x", "-o", folder, source], environment: environment)
        return isDone && access(compiled, R_OK) == 0 ? name : nil
    }

    /// Colours below 256 stay indices of the palette; those above are red, green and blue of 8 bits.
    private func text(of name: String, from type: String, trueColor: Bool) -> String {
        func color(_ dark: Int, _ bright: Int) -> String {
            let (red, green) = ("%p1%{65536}%/%d", "%p1%{256}%/%{255}%&%d")
            return
                "\\E[%?%p1%{8}%<%t\(dark)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d%e%p1%{256}%<%t\(dark)8;5;%p1%d"
                + "%e\(dark)8;2;\(red);\(green);%p1%{255}%&%d%;m"
        }
        let colors =
            "\tRGB, colors#0x1000000, pairs#0x10000, ccc@, initc@, initp@,\n"
            + "\tsetaf=\(color(3, 9)),\n\tsetab=\(color(4, 10)),\n\tsetf@, setb@,\n"
        return "\(name)|made of \(type) by jarvis,\n" + (trueColor ? colors : "") + "\tuse=\(type),\n"
    }

    /// FNV-1a, to keep entries of different folders apart.
    private func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }

    private func write(_ text: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        let bytes = Array(text.utf8)
        return Glibc.write(file, bytes, bytes.count) == bytes.count
    }

    private func run(_ command: [String], environment: [String: String]) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let kept = environment.filter { ["HOME", "TERMINFO", "TERMINFO_DIRS"].contains($0.key) }
        let settings = kept.map { "\($0.key)=\($0.value)" } + ["PATH=/usr/bin:/bin:/usr/local/bin"]
        var arguments = command.map { (word: String) in strdup(word) }
        var variables = settings.map { (word: String) in strdup(word) }
        defer { for word in arguments + variables { free(word) } }
        arguments.append(nil)
        variables.append(nil)
        var child: pid_t = 0
        guard posix_spawnp(&child, command[0], &actions, nil, arguments, variables) == 0 else { return false }
        return succeeds(child)
    }

    /// Waits for a child to end and kills it when it takes too long.
    private func succeeds(_ child: pid_t) -> Bool {
        var status: Int32 = 0
        let process = jarvis_pidfd_open(child)
        var wait = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
        if process < 0 || poll(&wait, 1, TerminalDatabase.patience) != 1 { kill(child, SIGKILL) }
        if process >= 0 { close(process) }
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }
}
