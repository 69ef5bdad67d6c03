import Glibc

/// Where a house is found: its socket and the folder of its state.
///
/// One folder of state has one house.
package struct HouseAddress: Sendable, Equatable {
    /// Absolute path of the unix socket, at most 107 bytes; its folder is 0700 and ours.
    package let socket: String

    /// Absolute path of the folder that holds the lock, the log, the crash reports and the database.
    package let state: String

    /// What the house is called in the files that say where it is; a demo has a name of its own beside the house.
    package let name: String

    package init(socket: String, state: String, name: String = ofHouse) {
        self.socket = socket
        self.state = state
        self.name = name
    }

    /// The name of the house that keeps the state.
    package static let ofHouse = "house"

    /// The name of one that keeps nothing and ends with its terminal.
    private static let ofDemo = "demo"

    /// Where the demo of the same environment is found: the first one that was opened.
    package var demo: HouseAddress {
        HouseAddress(
            socket: socketFolder + "/\(HouseAddress.ofDemo).sock", state: state, name: HouseAddress.ofDemo)
    }

    /// Whether the house there keeps the state, with its memory and its shells.
    package var keepsState: Bool { name == HouseAddress.ofHouse }

    /// The address for a user's environment.
    ///
    /// State is `$XDG_STATE_HOME/jarvis`, by default `~/.local/state/jarvis`. The socket is `$JARVIS_SOCKET`,
    /// else `$XDG_RUNTIME_DIR/jarvis/house.sock`, else `/tmp/jarvis-UID/house.sock`. A `/run/user/UID`
    /// whose user does not linger is passed over, and so is a folder whose path is too long for a socket: systemd-logind removes it with the user's last session,
    /// and a house outlives sessions. Source: pam_systemd(8), XDG_RUNTIME_DIR; loginctl(1), enable-linger.
    package static func standard(_ environment: [String: String]? = nil) -> HouseAddress {
        let environment = environment ?? Environment.ofThisProcess
        let states = absolute(environment["XDG_STATE_HOME"]) ?? home(environment) + "/.local/state"
        return HouseAddress(
            socket: absolute(environment["JARVIS_SOCKET"]) ?? runtimeFolder(environment) + "/house.sock",
            state: states + "/jarvis")
    }

    private static func runtimeFolder(_ environment: [String: String]) -> String {
        let user = geteuid()
        guard let folder = absolute(environment["XDG_RUNTIME_DIR"]),
            (folder + "/jarvis/house.sock").utf8.count <= SocketAddress.longestPath,
            access(folder, W_OK | X_OK) == 0,
            folder != "/run/user/\(user)" || lingers(user)
        else { return "/tmp/jarvis-\(user)" }
        return folder + "/jarvis"
    }

    private static func lingers(_ user: uid_t) -> Bool {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return false }
        return access("/var/lib/systemd/linger/" + String(cString: name), F_OK) == 0
    }

    private static func home(_ environment: [String: String]) -> String {
        if let home = absolute(environment["HOME"]) { return home }
        guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return "/" }
        return String(cString: folder)
    }

    /// The XDG rules ignore relative paths.
    private static func absolute(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/") else { return nil }
        return path
    }
}

extension HouseAddress {
    /// Whether a path names the folder of this state, be it through another spelling or a link.
    func keeps(state path: String) -> Bool {
        if path == state { return true }
        var (own, other) = (stat(), stat())
        guard stat(state, &own) == 0, stat(path, &other) == 0 else { return false }
        return own.st_dev == other.st_dev && own.st_ino == other.st_ino
    }

    /// Makes the folder of the state with mode 0700, or checks that it is safe as it is.
    ///
    /// - Throws: ``HouseError/unsafeFolder(path:fault:)`` naming what is wrong with it, or
    ///   ``HouseError/readOnlyState(path:)``.
    package func prepareState() throws(HouseError) {
        try writing { () throws(HouseError) in try PrivateFolder.prepare(state, inSharedParent: false) }
    }

    /// The folder of the crash reports in that of the state, both made when they are missing.
    func prepareReports() throws(HouseError) -> CrashFolder {
        try prepareState()
        return try writing { () throws(HouseError) in try CrashFolder(crashFolder) }
    }

    /// Opens a lock file of the state, made when it is missing.
    ///
    /// - Throws: ``HouseError/readOnlyState(path:)`` where nothing can be made.
    func openLock(_ path: String) throws(HouseError) -> Descriptor {
        try writing { () throws(HouseError) in try Descriptor.opening(path, O_RDWR | O_CREAT) }
    }

    /// Says of a refusal to write in the folder of the state what it means and what helps.
    private func writing<Value>(_ work: () throws(HouseError) -> Value) throws(HouseError) -> Value {
        do throws(HouseError) {
            return try work()
        } catch {
            throw error.isRefusedWrite ? .readOnlyState(path: state) : error
        }
    }

    /// Held by the house as long as it lives.
    var lockFile: String { state + "/\(name).lock" }

    /// Held by the front that starts a house, so that two fronts start one.
    var startLockFile: String { state + "/start.lock" }

    /// Standard output and error of a house that a front started.
    var logFile: String { state + "/house.log" }

    /// Where crash reports go.
    var crashFolder: String { state + "/crashes" }

    /// The folder of the socket.
    var socketFolder: String {
        guard let slash = socket.lastIndex(of: "/"), slash > socket.startIndex else { return "/" }
        return String(socket[..<slash])
    }
}
