import Glibc
import House
import Terminal

/// The loop of `jarvis terminal`: the shell alone, on the whole of this process's own terminal.
package final class MultiplexerLoop {
    /// How it ended.
    package enum Ending: Sendable {
        /// With its last program, and how that ended; `nil` for a wish to close it.
        case programs(PaneEnding?)
        case signal(Int32)
    }

    private let visitor: Visitor
    private let signals: SignalPipe
    private let mailbox: Mailbox
    private let interface: Interface
    private var ending: Ending?

    /// Takes over the terminal of a visitor, this process.
    package init(_ visitor: Visitor, interface: Interface, mailbox: Mailbox) throws {
        self.visitor = visitor
        self.interface = interface
        self.mailbox = mailbox
        signals = try SignalPipe([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
        perform(try interface.enter(visitor))
    }

    /// Runs until the last program ends, and gives the terminal back.
    package func run() -> Ending {
        perform(interface.begin())
        while ending == nil {
            let ready = wait()
            if ready.hasSignals { for signal in signals.drain() { obey(signal) } }
            // Where a signal had this process stopped, others may have read the keys meanwhile.
            let hasKeys = ready.hasKeys && !ready.hasSignals
            if ending == nil, hasKeys || interface.areKeysOver {
                perform(interface.read(hasKeys ? visitor.input : nil))
            }
            if ready.hasEcho { perform(interface.takeEcho()) }
            if ready.hasMail { for event in mailbox.drain() { perform(interface.receive(event)) } }
            // An echo before the news: they ask the system who runs.
            if ending == nil { interface.drawWhenDue() }
            perform(interface.takeDue())
            if ready.hasKeeperNews { interface.shells.mendKeeper() }
        }
        _ = interface.leave()
        interface.shells.endAll()
        if !interface.shells.waitForEnd(within: .seconds(3)) {
            StandardError.write("Not every program ended in time.")
        }
        interface.shells.dismissKeeper()
        return ending ?? .programs(nil)
    }

    /// What is there to be read.
    private struct Ready {
        var hasKeys = false
        var hasSignals = false
        var hasMail = false
        /// The program that was typed into last wrote something.
        var hasEcho = false
        /// The keeper has gone, or there is none.
        var hasKeeperNews = true
    }

    private func wait() -> Ready {
        let keeper = interface.shells.keeperDescriptor
        let input = Int16(POLLIN)
        // Those that are not there have no number, and are not waited for.
        var polled = [
            pollfd(fd: visitor.input, events: input, revents: 0),
            pollfd(fd: signals.descriptor, events: input, revents: 0),
            pollfd(fd: mailbox.descriptor, events: input, revents: 0),
            pollfd(fd: interface.shells.echoDescriptor ?? -1, events: input, revents: 0),
            pollfd(fd: keeper ?? -1, events: input, revents: 0),
            pollfd(fd: interface.blockedDescriptor ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&polled, nfds_t(polled.count), interface.deadline?.milliseconds ?? -1) >= 0 else {
            // A signal came, which the pipe tells of.
            return Ready(hasKeys: false, hasSignals: true, hasMail: true)
        }
        let lost = Int16(POLLHUP | POLLERR | POLLNVAL)
        if polled[0].revents & lost != 0 { end(by: SIGHUP) }
        return Ready(
            hasKeys: polled[0].revents != 0, hasSignals: polled[1].revents != 0,
            hasMail: polled[2].revents != 0, hasEcho: polled[3].revents != 0,
            hasKeeperNews: keeper == nil || polled[4].revents != 0)
    }

    private func obey(_ signal: Int32) {
        switch signal {
        case SIGWINCH: perform(interface.resize())
        case SIGTSTP: stop()
        case SIGCONT: perform(interface.resume())
        default: end(by: signal)
        }
    }

    /// Gives the terminal back until SIGCONT comes.
    private func stop() {
        interface.suspend()
        kill(getpid(), SIGSTOP)
    }

    private func perform(_ asked: [OuterEffect]) {
        for effect in asked {
            switch effect {
            case .session(.endShells(let how)): ending = ending ?? .programs(how)
            case .session(.suspend): stop()
            // There is no house, and no cluster.
            case .session(.detach), .session(.endHouse), .work: break
            }
        }
    }

    private func end(by signal: Int32) {
        ending = ending ?? .signal(signal)
    }
}
