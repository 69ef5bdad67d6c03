import CPOSIX
import Glibc

/// What posix_spawn(3) does between fork and exec: descriptors, folder, signals, session.
final class SpawnPlan {
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()

    /// A plan for a child in a session of its own, in `/`, with every signal at its default and unblocked.
    init() throws(HouseError) {
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        try HouseError.spawning("posix_spawnattr_setsigdefault", "a new process") {
            posix_spawnattr_setsigdefault(&attributes, &all)
        }
        try HouseError.spawning("posix_spawnattr_setsigmask", "a new process") {
            posix_spawnattr_setsigmask(&attributes, &none)
        }
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | Int32(POSIX_SPAWN_SETSID)
        try HouseError.spawning("posix_spawnattr_setflags", "a new process") {
            posix_spawnattr_setflags(&attributes, Int16(flags))
        }
        try HouseError.spawning("posix_spawn_file_actions_addchdir_np", "/") {
            posix_spawn_file_actions_addchdir_np(&actions, "/")
        }
    }

    deinit {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// Standard input from a file, standard output and error to the end of another, made with mode 0600.
    func send(input: String, output: String) throws(HouseError) {
        try HouseError.spawning("posix_spawn_file_actions_addopen", input) {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        }
        try HouseError.spawning("posix_spawn_file_actions_addopen", output) {
            posix_spawn_file_actions_addopen(
                &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        try HouseError.spawning("posix_spawn_file_actions_adddup2", output) {
            posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        }
    }

    /// Gives the child a descriptor under this number.
    func give(_ descriptor: Descriptor, as number: Int32) throws(HouseError) {
        try HouseError.spawning("posix_spawn_file_actions_adddup2", "descriptor \(number)") {
            posix_spawn_file_actions_adddup2(&actions, descriptor.number, number)
        }
    }

    /// Closes this number and all above, whoever left them open.
    func closeFrom(_ number: Int32) throws(HouseError) {
        try HouseError.spawning("posix_spawn_file_actions_addclosefrom_np", "descriptor \(number)") {
            posix_spawn_file_actions_addclosefrom_np(&actions, number)
        }
    }

    /// Starts the program and returns its process id.
    func spawn(_ path: String, _ arguments: [String], _ environment: [String]) throws(HouseError) -> Int32 {
        var process: pid_t = -1
        let words = CStrings(arguments)
        let variables = CStrings(environment)
        try HouseError.spawning("posix_spawn", path) {
            posix_spawn(&process, path, &actions, &attributes, words.pointers, variables.pointers)
        }
        return process
    }
}

/// A list of C strings that ends with NULL and lives as long as this.
final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}

/// What this process was given by the one that started it.
enum Environment {
    /// environ(7) as it is now; of a name set twice the first counts, as with getenv(3).
    static var ofThisProcess: [String: String] {
        var found: [String: String] = [:]
        var next = jarvis_environment()
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if let mark = text.firstIndex(of: "=") {
                let name = String(text[..<mark])
                if found[name] == nil { found[name] = String(text[text.index(after: mark)...]) }
            }
            next = next?.advanced(by: 1)
        }
        return found
    }

    /// The current folder, nil when it has been removed.
    static var workingFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
