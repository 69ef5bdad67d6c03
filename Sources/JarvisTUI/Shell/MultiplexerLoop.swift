import Glibc
import House
import Jarvis
import Screen
import Terminal

/// The loop of `jarvis terminal`: a program on the whole of this process's own terminal.
///
/// It waits in poll(2) for keys, signals and news of the program, and draws when there are news.
final class MultiplexerLoop {
    private let visitor: Visitor
    private let signals: SignalPipe
    private let mailbox: Mailbox
    private let shell: ShellSession
    private var stage: Stage
    private var pacing = FramePacing()
    private var needsDrawing = true
    private var ending: Errand.Ending?

    /// Takes over the terminal of standard input and output.
    init(
        _ visitor: Visitor, stage: Stage, settings: ShellSettings, environment: [String: String],
        command: [String]
    ) throws {
        self.visitor = visitor
        self.stage = stage
        signals = try SignalPipe([
            SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH,
        ])
        mailbox = try Mailbox()
        try self.stage.enter(visitor)
        shell = ShellSession(
            settings: settings, program: command, environment: environment, mailbox: mailbox)
        shell.resize(self.stage.size)
    }

    /// Runs until the program ends, and gives the terminal back.
    func run() -> Errand.Ending {
        shell.start()
        while ending == nil {
            wait()
            for signal in signals.take() { obey(signal) }
            readKeys()
            for event in mailbox.take() { handle(event) }
            draw()
        }
        stage.leave()
        shell.end()
        _ = shell.waitForEnd(within: .seconds(3))
        return ending ?? Errand.Ending(.done)
    }

    private func wait() {
        var polled = [
            pollfd(fd: visitor.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if let descriptor = stage.blockedDescriptor {
            polled.append(pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0))
        }
        poll(&polled, nfds_t(polled.count), timeout)
        let lost = Int16(POLLHUP | POLLERR | POLLNVAL)
        if polled[0].revents & lost != 0 { end(by: SIGHUP) }
    }

    /// Until the end of a lone escape, or the time for the next picture.
    private var timeout: Int32 {
        var moments = [stage.keyDeadline].compactMap(\.self)
        if needsDrawing, stage.blockedDescriptor == nil { moments.append(pacing.next) }
        guard let next = moments.min() else { return -1 }
        return Int32(max(0, (next - .now) / .milliseconds(1)).rounded(.up))
    }

    private func obey(_ signal: Int32) {
        switch signal {
        case SIGWINCH:
            stage.takeSize()
            needsDrawing = true
        case SIGTSTP:
            stage.suspend()
            kill(getpid(), SIGSTOP)
        case SIGCONT:
            stage.resume()
            needsDrawing = true
        default: end(by: signal)
        }
    }

    private func readKeys() {
        guard ending == nil else { return }
        let inputs = stage.read(visitor.input)
        guard !inputs.isEmpty else { return }
        pacing.typed(at: .now)
        for input in inputs { shell.send(input) }
    }

    private func handle(_ event: Event) {
        switch event {
        case .shell(.changed):
            needsDrawing = true
            _ = shell.news()
            if let exit = shell.exit { ending = ending ?? Errand.Ending(exit) }
        case .shell(.ended(let words)): ending = ending ?? Errand.Ending(.software, words)
        // Without a layer to ask in, a paste is typed.
        case .pasteQuestion(let paste): shell.paste(paste)
        default: break
        }
    }

    private func end(by signal: Int32) {
        ending = ending ?? Errand.Ending(code: 128 + signal, text: "Jarvis was ended by signal \(signal).")
    }

    private func draw() {
        guard needsDrawing, ending == nil, pacing.next <= .now, stage.isReady else { return }
        var frame = Frame(stage.size)
        frame.cursor = shell.draw(into: &frame, frame.bounds)
        stage.present { _, _ in frame }
        needsDrawing = false
        pacing.drawn(at: .now)
    }
}

extension Errand.Ending {
    /// A command ends as the program it ran.
    init(_ exit: ProcessExit) {
        switch exit {
        case .exited(code: 0): self.init(.done)
        case .exited(let code): self.init(code: code, text: "The program ended with code \(code).")
        case .signalled(let signal):
            self.init(code: 128 + signal, text: "The program was ended by signal \(signal).")
        }
    }
}
