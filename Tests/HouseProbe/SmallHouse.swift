import CPOSIX
import Glibc
import House

/// A house whose every key is a way to part or to die.
final class SmallHouse {
    private let house: HouseSocket
    private let signals: SignalPipe
    private let orphans = Orphans()
    private var exitCode: Int32?
    private var loops = 0
    private var keys = 0
    private var losses = 0
    private let keeper: KeeperLink?
    /// It hangs when it is to end.
    private var isStubborn = false

    static func run(_ arguments: [String]) -> Int32 {
        do throws(HouseError) {
            let start = try HouseStart(arguments: arguments)
            do throws(HouseError) {
                let house = try SmallHouse(start)
                try start.ready()
                return house.live()
            } catch {
                start.refuse(error.description)
                return error.exitCode
            }
        } catch {
            print(error)
            return error.exitCode
        }
    }

    private init(_ start: HouseStart) throws(HouseError) {
        signals = try SignalPipe([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCHLD])
        house = try HouseSocket(start, version: "0.0.1")
        keeper = start.rest.contains("kept") ? KeeperLink(start, guardians: house.guardians) : nil
        _ = keeper?.mend()
        // A pane whose program never ends: the keeper has the end on which that would be told.
        var ends: [Int32] = [-1, -1]
        if keeper != nil, pipe2(&ends, O_CLOEXEC) == 0 {
            keeper?.hold("pane 1", [ends[0], ends[1], ends[0]])
        }
    }

    private func live() -> Int32 {
        while true {
            var polled = house.descriptors
            polled.append(pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0))
            if let visitor = house.visitor {
                polled.append(pollfd(fd: visitor.input, events: Int16(POLLIN), revents: 0))
            }
            poll(&polled, nfds_t(polled.count), 1_000)
            loops += 1
            while let event = house.next() { update(event) }
            for signal in signals.drain() {
                guard signal == SIGCHLD else {
                    close("The house was ended by signal \(signal).")
                    continue
                }
                orphans.reap()
            }
            _ = keeper?.mend()
            if let deadline = orphans.deadline, deadline <= .now { orphans.reap() }
            readKeys()
            if let exitCode {
                keeper?.farewell()
                house.close()
                return exitCode
            }
        }
    }

    private func update(_ event: HouseEvent) {
        switch event {
        case .attached(let visitor): draw(visitor)
        case .resized(let size): say("RESIZED \(size.columns)x\(size.rows)")
        case .left(let departure): say("LEFT \(departure)")
        case .asked(let inquiry): answer(inquiry)
        case .answered(let inquiry, let words, let testimony):
            house.reply(to: inquiry, "\(words.joined(separator: " ")): \(testimony)")
            house.finish(inquiry)
        case .withdrawn: break
        case .guardianLost(let loss):
            losses += 1
            say("LOST \(loss)")
        case .orphaned: exitCode = 0
        }
    }

    private func draw(_ visitor: Visitor) {
        var modes = termios()
        tcgetattr(visitor.output, &modes)
        cfmakeraw(&modes)
        tcsetattr(visitor.output, TCSANOW, &modes)
        let size = visitor.size.map { "\($0.columns)x\($0.rows)" } ?? "unknown"
        let color = visitor.environment["COLORTERM"] ?? "none"
        write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?1002h\u{1B}[?2004h", to: visitor)
        say(
            "ATTACHED house=\(getpid()) front=\(visitor.process) term=\(visitor.term) size=\(size) color=\(color) keys=\(keys)",
            to: visitor)
    }

    private func say(_ text: String, to visitor: Visitor? = nil) {
        guard let visitor = visitor ?? house.visitor else { return }
        write(text + "\r\n", to: visitor)
    }

    private func write(_ text: String, to visitor: Visitor) {
        _ = Glibc.write(visitor.output, text, text.utf8.count)
    }

    private func readKeys() {
        guard let visitor = house.visitor else { return }
        var polled = pollfd(fd: visitor.input, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        while house.visitor == visitor, poll(&polled, 1, 0) == 1, read(visitor.input, &byte, 1) == 1 {
            keys += 1
            press(Character(Unicode.Scalar(byte)))
        }
    }

    private func press(_ key: Character) {
        switch key {
        case "d": house.detach()
        case "z": house.detach(.suspended)
        case "q": close("The house is closed.", code: 3)
        case "x": exit(5)
        case "t": fatalError("pressed the key of death")
        case "s": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case "m": useUpMemory()
        case "h":
            say("HANGING")
            while true { pause() }
        default: say("KEY \(key)")
        }
    }

    /// Asks for memory until there is no more: half a gigabyte of addresses beyond those in use.
    private func useUpMemory() {
        var limit = rlimit(rlim_cur: 1 << 29, rlim_max: 1 << 29)
        setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
        var all: [[UInt8]] = []
        while true { all.append([UInt8](repeating: 1, count: 1 << 24)) }
    }

    private func close(_ text: String, code: Int32 = 0) {
        house.dismiss(code: code, text: text)
        exitCode = code
    }

    private func answer(_ inquiry: Inquiry) {
        switch inquiry.name {
        case "status":
            let terminal = house.visitor.map(\.term) ?? "none"
            house.reply(
                to: inquiry,
                "house=\(getpid()) terminal=\(terminal) keys=\(keys) loops=\(loops) descriptors=\(descriptorCount) guardians=\(house.guardians.count) losses=\(losses) dumpable=\(jarvis_dumpable())"
            )
            house.finish(inquiry)
        case "echo":
            for argument in inquiry.arguments { house.reply(to: inquiry, argument) }
            house.finish(inquiry, code: 7, text: "that was all")
        case "confirm":
            house.reply(to: inquiry, "sure?")
        case "shell":
            let words = inquiry.arguments
            ProbeShell.start(words[0], output: words[1], environment: words[2], kind: words[3])
            house.finish(inquiry)
        case "hang":
            while true { pause() }
        case "be stubborn":
            isStubborn = true
            house.finish(inquiry)
        case Inquiry.killHouse where isStubborn:
            while true { pause() }
        case Inquiry.killHouse:
            house.finish(inquiry)
            close("The house was ended by `jarvis kill-house`.")
        default:
            house.finish(inquiry, code: 64, text: "unknown")
        }
    }

    /// How many descriptors below 1024 are open.
    private var descriptorCount: Int {
        (0..<1_024).count { fcntl($0, F_GETFD) != -1 }
    }
}
