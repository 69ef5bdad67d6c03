import Glibc

/// How a house was told to start: the arguments behind the program's `house` subcommand.
package struct HouseStart: Sendable, Equatable {
    package var address: HouseAddress

    /// Whether it listens on the socket and locks the state; a demo does so only where nobody else does.
    package var listens: Bool

    /// Where a crash report would be written.
    package var crashFile: String?

    /// Where standard error goes, when it is a file.
    package var logFile: String?

    /// The socket of its keeper, in the folder of the state.
    package var keeper: String

    /// How the house before it died, as its front saw it; nil when none did, or nobody saw.
    package var fate: String?

    /// The program's own arguments.
    package var rest: [String] = []

    /// The open socket on which a front waits for ``ready()``.
    var readyDescriptor: Int32?

    /// The open socket to the front with which the house ends.
    var frontDescriptor: Int32?

    /// The open socket to the guardian above the house.
    var guardianDescriptor: Int32?

    package init(address: HouseAddress, listens: Bool, rest: [String] = []) {
        self.address = address
        self.listens = listens
        self.rest = rest
        keeper = listens ? KeeperPlace.ofHouse : KeeperPlace.ofFront(getpid())
    }

    /// Whether a front waits for it with a terminal.
    package var isAwaited: Bool { readyDescriptor != nil }

    /// Whether it is a service of systemd's, started by no front: systemd.exec(5), `$INVOCATION_ID`.
    var isService: Bool {
        let variables = Environment.ofThisProcess
        return readyDescriptor == nil && frontDescriptor == nil
            && variables["NOTIFY_SOCKET"] != nil && variables["INVOCATION_ID"] != nil
    }

    /// The name of the subcommand that takes ``arguments``.
    package static let subcommand = "house"

    /// A variable for the shells inside a house: set to ``HouseAddress/state``, it keeps a front from
    /// attaching to the house it sits in.
    package static let insideMark = "JARVIS_INSIDE"

    /// What follows the subcommand.
    var arguments: [String] {
        var words = ["--socket", address.socket, "--state", address.state, "--keeper", keeper]
        if !address.keepsState { words += ["--name", address.name] }
        if listens { words.append("--listens") }
        if let crashFile { words += ["--crash", crashFile] }
        if let logFile { words += ["--log", logFile] }
        if let fate { words += ["--fate", fate] }
        if let readyDescriptor { words += ["--ready", "\(readyDescriptor)"] }
        if let frontDescriptor { words += ["--front", "\(frontDescriptor)"] }
        if let guardianDescriptor { words += ["--guardian", "\(guardianDescriptor)"] }
        return words + ["--"] + rest
    }

    /// Reads what a front passed behind ``subcommand``.
    ///
    /// - Throws: ``HouseError/malformed(_:)`` for words no front passes.
    package init(arguments: [String]) throws(HouseError) {
        var words = arguments[...]
        var values: [String: String] = [:]
        listens = false
        while let word = words.popFirst(), word != "--" {
            if word == "--listens" {
                listens = true
            } else if HouseStart.names.contains(word), let value = words.popFirst() {
                values[word] = value
            } else {
                throw .malformed("a house does not understand \(word)")
            }
        }
        guard let socket = values["--socket"], let state = values["--state"] else {
            throw .malformed("a house needs --socket and --state")
        }
        address = HouseAddress(socket: socket, state: state, name: values["--name"] ?? HouseAddress.ofHouse)
        keeper = values["--keeper"] ?? KeeperPlace.ofHouse
        fate = values["--fate"]
        crashFile = values["--crash"]
        logFile = values["--log"]
        readyDescriptor = values["--ready"].flatMap(Int32.init)
        frontDescriptor = values["--front"].flatMap(Int32.init)
        guardianDescriptor = values["--guardian"].flatMap(Int32.init)
        rest = Array(words)
    }

    private static let names: Set<String> = [
        "--socket", "--state", "--name", "--keeper", "--fate", "--crash", "--log", "--ready", "--front",
        "--guardian",
    ]
}

extension HouseStart {
    /// Tells the front, and the service manager if there is one, that the house is open.
    ///
    /// Once, when the loop is about to run.
    package func ready() throws(HouseError) {
        answer(HouseStart.readyWord)
        try ServiceNotice.send("READY=1")
    }

    /// Tells the front in a sentence why there will be no house, or standard error when no front waits; the program
    /// then exits.
    package func refuse(_ reason: String) {
        guard readyDescriptor == nil else { return answer(reason) }
        let line = Array((reason + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }

    static let readyWord = "\u{6}"

    private func answer(_ text: String) {
        guard let readyDescriptor else { return }
        _ = send(readyDescriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        close(readyDescriptor)
    }
}

/// A running house as it introduces itself.
package struct RunningHouse: Sendable, Equatable {
    /// The version of its program.
    package let version: String

    /// Whether a front of this version can attach to it.
    package let speaksThisWire: Bool

    /// Whether its program's file was removed or another one put in its place, as by an upgrade; so for every other wire.
    package let isReplaced: Bool
}
